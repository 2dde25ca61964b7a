#pragma once

#include <cstddef>
#include <pacelane/sources/reading.h>
#include <pacelane/writer/suggestion.h>
#include <string>
#include <vector>

/// Runs of blocks that make a draft: from a natural opening to a paragraph's end, with nothing torn out.
namespace pacelane::writer::detail {

/// Blocks of one document in their order. Only whole sections may lie between them.
struct Piece {
    const sources::Reading* reading = nullptr;
    std::vector<std::size_t> blocks;    ///< indices in Reading::blocks; not empty
    std::vector<std::string> headings;  ///< that all of it stands under, outermost first
    bool whole = false;                 ///< everything that the document tells
    int left_out = 0;                   ///< sections that were skipped within it

    const sources::Block& block(std::size_t i) const { return reading->blocks[blocks[i]]; }
    const context::Passage& passage(std::size_t i) const { return reading->passage(block(i)); }
};

/// For forms in Markdown: the whole document, and each of its sections that is a piece.
std::vector<Piece> page_pieces(const sources::Reading& reading, Date today);
/// For plain text: runs of paragraphs and whole lists that need no code, table or picture, with `least` to
/// `most` characters.
std::vector<Piece> plain_pieces(const sources::Reading& reading, Date today, std::size_t least,
                                std::size_t most);

/// Whether a block may be told on this day in Markdown, or in plain text.
bool fits_page(const sources::Reading& reading, const sources::Block& block, Date today);
bool fits_plain(const sources::Reading& reading, const sources::Block& block, Date today);

PieceRef ref_of(const Piece& piece);

}  // namespace pacelane::writer::detail
