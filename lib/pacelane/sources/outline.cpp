#include <algorithm>
#include <map>
#include <pacelane/sources/outline.h>
#include <string>
#include <utility>

namespace pacelane::sources {

void paragraphs_of_outline(KnownDocument& document) {
    using context::PassageKind;
    constexpr std::ptrdiff_t fewest_spaces = 6;
    if (document.kind != context::DocumentKind::knowledge || document.format != context::Format::markdown)
        return;
    std::size_t items = 0;
    std::size_t others = 0;
    for (const auto& known : document.passages) {
        if (known.passage.kind == PassageKind::list_item) ++items;
        if (known.passage.kind == PassageKind::paragraph) ++others;
    }
    if (items == 0 || others * 20 > items) return;
    // Of a list that is mostly short items, a longer one is an item as well.
    std::map<int, std::pair<std::size_t, std::size_t>> lists;  // items at the top, and those that are prose
    const auto is_prose = [&](const std::string& text) {
        const bool sentence = text.ends_with('.') || text.ends_with('!') || text.ends_with('?') ||
                              text.ends_with("…") || text.ends_with("。");
        return sentence && std::count(text.begin(), text.end(), ' ') >= fewest_spaces;
    };
    for (const auto& known : document.passages) {
        const auto& passage = known.passage;
        if (passage.kind != PassageKind::list_item || passage.depth > 0) continue;
        auto& [all, prose] = lists[passage.list];
        ++all;
        if (is_prose(passage.text)) ++prose;
    }
    for (auto& known : document.passages) {
        auto& passage = known.passage;
        if (passage.kind != PassageKind::list_item || passage.depth > 0 || passage.checked ||
            passage.quoted || !passage.lead_in.empty())
            continue;
        if (!is_prose(passage.text)) {
            known.is_topic = lists[passage.list].second > 0;
            continue;
        }
        if (const auto& [all, prose] = lists[passage.list]; prose * 2 < all) continue;
        known.is_topic = true;
        passage.kind = PassageKind::paragraph;
        passage.list = -1;
    }
}

}  // namespace pacelane::sources
