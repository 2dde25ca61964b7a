#include "detail/commitments.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

namespace {

bool is_object(const Words& words, std::size_t from, std::size_t until, const std::optional<Due>& due,
               int least, const LanguagePack& pack) {
    int content = 0;
    for (std::size_t i = from; i < until && i < words.size(); ++i) {
        const bool in_due = due && words[i].begin >= due->begin && words[i].end <= due->end;
        if (!in_due && !pack.task_particles.has(words[i].key)) ++content;
    }
    return content >= (due ? 1 : least);
}

bool looks_like_verb(const Word& word) {
    return (!word.capital || word.key.size() <= 3) && word.key.size() > 1 &&
           std::isalpha(static_cast<unsigned char>(word.key[0])) != 0;
}

// "Enviaré": a verb of work in the future.
bool is_future_promise(std::string_view key, const LanguagePack& pack) {
    const auto ending = pack.promise_endings.of(key);
    return !ending.empty() && pack.task_verbs.has(key.substr(0, key.size() - ending.size()));
}

}  // namespace

bool is_future_of_another(std::string_view text, const Word& word, const LanguagePack& pack) {
    const auto written = text.substr(word.begin, word.end - word.begin);
    for (const auto form : pack.futures_of_others) {
        const auto slash = form.find('/');
        const auto ending = form.substr(0, slash);
        if (!written.ends_with(ending)) continue;
        const auto stem = written.substr(0, written.size() - ending.size());
        const auto base = key_of(std::string(stem) + std::string(form.substr(slash + 1)));
        return stem.size() >= 2 && !pack.state_verbs.has(base);
    }
    return false;
}

bool is_task_verb(std::string_view key, const LanguagePack& pack) {
    return pack.task_verbs.has(key);
}

bool is_noted_work(const Words& words, std::size_t at, const LanguagePack& pack) {
    return pack.task_verbs.at(words, at) > 0 || pack.noted_verbs.at(words, at) > 0;
}

std::size_t end_of_clause(std::string_view text) {
    auto end = text.size();
    while (end > 0 && std::string_view(" .!;,\n").find(text[end - 1]) != std::string_view::npos)
        --end;
    return end;
}

bool doubts(const PhraseList& list, std::string_view text, const Words& words, std::size_t at) {
    const auto count = list.at(words, at);
    return count > 0 && !gap_after(text, words, at + count - 1).starts_with(',');
}

Commitment own_commitment(std::string_view text, const Words& words, const std::optional<Due>& due,
                          const LanguagePack& pack, int least) {
    if (ends_with_question(text)) return {};
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::size_t verb = 0;
        bool needs_due = false;
        const bool denied = i > 0 && pack.promise_denials.contains(words[i - 1].key);
        if (const auto count = pack.promises.at(words, i); count > 0) {
            if (denied) continue;
            verb = i + count;
            needs_due = pack.weak_promises.at(words, i) == count &&
                        (least > 1 || pack.firm_in_notes.at(words, i) != count);
        } else if (pack.promising_subjects.contains(words[i].key) && i + 1 < words.size() &&
                   pack.promising_verbs.has(words[i + 1].key)) {
            verb = i + 1;
            needs_due = true;
        } else if (!denied && is_future_promise(words[i].key, pack)) {
            verb = i;
        } else {
            continue;
        }
        if (verb >= words.size()) return {};
        verb += pack.promise_adverbs.at(words, verb);
        if (verb >= words.size()) return {};
        if (pack.denials.contains(words[verb].key)) continue;
        // In a note "I'll take the minutes" is no mere phrase.
        const bool noted = least < 2 && !needs_due && pack.noted_verbs.at(words, verb) > 0;
        const bool known_verb = pack.task_verbs.has(words[verb].key) || verb == i || noted ||
                                (needs_due && pack.promising_verbs.has(words[verb].key));
        const bool loose = pack.loose_verbs.has(words[verb].key) && !noted;
        // With a day, any work is a promise: "I'll swap the shifts by Monday", but not "I'll be done by
        // Monday".
        const bool dated =
            !needs_due && due && due->date && looks_like_verb(words[verb]) &&
            !pack.state_verbs.has(words[verb].key) && !pack.talk_verbs.has(words[verb].key) &&
            pack.past_endings.of(words[verb].key).empty() &&
            pack.participle_endings.of(words[verb].key).empty() &&
            !pack.suppositions.in(Words(words.begin() + static_cast<std::ptrdiff_t>(verb), words.end()));
        if (!known_verb && !loose && !dated) continue;
        if ((needs_due || loose) && !due) continue;
        bool doubtful = false;
        for (std::size_t k = i > 4 ? i - 4 : 0; k < i; ++k)
            doubtful = doubtful || doubts(pack.promise_doubts, text, words, k);
        for (std::size_t k = 0; k < i && !due; ++k)
            doubtful = doubtful || doubts(pack.suppositions, text, words, k);
        if (doubtful) continue;
        const auto end = end_of_clause(text);
        if (!is_object(words, verb + 1, words.size(), due, least, pack)) continue;
        Words rest(words.begin() + static_cast<std::ptrdiff_t>(verb), words.end());
        if (pack.done_at_once.in(rest)) continue;
        // "I'll write it if nobody objects" depends on something.
        if (pack.promise_conditions.in(rest) && !due) continue;
        Commitment commitment;
        commitment.kind = Commitment::Kind::own;
        commitment.what = words[verb].begin;
        commitment.until = end;
        // A second promise in the same breath belongs to the next item, not to this one: ", and I'll send …",
        // ", e mando …"; and a doubt after it to none: ", but I think …".
        for (std::size_t k = verb + 2; k + 1 < words.size(); ++k) {
            const auto& key = words[k].key;
            const auto& next = words[k + 1].key;
            const bool joins = pack.sequence_words.contains(key) &&
                               (pack.second_promises.contains(next) || pack.promising_verbs.has(next));
            const bool doubts_it = pack.objections.contains(key) &&
                                   gap_after(text, words, k - 1).find(',') != std::string_view::npos;
            if (!joins && !doubts_it) continue;
            commitment.until = words[k - 1].end;
            break;
        }
        return commitment;
    }
    return {};
}

namespace {

// Before these a name stands in another's sentence: "waiting for Maya to …", "thanks to Maya will …".
bool begins_clause(std::string_view text, const Words& words, std::size_t at, const LanguagePack& pack) {
    if (at == 0 || pack.clause_joiners.at(words, at - 1) == 1) return true;
    if (at > 1 && pack.clause_joiners.at(words, at - 2) == 2) return true;
    return gap_after(text, words, at - 1).find_first_of(",;:.!(-[") != std::string_view::npos ||
           gap_after(text, words, at - 1).find("\xE2\x80") != std::string_view::npos;
}

// "A Neide vai …": the article belongs to the name.
bool name_begins_clause(std::string_view text, const Words& words, std::size_t at, const LanguagePack& pack) {
    if (begins_clause(text, words, at, pack)) return true;
    return pack.definite_articles.contains(words[at - 1].key) && begins_clause(text, words, at - 1, pack);
}

// "The call to begin with should be short": what looks like somebody's task is what is talked about.
bool has_a_modal(const Words& words, std::size_t verb, const std::string& before, const LanguagePack& pack) {
    if (!pack.infinitive_marks.contains(before)) return false;
    for (auto i = verb + 1; i < std::min(words.size(), verb + 3); ++i)
        if (pack.wishes.contains(words[i].key) && !pack.subject_pronouns.contains(words[i - 1].key))
            return true;
    return false;
}

}  // namespace

Commitment given_commitment(std::string_view text, const Words& words, const People& people,
                            std::size_t document, const LanguagePack& pack, const LowerCase* note) {
    if (ends_with_question(text)) return {};
    Commitment commitment;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (const auto count = pack.falls_to.at(words, i); count > 0 && i > 0) {
            const auto named = people.named_at(words, i + count, document);
            const auto last = i + count + named.words;
            if (named.words > 0 && last <= words.size() && i >= 1) {
                commitment = {Commitment::Kind::other, named.name, words[0].begin, words[i - 1].end};
                return commitment;
            }
        }
        const bool handle = words[i].begin > 0 && text[words[i].begin - 1] == '@';
        auto named = people.named_at(words, i, document);
        // Minutes also write "richard will …".
        if (note != nullptr && named.words == 0 && !words[i].capital && i + 1 < words.size() &&
            pack.handle_companions.contains(words[i + 1].key)) {
            Words single{words[i]};
            single[0].capital = true;
            named = people.named_at(single, 0, document);
        }
        bool known = named.words > 0;
        if (handle && !known) named = {people.canonical(words[i].key, document), 1};
        if (handle) known = true;
        // Minutes name people who are in no list: "Priya to write …".
        const bool opens_sentence =
            i == 0 || gap_after(text, words, i - 1).find_first_of(".(") != std::string_view::npos ||
            // "Agreed, Priya will write it"
            (pack.opening_participles.at(words, 0) == i && gap_after(text, words, i - 1).starts_with(','));
        const bool volunteers =
            pack.volunteerings.at(words, i + 1) > 0 || pack.taken_things.at(words, i + 1) > 0;
        const auto& next_key = i + 1 < words.size() ? words[i + 1].key : words[i].key;
        bool unknown = note != nullptr && !known && words[i].capital && begins_clause(text, words, i, pack) &&
                       (pack.infinitive_marks.contains(next_key) ||
                        ((pack.bare_futures.contains(next_key) || volunteers) && opens_sentence)) &&
                       !pack.no_persons.has(words[i].key) && pack.talk_verbs.at(words, i) == 0 &&
                       pack.task_groups.at(words, i) == 0 && !pack.task_verbs.has(words[i].key) &&
                       could_be_name(words[i].key, pack) && !note->contains(words[i].key);
        if (unknown)
            named = {
                language::capitalize(std::string(text.substr(words[i].begin, words[i].end - words[i].begin))),
                1};
        if (note != nullptr && named.words == 0 && begins_clause(text, words, i, pack)) {
            named = unlisted_people(text, words, i, pack, *note);
            unknown = unknown || named.words > 0;
        }
        if (named.words == 0) continue;
        // "Maya and Jonas to write …"
        std::string who = named.name;
        auto verb = i + named.words;
        // "Michael Z will …", of two Michaels.
        if (verb + 1 < words.size() && words[verb].key.size() == 1 && words[verb].capital &&
            gap_after(text, words, verb - 1) == " " && !pack.subject_pronouns.contains(words[verb].key)) {
            who = text.substr(words[i].begin, words[verb].end - words[i].begin);
            ++verb;
        }
        while (verb + 1 < words.size()) {
            const bool joined = pack.and_words.contains(words[verb].key);
            const bool listed =
                gap_after(text, words, verb - 1).find_first_of(",/&+") != std::string_view::npos;
            if (!joined && !listed) break;
            // "Maya and other members to review it"
            const auto group = verb + 1;
            if (const auto count = note != nullptr && joined ? pack.task_groups.at(words, group) : 0;
                count > 0) {
                who += ", " + std::string(text.substr(words[group].begin,
                                                      words[group + count - 1].end - words[group].begin));
                verb = group + count;
                break;
            }
            const auto next = people.named_at(words, verb + (joined ? 1 : 0), document);
            if (next.words == 0 || next.name == named.name) break;
            who += ", " + next.name;
            verb += next.words + (joined ? 1 : 0);
        }
        if (verb >= words.size()) continue;
        // "Maya still to write …"
        if (const auto adverb = note != nullptr ? pack.promise_adverbs.at(words, verb) : 0;
            adverb > 0 && pack.obligations.at(words, verb + adverb) > 0 &&
            gap_after(text, words, verb - 1).find_first_not_of(" *_") == std::string_view::npos)
            verb += adverb;
        // "Maya has volunteered for the bake sale": a thing is hers to do, with no verb.
        if (const auto taken = note != nullptr ? pack.taken_things.at(words, verb) : 0;
            taken > 0 && verb + taken < words.size() && gap_after(text, words, verb - 1) == " " &&
            !is_noted_work(words, verb + taken, pack))
            return {Commitment::Kind::other, who, words[verb + taken].begin, end_of_clause(text)};
        const auto count = pack.obligations.at(words, verb);
        if (count == 0 && note != nullptr && is_future_of_another(text, words[verb], pack) &&
            name_begins_clause(text, words, i, pack) &&
            gap_after(text, words, verb - 1).find_first_not_of(" *_") == std::string_view::npos)
            return {Commitment::Kind::other, who, words[verb].begin, end_of_clause(text)};
        if (count == 0) {
            i += named.words - 1;
            continue;
        }
        // The name must stand before its verb at once: "Maya, to be clear" is no task.
        const auto before_modal = gap_after(text, words, verb - 1);
        const bool addressed =
            note != nullptr && pack.bare_futures.contains(words[verb].key) && trim(before_modal) == ",";
        if (!addressed && before_modal.find_first_not_of(" *_") != std::string_view::npos) continue;
        const auto& modal = words[verb].key;
        const bool wish = pack.wishes.contains(modal);
        // "asked Maya to write" gives her the task; "thanks to Maya will" does not begin a clause.
        verb += count;
        verb += pack.promise_adverbs.at(words, verb);
        if (verb >= words.size() || has_a_modal(words, verb, modal, pack)) continue;
        const bool plain =
            note != nullptr ? is_noted_work(words, verb, pack) : pack.task_verbs.has(words[verb].key);
        const bool in_note = note != nullptr && !wish && (!unknown || volunteers) &&
                             name_begins_clause(text, words, i, pack) && looks_like_verb(words[verb]) &&
                             !pack.state_verbs.has(words[verb].key);
        if (!plain && !in_note) continue;
        // "… Michael will open an issue" after a clause without its comma.
        const bool new_clause = pack.bare_futures.contains(modal) && plain && known &&
                                !pack.governing_words.has(words[i > 0 ? i - 1 : 0].key);
        if (note != nullptr && !new_clause && !name_begins_clause(text, words, i, pack)) continue;
        bool doubtful = false;
        for (std::size_t k = i > 4 ? i - 4 : 0; k < i; ++k)
            doubtful = doubtful || doubts(pack.promise_doubts, text, words, k);
        if (doubtful) continue;
        commitment = {Commitment::Kind::other, who, words[verb].begin, end_of_clause(text)};
        // What comes in the next sentence or bracket is no part of it.
        for (auto k = verb; k + 1 < words.size(); ++k) {
            const auto gap = gap_after(text, words, k);
            // "… and Jonas will test it" is his.
            const auto next = k > verb && k + 3 < words.size() && pack.and_words.contains(words[k + 1].key)
                                  ? people.named_at(words, k + 2, document).words
                                  : 0;
            const bool anothers = next > 0 && pack.obligations.at(words, k + 2 + next) > 0;
            if (gap.find(". ") == std::string_view::npos && gap.find(')') == std::string_view::npos &&
                !anothers)
                continue;
            commitment.until = words[k].end;
            break;
        }
        return commitment;
    }
    return commitment;
}

Commitment noted_promise(std::string_view text, const Words& words, const LanguagePack& pack,
                         bool of_somebody) {
    if (ends_with_question(text)) return {};
    const auto count = pack.noted_promises.at(words, 0);
    const auto verb = count + pack.promise_adverbs.at(words, count);
    if (count == 0 || verb + 1 >= words.size()) return {};
    const auto& key = words[verb].key;
    const bool any_work = of_somebody && pack.bare_futures.contains(words[0].key) &&
                          looks_like_verb(words[verb]) && !pack.state_verbs.has(key) &&
                          !pack.denials.contains(key) && !pack.stop_words.contains(key) &&
                          pack.talk_verbs.at(words, verb) == 0;
    if (!is_noted_work(words, verb, pack) && !any_work) return {};
    // "Will remove the block if it is mended" depends on something, "will see if it is" does not.
    // "Will check with Ruth if it is" asks.
    const bool asks = pack.asking_work.at(words, verb) > 0;
    for (auto i = verb + 1; i < words.size() && !asks; ++i)
        if (pack.suppositions.at(words, i) > 0 && pack.talk_verbs.at(words, i - 1) == 0) return {};
    return {Commitment::Kind::own, {}, words[verb].begin, end_of_clause(text)};
}

Commitment asked_in(std::string_view text, const Words& words, const LanguagePack& pack) {
    for (std::size_t i = 0; i < words.size() && i < 8; ++i) {
        const auto count = pack.open_requests.at(words, i);
        const auto verb = i + count + pack.please_words.at(words, i + count);
        if (count == 0 || verb + 1 >= words.size() || !is_noted_work(words, verb, pack)) continue;
        return {Commitment::Kind::request, {}, words[verb].begin, strip(text, "?").size()};
    }
    return {};
}

Commitment requested_commitment(std::string_view text, const Words& words, const People& people,
                                std::size_t document, const LanguagePack& pack) {
    if (!ends_with_question(text)) return {};
    for (std::size_t i = 0; i < words.size() && i < 6; ++i) {
        const auto count = pack.requests.at(words, i);
        if (count == 0) continue;
        auto verb = i + count;
        verb += pack.please_words.at(words, verb);
        if (verb >= words.size() || !pack.task_verbs.has(words[verb].key)) return {};
        Words rest(words.begin() + static_cast<std::ptrdiff_t>(verb), words.end());
        if (pack.done_at_once.in(rest)) return {};
        Commitment commitment{Commitment::Kind::request, {}, words[verb].begin, strip(text, "?").size()};
        commitment.until = text.rfind('?');
        // Who is asked: "Jonas, can you …" or "…, Jonas?"
        if (i > 0)
            for (std::size_t k = 0; k < i; ++k)
                if (const auto named = people.named_at(words, k, document); named.words > 0)
                    commitment.who = named.name;
        if (commitment.who.empty()) {
            for (std::size_t k = words.size() > 2 ? words.size() - 2 : 0; k < words.size(); ++k) {
                const auto named = people.named_at(words, k, document);
                if (named.words == 0 || k + named.words != words.size() || k == 0) continue;
                if (gap_after(text, words, k - 1).find(',') == std::string_view::npos) continue;
                commitment.who = named.name;
                commitment.until = words[k - 1].end;
                break;
            }
        }
        return commitment;
    }
    return {};
}

bool accepts(const Words& words, const LanguagePack& pack) {
    return pack.acceptances.starts(words);
}

std::string without_due(std::string_view text, const Due& due) {
    std::string before(text.substr(0, std::min(due.begin, text.size())));
    const auto after = due.end < text.size() ? text.substr(due.end) : std::string_view();
    return before + std::string(after);
}

}  // namespace pacelane::analysis::detail
