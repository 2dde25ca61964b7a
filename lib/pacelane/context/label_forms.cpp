// Labels that end in a dash, a tab or behind a form of address.
#include "detail/label_forms.h"

#include "detail/label_parts.h"

#include <algorithm>
#include <pacelane/base/detail/memo.h>
#include <pacelane/base/text.h>
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
        label.find_first_of("0123456789") == std::string_view::npos;
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
    const auto& addresses = language::any_language().address_words;
    const auto opens = [&](std::string_view address) { return text.starts_with(address); };
    if (std::none_of(addresses.begin(), addresses.end(), opens)) return false;
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
