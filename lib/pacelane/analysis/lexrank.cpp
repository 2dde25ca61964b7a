#include "detail/lexrank.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace pacelane::analysis::detail {

LexRank::LexRank(const std::vector<std::vector<std::uint32_t>>& texts) {
    std::unordered_map<std::uint32_t, std::uint32_t> numbers;
    std::vector<std::map<std::uint32_t, int>> counts(texts.size());
    std::vector<int> holders;  // texts with the stem
    for (std::size_t i = 0; i < texts.size(); ++i)
        for (const auto stem : texts[i]) {
            const auto number = numbers.try_emplace(stem, static_cast<std::uint32_t>(numbers.size()));
            if (number.second) holders.push_back(0);
            if (++counts[i][number.first->second] == 1) ++holders[number.first->second];
        }
    vectors_.resize(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        double squares = 0;
        for (const auto& [stem, count] : counts[i]) {
            const double weight =
                count * std::log((static_cast<double>(texts.size()) + 1) / (holders[stem] + 0.5));
            vectors_[i].push_back({stem, weight});
            squares += weight * weight;
        }
        if (squares > 0)
            for (auto& term : vectors_[i])
                term.weight /= std::sqrt(squares);
    }
    rank(numbers.size());
}

// A walk from text to text, to each as often as it is alike. The cosines with all texts are the product with
// the sum of all vectors, so that each step costs as much as reading the texts once.
void LexRank::rank(std::size_t stems) {
    constexpr double kStay = 0.85;
    constexpr int kSteps = 25;
    const auto n = vectors_.size();
    std::vector<double> sum(stems);
    const auto with = [&sum](const Vector& vector) {
        double product = 0;
        for (const auto& term : vector)
            product += term.weight * sum[term.stem];
        return product;
    };
    const auto add = [&](std::size_t i, double share) {
        for (const auto& term : vectors_[i])
            sum[term.stem] += share * term.weight;
    };
    for (std::size_t i = 0; i < n; ++i)
        add(i, 1);
    std::vector<double> alike(n);  // each text with all others
    for (std::size_t i = 0; i < n; ++i)
        alike[i] = std::max(0.0, with(vectors_[i]) - 1);
    ranks_.assign(n, 1.0 / static_cast<double>(std::max<std::size_t>(1, n)));
    for (int step = 0; step < kSteps; ++step) {
        std::fill(sum.begin(), sum.end(), 0);
        std::vector<double> share(n);
        for (std::size_t i = 0; i < n; ++i) {
            share[i] = alike[i] > 1e-9 ? ranks_[i] / alike[i] : 0;
            add(i, share[i]);
        }
        for (std::size_t i = 0; i < n; ++i)
            ranks_[i] = (1 - kStay) / static_cast<double>(n) +
                        kStay * std::max(0.0, with(vectors_[i]) - (alike[i] > 1e-9 ? share[i] : 0));
    }
    const auto highest = std::max_element(ranks_.begin(), ranks_.end());
    if (highest == ranks_.end() || *highest <= 0) return;
    const double most = *highest;
    for (auto& rank : ranks_)
        rank /= most;
}

double LexRank::likeness(std::size_t a, std::size_t b) const {
    double product = 0;
    auto left = vectors_[a].begin(), right = vectors_[b].begin();
    while (left != vectors_[a].end() && right != vectors_[b].end()) {
        if (left->stem < right->stem) {
            ++left;
        } else if (right->stem < left->stem) {
            ++right;
        } else {
            product += left->weight * right->weight;
            ++left;
            ++right;
        }
    }
    return product;
}

}  // namespace pacelane::analysis::detail
