#pragma once

#include <pacelane/writer/detail/piece.h>
#include <pacelane/writer/writer.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A piece as text.
namespace pacelane::writer::detail {

/// Markdown; headings below those that all of the piece stands under begin at level `level`.
std::string page_body(const Piece& piece, int level);
/// Plain text: paragraphs, bullets as "• ", headings as lines.
std::string plain_body(const Piece& piece);
/// A sentence of block i as a plain text prints it.
std::string plain_sentence(const Piece& piece, std::size_t i, const sources::Sentence& sentence);
/// The headings that a block has and the one before it had not, from the piece's own level on, with their
/// depth.
std::vector<std::pair<std::size_t, std::string>> new_headings(const Piece& piece, std::size_t i);
/// The sentences as they are printed, with where they stand.
std::vector<Claim> claims_of(const Piece& piece, Markup markup);
/// `subject`: what the text says before the quote, from the note's title or the name of its folder.
Claim claim_of(std::string text, sources::Source source, language::Language language,
               std::string_view subject = {});
sources::Source source_of(const Piece& piece, const sources::Block& block, std::string_view quote);
/// The web links of a piece, in its order, each once.
std::vector<Link> links_of(const Piece& piece);
/// Words of a source as Markdown that shows them as they are.
std::string escape_markdown(std::string_view text);
std::size_t count_words(std::string_view text);

}  // namespace pacelane::writer::detail
