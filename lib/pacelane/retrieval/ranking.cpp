#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <pacelane/retrieval/ranking.h>
#include <set>
#include <unordered_map>

namespace pacelane::retrieval {

namespace {

// BM25's usual parameters: how soon repetition of a term saturates, and how much long passages are held back.
constexpr double kSaturation = 1.2;
constexpr double kLengthWeight = 0.75;

// All that follow were chosen on halves of public collections; docs/search.md has what each is worth.
constexpr double kPairWeight = 0.5;      // of the rarer-of-two's rarity, for two words that follow each other
constexpr std::size_t kPairsRead = 50;   // passages whose text is looked at for pairs
constexpr double kDocumentWeight = 0.5;  // of the document's own score
constexpr int kReach = 6;                // turns to either side that bear on one, less and less
constexpr int kShortTurn = 8;            // words: a shorter turn has only its own, and counts half
constexpr double kShortTurnWeight = 0.5;
constexpr std::size_t kCandidates = 200;  // passages whose documents are looked at, at least

// Pseudo relevance feedback (RM3, as Anserini has it), from the first ten to those below them.
constexpr std::size_t kKept = 10;
constexpr std::size_t kFeedbackTerms = 10;
constexpr std::size_t kTermsTried = 40;
constexpr double kOriginalWeight = 0.5;
constexpr double kCommonTerm = 0.1;  // share of the passages: what more of them have tells nothing
constexpr std::size_t kRareTerm = 2;

constexpr auto kAll = std::numeric_limits<std::size_t>::max();

struct WeightedTerm {
    std::vector<Posting> postings;
    double weight = 1;  // with its rarity
};

double rarity(const Collection& collection, std::size_t containing) {
    const auto n = static_cast<double>(containing);
    return std::log(1.0 + (static_cast<double>(collection.passages) - n + 0.5) / (n + 0.5));
}

double saturated(double frequency, double length, double average) {
    const double relative = average > 0 ? length / average : 1.0;
    const double damping = kSaturation * (1.0 - kLengthWeight + kLengthWeight * relative);
    return frequency * (kSaturation + 1.0) / (frequency + damping);
}

bool is_better(const Hit& a, const Hit& b) {
    return a.score != b.score ? a.score > b.score : a.passage < b.passage;
}

void keep_best(std::vector<Hit>& hits, std::size_t limit) {
    const auto kept = std::min(limit, hits.size());
    std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(kept), hits.end(), is_better);
    hits.resize(kept);
}

class Search {
public:
    Search(Query query, Index& index)
        : query_(std::move(query)), index_(index), collection_(index.collection()) {
        terms_.reserve(query_.words.size());
        for (const auto& word : query_.words)
            terms_.push_back(postings_of(word));
        rarities_.reserve(terms_.size());
        for (auto& term : terms_)
            rarities_.push_back(term.weight = rarity(collection_, term.postings.size()));
    }

    std::vector<Hit> run(std::size_t limit) {
        auto passages = by_their_words(terms_);
        reward_pairs(passages);
        auto hits = with_surroundings(terms_, passages, limit);
        if (limit > kKept && hits.size() >= kKept) follow_up(hits, limit);
        return hits;
    }

private:
    /// One word under any of its stems: a document has it under the one of its language.
    WeightedTerm postings_of(const std::vector<std::string>& stems) const {
        WeightedTerm term;
        for (const auto& stem : stems) {
            auto more = index_.postings(stem, kAll);
            if (term.postings.empty()) {
                term.postings = std::move(more);
                continue;
            }
            std::vector<Posting> all;
            all.reserve(term.postings.size() + more.size());
            const auto earlier = [](const Posting& a, const Posting& b) { return a.passage < b.passage; };
            std::set_union(term.postings.begin(), term.postings.end(), more.begin(), more.end(),
                           std::back_inserter(all), earlier);
            term.postings = std::move(all);
        }
        return term;
    }

    /// BM25; in the order of the passages, as the postings are.
    std::vector<Hit> by_their_words(const std::vector<WeightedTerm>& terms) const {
        const double average = collection_.passages > 0 ? static_cast<double>(collection_.terms) /
                                                              static_cast<double>(collection_.passages)
                                                        : 0;
        std::vector<Hit> sums, merged;
        for (const auto& term : terms) {
            merged.clear();
            merged.reserve(sums.size() + term.postings.size());
            auto sum = sums.begin();
            for (const auto& posting : term.postings) {
                for (; sum != sums.end() && sum->passage < posting.passage; ++sum)
                    merged.push_back(*sum);
                const double score = term.weight * saturated(posting.frequency, posting.length, average);
                if (sum != sums.end() && sum->passage == posting.passage)
                    merged.push_back({posting.passage, (sum++)->score + score});
                else
                    merged.push_back({posting.passage, score});
            }
            merged.insert(merged.end(), sum, sums.end());
            std::swap(sums, merged);
        }
        return sums;
    }

    /// Words that follow each other in the query, and in the passage: "flaky tests".
    void reward_pairs(std::vector<Hit>& passages) {
        if (query_.pairs.empty()) return;
        std::unordered_map<std::string, std::size_t> words;
        for (std::size_t i = 0; i < query_.words.size(); ++i)
            for (const auto& stem : query_.words[i])
                words.emplace(stem, i);
        for (const auto at : best_of(passages, kPairsRead)) {
            std::set<std::pair<std::size_t, std::size_t>> found;
            std::size_t before = kAll;
            for (const auto& term : index_.terms(passages[at].passage)) {
                const auto word = words.find(term);
                const auto here = word == words.end() ? kAll : word->second;
                if (before != kAll && here != kAll) found.emplace(before, here);
                before = here;
            }
            for (const auto& pair : query_.pairs)
                if (found.contains(pair))
                    passages[at].score +=
                        kPairWeight * std::min(rarities_[pair.first], rarities_[pair.second]);
        }
    }

    /// The places of the best, in any order.
    static std::vector<std::size_t> best_of(const std::vector<Hit>& hits, std::size_t count) {
        std::vector<std::size_t> places(hits.size());
        std::iota(places.begin(), places.end(), std::size_t{0});
        if (count < places.size()) {
            const auto better = [&](std::size_t a, std::size_t b) { return is_better(hits[a], hits[b]); };
            std::nth_element(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(count),
                             places.end(), better);
            places.resize(count);
        }
        return places;
    }

    double document_score(const std::vector<WeightedTerm>& terms, std::int64_t document,
                          const Shape& shape) const {
        const double average = collection_.documents > 0 ? static_cast<double>(collection_.terms) /
                                                               static_cast<double>(collection_.documents)
                                                         : 0;
        double score = 0;
        for (const auto& term : terms) {
            auto posting = std::lower_bound(
                term.postings.begin(), term.postings.end(), document,
                [](const Posting& one, std::int64_t number) { return one.passage.document < number; });
            double frequency = 0;
            for (; posting != term.postings.end() && posting->passage.document == document; ++posting)
                frequency += posting->frequency;
            if (frequency > 0)
                score += term.weight * saturated(frequency, static_cast<double>(shape.terms), average);
        }
        return score;
    }

    /// What was found in a talk: a turn is about what is said around it.
    static void append_turns(const std::vector<Hit>& own, const std::vector<int>& turns, double more,
                             std::vector<Hit>& hits) {
        std::vector<double> scores(turns.size());
        for (const auto& hit : own)
            if (const auto at = static_cast<std::size_t>(hit.passage.ordinal); at < turns.size())
                scores[at] = hit.score;
            else
                hits.push_back({hit.passage, hit.score + more});
        const int count = static_cast<int>(turns.size());
        for (int i = 0; i < count; ++i) {
            const auto at = static_cast<std::size_t>(i);
            double score = scores[at];
            if (turns[at] >= kShortTurn)
                for (int j = std::max(0, i - kReach); j <= std::min(count - 1, i + kReach); ++j)
                    if (j != i && turns[static_cast<std::size_t>(j)] > 0)
                        score +=
                            scores[static_cast<std::size_t>(j)] * (1.0 - std::abs(j - i) / (kReach + 1.0));
            if (turns[at] > 0 && turns[at] < kShortTurn) score *= kShortTurnWeight;
            if (score > 0) hits.push_back({{own.front().passage.document, i}, score + more});
        }
    }

    /// The best passages with what their documents, and for turns their neighbours, add. `passages` are in
    /// order.
    std::vector<Hit> with_surroundings(const std::vector<WeightedTerm>& terms,
                                       const std::vector<Hit>& passages, std::size_t limit) const {
        std::set<std::int64_t> documents;
        for (const auto at : best_of(passages, std::max(kCandidates, limit)))
            documents.insert(passages[at].passage.document);
        std::vector<Hit> hits, own;
        for (const auto document : documents) {
            const auto shape = index_.shape(document);
            const double more = kDocumentWeight * document_score(terms, document, shape);
            auto passage = std::lower_bound(
                passages.begin(), passages.end(), document,
                [](const Hit& hit, std::int64_t number) { return hit.passage.document < number; });
            own.clear();
            for (; passage != passages.end() && passage->passage.document == document; ++passage)
                own.push_back(*passage);
            if (!shape.turns.empty()) {
                append_turns(own, shape.turns, more, hits);
                continue;
            }
            for (const auto& hit : own)
                hits.push_back({hit.passage, hit.score + more});
        }
        keep_best(hits, limit);
        return hits;
    }

    /// Leaves the first ten as they are, and orders what comes after them by the words of these as well.
    void follow_up(std::vector<Hit>& hits, std::size_t limit) const {
        auto terms = expanded(hits);
        if (terms.empty()) return;
        const std::vector<Hit> first(hits.begin(), hits.begin() + kKept);
        auto more = with_surroundings(terms, by_their_words(terms), limit + kKept);
        std::erase_if(more, [&](const Hit& hit) {
            return std::any_of(first.begin(), first.end(),
                               [&](const Hit& kept) { return kept.passage == hit.passage; });
        });
        if (more.empty()) return;
        // On the scale of the first ones, so that the scores go down.
        const double scale = first.back().score / more.front().score;
        hits = first;
        for (const auto& hit : more)
            if (hits.size() < limit) hits.push_back({hit.passage, hit.score * scale});
    }

    std::vector<WeightedTerm> expanded(const std::vector<Hit>& hits) const {
        double sum = 0;
        for (std::size_t i = 0; i < kKept; ++i)
            sum += hits[i].score;
        std::map<std::string, double> weights;
        for (std::size_t i = 0; i < kKept; ++i) {
            const auto terms = index_.terms(hits[i].passage);
            for (const auto& term : terms)
                weights[term] += hits[i].score / sum / static_cast<double>(terms.size());
        }
        std::vector<std::pair<double, std::string>> best;
        for (const auto& [term, weight] : weights)
            if (term.size() > 1) best.emplace_back(-weight, term);
        std::sort(best.begin(), best.end());
        if (best.size() > kTermsTried) best.resize(kTermsTried);
        const auto most = static_cast<std::size_t>(kCommonTerm * static_cast<double>(collection_.passages));
        std::vector<WeightedTerm> added;
        double total = 0;
        for (const auto& [weight, term] : best) {
            auto postings = index_.postings(term, most);
            if (postings.size() < kRareTerm) continue;
            total += added.emplace_back(WeightedTerm{std::move(postings), -weight}).weight;
            if (added.size() == kFeedbackTerms) break;
        }
        if (added.empty()) return added;
        for (auto& term : added)
            term.weight *= (1 - kOriginalWeight) / total * rarity(collection_, term.postings.size());
        for (const auto& term : terms_) {
            added.push_back(term);
            added.back().weight *= kOriginalWeight / static_cast<double>(terms_.size());
        }
        return added;
    }

    Query query_;
    Index& index_;
    Collection collection_;
    std::vector<WeightedTerm> terms_;  // of the query's words
    std::vector<double> rarities_;
};

}  // namespace

Found search(std::string_view text, language::Language preferred, Index& index, std::size_t limit) {
    Found found;
    found.query = query_of(text, preferred);
    found.hits = Search(found.query, index).run(limit);
    if (found.hits.empty() && found.query.language) {
        // The notes may be in another language than the question.
        found.query = query_in_all_languages(text, preferred);
        found.hits = Search(found.query, index).run(limit);
    }
    return found;
}

}  // namespace pacelane::retrieval
