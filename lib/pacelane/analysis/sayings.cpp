// What was said in a talk that is worth quoting.
#include "detail/evidence_pool.h"
#include "detail/lexrank.h"
#include "detail/packed.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <pacelane/language/language_pack.h>
#include <string>
#include <unordered_set>

namespace pacelane::analysis::detail {

namespace {

constexpr std::size_t kMostSayings = 8;  // of a talk
// Of so many sentences one is quoted: of a short exchange none.
constexpr std::size_t kSentencesEach = 5;
constexpr int kFewestWords = 10, kMostWords = 45;  // words

/// Stems of the words of which any talk is made: they tell nothing of what one is about.
const std::unordered_set<std::string>& stems_of_any_talk(Language language) {
    static const auto all = [] {
        std::vector<std::unordered_set<std::string>> sets(language::languages().size());
        for (const auto one : language::languages()) {
            const auto& pack = one.pack();
            for (const auto* words : {&pack.stop_words, &pack.common_words, &pack.lead_words,
                                      &pack.empty_words, &pack.verbal_words, &pack.finite_verbs,
                                      &pack.verb_bases, &pack.past_verbs, &pack.generic_words})
                for (const auto word : *words)
                    sets[one.index()].insert(language::stem(word, one));
            for (const auto words : pack.weak_words)
                if (words.find(' ') == std::string_view::npos)
                    sets[one.index()].insert(language::stem(words, one));
        }
        return sets;
    }();
    return all[language.index()];
}

struct Spoken {
    const Sentence* sentence = nullptr;
    double value = 0;  // at first its place in the talk: 0 at its beginning, 1 at its end
};

/// "Th the", "a f a file": a word that was cut off. Function words may open the next: "to today".
bool is_cut_off(std::string_view text, const std::vector<language::Token>& tokens, std::size_t i) {
    constexpr std::size_t kLongestStart = 4;
    const auto& token = tokens[i];
    if (token.stopword || token.number) return false;
    // In the middle a capital is a name: "plan B".
    const auto size = token.end - token.begin;
    if (size == 1 && (i == 0 || text.substr(token.begin, size) == token.folded)) return true;
    return i + 1 < tokens.size() && size <= kLongestStart && tokens[i + 1].folded.size() > size &&
           tokens[i + 1].folded.starts_with(token.folded);
}

/// Said in one go, to nobody in particular: no stutter, aside or request.
bool is_fluent(std::string_view text, Language language) {
    const auto& pack = language.pack();
    const auto tokens = language::tokenize(text, language);
    if (tokens.empty()) return false;
    const auto& first = tokens.front().folded;
    if (pack.empty_words.contains(first) && !pack.unchained_leads.contains(first)) return false;
    if (pack.commands_in_base_form && pack.verb_bases.contains(first)) return false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (is_cut_off(text, tokens, i)) return false;
        const auto aside = pack.asides.match_in(
            tokens.size(), i, [&](std::size_t k) -> std::string_view { return tokens[k].folded; });
        if (aside && aside->count > 1) return false;
    }
    return true;
}

std::vector<Spoken> spoken_in(const Corpus& corpus, std::size_t d) {
    std::vector<Spoken> spoken;
    const auto& info = corpus.info(d);
    const auto& passages = corpus.input().documents[d].passages;
    for (std::size_t p = 0; p < passages.size(); ++p) {
        const auto& passage = passages[p].passage;
        if (passage.kind != context::PassageKind::turn || info.sections[p] == Section::reference ||
            !context::is_own_writing(passage))
            continue;
        for (auto i = info.first_of_passage[p]; i < info.first_of_passage[p + 1]; ++i)
            if (corpus.sentences()[i].words >= kFewestWords)
                spoken.push_back(
                    {&corpus.sentences()[i], static_cast<double>(p) / static_cast<double>(passages.size())});
    }
    return spoken;
}

std::vector<Saying> choose_sayings(const Corpus& corpus, const Judge& judge, std::size_t d) {
    auto spoken = spoken_in(corpus, d);
    const auto most = std::min(kMostSayings, spoken.size() / kSentencesEach);
    if (most == 0) return {};
    const auto& everywhere = stems_of_any_talk(corpus.info(d).language);
    std::vector<std::vector<StemId>> stems(spoken.size());
    for (std::size_t i = 0; i < spoken.size(); ++i)
        for (const auto stem : spoken[i].sentence->stems)
            if (!everywhere.contains(corpus.stem(stem))) stems[i].push_back(stem);
    const LexRank lexrank(stems);

    // What a talk is about is said at its beginning more often than later.
    for (std::size_t i = 0; i < spoken.size(); ++i)
        spoken[i].value = lexrank.ranks()[i] * (1 + std::exp(-4 * spoken[i].value)) / 2;
    std::vector<std::size_t> order(spoken.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return spoken[a].value > spoken[b].value; });
    // Of those that may be quoted, a few more than are asked for: the rest says less of the talk.
    std::vector<std::size_t> left;
    for (const auto i : order) {
        if (left.size() == 2 * most) break;
        const auto& sentence = *spoken[i].sentence;
        const auto evidence = judge.judge(sentence, true, false);
        if (!evidence || evidence->words < kFewestWords || evidence->words > kMostWords) continue;
        if (!is_fluent(sentence.text, corpus.info(d).language)) continue;
        if (judge.is_withheld(corpus.passage(sentence))) continue;
        spoken[i].value *= 0.5 + 1.5 * evidence->strength;
        left.push_back(i);
    }
    std::vector<Saying> sayings;
    std::vector<double> repeats(spoken.size());  // likeness to what was taken
    while (sayings.size() < most && !left.empty()) {
        constexpr double kNew = 0.15;
        const auto worth = [&](std::size_t i) { return (1 - kNew) * spoken[i].value - kNew * repeats[i]; };
        const auto best = std::max_element(left.begin(), left.end(),
                                           [&](std::size_t a, std::size_t b) { return worth(a) < worth(b); });
        const auto i = *best;
        left.erase(best);
        sayings.push_back({spoken[i].sentence, std::clamp(0.3 + 0.4 * worth(i), 0.0, 1.0)});
        for (const auto other : left)
            repeats[other] = std::max(repeats[other], lexrank.likeness(i, other));
    }
    return sayings;
}

std::string packed_sayings(const std::vector<Saying>& sayings, const Sentence* first) {
    Packer packer;
    packer.number(sayings.size());
    for (const auto& saying : sayings) {
        packer.number(static_cast<std::uint64_t>(saying.sentence - first));
        packer.real(saying.score);
    }
    return packer.take();
}

std::vector<Saying> unpacked_sayings(std::string_view bytes, const Corpus& corpus, const DocumentInfo& info) {
    Unpacker unpacker(bytes);
    std::vector<Saying> sayings(unpacker.count());
    for (auto& saying : sayings) {
        const auto number = unpacker.number();
        if (number >= info.end_sentence - info.first_sentence) throw Unpacker::Damaged{};
        saying.sentence = &corpus.sentences()[info.first_sentence + number];
        saying.score = unpacker.real();
    }
    if (!unpacker.at_end()) throw Unpacker::Damaged{};
    return sayings;
}

bool has_turns(const KnownDocument& document) {
    return std::any_of(document.passages.begin(), document.passages.end(), [](const KnownPassage& known) {
        return known.passage.kind == context::PassageKind::turn;
    });
}

}  // namespace

std::vector<Saying> find_sayings(const Corpus& corpus, Yields& yields) {
    std::vector<Saying> all;
    std::optional<Judge> judge;
    for (std::size_t d = 0; d < corpus.input().documents.size(); ++d) {
        const auto& info = corpus.info(d);
        if (info.is_private || info.empty || !has_turns(corpus.input().documents[d])) continue;
        std::optional<std::vector<Saying>> sayings;
        if (const auto kept = yields.part(d, Yields::Part::sayings, corpus.surroundings(d)); !kept.empty())
            try {
                sayings = unpacked_sayings(kept, corpus, info);
            } catch (const Unpacker::Damaged&) {  // made anew
            }
        if (!sayings) {
            if (!judge) judge.emplace(corpus);
            sayings = choose_sayings(corpus, *judge, d);
            yields.put(d, Yields::Part::sayings,
                       packed_sayings(*sayings, corpus.sentences().data() + info.first_sentence),
                       corpus.surroundings(d));
        }
        all.insert(all.end(), sayings->begin(), sayings->end());
    }
    return all;
}

}  // namespace pacelane::analysis::detail
