// What a set of texts is about: candidate phrases are runs of content words (as in RAKE), scored by how often
// and in how many texts they occur and by their words' own weight.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <pacelane/language/detail/verbs.h>
#include <pacelane/language/language_pack.h>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace pacelane::language {

namespace {

using StemNumber = std::uint32_t;

struct Candidate {
    std::vector<StemNumber> stems;
    std::vector<std::pair<std::string, int>> spellings;  // few
    int occurrences = 0;
    int texts = 0;
    int last_text = -1;

    void spelled(std::string_view spelling) {
        for (auto& [known, count] : spellings)
            if (known == spelling) {
                ++count;
                return;
            }
        spellings.emplace_back(spelling, 1);
    }
    /// The most frequent; of several the first by the alphabet.
    const std::string& spelling() const {
        return std::min_element(spellings.begin(), spellings.end(),
                                [](const auto& a, const auto& b) {
                                    return a.second != b.second ? a.second > b.second : a.first < b.first;
                                })
            ->first;
    }
};

struct Stem {
    std::string text;
    int frequency = 0;
    int degree = 0;  // words that it stands with
};

/// What a word may be in a phrase.
struct Role {
    StemNumber stem = 0;
    bool content = false;
    bool edge = false;  // may begin or end one
    bool generic = false;
    bool joint = false;  // "tempo de build", "taxa de faltas": Portuguese joins its nouns with a preposition
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

    std::unordered_map<std::uint64_t, Candidate> candidates;  // by their stems' numbers
    std::unordered_map<std::string, StemNumber> numbers;
    std::vector<Stem> stems;
    constexpr unsigned kStemBits = 21;  // three of them make a key
    constexpr std::size_t kMostStems = (1U << kStemBits) - 1;
    std::vector<Role> roles;
    for (std::size_t number = 0; number < texts.size(); ++number) {
        const auto text = texts[number];
        const auto tokens = tokenize(text, language);
        roles.assign(tokens.size(), {});
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const auto& token = tokens[i];
            auto& role = roles[i];
            role.joint = pack.noun_joints.contains(token.folded);
            const auto size = token.end - token.begin;
            role.content =
                !token.stopword && !token.stem.empty() && size > 1 && !excluded.contains(token.folded);
            if (!role.content) continue;
            const auto [found, added] =
                numbers.try_emplace(token.stem, static_cast<StemNumber>(stems.size()));
            if (added && stems.size() >= kMostStems) {
                numbers.erase(found);
                role.content = false;
                continue;
            }
            if (added) stems.push_back({token.stem});
            role.stem = found->second;
            ++stems[role.stem].frequency;
            role.generic = pack.generic_words.contains(token.folded);
            role.edge = !token.number && size > 2 && !is_verbal(token.folded, language);
        }
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (!roles[i].content) continue;
            if (i + 1 < tokens.size() && roles[i + 1].content && same_run(text, tokens[i], tokens[i + 1])) {
                ++stems[roles[i].stem].degree;
                ++stems[roles[i + 1].stem].degree;
            }
            if (!roles[i].edge) continue;
            std::uint64_t key = 0;
            std::vector<StemNumber> phrase;
            bool all_generic = true;
            for (std::size_t length = 1; length <= 3 && i + length <= tokens.size(); ++length) {
                const auto& token = tokens[i + length - 1];
                const auto& role = roles[i + length - 1];
                if (length > 1 && !same_run(text, tokens[i + length - 2], token)) break;
                const bool joint = length == 2 && role.joint;
                if (!joint && !role.content) break;
                if (!joint) {
                    key = (key << kStemBits) + role.stem + 1;
                    phrase.push_back(role.stem);
                    all_generic = all_generic && role.generic;
                }
                if (joint || !role.edge || all_generic || role.generic) continue;
                if (length > 1 && roles[i].generic) continue;
                auto& candidate = candidates[key];
                if (candidate.stems.empty()) candidate.stems = phrase;
                const auto written = text.substr(tokens[i].begin, token.end - tokens[i].begin);
                candidate.spelled(fold(written));
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
        for (const auto stem : candidate.stems)
            phrase.stems.push_back(stems[stem].text);
        phrase.occurrences = candidate.occurrences;
        phrase.texts = candidate.texts;
        phrase.text = candidate.spelling();
        std::replace(phrase.text.begin(), phrase.text.end(), '\n', ' ');
        double weight = 0;
        for (const auto stem : candidate.stems)
            weight += (stems[stem].degree + stems[stem].frequency) /
                      static_cast<double>(std::max(1, stems[stem].frequency));
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
