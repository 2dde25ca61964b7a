// What a set of texts is about: candidate phrases are runs of content words (as in RAKE), scored by how often
// and in how many texts they occur and by their words' own weight.
#include <algorithm>
#include <cmath>
#include <map>
#include <pacelane/language/detail/verbs.h>
#include <pacelane/language/language_pack.h>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace pacelane::language {

namespace {

struct Candidate {
    std::vector<std::string> stems;
    std::map<std::string, int> spellings;
    int occurrences = 0;
    int texts = 0;
    int last_text = -1;
};

bool same_run(std::string_view text, const Token& left, const Token& right) {
    const auto between = text.substr(left.end, right.begin - left.end);
    return between.size() <= 1 && (between.empty() || between[0] == ' ' || between[0] == '\n');
}

}  // namespace

std::vector<Keyphrase> keyphrases(std::span<const std::string_view> texts, Language language,
                                  std::size_t limit, std::span<const std::string> exclude) {
    const auto& pack = language.pack();
    std::unordered_set<std::string> excluded;
    for (const auto& name : exclude)
        for (const auto& token : tokenize(name, language))
            excluded.insert(token.folded);

    std::unordered_map<std::string, Candidate> candidates;
    std::unordered_map<std::string, int> frequency;  // of stems
    std::unordered_map<std::string, int> degree;     // words that a stem stands with
    for (std::size_t number = 0; number < texts.size(); ++number) {
        const auto text = texts[number];
        const auto tokens = tokenize(text, language);
        const auto content = [&](const Token& token) {
            return !token.stopword && !token.stem.empty() && token.end - token.begin > 1 &&
                   !excluded.contains(token.folded);
        };
        // Nothing that a phrase may start or end with.
        const auto edge = [&](const Token& token) {
            return content(token) && !token.number && token.end - token.begin > 2 &&
                   !is_verbal(token.folded, language);
        };
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (!content(tokens[i])) continue;
            ++frequency[tokens[i].stem];
            if (i + 1 < tokens.size() && content(tokens[i + 1]) && same_run(text, tokens[i], tokens[i + 1])) {
                ++degree[tokens[i].stem];
                ++degree[tokens[i + 1].stem];
            }
            if (!edge(tokens[i])) continue;
            std::string key;
            std::vector<std::string> stems;
            bool all_generic = true;
            for (std::size_t length = 1; length <= 3 && i + length <= tokens.size(); ++length) {
                const auto& token = tokens[i + length - 1];
                if (length > 1 && !same_run(text, tokens[i + length - 2], token)) break;
                // "tempo de build", "taxa de faltas": Portuguese joins its nouns with a preposition.
                const bool joint = length == 2 && pack.noun_joints.contains(token.folded);
                if (!joint && !content(token)) break;
                if (!joint) {
                    key += (key.empty() ? "" : " ") + token.stem;
                    stems.push_back(token.stem);
                    all_generic = all_generic && pack.generic_words.contains(token.folded);
                }
                if (joint || !edge(token) || all_generic || pack.generic_words.contains(token.folded))
                    continue;
                if (length > 1 && pack.generic_words.contains(tokens[i].folded)) continue;
                auto& candidate = candidates[key];
                if (candidate.stems.empty()) candidate.stems = stems;
                ++candidate.spellings[fold(text.substr(tokens[i].begin, token.end - tokens[i].begin))];
                ++candidate.occurrences;
                if (candidate.last_text != static_cast<int>(number)) {
                    candidate.last_text = static_cast<int>(number);
                    ++candidate.texts;
                }
            }
        }
    }

    std::vector<Keyphrase> phrases;
    for (auto& [key, candidate] : candidates) {
        if (candidate.stems.size() > 1 && candidate.occurrences < 2) continue;
        Keyphrase phrase;
        phrase.stems = candidate.stems;
        phrase.occurrences = candidate.occurrences;
        phrase.texts = candidate.texts;
        phrase.text = std::max_element(candidate.spellings.begin(), candidate.spellings.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; })
                          ->first;
        std::replace(phrase.text.begin(), phrase.text.end(), '\n', ' ');
        double weight = 0;
        for (const auto& stem : candidate.stems)
            weight += (degree[stem] + frequency[stem]) / static_cast<double>(std::max(1, frequency[stem]));
        weight /= static_cast<double>(candidate.stems.size());
        const double length_bonus = candidate.stems.size() == 1   ? 1.0
                                    : candidate.stems.size() == 2 ? 2.2
                                                                  : 2.4;
        phrase.score =
            weight * length_bonus * std::log(1.0 + candidate.occurrences) * (1.0 + std::log(candidate.texts));
        phrases.push_back(std::move(phrase));
    }
    std::sort(phrases.begin(), phrases.end(), [](const Keyphrase& a, const Keyphrase& b) {
        return a.score != b.score ? a.score > b.score : a.text < b.text;
    });

    std::vector<Keyphrase> kept;
    for (auto& phrase : phrases) {
        if (kept.size() >= limit) break;
        const bool covered = std::any_of(kept.begin(), kept.end(), [&](const Keyphrase& better) {
            const auto in = [](const std::vector<std::string>& small, const std::vector<std::string>& large) {
                return std::all_of(small.begin(), small.end(), [&](const std::string& stem) {
                    return std::find(large.begin(), large.end(), stem) != large.end();
                });
            };
            return in(phrase.stems, better.stems) || in(better.stems, phrase.stems);
        });
        if (!covered) kept.push_back(std::move(phrase));
    }
    return kept;
}

}  // namespace pacelane::language
