#pragma once

#include "yields.h"

#include <pacelane/analysis/analysis.h>
#include <string>
#include <string_view>
#include <vector>

namespace pacelane::analysis::detail {

/// Drafts are tried in every form that was asked for; the best of each that is good enough and says something
/// new becomes a suggestion, one subject in one form. Fills Result::suggestions, candidates and reason.
void propose(const Input& input, Yields& yields, Result& result);

Overview overview_of(const Input& input, const Yields& yields);
/// Why nothing is proposed, in a sentence. `thin_recaps`: meetings of the week too thin for a recap.
std::string why_nothing(const Input& input, const Overview& overview,
                        const std::vector<Candidate>& candidates, std::size_t thin_recaps = 0);

/// "1 note", "3 notes".
std::string count(std::size_t n, std::string_view one, std::string_view many);

}  // namespace pacelane::analysis::detail
