#pragma once

#include "reading.h"

#include <vector>

namespace pacelane::context::detail {

/// Marks blocks that are somebody else's as a whole, by how they stand: in quotation marks, as commits of
/// git, as what a study's people said, as answers to questions that speak to somebody.
void mark_quoted_blocks(Reading& reading);

/// Lists of "Q:" and "A:" that speak to nobody are their writer's own; the labels say no voices then.
bool is_interview(const std::vector<std::string_view>& questions,
                  const std::vector<std::string_view>& answers);

}  // namespace pacelane::context::detail
