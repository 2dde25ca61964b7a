#pragma once

#include "yields.h"

#include <pacelane/analysis/analysis.h>
#include <pacelane/writer/writer.h>
#include <set>
#include <string>
#include <vector>

/// What was told already, and how much may still be proposed.
namespace pacelane::analysis::detail {

/// All sentences of the pieces as they are remembered: of each the sorted hashes of its words, four
/// hexadecimal digits each. Sentences of few words are left out: anybody may write them again.
std::vector<std::string> fingerprints(const std::vector<writer::PieceRef>& pieces, Yields& yields);

/// Hashes of the passages that were told and may not be told again yet.
std::set<std::string> told_hashes(const Input& input);
/// The same, and those among what may be proposed that hold a sentence that was told, also when a word of it
/// was mended or its paragraph was cut anew.
std::set<std::string> told_passages(const Input& input, Yields& yields);

/// Of the trial's features the one of this name; 0 where there is none.
double value_of(const writer::Trial& trial, std::string_view name);

bool is_below_threshold(const writer::Trial& trial, const Input& input);

struct Allowance {
    std::size_t drafts = 0;  ///< that may be proposed on this date
    std::string limit;       ///< which limit says so, and until when; empty: none does
};
Allowance allowance(const Input& input);

}  // namespace pacelane::analysis::detail
