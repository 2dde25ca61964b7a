#include "detail/evidence_pool.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace pacelane::analysis::detail {

namespace {

constexpr std::size_t kMostInsights = 20;

struct InsightCandidate {
    const Sentence* sentence = nullptr;  // nullptr: looked at
    const Evidence* second = nullptr;    // goes on with it
    double score = 0;
    double least = 0;  // below, it is not worth telling
    bool lacks_stop = false;
    bool is_new = false;
};

bool is_telling(const Evidence& item) {
    return !item.said && item.alone && !item.question && item.words >= 8 && item.words <= 40 &&
           (item.features.concrete() || (item.features.decision && item.features.cause));
}

}  // namespace

std::vector<Insight> find_insights(const Corpus& corpus, const std::vector<Evidence>& material,
                                   const std::vector<Saying>& sayings) {
    std::vector<InsightCandidate> candidates;
    for (std::size_t i = 0; i < material.size(); ++i) {
        const auto& item = material[i];
        if (!is_telling(item)) continue;
        InsightCandidate candidate{item.sentence, nullptr, item.value(), 0.3, item.lacks_stop, item.is_new};
        // A sentence that refers back completes the one before it: told together they are one insight.
        if (i + 1 < material.size()) {
            const auto& next = material[i + 1];
            const auto quote = item.sentence->raw, then = next.sentence->raw;
            const bool contiguous = next.sentence->document == item.sentence->document &&
                                    next.sentence->passage == item.sentence->passage &&
                                    next.said == item.said && then.data() > quote.data() &&
                                    then.data() - (quote.data() + quote.size()) <= 2;
            if (contiguous && !next.alone && !next.question && next.features.concrete() &&
                item.words + next.words <= 40) {
                candidate.second = &next;
                candidate.score += 0.04;
            }
        }
        candidates.push_back(candidate);
    }
    for (const auto& saying : sayings)
        candidates.push_back(
            {saying.sentence, nullptr, saying.score, 0, false, corpus.known(*saying.sentence).is_new});
    for (auto& candidate : candidates)
        if (candidate.is_new) candidate.score += 0.05;
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const InsightCandidate& a, const InsightCandidate& b) { return a.score > b.score; });
    // No more than a few are looked at for each that is taken: the rest is weaker anyway.
    if (candidates.size() > 20 * kMostInsights) candidates.resize(20 * kMostInsights);

    std::vector<Insight> insights;
    std::vector<const Sentence*> taken;
    std::map<std::uint32_t, int> of_document;
    while (insights.size() < kMostInsights) {
        const InsightCandidate* best = nullptr;
        double best_score = 0;
        for (const auto& candidate : candidates) {
            if (candidate.sentence == nullptr) continue;
            const double score = candidate.score * std::pow(0.85, of_document[candidate.sentence->document]);
            if (score > best_score && score > candidate.least) {
                best = &candidate;
                best_score = score;
            }
        }
        if (best == nullptr) break;
        const InsightCandidate chosen = *best;
        candidates[static_cast<std::size_t>(best - candidates.data())].sentence = nullptr;
        const auto& sentence = *chosen.sentence;
        const bool repeats = std::any_of(taken.begin(), taken.end(), [&](const Sentence* other) {
            return jaccard({other->stems.begin(), other->stems.end()},
                           {sentence.stems.begin(), sentence.stems.end()}) > 0.5;
        });
        if (repeats) continue;
        taken.push_back(&sentence);
        ++of_document[sentence.document];
        auto quote = sentence.raw;
        Insight insight;
        insight.text = sentence.text;
        if (chosen.lacks_stop) insight.text += '.';
        if (chosen.second != nullptr) {
            const auto end = chosen.second->sentence->raw;
            quote = std::string_view(quote.data(),
                                     static_cast<std::size_t>(end.data() + end.size() - quote.data()));
            insight.text += ' ' + chosen.second->text();
        }
        insight.score = std::min(1.0, chosen.score);
        insight.is_new = chosen.is_new;
        insight.source = corpus.source(sentence, quote);
        insights.push_back(std::move(insight));
    }
    return insights;
}

}  // namespace pacelane::analysis::detail
