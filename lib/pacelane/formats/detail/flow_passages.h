#pragma once

#include "flow.h"

#include <string_view>
#include <vector>

/// Blocks become passages, by the code that Markdown takes.
namespace pacelane::formats::detail {

/// The spans of each line of a block, as somebody broke them.
std::vector<Spans> lines_by_hand(const Spans& spans);
/// Adds the passages of the blocks to what was read.
void add_passages(const std::vector<Block>& blocks, context::DocumentKind kind, std::string_view title,
                  context::detail::Reading& reading);

}  // namespace pacelane::formats::detail
