#pragma once

#include <optional>
#include <pacelane/writer/detail/render.h>
#include <pacelane/writer/detail/title.h>
#include <string_view>
#include <utility>
#include <vector>

/// From a piece to a draft, and what speaks for it.
namespace pacelane::writer::detail {

using Features = std::vector<std::pair<std::string_view, double>>;

/// The pieces of a document that a form can take.
std::vector<Piece> pieces_for(const sources::Reading& reading, const Setting& setting,
                              const ContentForm& form);
Draft draft_of(const Piece& piece, const Setting& setting, const ContentForm& form);
/// Markdown of a piece below its title as a heading of this level.
std::string titled_body(const Title& title, const Piece& piece, int level);
/// Keeps where the document is published, if that is known.
void note_published(Draft& draft, const sources::KnownDocument& document);
/// Length, words and grounded share, from body and claims.
void measure(Draft& draft, const ContentForm& form);

/// Whether the document is one of which this form can be made at all.
bool may_be_told(const sources::Reading& reading, const Setting& setting, const ContentForm& form);

Features features_of(const Piece& piece, const Setting& setting, const ContentForm& form);
/// Those that depend on the day.
struct DayFeatures {
    double undated = 1, age = 0, is_new = 0;
};
/// How far it is the habit of a person who tells of themselves in such a share of their notes to write
/// how-tos.
double how_to_habit(double kind_how_to, double telling_share);
DayFeatures day_features(const sources::KnownDocument& document, Date today);
/// By the model in data/draft.tsv (docs/models.md).
double score_of(const Features& features);
/// The words of the model's file.
std::string_view draft_model();

std::optional<Trial> try_piece(const Piece& piece, const Setting& setting, const ContentForm& form);
/// What a newsletter tells in short: short notes and sections with their code, and runs of paragraphs.
std::vector<Piece> short_pieces(const sources::Reading& reading, const Setting& setting);
/// What a document could give to a newsletter, without text: Trial::is_short tells for what.
std::vector<Trial> letter_pieces(const sources::Reading& reading, const Setting& setting,
                                 const ContentForm& form);
/// A newsletter of the best of them.
std::vector<Trial> newsletter_trials(std::vector<Trial> found, const Shelf& shelf, const Setting& setting,
                                     const ContentForm& form);
/// A newsletter of these pieces, the main one first.
Draft newsletter_of(const std::vector<Piece>& pieces, const Setting& setting, const ContentForm& form);

/// A whole sentence of the text with `least` to `most` characters that says more than the title: one of the
/// first, else one that tells what was found. Where there is none, the first that is longer, cut between
/// words.
std::string choose_preview(const Piece& piece, std::string_view title, std::size_t least, std::size_t most);

}  // namespace pacelane::writer::detail
