#pragma once

#include "yields.h"

#include <pacelane/analysis/analysis.h>

namespace pacelane::analysis::detail {

/// Drafts are tried in every form that was asked for; the best of each that is good enough and says something
/// new becomes a suggestion, one subject in one form. Fills Result::suggestions, candidates and reason.
void propose(const Input& input, Yields& yields, Result& result);

}  // namespace pacelane::analysis::detail
