// Labels that end in a dash, a tab or behind a form of address.
#include "detail/label_forms.h"

#include "detail/label_parts.h"

#include <algorithm>
#include <array>
#include <pacelane/base/detail/memo.h>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/text_finder.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::context::detail {

using namespace std::string_view_literals;

bool set_speaker(SpokenLine& line, std::string_view label) {
    // A file has a few speakers, and each line is looked at several times.
    thread_local pacelane::detail::Memo<Named, 256> labels;
    const auto& named = labels.of(label, [&] { return named_by(label); });
    if (named.shape == NameShape::none) return false;
    line.speaker = named.speaker;
    line.shape = named.shape;
    return true;
}

/// "MAYA — text", as plays and many interviews have it.
bool parse_dash(std::string_view text, SpokenLine& line) {
    constexpr std::size_t longest = 60;
    const auto head = text.substr(0, longest);
    if (head.find("—"sv.front()) == std::string_view::npos) return false;  // the first byte of both
    std::size_t at = std::string_view::npos;
    std::size_t size = 0;
    for (const auto dash : {" — "sv, " – "sv}) {
        const std::size_t found = head.find(dash);
        if (found >= at) continue;
        at = found;
        size = dash.size();
    }
    if (at == std::string_view::npos || at < 2) return false;
    const auto label = text.substr(0, at);
    const bool shouted =
        language::capitalize(label) == label &&
        std::none_of(label.begin(), label.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
        !has_digit(label);
    SpokenLine named = line;
    if (!shouted || !set_speaker(named, label) || named.shape != NameShape::strong) return false;
    named.text = trim(text.substr(at + size));
    if (named.text.empty()) return false;
    line = named;
    return true;
}

/// "O SR. PRESIDENTE (Rui Prado. Bloco/PX - SP) - Declaro aberta a sessão.", as Brazil's Senate writes it.
bool parse_address(std::string_view text, SpokenLine& line) {
    constexpr std::size_t longest = 160;
    static const language::detail::TextFinder addresses(language::any_language().address_words);
    if (!addresses.opens(text)) return false;
    const auto head = text.substr(0, longest);
    const auto open = head.find(" (");
    const auto close = head.find(") - ", open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || close == std::string_view::npos) return false;
    SpokenLine named = line;
    if (!set_speaker(named, text.substr(0, open))) return false;
    named.text = trim(text.substr(close + std::string_view(") - ").size()));
    if (named.text.empty()) return false;
    line = named;
    return true;
}

namespace {

/// "PRADO", "SPEAKER pro tempore": as the records of the United States' Congress write who speaks.
bool is_name_in_capitals(std::string_view name) {
    constexpr std::size_t most = 4;
    const auto words = split(name, ' ');
    const auto first = words.empty() ? std::string_view{} : words.front();
    return words.size() <= most && first.size() >= 2 && language::capitalize(first) == first &&
           std::none_of(first.begin(), first.end(),
                        [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c); });
}

bool opens_with_shouted_title(std::string_view text) {
    const auto& titles = language::any_language().shouted_titles;
    return std::any_of(titles.begin(), titles.end(), [&](std::string_view title) {
        const auto name = text.starts_with(title) ? text.substr(title.size()) : std::string_view{};
        return is_name_in_capitals(name.substr(0, name.find_first_of(" .")));
    });
}

}  // namespace

bool opens_with_title(std::string_view text) {
    static const language::detail::TextFinder titles(language::any_language().stopped_titles);
    return titles.opens(text) || opens_with_shouted_title(text);
}

namespace {

/// "M. le président", "Mme la ministre de l'économie", "M. Rui Prado": no more, or it is a sentence.
bool is_titled(std::string_view label) {
    const auto words = split(label.substr(label.find(' ') + 1), ' ');
    constexpr std::size_t most = 6;
    if (words.empty() || words.size() > most) return false;
    const auto is_small = [](std::string_view word) {
        return !word.empty() && word[0] >= 'a' && word[0] <= 'z';
    };
    if (is_small(words[0])) {
        static constexpr std::array articles{"le"sv, "la"sv, "les"sv};
        static constexpr std::array links{"de"sv, "du"sv, "des"sv};
        if (words.size() < 2 || std::find(articles.begin(), articles.end(), words[0]) == articles.end())
            return words[0].starts_with("l'") && words.size() <= 2;
        return words.size() == 2 || std::find(links.begin(), links.end(), words[2]) != links.end() ||
               words[2].starts_with("d'");
    }
    return name_shape(label.substr(label.find(' ') + 1)) == NameShape::strong;
}

}  // namespace

std::size_t stopped_label(std::string_view text) {
    constexpr std::size_t longest = 160;
    if (!opens_with_title(text)) return 0;
    const auto first = text.find(' ');
    for (auto stop = text.find('.', first); stop < std::min(longest, text.size());
         stop = text.find('.', stop + 1)) {
        // "M. R. Prado"
        const bool initial = stop >= 2 && text[stop - 2] == ' ';
        const bool ends = stop + 1 == text.size() || text[stop + 1] == ' ' || text[stop + 1] == '*';
        if (initial || !ends) continue;
        const auto label = text.substr(0, stop);
        if (opens_with_shouted_title(text) && is_name_in_capitals(trim(label.substr(first)))) return stop;
        return label.find_first_of(":;!?") == std::string_view::npos &&
                       is_titled(trim(label.substr(0, label.find_first_of(",("))))
                   ? stop
                   : 0;
    }
    return 0;
}

/// "M. le président. La séance est levée.", as the French parliament writes it.
bool parse_stopped(std::string_view text, SpokenLine& line) {
    const auto stop = stopped_label(text);
    if (stop == 0) return false;
    const auto head = text.substr(0, stop);
    auto label = trim(head.substr(0, head.find_first_of(",(")));
    // "M. Rui Prado" has a name without its title, "M. le président" none.
    if (const auto name = label.substr(label.find(' ') + 1); name[0] < 'a' || name[0] > 'z') label = name;
    SpokenLine named = line;
    const auto said = without_leading(text.substr(stop + 1), " –—-*");
    if (said.empty() || (said[0] >= 'a' && said[0] <= 'z')) return false;
    // "The SPEAKER pro tempore" is nobody by name, and somebody else than who spoke before.
    if (!set_speaker(named, label)) {
        if (!opens_with_shouted_title(text)) return false;
        named.speaker = label;
    }
    named.shape = NameShape::strong;
    named.text = trim(said);
    line = named;
    return true;
}

bool parse_tab(std::string_view text, SpokenLine& line) {
    const std::size_t tab = text.substr(0, kLongestSpeaker).find('\t');
    if (tab == std::string_view::npos || tab == 0) return false;
    SpokenLine named = line;
    if (!set_speaker(named, text.substr(0, tab)) || named.shape == NameShape::odd) return false;
    named.text = trim(text.substr(tab));
    if (named.text.empty() || named.text.find('\t') != std::string_view::npos) return false;  // a table
    named.form = LabelForm::tab;
    line = named;
    return true;
}

}  // namespace pacelane::context::detail
