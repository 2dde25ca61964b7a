#pragma once

#include <cstddef>
#include <pacelane/writer/detail/piece.h>

/// Words that point to what the draft does not hold.
namespace pacelane::writer::detail {

/// Code or a picture that a page does not show: one beside the note, or what a program would draw.
bool is_hidden(const context::Passage& passage);
/// Whether the section speaks of what a page does not show, or of another text.
bool misses_something(const sources::Reading& reading, const sources::Section& section);
/// A line that only leads to another text, which a reader of the page does not have.
bool is_skipped(const sources::Reading& reading, std::size_t block, std::size_t end);
/// "Figure 2: …", or a line in italics beside a picture: says nothing without it.
bool is_caption(const sources::Reading& reading, std::size_t block);
/// Whether its first block points to what stands above it, or its last to what comes.
bool points_nowhere(const Piece& piece);

}  // namespace pacelane::writer::detail
