#pragma once

#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/piece.h>
#include <span>

namespace pacelane::writer::detail {

/// Opens as an entry of a dictionary does: "A mutex is a …".
bool defines(std::span<const sources::Sentence> sentences, const language::LanguagePack& pack);
/// "This saves an hour"; not "Steel is quiet where it is bolted", where what is meant was named before.
bool points(std::span<const sources::Sentence> sentences, const language::LanguagePack& pack);
/// Whether it speaks of the part of a course or a series before it: in its first section, since further down
/// "the last section" may be the one above.
bool goes_on(const Piece& piece);

}  // namespace pacelane::writer::detail
