// A newsletter: one main piece and two or three short ones, each with its own heading.
#include <algorithm>
#include <pacelane/writer/detail/drafting.h>
#include <set>

namespace pacelane::writer::detail {

namespace {

constexpr std::size_t kShortPieces = 3;
constexpr std::size_t kLeastShortPieces = 2;
constexpr int kLongestShortPiece = 110;  // words
constexpr int kNewsDays = 8;             // how old the news of a weekly letter may be

/// Whether the document came since the last letter, as far as is known.
bool is_news(const sources::KnownDocument& document, Date today) {
    if (document.is_new) return true;
    if (document.date && *document.date <= today) return add_days(today, -kNewsDays) <= *document.date;
    return std::any_of(document.passages.begin(), document.passages.end(),
                       [&](const sources::KnownPassage& known) {
                           return known.first_seen && add_days(today, -kNewsDays) <= *known.first_seen;
                       });
}

int words_of(const Piece& piece) {
    int words = 0;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i)
        words += piece.block(i).words;
    return words;
}

bool is_told(const Piece& piece, const Setting& setting) {
    for (const auto i : piece.blocks)
        if (setting.told.contains(piece.reading->known(piece.reading->blocks[i]).hash)) return true;
    return false;
}

/// The first paragraphs of a piece, as a teaser that is a whole thought.
Piece opening_of(const Piece& piece) {
    Piece opening = piece;
    opening.blocks.clear();
    opening.whole = false;
    int words = 0;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        const auto& block = piece.block(i);
        if (piece.passage(i).kind != context::PassageKind::paragraph || block.leads_in || block.points_out)
            break;
        if (words + block.words > kLongestShortPiece) break;
        words += block.words;
        opening.blocks.push_back(piece.blocks[i]);
    }
    return opening;
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
        auto claims = claims_of(piece);
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

std::vector<Trial> newsletter_trials(const std::vector<sources::Reading>& readings, const Setting& setting,
                                     const ContentForm& form) {
    struct Candidate {
        std::size_t reading;
        Piece piece;
        double score;
        Features features;
    };
    std::vector<Candidate> candidates;
    for (std::size_t r = 0; r < readings.size(); ++r) {
        if (!is_news(*readings[r].document, setting.today)) continue;
        for (auto& piece : pieces_for(readings[r], setting, form)) {
            if (is_told(piece, setting)) continue;
            const auto draft = draft_of(piece, setting, form);
            auto features = features_of(piece, draft, setting, form);
            const double score = score_of(features);
            candidates.push_back({r, std::move(piece), score, std::move(features)});
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
    std::vector<Trial> trials;
    if (candidates.empty()) return trials;
    const auto& main = candidates.front();
    std::vector<Piece> pieces{main.piece};
    std::set<std::size_t> taken{main.reading};
    for (const auto& candidate : candidates) {
        if (pieces.size() == 1 + kShortPieces) break;
        if (!(readings[candidate.reading].language == main.piece.reading->language)) continue;
        if (taken.contains(candidate.reading)) continue;
        auto opening = opening_of(candidate.piece);
        if (opening.blocks.empty() || words_of(opening) < 15) continue;
        taken.insert(candidate.reading);
        pieces.push_back(std::move(opening));
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
