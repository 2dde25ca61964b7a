// Drafts are tried before they are proposed.
#include <algorithm>
#include <cmath>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/drafting.h>
#include <pacelane/writer/detail/published.h>
#include <pacelane/writer/detail/related.h>
#include <pacelane/writer/detail/speech.h>
#include <pacelane/writer/detail/subject.h>
#include <set>

namespace pacelane::writer {

using namespace detail;

namespace {

std::string one_space(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t';
        if (!space)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return out;
}

std::vector<std::string> sentences_of(const Draft& draft) {
    std::vector<std::string> sentences;
    for (const auto& claim : draft.claims)
        if (&claim != &draft.claims.front()) sentences.push_back(language::fold(one_space(claim.text)));
    return sentences;
}

/// Who begins later in a run leaves out what the rest builds on: the last of those found says so where one
/// before it would do.
void mark_later_opening(std::vector<Trial>& found, const std::vector<Piece>& pieces) {
    auto& last = found.back();
    const auto run = pieces[last.piece].run;
    if (std::any_of(found.begin(), found.end() - 1, [&](const Trial& trial) {
            return pieces[trial.piece].run == run && lacks(trial).empty();
        }))
        last.features.emplace_back("talk_later_opening", 1);
}

}  // namespace

std::vector<Trial> trials(const std::vector<sources::Reading>& readings, const Setting& setting,
                          const ContentForm& form) {
    std::vector<Trial> found;
    for (std::size_t r = 0; r < readings.size(); ++r)
        for (auto& trial : trials_of(readings[r], setting, form)) {
            trial.document = r;
            found.push_back(std::move(trial));
        }
    const Shelf shelf{[&](std::size_t r) -> const sources::KnownDocument& { return *readings[r].document; },
                      [&](std::size_t r) -> const sources::Reading& { return readings[r]; }};
    return arranged(std::move(found), shelf, setting, form);
}

std::vector<Trial> trials_of(const sources::Reading& reading, const Setting& setting,
                             const ContentForm& general) {
    const auto form = form_for(general, setting.person.networks);
    if (form.fields.subject_and_preview) return letter_pieces(reading, setting, form);
    std::vector<Trial> found;
    const auto pieces = pieces_for(reading, setting, form);
    for (std::size_t p = 0; p < pieces.size(); ++p) {
        auto trial = try_piece(pieces[p], setting, form);
        if (!trial) continue;
        trial->piece = p;
        found.push_back(std::move(*trial));
        if (is_speech(pieces[p])) mark_later_opening(found, pieces);
    }
    return found;
}

std::vector<Trial> arranged(std::vector<Trial> found, const Shelf& shelf, const Setting& setting,
                            const ContentForm& form) {
    std::stable_sort(found.begin(), found.end(),
                     [](const Trial& a, const Trial& b) { return a.score > b.score; });
    if (!form.fields.subject_and_preview) return found;
    auto letters = newsletter_trials(std::move(found), shelf, setting, form);
    for (auto& letter : letters)
        letter.sentences = sentences_of(letter.draft);
    return letters;
}

Draft draft_of(const Trial& trial, const Shelf& shelf, const Setting& setting, const ContentForm& general) {
    const auto form = form_for(general, setting.person.networks);
    // Those that were made whole.
    if (form.fields.subject_and_preview || trial.draft.pieces.front().is_recap()) return trial.draft;
    return draft_of(pieces_for(shelf.reading(trial.document), setting, form).at(trial.piece), setting, form);
}

namespace detail {

bool may_be_told(const sources::Reading& reading, const Setting& setting, const ContentForm& form) {
    const auto language = setting.person.language;
    if (language && !(*language == reading.language)) return false;
    const auto title = language::words_of(reading.document->title);
    if (!title.empty() && reading.language.pack().page_titles.at(title, 0) == title.size()) return false;
    // "Some questions (this isn't finished)"
    if (reading.language.pack().unfinished_marks.in(title)) return false;
    // Written for those who use a program, and seldom by the person.
    if (reading.is_manual) return false;
    // A form that is filled in every day is a diary: what is told of it is a post, never a page or a letter.
    if (reading.is_template && form.markup == Markup::markdown) return false;
    // What stands on a page already is told elsewhere, and leads to it.
    if (form.fields.summary_and_slug && reading.document->published) return false;
    // Of minutes there is no author; of talk, what the person said suits a feed.
    const auto kind = reading.document->kind;
    return kind != context::DocumentKind::meeting &&
           (kind != context::DocumentKind::transcript || form.markup == Markup::plain);
}

std::vector<Piece> pieces_for(const sources::Reading& reading, const Setting& setting,
                              const ContentForm& form) {
    if (!may_be_told(reading, setting, form)) return {};
    if (form.markup == Markup::markdown) {
        auto pieces = page_pieces(reading, setting.today);
        if (form.fields.subject_and_preview)
            for (auto& piece : short_pieces(reading, setting))
                pieces.push_back(std::move(piece));
        return pieces;
    }
    // As long as people read on in a feed, or to the end of the section where that is near.
    Lengths lengths{form.least_characters, 1900, 2600};
    for (const auto& limit : form.limits) {
        const auto room = form.hashtags_room + address_room(reading.document->url, limit);
        lengths.limit = std::min(lengths.limit, limit.most - std::min(room, limit.most / 2));
    }
    lengths.most = std::min(lengths.most, lengths.limit);
    return plain_pieces(reading, setting.today, lengths, setting.told_before);
}

std::optional<Trial> try_piece(const Piece& piece, const Setting& setting, const ContentForm& form) {
    Trial trial;
    trial.draft = draft_of(piece, setting, form);
    if (trial.draft.characters > trial.draft.character_limit) return std::nullopt;
    if (form.markup == Markup::plain)
        if (const auto line = subject_line(piece, trial.draft.body, form);
            !line.empty() && !trial.draft.body.starts_with(line))
            return std::nullopt;
    // Nobody knows what "2026-11-17" or "Episode 12" is about.
    const auto& reading = *piece.reading;
    const bool needs_title = form.markup == Markup::markdown || is_diary(reading) ||
                             reading.document->kind == context::DocumentKind::transcript;
    if (needs_title && !choose_title(piece, form.title_length).is_told) return std::nullopt;
    trial.features = features_of(piece, setting, form);
    trial.score = score_of(trial.features);
    trial.sentences = sentences_of(trial.draft);
    return trial;
}

}  // namespace detail

}  // namespace pacelane::writer
