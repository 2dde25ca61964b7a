// Promises as they are typed or dictated in haste: in chats, in memos to oneself, with the name last.
#include "detail/commitments.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

namespace {

bool clause_begins(std::string_view text, const Words& words, std::size_t at, const LanguagePack& pack) {
    if (at == 0 || gap_after(text, words, at - 1).find_first_of(",;:.!?(-") != std::string_view::npos)
        return true;
    return pack.sequence_words.contains(words[at - 1].key) || pack.turn_openings.has(words[at - 1].key);
}

// Whether something is said of what is to be done, besides pronouns and the date.
bool tells_object(const Words& words, std::size_t from, const std::optional<Due>& due,
                  const LanguagePack& pack) {
    for (auto i = from; i < words.size(); ++i) {
        const bool dated = due && words[i].begin >= due->begin && words[i].end <= due->end;
        if (!dated && !pack.task_particles.has(words[i].key)) return true;
    }
    return false;
}

bool depends(std::string_view text, const Words& words, std::size_t verb, const LanguagePack& pack) {
    for (std::size_t i = 0; i < verb; ++i)
        if (doubts(pack.promise_doubts, text, words, i)) return true;
    const Words rest(words.begin() + static_cast<std::ptrdiff_t>(verb), words.end());
    return pack.promise_conditions.in(rest) || pack.done_at_once.in(rest);
}

std::size_t end_of_first_sentence(std::string_view text, const Words& words, std::size_t from) {
    for (auto i = from; i + 1 < words.size(); ++i)
        if (const auto gap = gap_after(text, words, i);
            gap.find(". ") != std::string_view::npos || gap.find("! ") != std::string_view::npos)
            return words[i].end;
    return end_of_clause(text);
}

// How many words promise here.
std::size_t promise_at(const Words& words, std::size_t at, bool bare, const LanguagePack& pack) {
    if (const auto count = pack.promises.at(words, at); count > 0)
        return pack.weak_promises.at(words, at) == count ? 0 : count;
    return bare && at == 0 && pack.bare_futures.contains(words[0].key) ? 1 : 0;
}

}  // namespace

Commitment plain_promise(std::string_view text, const Words& words, const std::optional<Due>& due,
                         const PhraseList& verbs, bool pointing, const LanguagePack& pack) {
    if (ends_with_question(text)) return {};
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (!clause_begins(text, words, i, pack)) continue;
        const auto count = promise_at(words, i, !pointing, pack);
        if (count == 0) continue;
        auto verb = i + count;
        verb += pack.promise_adverbs.at(words, verb);
        if (verb + 1 >= words.size()) continue;
        const auto verb_words = verbs.at(words, verb);
        if (verb_words == 0 || depends(text, words, verb, pack)) continue;
        if (pointing == tells_object(words, verb + verb_words, due, pack)) continue;
        return {Commitment::Kind::own, {}, words[verb].begin, end_of_first_sentence(text, words, verb)};
    }
    return {};
}

Commitment memo_task(std::string_view text, const Words& words, const LanguagePack& pack) {
    if (ends_with_question(text)) return {};
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        if (!clause_begins(text, words, i, pack)) continue;
        const auto count = std::max(pack.reminders.at(words, i), pack.own_needs.at(words, i));
        const auto verb = i + count;
        if (count == 0 || verb + 1 >= words.size() || !is_task_verb(words[verb].key, pack)) continue;
        if (depends(text, words, verb, pack) || !tells_object(words, verb + 1, {}, pack)) continue;
        return {Commitment::Kind::own, {}, words[verb].begin, end_of_first_sentence(text, words, verb)};
    }
    const auto opener = pack.order_openers.at(words, 0);
    if (words.size() < opener + 4 || !is_order(text, words, pack.task_verbs, pack)) return {};
    return {Commitment::Kind::own, {}, words[opener].begin, end_of_clause(text)};
}

Commitment inverted_commitment(std::string_view text, const Words& words, const People& people,
                               std::size_t document, const LanguagePack& pack) {
    if (ends_with_question(text)) return {};
    for (std::size_t i = 0; i + 3 < words.size(); ++i) {
        const auto count = clause_begins(text, words, i, pack) ? pack.inverted_obligations.at(words, i) : 0;
        if (count == 0) continue;
        auto at = i + count;
        if (at < words.size() && pack.definite_articles.contains(words[at].key)) ++at;
        if (at + 2 >= words.size() || !words[at].capital) continue;
        auto named = people.named_at(words, at, document);
        // Minutes name people who are in no list.
        if (named.words == 0 && !pack.no_persons.has(words[at].key)) {
            named.words = words[at + 1].capital && at + 3 < words.size() ? 2 : 1;
            named.name = text.substr(words[at].begin, words[at + named.words - 1].end - words[at].begin);
        }
        const auto link = at + named.words;
        if (named.words == 0 || link + 1 >= words.size()) continue;
        const auto verb = link + pack.inverted_links.at(words, link);
        if (verb == link || verb >= words.size() || !is_noted_work(words, verb, pack)) continue;
        return {Commitment::Kind::other, named.name, words[verb].begin,
                end_of_first_sentence(text, words, verb)};
    }
    return {};
}

Commitment named_thing(std::string_view text, const Words& words, const std::optional<Due>& due,
                       const LanguagePack& pack) {
    if (!due || !due->prepositioned || words.size() > 12 || ends_with_question(text)) return {};
    if (!tidy(text.substr(due->end)).empty() || due->begin == 0) return {};
    std::size_t content = 0;
    for (const auto& word : words) {
        if (word.begin >= due->begin) break;
        if (is_of_a_statement(text, word, pack)) return {};
        content += pack.task_particles.has(word.key) ? 0 : 1;
    }
    if (content == 0) return {};
    return {Commitment::Kind::own, {}, words[0].begin, end_of_clause(text)};
}

}  // namespace pacelane::analysis::detail
