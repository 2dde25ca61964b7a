#pragma once

#include "reading.h"

#include <string_view>
#include <vector>

namespace pacelane::context::detail {

/// Marks blocks that are somebody else's as a whole, by how they stand: in quotation marks, as commits of
/// git, as what a study's people said, as answers to questions that speak to somebody.
void mark_quoted_blocks(Reading& reading);

/// Whether those who answer tell of themselves. Questions and answers of a text about something do not, and
/// are its writer's.
bool is_interview(const std::vector<std::string_view>& answers);

}  // namespace pacelane::context::detail
