#include <algorithm>
#include <cmath>
#include <pacelane/writer/detail/relevance.h>

namespace pacelane::writer::detail {

namespace {

std::vector<std::string> in_order(std::string_view text, Language language) {
    std::vector<std::string> stems;
    for (auto& token : language::tokenize(text, language))
        if (!token.stopword) stems.push_back(std::move(token.stem));
    return stems;
}

}  // namespace

Relevance::Relevance(const Request& request, const DraftMaterial& material) {
    for (const auto& document : material.documents)
        for (const auto& stems : document.passages) {
            ++passages_;
            for (const auto& stem : stems)
                ++frequency_[stem];
        }
    const auto& suggestion = request.suggestion;
    language_ = material.language;
    topic_ = content_stems(suggestion.topic, language_);
    sequence_ = in_order(suggestion.topic, language_);
    const auto add = [&](std::string_view text, double weight) {
        for (const auto& stem : content_stems(text, material.language))
            profile_[stem] += weight;
    };
    add(suggestion.topic, 3);
    for (const auto& point : suggestion.key_points)
        add(point, 1);
    for (const auto& source : suggestion.related_context)
        add(source.quote, 1);
    for (auto& [stem, weight] : profile_) {
        weight = std::sqrt(weight) * rarity(stem);
        profile_norm_ += weight * weight;
    }
    profile_norm_ = std::sqrt(profile_norm_);
}

double Relevance::rarity(const std::string& stem) const {
    const auto found = frequency_.find(stem);
    const int seen = found == frequency_.end() ? 0 : found->second;
    return std::log(1.0 + (passages_ + 1.0) / (seen + 1.0));
}

double Relevance::affinity(const Stems& stems) const {
    if (profile_norm_ == 0 || stems.empty()) return 0;
    double dot = 0, norm = 0;
    for (const auto& stem : stems) {
        const double weight = rarity(stem);
        norm += weight * weight;
        if (const auto found = profile_.find(stem); found != profile_.end()) dot += weight * found->second;
    }
    return norm == 0 ? 0 : dot / (std::sqrt(norm) * profile_norm_);
}

bool Relevance::names(std::string_view text) const {
    const auto words = in_order(text, language_);
    // One word may stand between them: "flaky checkout tests" are flaky tests.
    const std::size_t width = sequence_.size() > 1 ? sequence_.size() + 1 : 1;
    for (std::size_t i = 0; i < words.size() && !sequence_.empty(); ++i) {
        const auto begin = words.begin() + static_cast<std::ptrdiff_t>(i);
        const auto end = words.begin() + static_cast<std::ptrdiff_t>(std::min(i + width, words.size()));
        if (std::all_of(sequence_.begin(), sequence_.end(),
                        [&](const std::string& stem) { return std::find(begin, end, stem) != end; }))
            return true;
    }
    return false;
}

double Relevance::coverage(const Stems& stems) const {
    double held = 0, all = 0;
    for (const auto& stem : topic_) {
        // The more of the passages on the subject hold a word, the more the subject is that word: "flaky" in
        // "What a quarantine taught us about flaky tests", not "taught".
        const auto found = frequency_.find(stem);
        const double weight = std::log(2.0 + (found == frequency_.end() ? 0 : found->second));
        all += weight;
        if (stems.count(stem) > 0) held += weight;
    }
    return all == 0 ? 0 : held / all;
}

}  // namespace pacelane::writer::detail
