// A newsletter: one main piece and two or three short ones, each with its own heading.
#include <algorithm>
#include <pacelane/writer/detail/drafting.h>
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

/// Whether the document came since the last letter, as far as is known.
bool is_news(const sources::KnownDocument& document, Date today) {
    if (document.is_new) return true;
    if (document.date && *document.date <= today) return add_days(today, -kNewsDays) <= *document.date;
    return std::any_of(document.passages.begin(), document.passages.end(),
                       [&](const sources::KnownPassage& known) {
                           return known.first_seen && add_days(today, -kNewsDays) <= *known.first_seen;
                       });
}

bool is_told(const Piece& piece, const Setting& setting) {
    for (const auto i : piece.blocks)
        if (setting.told.contains(piece.reading->known(piece.reading->blocks[i]).hash)) return true;
    return false;
}

struct Candidate {
    std::size_t reading = 0;
    Piece piece;
    double score = 0;
    Features features;
};

void sort_by_score(std::vector<Candidate>& candidates) {
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
}

}  // namespace

Draft newsletter_of(const std::vector<Piece>& pieces, const Setting& setting, const ContentForm& form) {
    Draft draft;
    draft.content_type = form.id;
    draft.language = pieces.front().reading->language;
    std::vector<Claim> main_claims;
    for (const auto& piece : pieces) {
        const bool main = &piece == &pieces.front();
        auto title = choose_title(piece, main ? form.title_length : 90);
        if (main) draft.title = title.text;
        if (!draft.body.empty()) draft.body += "\n";
        draft.body += (main ? "# " : "## ") + escape_markdown(title.text) + "\n\n" +
                      page_body(piece, main ? 2 : 3) + "\n";
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
    // A whole note or section that is short, with its code; else a run of paragraphs.
    auto pieces = page_pieces(reading, setting.today, kLeastShortWords);
    std::erase_if(pieces, [](const Piece& piece) { return page_body(piece, 3).size() > kLongestShortPiece; });
    for (auto& piece : plain_pieces(reading, setting.today, kLeastShortPiece, kLongestShortPiece))
        pieces.push_back(std::move(piece));
    return pieces;
}

std::vector<Trial> newsletter_trials(const std::vector<sources::Reading>& readings, const Setting& setting,
                                     const ContentForm& form) {
    std::vector<Candidate> mains, shorts;
    const auto judge = [&](std::size_t r, Piece piece, std::vector<Candidate>& into) {
        if (is_told(piece, setting) || !choose_title(piece, form.title_length).is_told) return;
        auto features = features_of(piece, setting, form);
        const double score = score_of(features);
        into.push_back({r, std::move(piece), score, std::move(features)});
    };
    for (std::size_t r = 0; r < readings.size(); ++r) {
        if (!may_be_told(readings[r], setting, form) || !is_news(*readings[r].document, setting.today)) continue;
        for (auto& piece : page_pieces(readings[r], setting.today, kLeastPageWords))
            if (page_body(piece, 2).size() <= kLongestMainPiece) judge(r, std::move(piece), mains);
        for (auto& piece : short_pieces(readings[r], setting))
            judge(r, std::move(piece), shorts);
    }
    sort_by_score(mains);
    sort_by_score(shorts);
    std::vector<Trial> trials;
    if (mains.empty()) return trials;
    const auto& main = mains.front();
    std::vector<Piece> pieces{main.piece};
    std::set<std::size_t> taken{main.reading};
    for (const auto& candidate : shorts) {
        if (pieces.size() == 1 + kShortPieces) break;
        if (!(readings[candidate.reading].language == main.piece.reading->language)) continue;
        if (!taken.insert(candidate.reading).second) continue;
        pieces.push_back(candidate.piece);
    }
    if (pieces.size() < 1 + kLeastShortPieces) return trials;  // not a week's worth
    Trial trial;
    trial.draft = newsletter_of(pieces, setting, form);
    trial.document = main.reading;
    trial.features = main.features;
    trial.score = main.score;
    if (trial.draft.characters <= trial.draft.character_limit) trials.push_back(std::move(trial));
    return trials;
}

}  // namespace pacelane::writer::detail
