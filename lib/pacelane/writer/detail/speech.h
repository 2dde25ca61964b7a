#pragma once

#include <optional>
#include <pacelane/writer/detail/drafting.h>
#include <pacelane/writer/detail/piece.h>
#include <pacelane/writer/detail/title.h>

/// Drafts of what was said.
namespace pacelane::writer::detail {

/// Whether the piece was said rather than written.
bool is_speech(const Piece& piece);
/// Whether the first sentence of speech points to what was said before it, and not to what it names itself.
bool opens_by_pointing(const Piece& piece);
/// How many words of a text say something: no function words, numbers or words of any working day.
std::size_t telling_in(std::string_view text, language::Language language);
/// A sentence of the piece that is its point, the clause it opens with, what it comes back to, or what a
/// title holds of its opening; nothing where there is none.
std::optional<Title> title_of_speech(const Piece& piece, std::size_t most);
/// What speaks for a piece of speech: names begin with "talk_".
void add_speech_features(Features& features, const Piece& piece);
/// By the model in data/talk_draft.tsv (docs/models.md).
double speech_score_of(const Features& features);
/// The words of the model's file.
std::string_view talk_draft_model();

}  // namespace pacelane::writer::detail
