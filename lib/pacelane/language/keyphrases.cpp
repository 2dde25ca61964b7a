// What a set of texts is about: candidate phrases are runs of content words (as in RAKE), or parts of them,
// scored by how often and how early they occur, and by their words. No other text is asked.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <pacelane/language/detail/verbs.h>
#include <pacelane/language/keyphrases.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/vocabulary.h>
#include <pacelane/language/words.h>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace pacelane::language {

namespace {

using StemNumber = std::uint32_t;

struct Candidate {
    std::uint32_t last = 0;  // of its places, which are chained backwards; 0: none
    int occurrences = 0;
    int whole = 0;    // as a whole run
    int capital = 0;  // with a capital that opens no sentence
    int texts = 0;
    int last_text = -1;
    double place = 0;  // how early it comes first, summed over the texts
};

/// Where a candidate stands.
struct Place {
    std::string_view written;
    std::uint32_t before = 0;  // the one before it of the same candidate
};

/// How a candidate is written, folded: the most frequent way; of several the first by the alphabet. Asked of
/// the few best ones only.
std::string spelling_of(const Candidate& candidate, const std::vector<Place>& places) {
    std::map<std::string, int> spellings;
    for (auto at = candidate.last; at != 0; at = places[at].before)
        ++spellings[fold(places[at].written)];
    auto text = std::max_element(spellings.begin(), spellings.end(), [](const auto& a, const auto& b) {
                    return a.second < b.second;
                })->first;
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

/// What a word may be in a phrase.
struct Role {
    StemNumber stem = 0;
    bool content = false;
    bool edge = false;  // may begin or end one
    bool generic = false;
    bool joint = false;  // "tempo de build", "taxa de faltas": Portuguese joins its nouns with a preposition
};

/// What a word is wherever it stands, by its folded form.
struct KnownWord {
    StemNumber stem = 0;
    bool excluded = false;
    bool joint = false;
    bool generic = false;
    bool verbal = false;
    bool unnumbered = false;  // there were more stems than can be told apart
};

/// By number of words: two say more than one, and a third seldom adds to that.
constexpr double kLength[] = {0, 1, 1.8, 1.2};

/// What a text is about is named at its beginning: by how many words come before.
double place_weight(std::size_t words_before) {
    return 1 + 2 / (1 + static_cast<double>(words_before) / 10);
}

/// The stems of a candidate make its key, three at most.
constexpr unsigned kStemBits = 21;
constexpr std::size_t kMostStems = (1U << kStemBits) - 1;

std::uint64_t with_stem(std::uint64_t key, StemNumber stem) {
    return (key << kStemBits) + stem + 1;
}

std::vector<StemNumber> stems_in(std::uint64_t key) {
    std::vector<StemNumber> stems;
    for (; key != 0; key >>= kStemBits)
        stems.push_back(static_cast<StemNumber>((key & kMostStems) - 1));
    std::reverse(stems.begin(), stems.end());
    return stems;
}

double score_of(const Candidate& candidate, std::uint64_t key, const std::vector<std::string>& stems) {
    const auto share = [&](int of) { return of / static_cast<double>(candidate.occurrences); };
    double letters = 0;
    std::size_t count = 0;
    for (; key != 0; key >>= kStemBits, ++count)
        letters += static_cast<double>(stems[(key & kMostStems) - 1].size());
    const auto words = static_cast<double>(count);
    // Long words are rarer, and so tell more.
    return std::pow(candidate.occurrences, 1.4) * kLength[count] * std::pow(letters / words, 0.75) *
           (candidate.place / candidate.texts) * (1 + 0.5 * share(candidate.whole)) *
           (1 + 0.5 * share(candidate.capital)) * (1 + std::log(candidate.texts));
}

bool same_run(std::string_view text, const Vocabulary::Use& left, const Vocabulary::Use& right) {
    const auto between = text.substr(left.end, right.begin - left.end);
    return between.size() <= 1 && (between.empty() || between[0] == ' ' || between[0] == '\n');
}

std::vector<Keyphrase> phrases_of(std::span<const std::string_view> texts, Language language,
                                  std::size_t limit, std::span<const std::string> exclude,
                                  int least_occurrences) {
    const auto& pack = language.pack();
    std::unordered_set<std::string> excluded;
    for (const auto& name : exclude)
        for (const auto& token : tokenize(name, language))
            excluded.insert(token.folded);

    std::unordered_map<std::uint64_t, Candidate> candidates;  // by their stems
    std::vector<Place> places(1);
    std::unordered_map<std::string, StemNumber> numbers;
    std::vector<std::string> stems;
    Vocabulary vocabulary(language);
    std::deque<std::optional<KnownWord>> words;  // by their number
    const auto known = [&](std::uint32_t number_of_word) -> const KnownWord& {
        words.resize(vocabulary.size());
        auto& entry = words[number_of_word];
        if (entry) return *entry;
        auto& word = entry.emplace();
        const auto& token = vocabulary[number_of_word];
        word.joint = pack.noun_joints.contains(token.folded);
        word.excluded = excluded.contains(token.folded);
        if (token.stopword || token.stem.empty() || word.excluded) return word;
        const auto [number, added] = numbers.try_emplace(token.stem, static_cast<StemNumber>(stems.size()));
        if (added && stems.size() >= kMostStems) {
            numbers.erase(number);
            word.unnumbered = true;
            return word;
        }
        if (added) stems.push_back(token.stem);
        word.stem = number->second;
        word.generic = pack.generic_words.contains(token.folded) || pack.weak_words.has(key_of(token.folded));
        word.verbal = is_verbal(token.folded, language);
        return word;
    };
    std::vector<Role> roles;
    for (std::size_t number = 0; number < texts.size(); ++number) {
        const auto text = texts[number];
        const auto tokens = vocabulary.read(text);
        roles.assign(tokens.size(), {});
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const auto& token = tokens[i];
            auto& role = roles[i];
            const auto& word = known(token.word);
            role.joint = word.joint;
            const auto size = token.end - token.begin;
            const auto& meaning = vocabulary[token.word];
            role.content =
                !meaning.stopword && !meaning.stem.empty() && size > 1 && !word.excluded && !word.unnumbered;
            if (!role.content) continue;
            role.stem = word.stem;
            role.generic = word.generic;
            role.edge = !token.number && size > 2 && !word.verbal;
        }
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (!roles[i].content) continue;
            const bool begins_run =
                i == 0 || !roles[i - 1].content || !same_run(text, tokens[i - 1], tokens[i]);
            if (!roles[i].edge) continue;
            std::uint64_t key = 0;
            bool all_generic = true;
            for (std::size_t length = 1; length <= 3 && i + length <= tokens.size(); ++length) {
                const auto& token = tokens[i + length - 1];
                const auto& role = roles[i + length - 1];
                if (length > 1 && !same_run(text, tokens[i + length - 2], token)) break;
                const bool joint = length == 2 && role.joint;
                if (!joint && !role.content) break;
                if (!joint) {
                    key = with_stem(key, role.stem);
                    all_generic = all_generic && role.generic;
                }
                if (joint || !role.edge || all_generic || role.generic) continue;
                if (length > 1 && roles[i].generic) continue;
                auto& candidate = candidates[key];
                places.push_back({text.substr(tokens[i].begin, token.end - tokens[i].begin), candidate.last});
                candidate.last = static_cast<std::uint32_t>(places.size() - 1);
                ++candidate.occurrences;
                const bool ends_run = i + length == tokens.size() || !roles[i + length].content ||
                                      !same_run(text, token, tokens[i + length]);
                candidate.whole += begins_run && ends_run ? 1 : 0;
                const bool opens = i == 0 || !same_run(text, tokens[i - 1], tokens[i]);
                const auto first = text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
                candidate.capital += !opens && first != vocabulary[tokens[i].word].folded ? 1 : 0;
                if (candidate.last_text != static_cast<int>(number)) {
                    candidate.last_text = static_cast<int>(number);
                    ++candidate.texts;
                    candidate.place += place_weight(i);
                }
            }
        }
    }

    struct Scored {
        double score;
        std::uint64_t key;
        bool operator<(const Scored& other) const { return score < other.score; }
    };
    std::vector<Scored> scored;  // a heap: few of many are wanted
    for (const auto& [key, candidate] : candidates)
        if (candidate.occurrences >= least_occurrences)
            scored.push_back({score_of(candidate, key, stems), key});
    std::make_heap(scored.begin(), scored.end());

    std::vector<Keyphrase> kept;
    while (kept.size() < limit && !scored.empty()) {
        // Those of one score, by the alphabet.
        std::vector<Keyphrase> equal;
        for (const auto score = scored.front().score; !scored.empty() && scored.front().score == score;) {
            const auto key = scored.front().key;
            std::pop_heap(scored.begin(), scored.end());
            scored.pop_back();
            const auto& candidate = candidates.at(key);
            auto& phrase = equal.emplace_back();
            for (const auto stem : stems_in(key))
                phrase.stems.push_back(stems[stem]);
            phrase.text = spelling_of(candidate, places);
            phrase.score = score;
            phrase.occurrences = candidate.occurrences;
            phrase.texts = candidate.texts;
        }
        std::sort(equal.begin(), equal.end(),
                  [](const Keyphrase& a, const Keyphrase& b) { return a.text < b.text; });
        for (auto& phrase : equal) {
            if (kept.size() >= limit) break;
            const bool covered = std::any_of(kept.begin(), kept.end(), [&](const Keyphrase& better) {
                return std::all_of(phrase.stems.begin(), phrase.stems.end(), [&](const std::string& stem) {
                    return std::find(better.stems.begin(), better.stems.end(), stem) != better.stems.end();
                });
            });
            if (!covered) kept.push_back(std::move(phrase));
        }
    }
    return kept;
}

}  // namespace

std::vector<Keyphrase> keyphrases(std::span<const std::string_view> texts, Language language,
                                  std::size_t limit, std::span<const std::string> exclude) {
    return phrases_of(texts, language, limit, exclude, 1);
}

std::vector<Keyphrase> repeated_keyphrases(std::span<const std::string_view> texts, Language language,
                                           std::size_t limit, std::span<const std::string> exclude) {
    return phrases_of(texts, language, limit, exclude, 2);
}

}  // namespace pacelane::language
