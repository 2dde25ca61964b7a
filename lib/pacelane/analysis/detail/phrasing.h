#pragma once

#include "subjects.h"

#include <optional>
#include <string>
#include <vector>

/// The analysis' own words about a subject.
namespace pacelane::analysis::detail {

/// One sentence, in the subject's language: from which side to tell it, by what the evidence holds.
std::string angle_of(const Corpus& corpus, const EvidencePool& material, const Subject& subject,
                     const std::vector<std::size_t>& evidence, bool broad);

/// The facts that led to the suggestion. `since`: the date of the past suggestion that the new material goes
/// beyond.
std::string reasoning_of(const Corpus& corpus, const EvidencePool& material, const Subject& subject,
                         const std::vector<std::size_t>& evidence, std::optional<Date> since);

/// 0.30 + 0.30 × mean value of the five best sentences + 0.25 × sentences/10 + 0.10 × further documents/2 +
/// 0.05 for a pillar; each share at most 1, the whole at most 0.95.
double confidence_of(const Subject& subject);

}  // namespace pacelane::analysis::detail
