#include <algorithm>
#include <cmath>
#include <pacelane/retrieval/ranking.h>
#include <unordered_map>

namespace pacelane::retrieval {

namespace {

// BM25's usual parameters: how soon repetition of a term saturates, and how much long passages are held back.
constexpr double kSaturation = 1.2;
constexpr double kLengthWeight = 0.75;

}  // namespace

bool is_term(const language::Token& word) {
    return !word.stopword && !word.stem.empty();
}

std::map<std::string, int> index_terms(std::string_view text, language::Language language) {
    std::map<std::string, int> terms;
    for (auto& token : language::tokenize(text, language))
        if (is_term(token)) ++terms[std::move(token.stem)];
    return terms;
}

std::vector<Hit> rank(std::span<const std::vector<Posting>> terms, const Collection& collection,
                      std::size_t limit) {
    std::unordered_map<std::int64_t, double> scores;
    for (const auto& postings : terms) {
        const auto containing = static_cast<double>(postings.size());
        const double rarity = std::log(1.0 + (static_cast<double>(collection.passages) - containing + 0.5) /
                                                 (containing + 0.5));
        for (const auto& posting : postings) {
            const double relative_length =
                collection.average_length > 0 ? posting.length / collection.average_length : 1.0;
            const double damping = kSaturation * (1.0 - kLengthWeight + kLengthWeight * relative_length);
            scores[posting.passage] +=
                rarity * posting.frequency * (kSaturation + 1.0) / (posting.frequency + damping);
        }
    }
    std::vector<Hit> hits;
    hits.reserve(scores.size());
    for (const auto& [passage, score] : scores)
        hits.push_back({passage, score});
    const auto better = [](const Hit& a, const Hit& b) {
        return a.score != b.score ? a.score > b.score : a.passage < b.passage;
    };
    const auto kept = std::min(limit, hits.size());
    std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(kept), hits.end(), better);
    hits.resize(kept);
    return hits;
}

}  // namespace pacelane::retrieval
