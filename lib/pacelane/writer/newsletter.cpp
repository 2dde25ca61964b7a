// A newsletter: one main piece, and up to three short ones that belong to it, each with its own heading.
#include <algorithm>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/credit.h>
#include <pacelane/writer/detail/drafting.h>
#include <pacelane/writer/detail/pointers.h>
#include <pacelane/writer/detail/published.h>
#include <pacelane/writer/detail/related.h>
#include <pacelane/writer/detail/subject.h>
#include <set>

namespace pacelane::writer::detail {

namespace {

constexpr std::size_t kShortPieces = 3;
constexpr std::size_t kLeastDocuments = 3;  // of news: a week's worth
/// So many are looked at, the best first: the best that has company is told with it.
constexpr std::size_t kMostMains = 6;
constexpr std::size_t kMostShorts = 30;
constexpr double kWorseWithCompany = 0.1;  // of its score
// Characters of what is printed: a letter is read in one go.
constexpr std::size_t kLongestMainPiece = 5000;
constexpr std::size_t kLongestShortPiece = 1200;
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
    for (const auto& piece : pieces) {
        const bool main = &piece == &pieces.front();
        if (&piece == &pieces.front() + 1)
            draft.body += "\n## " + std::string(draft.language.pack().short_notes.text()) + "\n";
        auto title = choose_title(piece, main ? form.title_length : 90);
        name_subject(title, piece, main ? form.title_length : 90);
        if (main) draft.title = title.text;
        if (!draft.body.empty()) draft.body += "\n";
        draft.body += titled_body(title, piece, main ? 1 : 3);
        if (const auto link = read_it_at(*piece.reading->document, draft.language); !link.empty())
            draft.body += "\n" + link + "\n";
        draft.claims.push_back(claim_of(title.text, std::move(title.source), draft.language, title.subject));
        for (auto& claim : claims_of(piece, form.markup))
            draft.claims.push_back(std::move(claim));
        if (auto credit = credit_of(piece)) {
            draft.body += "\n" + credit->markdown + "\n";
            draft.claims.push_back(std::move(credit->claim));
        }
        draft.pieces.push_back(ref_of(piece));
        note_published(draft, *piece.reading->document);
    }
    draft.subject = draft.title;
    draft.preview = choose_preview(pieces.front(), draft.title, 40, 90);
    if (form.hashtags > 0)
        draft.hashtags = choose_hashtags(pieces.front(), setting.person.pillars, form.hashtags);
    measure(draft, form);
    return draft;
}

std::vector<Piece> short_pieces(const sources::Reading& reading, const Setting& setting) {
    // A short note, all of it: of a longer one the point may stand in what is left out.
    auto pieces = page_pieces(reading, setting.today, kLeastShortWords);
    std::size_t all = 0;
    for (const auto& section : reading.sections)
        for (auto i = section.first; i < section.end && !section.left_out; ++i)
            if (!is_skipped(reading, i, section.end)) ++all;
    std::erase_if(pieces, [&](const Piece& piece) {
        return !piece.whole || piece.blocks.size() < all || page_body(piece, 3).size() > kLongestShortPiece;
    });
    return pieces;
}

std::vector<Trial> letter_pieces(const sources::Reading& reading, const Setting& setting,
                                 const ContentForm& form) {
    std::vector<Trial> found;
    if (is_diary(reading)) return found;
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
        return !lacks(candidate).empty() || is_told(candidate, setting) ||
               !is_news(shelf.document(candidate.document), setting.today);
    });
    std::vector<Trial> trials;
    std::set<std::size_t> news;
    for (const auto& candidate : found)
        news.insert(candidate.document);
    if (news.size() < kLeastDocuments) return trials;
    std::vector<const Trial*> mains, shorts;
    for (const auto& candidate : found) {
        auto& list = candidate.is_short ? shorts : mains;
        if (list.size() < (candidate.is_short ? kMostShorts : kMostMains)) list.push_back(&candidate);
    }
    if (mains.empty()) return trials;
    std::erase_if(mains,
                  [&](const Trial* main) { return main->score < mains.front()->score - kWorseWithCompany; });
    const auto piece_of = [&](const Trial& candidate) {
        return pieces_for(shelf.reading(candidate.document), setting, form).at(candidate.piece);
    };
    std::vector<Subject> all;
    for (const auto* list : {&mains, &shorts})
        for (const auto* candidate : *list)
            all.push_back(subject_of(piece_of(*candidate), setting.person.pillars));
    const Subjects subjects(std::move(all));
    const Trial* main = mains.front();
    std::vector<const Trial*> company;
    for (std::size_t m = 0; m < mains.size(); ++m) {
        std::vector<const Trial*> related;
        std::set<std::size_t> taken{mains[m]->document};
        for (std::size_t s = 0; s < shorts.size() && related.size() < kShortPieces; ++s)
            if (shorts[s]->draft.language == mains[m]->draft.language &&
                !taken.contains(shorts[s]->document) && subjects.related(m, mains.size() + s)) {
                taken.insert(shorts[s]->document);
                related.push_back(shorts[s]);
            }
        if (related.size() <= company.size()) continue;
        main = mains[m];
        company = std::move(related);
    }
    std::vector<Piece> pieces{piece_of(*main)};
    double short_scores = 0;
    for (const auto* candidate : company) {
        pieces.push_back(piece_of(*candidate));
        short_scores += candidate->score;
    }
    Trial trial;
    trial.draft = newsletter_of(pieces, setting, form);
    trial.document = main->document;
    trial.piece = main->piece;
    trial.features = main->features;
    const auto number = static_cast<double>(std::max<std::size_t>(1, company.size()));
    trial.features.emplace_back("shorts", short_scores / number);
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
