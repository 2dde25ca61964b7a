#pragma once

#include "past.h"

#include <string>
#include <vector>

namespace pacelane::analysis::detail {

/// At most one suggestion a content type that was asked for; without any, `reason` says why.
std::vector<Suggestion> make_suggestions(const Corpus& corpus, const EvidencePool& material,
                                         const std::vector<FoundTopic>& topics, std::string& reason);

}  // namespace pacelane::analysis::detail
