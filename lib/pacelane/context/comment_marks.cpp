#include "detail/comment_marks.h"

#include "detail/chat_lines.h"
#include "detail/labels.h"
#include "detail/page_comments.h"
#include "detail/stamp_parts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/text_finder.h>
#include <pacelane/language/language_pack.h>
#include <utility>

namespace pacelane::context::detail {

using namespace std::string_view_literals;

bool is_when(std::string_view text) {
    text = trim(text);
    const auto space = text.find(' ');
    constexpr std::size_t longest_word = 3;  // "on", "em", "el"
    if (space <= longest_word && !is_digit(text.front()))
        if (is_when(text.substr(space))) return true;
    if (auto stamp = text; take_stamp(stamp) && trim(stamp).empty()) return true;
    if (auto age = text; take_age(age) && age.empty()) return true;
    const auto figures = std::min(text.find_first_not_of("0123456789"), text.size());
    if (figures > 0 && figures < text.size() &&
        language::any_language().age_units.contains(language::fold(trim(text.substr(figures)), true)))
        return true;
    // "Nov 11", "11 de nov."
    bool month = false;
    bool number = false;
    std::size_t others = 0;
    for (auto word : split(text, ' ')) {
        if (word.ends_with('.') || word.ends_with(',')) word.remove_suffix(1);
        const bool digits =
            !word.empty() && word.size() <= 2 && std::all_of(word.begin(), word.end(), is_digit);
        const bool named = language::any_language().months.value_of(language::fold(word, true)).has_value();
        number = number || digits;
        month = month || named;
        others += digits || named || word == "de" ? 0 : 1;
    }
    if (month && number && others == 0) return true;
    Stamp day;
    return take_date(text, day) && day.has_date() && trim(text).empty();
}

std::string_view without_marks(std::string_view text) {
    text = trim(skip_unseen(text));
    for (const auto mark : {"\u202C"sv, "\u2069"sv, "\u200E"sv, "\u200F"sv})
        while (text.ends_with(mark))
            text = trim(text.substr(0, text.size() - mark.size()));
    return text;
}

std::string_view first_part(std::string_view line, bool& more) {
    line = without_edit_mark(trim(line));
    static constexpr pacelane::detail::CharacterSet marks("|\xE2\xC2");
    if (marks.first_in(line) == std::string_view::npos) return line;
    for (const auto mark : {" | "sv, " • "sv, " · "sv}) {
        const auto at = line.find(mark);
        if (at == std::string_view::npos || at == 0) continue;
        line = trim(line.substr(0, at));
        more = true;
    }
    return line;
}

bool is_age(std::string_view text) {
    if (!has_digit(text)) return false;
    const auto space = text.find(' ');
    if (auto age = text; take_age(age) && age.empty()) return true;
    if (is_digit(text.front())) return space == std::string_view::npos && !lone_day(text) && is_when(text);
    // "Há 3 anos"
    const auto& lists = language::any_language();
    const auto rest = space == std::string_view::npos ? std::string_view{} : trim(text.substr(space));
    const auto unit = rest.find(' ');
    return unit != std::string_view::npos &&
           lists.age_words.contains(language::fold(text.substr(0, space), true)) &&
           rest.find_first_not_of("0123456789") == unit &&
           lists.age_units.contains(language::fold(trim(rest.substr(unit)), true));
}

bool is_stamped_age(std::string_view text) {
    const auto space = text.find(' ');
    return space != std::string_view::npos &&
           language::any_language().answer_stamps.contains(language::fold(text.substr(0, space), true)) &&
           is_when(text.substr(space));
}

bool is_day(std::string_view text) {
    constexpr std::size_t longest = 24;
    return !text.empty() && text.size() <= longest && has_digit(text) && lone_day(text).has_value();
}

bool is_full_name(std::string_view text) {
    return text.find(' ') != std::string_view::npos && name_shape(text) == NameShape::strong;
}

bool is_count(std::string_view line) {
    const auto space = line.find(' ');
    if (space == std::string_view::npos || !has_digit(line)) return false;
    if (!is_digit(line.front())) return line.find(':') == std::string_view::npos && is_chat_furniture(line);
    auto what = trim(line.substr(space));
    if (what.starts_with("mil ")) what = trim(what.substr(4));
    return line.find_first_not_of("0123456789.,KkM") == space && is_chat_furniture("1 " + std::string(what));
}

std::string_view without_dot(std::string_view line) {
    line = trim(line);
    for (const auto mark : {"·"sv, "•"sv})
        if (line.starts_with(mark)) line = trim(line.substr(mark.size()));
    return line;
}

bool is_degree(std::string_view line) {
    line = without_dot(line);
    constexpr std::size_t longest = 6;
    return line.size() >= 2 && line.size() <= longest && line.front() >= '1' && line.front() <= '3' &&
           line.find_first_not_of("123stndrd+ºeèro.\xC2\xB0\xCB\xA8\xC3") == std::string_view::npos;
}

bool is_handle(std::string_view word) {
    constexpr std::size_t shortest = 3;
    if (word.size() < shortest || word.ends_with('.') || word.find(' ') != std::string_view::npos)
        return false;
    const bool small = word[0] >= 'a' && word[0] <= 'z';
    return (small || word.find('_') != std::string_view::npos) &&
           std::all_of(word.begin(), word.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
                      c == '.' || c == '-';
           });
}

}  // namespace pacelane::context::detail
