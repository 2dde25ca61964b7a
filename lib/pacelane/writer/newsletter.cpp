// A newsletter: one main piece and two or three short ones, each with its own heading.
#include <algorithm>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/drafting.h>
#include <pacelane/writer/detail/published.h>
#include <set>

namespace pacelane::writer::detail {

namespace {

constexpr std::size_t kShortPieces = 3;
constexpr std::size_t kLeastShortPieces = 2;
// Characters of what is printed: a letter is read in one go.
constexpr std::size_t kLongestMainPiece = 5000;
constexpr std::size_t kLongestShortPiece = 900;
constexpr std::size_t kLeastShortPiece = 160;
constexpr int kLeastShortWords = 25;  // of prose
constexpr int kNewsDays = 8;          // how old the news of a weekly letter may be

bool is_told(const Trial& trial, const Setting& setting) {
    const auto& hashes = trial.draft.pieces.front().hashes;
    return std::any_of(hashes.begin(), hashes.end(),
                       [&](const std::string& hash) { return setting.told.contains(hash); });
}

}  // namespace

Draft newsletter_of(const std::vector<Piece>& pieces, const Setting& setting, const ContentForm& form) {
    Draft draft;
    draft.content_type = form.id;
    draft.language = pieces.front().reading->language;
    std::vector<Claim> main_claims;
    for (const auto& piece : pieces) {
        const bool main = &piece == &pieces.front();
        if (&piece == &pieces.front() + 1)
            draft.body += "\n## " + std::string(draft.language.pack().short_notes.text()) + "\n";
        auto title = choose_title(piece, main ? form.title_length : 90);
        if (main) draft.title = title.text;
        if (!draft.body.empty()) draft.body += "\n";
        draft.body += titled_body(title, piece, main ? 1 : 3);
        if (const auto link = read_it_at(*piece.reading->document, draft.language); !link.empty())
            draft.body += "\n" + link + "\n";
        draft.claims.push_back(claim_of(title.text, std::move(title.source), draft.language));
        auto claims = claims_of(piece, form.markup);
        if (main) main_claims = claims;
        for (auto& claim : claims)
            draft.claims.push_back(std::move(claim));
        draft.pieces.push_back(ref_of(piece));
    }
    draft.subject = draft.title;
    draft.preview = choose_preview(main_claims, draft.title, 40, 90);
    if (form.hashtags > 0)
        draft.hashtags = choose_hashtags(pieces.front(), setting.person.pillars, form.hashtags);
    measure(draft, form);
    return draft;
}

std::vector<Piece> short_pieces(const sources::Reading& reading, const Setting& setting) {
    // A whole note that is short, with its code; else the run of paragraphs that it opens with. What stands
    // further down is understood by who has read the rest only.
    auto pieces = page_pieces(reading, setting.today, kLeastShortWords);
    std::erase_if(pieces, [](const Piece& piece) {
        return !piece.whole || page_body(piece, 3).size() > kLongestShortPiece;
    });
    if (!pieces.empty()) return pieces;
    for (auto& piece : plain_pieces(reading, setting.today, kLeastShortPiece, kLongestShortPiece))
        if (piece.blocks.front() == 0) pieces.push_back(std::move(piece));
    return pieces;
}

std::vector<Trial> letter_pieces(const sources::Reading& reading, const Setting& setting,
                                 const ContentForm& form) {
    std::vector<Trial> found;
    const auto pieces = pieces_for(reading, setting, form);
    const auto pages = pieces.empty() ? 0 : page_pieces(reading, setting.today).size();
    for (std::size_t p = 0; p < pieces.size(); ++p) {
        const auto& piece = pieces[p];
        const bool is_short = p >= pages;
        if (!is_short && page_body(piece, 2).size() > kLongestMainPiece) continue;
        if (!choose_title(piece, form.title_length).is_told) continue;
        Trial trial;
        trial.draft.content_type = form.id;
        trial.draft.language = reading.language;
        trial.draft.pieces = {ref_of(piece)};
        trial.piece = p;
        trial.is_short = is_short;
        trial.features = features_of(piece, setting, form);
        trial.score = score_of(trial.features);
        found.push_back(std::move(trial));
    }
    return found;
}

std::vector<Trial> newsletter_trials(std::vector<Trial> found, const Shelf& shelf, const Setting& setting,
                                     const ContentForm& form) {
    std::erase_if(found, [&](const Trial& candidate) {
        return is_told(candidate, setting) || !is_news(shelf.document(candidate.document), setting.today);
    });
    std::vector<Trial> trials;
    const auto main = std::find_if(found.begin(), found.end(), [](const Trial& t) { return !t.is_short; });
    if (main == found.end()) return trials;
    const auto piece_of = [&](const Trial& candidate) {
        return pieces_for(shelf.reading(candidate.document), setting, form).at(candidate.piece);
    };
    std::vector<Piece> pieces{piece_of(*main)};
    std::set<std::size_t> taken{main->document};
    double short_scores = 0;
    for (const auto& candidate : found) {
        if (pieces.size() == 1 + kShortPieces) break;
        if (!candidate.is_short || !(candidate.draft.language == main->draft.language)) continue;
        if (!taken.insert(candidate.document).second) continue;
        pieces.push_back(piece_of(candidate));
        short_scores += candidate.score;
    }
    if (pieces.size() < 1 + kLeastShortPieces) return trials;  // not a week's worth
    Trial trial;
    trial.draft = newsletter_of(pieces, setting, form);
    trial.document = main->document;
    trial.piece = main->piece;
    trial.features = main->features;
    trial.features.emplace_back("shorts", short_scores / static_cast<double>(pieces.size() - 1));
    trial.score = score_of(trial.features);
    if (trial.draft.characters <= trial.draft.character_limit) trials.push_back(std::move(trial));
    return trials;
}

}  // namespace pacelane::writer::detail

namespace pacelane::writer {

bool is_news(const sources::KnownDocument& document, Date today) {
    if (document.is_new) return true;
    if (document.date && *document.date <= today)
        return add_days(today, -detail::kNewsDays) <= *document.date;
    return std::any_of(
        document.passages.begin(), document.passages.end(), [&](const sources::KnownPassage& known) {
            return known.first_seen && add_days(today, -detail::kNewsDays) <= *known.first_seen;
        });
}

}  // namespace pacelane::writer
