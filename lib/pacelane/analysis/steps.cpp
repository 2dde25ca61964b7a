// What minutes note of what is to be done next, where no person stands right before the verb.
#include "detail/commitments.h"
#include "detail/decision_wordings.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

namespace {

// Where the sentence ends that the word stands in.
std::size_t end_of_sentence(std::string_view text, const Words& words, std::size_t from) {
    for (auto i = from; i + 1 < words.size(); ++i)
        if (gap_after(text, words, i).find(". ") != std::string_view::npos) return words[i].end;
    return end_of_clause(text);
}

// Whether a clause begins here by its punctuation.
bool after_a_stop(std::string_view text, const Words& words, std::size_t at) {
    return at == 0 || gap_after(text, words, at - 1).find_first_of(",;:.(") != std::string_view::npos;
}

Commitment of_nobody(std::string_view text, const Words& words, std::size_t verb) {
    return {Commitment::Kind::own, {}, words[verb].begin, end_of_sentence(text, words, verb)};
}

// How many words of the group's name stand here: "everyone", "the board", "TSC members".
std::size_t group_at(std::string_view text, const Words& words, const LanguagePack& pack) {
    std::size_t count = pack.task_groups.at(words, 0);
    if (count == 0) {
        std::size_t at = pack.definite_articles.contains(words[0].key) ? 1 : 0;
        if (at >= words.size() || !is_abbreviation(text, words[at]) || pack.no_persons.has(words[at].key))
            return 0;
        ++at;
        count = at + pack.group_members.at(words, at);
    }
    return count;
}

}  // namespace

bool is_order(std::string_view text, const Words& words, const PhraseList& verbs, const LanguagePack& pack) {
    const auto opener = pack.order_openers.at(words, 0);
    const auto count = verbs.at(words, opener);
    const auto next = opener + count;
    if (count == 0 || next >= words.size() || ends_with_question(text)) return false;
    if (trim(gap_after(text, words, next - 1)).find_first_of(":,;-(") == 0) return false;
    if (pack.denials.contains(words[opener].key) || pack.order_stops.at(words, next) > 0) return false;
    return !pack.noun_like_verbs.has(words[opener].key) || pack.order_objects.at(words, next) > 0;
}

Commitment announced_step(std::string_view text, const Words& words, const LanguagePack& pack,
                          bool under_topic) {
    if (ends_with_question(text)) return {};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto count = after_a_stop(text, words, i) ? pack.step_openings.at(words, i) : 0;
        const auto verb = i + count;
        if (count == 0 || verb + 1 >= words.size() || !is_noted_work(words, verb, pack)) continue;
        // "Next step is to figure out if …" leaves it open what is to be done.
        const bool particle = pack.stop_words.contains(words[verb + 1].key);
        if (pack.suppositions.at(words, verb + 1) > 0 ||
            (particle && pack.suppositions.at(words, verb + 2) > 0))
            continue;
        return of_nobody(text, words, verb);
    }
    // "On the agenda for information, will send …"
    for (std::size_t i = 1; i + 2 < words.size(); ++i) {
        if (doubts(pack.promise_doubts, text, words, i)) break;
        if (!pack.bare_futures.contains(words[i].key) || !after_a_stop(text, words, i)) continue;
        const auto verb = i + 1 + pack.promise_adverbs.at(words, i + 1);
        if (verb + 1 < words.size() && pack.task_verbs.has(words[verb].key))
            return of_nobody(text, words, verb);
    }
    const auto needs = pack.bare_needs.at(words, 0);
    const auto verb = needs + pack.promise_adverbs.at(words, needs);
    if (needs > 0 && verb + 1 < words.size() && is_noted_work(words, verb, pack))
        return of_nobody(text, words, verb);
    if (under_topic && is_order(text, words, pack.task_verbs, pack))
        return of_nobody(text, words, pack.order_openers.at(words, 0));
    return {};
}

Commitment group_task(std::string_view text, const Words& words, const LanguagePack& pack) {
    if (words.size() < 4 || ends_with_question(text)) return {};
    const auto group = group_at(text, words, pack);
    if (group == 0 || group >= words.size()) return {};
    if (gap_after(text, words, group - 1).find_first_not_of(" *_") != std::string_view::npos) return {};
    const auto count = pack.group_obligations.at(words, group);
    const auto verb = group + count;
    if (verb + 1 >= words.size()) return {};
    // "A secretaria enviará …"
    if (count == 0 ? !is_future_of_another(text, words[verb], pack) : !is_noted_work(words, verb, pack))
        return {};
    // "Everyone to review …" is nobody's by name.
    std::string who;
    if (pack.everybody_words.at(words, 0) == 0)
        who = language::capitalize(
            std::string(text.substr(words[0].begin, words[group - 1].end - words[0].begin)));
    return {Commitment::Kind::other, std::move(who), words[verb].begin, end_of_sentence(text, words, verb)};
}

Commitment later_promise(std::string_view text, const Words& words, const People& people,
                         std::size_t document, const LanguagePack& pack, std::string_view speaker) {
    if (ends_with_question(text)) return {};
    auto subject = people.named_at(words, 0, document);
    if (subject.words == 0) {
        if (speaker.empty()) return {};
        subject.name = speaker;
    }
    for (auto i = std::max<std::size_t>(subject.words, 1); i + 2 < words.size(); ++i) {
        // It is nobody's for certain once another is named, or a condition is told.
        if (people.named_at(words, i, document).words > 0 || doubts(pack.promise_doubts, text, words, i))
            return {};
        // "Maya measured it and will write …"
        const bool goes_on = !after_a_stop(text, words, i) && pack.and_words.contains(words[i - 1].key);
        if (!pack.bare_futures.contains(words[i].key) || (!after_a_stop(text, words, i) && !goes_on))
            continue;
        auto verb = i + 1 + pack.promise_adverbs.at(words, i + 1);
        // "… and will get a warning" is done to her.
        if (goes_on && verb < words.size() && pack.loose_verbs.has(words[verb].key)) continue;
        if (verb + 1 >= words.size() || !is_noted_work(words, verb, pack)) continue;
        return {Commitment::Kind::other, subject.name, words[verb].begin, end_of_sentence(text, words, verb)};
    }
    return {};
}

}  // namespace pacelane::analysis::detail
