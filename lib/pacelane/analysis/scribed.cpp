#include "detail/scribed.h"

#include "detail/votes.h"

#include <set>

namespace pacelane::analysis::detail {

bool is_scribed(const std::vector<KnownPassage>& passages) {
    std::set<std::string_view> headings;
    for (const auto& known : passages) {
        if (known.passage.start_ms) return false;
        if (announces_subject(known.passage.text)) return true;
        if (known.passage.kind == context::PassageKind::turn && !known.passage.headings.empty())
            headings.insert(known.passage.headings.back());
    }
    return headings.size() >= 2;
}

bool is_noted(const context::Passage& passage, bool scribed) {
    if (context::is_own_writing(passage)) return true;
    const bool kind =
        passage.kind == context::PassageKind::list_item || passage.kind == context::PassageKind::paragraph;
    return scribed && kind && passage.quoted;
}

std::string_view speaker_of(const context::Passage& passage) {
    return passage.quoted ? std::string_view() : std::string_view(passage.speaker);
}

}  // namespace pacelane::analysis::detail
