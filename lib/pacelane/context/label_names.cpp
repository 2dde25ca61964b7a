// The names in labels.
#include "detail/label_parts.h"
#include "detail/labels.h"

#include <algorithm>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/text_finder.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

std::string_view without_tail(std::string_view name) {
    static constexpr pacelane::detail::CharacterSet marks("-,|");
    for (bool more = true; more;) {
        name = trim(name);
        more = false;
        if (name.empty() || ((name.back() & 0x80) == 0 && !marks.holds(name.back()))) break;
        for (const auto mark : {"-"sv, ","sv, "|"sv, "–"sv, "—"sv, "\u200E"sv, "\u00A0"sv, "·"sv, "\u202C"sv,
                                "\u2069"sv, "\u202F"sv}) {
            if (!name.ends_with(mark)) continue;
            name.remove_suffix(mark.size());
            more = true;
        }
    }
    return name;
}

/// "Maya Lindqvist | Acme", "Maya Lindqvist - Acme", "Maya Lindqvist (she/her)" → the name before.
std::string_view person_of(std::string_view label) {
    std::size_t end = label.size();
    if (const auto bracket = label.find_first_of("(["); bracket != std::string_view::npos && bracket > 0)
        end = bracket;
    static constexpr pacelane::detail::CharacterSet parting("|-/\xE2\xC2");
    if (parting.first_in(label) == std::string_view::npos) return without_tail(label.substr(0, end));
    for (const auto mark : {" | "sv, "|"sv, " - "sv, " – "sv, " — "sv, " · "sv, " // "sv}) {
        const auto at = label.find(mark);
        if (at == std::string_view::npos || at == 0) continue;
        // "Room 4B - Oslo" and "4711 - x": what is before must be a name by itself.
        const auto shape = name_shape(label.substr(0, at));
        if (shape == NameShape::strong || shape == NameShape::weak) end = std::min(end, at);
    }
    return without_tail(label.substr(0, end));
}

constexpr std::size_t longest_name_tag = 24;  // bytes, of what a program sets before a name

std::string_view label_body(std::string_view label) {
    label = without_tail(skip_unseen(label));
    for (const auto mark : {"~"sv, "*"sv, "_"sv}) {
        while (label.starts_with(mark))
            label = skip_unseen(label.substr(mark.size()));
        while (label.ends_with(mark))
            label.remove_suffix(1);
    }
    const auto& address_words = language::any_language().address_words;
    static const language::detail::TextFinder addresses(address_words);
    if (addresses.opens(label))
        for (const auto address : address_words)
            if (label.size() > address.size() && label.starts_with(address))
                return label.substr(address.size());
    // "[EXT] Maya Lindqvist"
    if (const auto close = label.find("] "); label.starts_with('[') && close <= longest_name_tag)
        label = trim(label.substr(close + 2));
    return label;
}

/// The name in a label without marks.
std::string_view name_in(std::string_view label) {
    const bool phone = label.starts_with('+') || label.starts_with('(');
    std::string_view name = phone ? label : person_of(label);
    if (name.size() > 1 && name.starts_with('@')) name.remove_prefix(1);
    // Discord's "maya#1234"
    constexpr std::size_t number = 5;
    if (const auto mark = name.rfind('#');
        mark != std::string_view::npos && mark > 0 && mark + number == name.size() && name[mark - 1] != ' ' &&
        std::all_of(name.begin() + static_cast<std::ptrdiff_t>(mark) + 1, name.end(), is_digit))
        name = name.substr(0, mark);
    return name;
}

}  // namespace

std::string_view skip_unseen(std::string_view text) {
    static constexpr pacelane::detail::CharacterSet first_bytes("\xC2\xE2\xEF");
    for (bool more = true; more;) {
        while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
            text.remove_prefix(1);
        more = false;
        if (text.empty() || !first_bytes.holds(text.front())) break;
        for (const auto mark :
             {"\u200E"sv, "\u200F"sv, "\u202F"sv, "\u00A0"sv, "\u202A"sv, "\u202B"sv, "\u202C"sv, "\u200B"sv,
              "\uFEFF"sv, "\u2066"sv, "\u2067"sv, "\u2068"sv, "\u2069"sv, "\u2009"sv}) {
            if (!text.starts_with(mark)) continue;
            text.remove_prefix(mark.size());
            more = true;
        }
    }
    return text;
}

std::string speaker_of(std::string_view label) {
    return readable_name(name_in(label_body(label)));
}

Named named_by(std::string_view label) {
    label = label_body(label);
    // "(Note: …" opens a remark.
    if (std::count(label.begin(), label.end(), '(') != std::count(label.begin(), label.end(), ')')) return {};
    if (language::label_kind(label) != language::LabelKind::none) return {};
    const auto name = name_in(label);
    const auto shape = name_shape(name);
    if (shape == NameShape::none || language::label_kind(name) != language::LabelKind::none) return {};
    return {readable_name(name), shape};
}

}  // namespace pacelane::context::detail
