#pragma once

#include "flow.h"

#include <cstddef>
#include <vector>

/// Blocks that lead through a document and say nothing of their own.
namespace pacelane::formats::detail {

/// Takes out tables of contents that no style gives away: lines that end in a page number, after dots or a
/// tab, most of which stand further below as headings or lines of their own. The number of lines.
std::size_t drop_contents(std::vector<Block>& blocks);

/// Takes out what most slides repeat, and their numbers; `begins` is the first block of each slide. The
/// number of blocks.
std::size_t drop_repeated(std::vector<Block>& blocks, const std::vector<std::size_t>& begins);

}  // namespace pacelane::formats::detail
