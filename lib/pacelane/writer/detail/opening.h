#pragma once

#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/piece.h>
#include <span>

namespace pacelane::writer::detail {

/// The sentences of the first block, without a label in bold that stands for a heading: "**The problem.** We
/// …".
std::span<const sources::Sentence> opening_of(const Piece& piece);

/// Opens as an entry of a dictionary does: "A mutex is a …".
bool defines(std::span<const sources::Sentence> sentences, const language::LanguagePack& pack);
/// "This saves an hour"; not "Steel is quiet where it is bolted", where what is meant was named before.
/// Where the title names the subject, "this tool" is that.
bool points(std::span<const sources::Sentence> sentences, const language::LanguagePack& pack,
            bool subject_named = false);
/// Whether the first sentence speaks of the part of a course or a series before it.
bool goes_on(const Piece& piece);
/// Whether any of its first section does: further down "the last section" may be the one above.
bool looks_back(const Piece& piece);

}  // namespace pacelane::writer::detail
