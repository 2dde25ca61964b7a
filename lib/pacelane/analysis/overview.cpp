// What the documents are, as a whole, and why nothing of them is proposed.
#include "detail/proposals.h"

#include <algorithm>
#include <pacelane/base/content_form.h>
#include <pacelane/base/text.h>
#include <set>

#include <fmt/format.h>

namespace pacelane::analysis::detail {

using sources::TextKind;

std::string count(std::size_t n, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", n, n == 1 ? one : many);
}

Overview overview_of(const Input& input, const Yields& yields) {
    Overview overview;
    for (std::size_t d = 0; d < yields.size(); ++d) {
        const auto& reading = yields.summary(d);
        if (reading.empty)
            ++overview.without_text;
        else if (input.person.language && !(reading.language == *input.person.language))
            ++overview.other_language;
        else if (reading.is_private)
            ++overview.withheld;
        else
            ++overview.kinds[reading.kind];
    }
    return overview;
}

/// How many documents are on a page already, where only pages are asked for.
std::size_t published_pages(const Input& input) {
    const bool pages_only =
        std::all_of(input.content_types.begin(), input.content_types.end(), [](const auto& type) {
            const auto* form = find_content_form(type);
            return form != nullptr && form->fields.summary_and_slug;
        });
    if (!pages_only) return 0;
    return static_cast<std::size_t>(std::count_if(input.documents.begin(), input.documents.end(),
                                                  [](const auto& document) { return document.published; }));
}

std::string why_nothing(const Input& input, const Overview& overview,
                        const std::vector<Candidate>& candidates, std::size_t thin_recaps) {
    if (input.documents.empty()) return "There are no documents yet: add notes, minutes or transcripts.";
    std::vector<std::string> parts;
    std::size_t told = 0, weak = 0;
    std::set<std::string> seen;
    for (const auto& candidate : candidates) {
        if (!seen.insert(candidate.path).second) continue;
        (candidate.why_not == "told" ? told : weak) += 1;
    }
    if (told > 0)
        parts.push_back(input.limits.repeat_after
                            ? fmt::format("{} told in the last {} days", count(told, "was", "were"),
                                          *input.limits.repeat_after)
                            : fmt::format("{} told already", count(told, "was", "were")));
    if (weak > 0)
        parts.push_back(fmt::format("{} draft good enough to propose", count(weak, "makes no", "make no")));
    if (thin_recaps > 0)
        parts.push_back(
            fmt::format("{} fewer than three lines that strangers would understand",
                        count(thin_recaps, "meeting of the week holds", "meetings of the week hold")));
    if (const auto published = published_pages(input); published > 0)
        parts.push_back(count(published, "is published already", "are published already"));
    for (const auto& [kind, number] : overview.kinds)
        if (kind != TextKind::prose && kind != TextKind::how_to && kind != TextKind::journal)
            parts.push_back(fmt::format("{} {}", number,
                                        number == 1 ? fmt::format("is among the {}", sources::label(kind, 2))
                                                    : fmt::format("are {}", sources::label(kind, 2))));
    if (overview.withheld > 0)
        parts.push_back(count(overview.withheld, "holds private matter", "hold private matter"));
    if (overview.other_language > 0)
        parts.push_back(count(overview.other_language, "is not in the language of the drafts",
                              "are not in the language of the drafts"));
    if (overview.without_text > 0)
        parts.push_back(count(overview.without_text, "holds no text", "hold no text"));
    if (parts.empty()) parts.emplace_back("none has a run of sentences that makes a draft");
    return fmt::format("Nothing to write about in {}: {}.",
                       count(input.documents.size(), "document", "documents"), join(parts, ", "));
}

}  // namespace pacelane::analysis::detail
