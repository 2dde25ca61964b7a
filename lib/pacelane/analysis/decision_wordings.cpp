#include "detail/decision_wordings.h"

#include "detail/commitments.h"
#include "detail/dissent.h"
#include "detail/settled_wordings.h"
#include "detail/task_marks.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <string>

namespace pacelane::analysis::detail {

namespace {

using Match = PhraseList::Match;

// A wording is made of parts: who ("we", "the committee"), words that may stand between ("all", "then"), and
// what they did ("agreed").

// Whether the clause begins here, apart from words that only open it.
bool opens_clause(std::string_view text, const Words& words, std::size_t at, const LanguagePack& pack) {
    // "It is hard to test, so we'll drop it": the result is a clause of its own.
    for (std::size_t count = 1; count <= 3 && count <= at; ++count)
        if (pack.result_joints.at(words, at - count) == count) return true;
    for (std::size_t i = at; i > 0;) {
        if (parts(gap_after(text, words, i - 1))) return true;
        // The longest opener that ends here.
        std::size_t taken = 0;
        for (std::size_t count = std::min<std::size_t>(3, i); count > 0 && taken == 0; --count)
            if (pack.clause_openers.at(words, i - count) == count) taken = count;
        if (taken == 0) return false;
        i -= taken;
    }
    return true;
}

// "For information, and we agreed to move it": a clause of its own, without a comma.
bool joins_group(const Words& words, std::size_t at, const LanguagePack& pack) {
    return at > 0 && pack.and_words.contains(words[at - 1].key) &&
           pack.subject_pronouns.contains(words[at].key);
}

// "Unless somebody objects by Friday we'll …": the condition ends where the group's future begins.
bool answers_dissent(std::string_view text, const Words& words, std::size_t at, const LanguagePack& pack) {
    constexpr std::size_t kCondition = 12;  // words
    for (std::size_t i = at > kCondition ? at - kCondition : 0; i < at; ++i)
        if (const auto count = pack.conditions.at(words, i);
            count > 0 && waits_for_dissent(text, words, i, count, pack))
            return true;
    return false;
}

bool is_denied(std::string_view text, const Words& words, std::size_t at, const LanguagePack& pack) {
    const bool own_clause = joins_group(words, at, pack);
    for (std::size_t i = at > 6 ? at - 6 : 0; i < at && !own_clause; ++i) {
        const auto count = pack.decision_doubts.at(words, i);
        if (count == 0) continue;
        // "If there are no objections we will …" waits for nothing else.
        if (const auto quiet = tells_no_dissent(words, i, pack);
            quiet > 0 && i + quiet <= at && answers_dissent(text, words, at, pack)) {
            i += quiet - 1;
            continue;
        }
        // "For now decided to …": the word only opens the clause with others.
        if (const auto opener = pack.clause_openers.at(words, i); opener > count) {
            i += opener - 1;
            continue;
        }
        // A full clause ends what the word governs: "Not ideal, but we decided …".
        const auto last = std::min(i + count - 1, at - 1);
        if (!parts(text.substr(words[last].end, words[at].begin - words[last].end))) return true;
    }
    // "Ana asked if there were any objections, none voiced": what is answered is no condition.
    const auto before = at > 0 ? gap_after(text, words, at - 1) : std::string_view();
    // "Put it off until May - no objections": what answers after a dash is none, either.
    if (tells_quiet(words, at, pack) > 0 && (before.find(" - ") != std::string_view::npos ||
                                             before.find("\xE2\x80\x94") != std::string_view::npos))
        return false;
    if (at > 0 && tells_quiet(words, at, pack) > 0 && parts(before) &&
        pack.objection_questions.in(Words(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at))))
        return false;
    // A condition goes on: "Sí, acordamos …" begins with none, though it is spelled like "si".
    for (std::size_t i = 0; i < at; ++i)
        if (const auto count = pack.conditions.at(words, i);
            count > 0 && !gap_after(text, words, i + count - 1).starts_with(',') &&
            (tells_quiet(words, at, pack) > 0 || !waits_for_dissent(text, words, i, count, pack)))
            return true;
    return false;
}

bool is_put_off(const Words& words, const Match& match, const LanguagePack& pack) {
    return tells_put_off(words, match.at, pack) == match.count;
}

// "Ana is not here, wait until …": what stands before says why, and denies nothing.
bool is_not_put_off(const Words& words, std::size_t at, const LanguagePack& pack) {
    const Words before(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at));
    return (at > 0 && pack.denials.contains(words[at - 1].key)) || pack.conditions.in(before);
}

std::optional<Match> told_by_group(std::string_view text, const Words& words, std::size_t i,
                                   const LanguagePack& pack) {
    std::size_t at = i + pack.deciding_groups.at(words, i);
    if (at == i) {
        at += pack.definite_articles.contains(words[i].key) ? 1 : 0;
        if (at >= words.size() || !is_abbreviation(text, words[at])) return std::nullopt;
        ++at;
    }
    at += pack.group_places.at(words, at);
    for (auto count = pack.decision_adverbs.at(words, at); count > 0;
         count = pack.decision_adverbs.at(words, at))
        at += count;
    if (at >= words.size()) return std::nullopt;
    if (const auto count = pack.group_decides.at(words, at); count > 0) return Match{i, at + count - i};
    const auto state = at + pack.agreeing_copulas.at(words, at);
    if (const auto count = pack.agreeing_states.at(words, state); count > 0 && (state > at || at > i + 1))
        return Match{i, state + count - i};
    return std::nullopt;
}

// "Agreed Maya should go ahead"
bool gives_somebody(const Words& words, std::size_t at, const LanguagePack& pack) {
    constexpr std::size_t kName = 4;  // words
    if (!words[at].capital) return false;
    for (auto i = at + 1; i < std::min(words.size(), at + kName); ++i)
        if (pack.commitment_words.at(words, i) > 0) return true;
    return false;
}

std::optional<Match> told_in_note(std::string_view text, const Words& words, std::size_t i,
                                  const LanguagePack& pack) {
    if (const auto count =
            std::max({pack.decisions_noted.at(words, i), tells_no_dissent(words, i, pack),
                      tells_settled(words, i, pack), tells_put_off(words, i, pack),
                      tells_tally(text, words, i, pack), tells_without_verb(text, words, i, pack)});
        count > 0)
        return Match{i, count};
    if (const auto count = tells_counted(text, words, i, pack); count > 0) return Match{i, count};
    if (const auto count =
            opens_clause(text, words, i, pack) ? tells_lazy_consensus(text, words, i, pack) : 0;
        count > 0)
        return Match{i, count};
    // "Bert and Ana are not here, skipping"
    if (const auto count =
            i > 0 && parts(gap_after(text, words, i - 1)) ? pack.put_off_alone.at(words, i) : 0;
        count > 0 && i + count == words.size())
        return Match{i, count};
    // "We'll keep the weekly cadence", "Nobody has tried it, we'll wait", but not "if we keep …".
    // Where a long sentence comes to it, somebody thinks aloud.
    constexpr std::size_t kTerse = 25;  // words
    const bool terse = (i <= 2 || words.size() <= kTerse) && !pack.meeting_things.in(words);
    const auto future = terse ? tells_future(words, i, pack) : 0;
    const auto outcome = terse ? std::max(pack.group_outcomes.at(words, i), future) : 0;
    if (outcome > 0 &&
        (opens_clause(text, words, i, pack) || (future == outcome && answers_dissent(text, words, i, pack))))
        return Match{i, outcome};
    if (pack.stages.has(words[i].key) && i + 1 < words.size() && words[i + 1].key.size() <= 3 &&
        std::isdigit(static_cast<unsigned char>(words[i + 1].key[0])) != 0) {
        for (std::size_t before = 1; before <= 3 && before <= i; ++before)
            if (pack.stage_moves.at(words, i - before) == before) return Match{i - before, before + 2};
        if (i == 0 && words.size() <= 4) return Match{0, 2};
    }
    // Not "campanhas que já foram definidas".
    const bool of_another = i > 0 && pack.relative_words.has(words[i - 1].key);
    if (const auto auxiliary = of_another ? 0 : pack.passive_auxiliaries.at(words, i); auxiliary > 0)
        if (const auto count = pack.decision_participles.at(words, i + auxiliary); count > 0)
            return Match{i, auxiliary + count};
    // "For now decided to …", but not "it decided to …".
    const bool opens =
        opens_clause(text, words, i, pack) && (i == 0 || !pack.subject_pronouns.contains(words[i - 1].key));
    // "Talked about the rota and decided we will …"
    const bool goes_on =
        i > 1 && pack.and_words.contains(words[i - 1].key) && pack.long_joints.at(words, i + 1) > 0;
    if (const auto count = pack.opening_participles.at(words, i); (opens || goes_on) && count > 0) {
        const auto next = i + count;
        // "Definição de prioridade …", but not "Pauta: apresentação, definição de prioridade".
        const auto& key = words[i].key;
        const bool noun =
            pack.decision_participles.at(words, i) == 0 &&
            (!pack.abstract_endings.of(key).empty() || !pack.participle_endings.of(key).empty());
        const bool named_among_others = i > 0 && noun;
        if (!named_among_others && next < words.size() && !parts(gap_after(text, words, next - 1)) &&
            (pack.after_opening_participles.at(words, next) > 0 || is_amount(words[next]) ||
             gives_somebody(words, next, pack)))
            return Match{i, count};
    }
    return std::nullopt;
}

// "Do we have consensus" without its mark.
bool asks(const Words& words, const LanguagePack& pack) {
    // "Does not seem to be any objection" tells.
    return pack.asking_openings.starts(words) && !(words.size() > 1 && pack.denials.contains(words[1].key));
}

// "Last week we agreed …", but not "Discussed last week, consensus is …": only the talk is past.
bool is_long_past(std::string_view text, const Words& words, const LanguagePack& pack) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto count = pack.long_ago.at(words, i);
        if (count == 0) continue;
        const bool only_talk = i > 0 && pack.clause_openers.at(words, 0) == i && i + count < words.size() &&
                               parts(gap_after(text, words, i + count - 1));
        if (!only_talk) return true;
    }
    return false;
}

// Whether something is said that was decided; "let's go with that" points elsewhere.
bool has_object(std::string_view text, const Words& words, std::size_t rest, const LanguagePack& pack) {
    if (rest >= words.size()) return false;
    if (const auto empty = pack.undecided_objects.at(words, rest); empty > 0) {
        // "Let's go with that: …" tells what; "we decided that …" goes on.
        const bool tells =
            rest + empty < words.size() && (gap_after(text, words, rest + empty - 1).starts_with(':') ||
                                            (pack.clause_joints.contains(words[rest].key) &&
                                             !pack.companion_words.contains(words[rest - 1].key)));
        if (!tells) return false;
    }
    if (pack.announced_objects.at(words, rest) > 0) return false;
    return pack.not_yet.at(words, rest) == 0;
}

// "We agreed that it is risky": nothing is to be done.
bool only_judges(const Words& words, std::size_t from, const LanguagePack& pack) {
    if (from >= words.size() || !pack.clause_joints.contains(words[from].key)) return false;
    const Words rest(words.begin() + static_cast<std::ptrdiff_t>(from), words.end());
    return pack.judgements.in(rest) && !pack.commitment_words.in(rest);
}

}  // namespace

bool is_abbreviation(std::string_view text, const Word& word) {
    const auto written = text.substr(word.begin, word.end - word.begin);
    return written.size() >= 2 && written.size() <= 5 &&
           std::all_of(written.begin(), written.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::optional<Match> decision_wording(std::string_view text, const Words& words, Voice voice,
                                      const LanguagePack& pack) {
    if (ends_with_question(text) || asks(words, pack) || is_long_past(text, words, pack)) return std::nullopt;
    const bool unfinished = trim(text).ends_with(',');
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::optional<Match> match;
        bool needs_object = true;
        if (const auto count = pack.decisions_told.at(words, i); count > 0) match = Match{i, count};
        if (!match) match = told_by_group(text, words, i, pack);
        if (match && !opens_clause(text, words, i, pack) &&
            (voice != Voice::note || !joins_group(words, i, pack))) {
            if (voice != Voice::note) continue;
            match.reset();
        }
        if (!match && voice == Voice::note) {
            match = told_in_note(text, words, i, pack);
            needs_object = false;
        }
        const auto moved = voice == Voice::note ? tells_moved(words, i, pack) : 0;
        if (moved > 0 && !pack.conditions.in(words)) return Match{i, moved};
        if (!match || (is_put_off(words, *match, pack) ? is_not_put_off(words, i, pack)
                                                       : is_denied(text, words, match->at, pack)))
            continue;
        if (unfinished && tells_quiet(words, match->at, pack) == 0) continue;
        if (only_judges(words, match->end(), pack)) continue;
        // "No objections, but nobody sees what it is good for"
        if (tells_quiet(words, match->at, pack) > 0 && match->end() < words.size() &&
            pack.objections.contains(words[match->end()].key) && pack.conditions.at(words, match->end()) == 0)
            continue;
        // "We could try the old one. The board agrees."
        const bool closes = voice == Voice::note && match->end() == words.size();
        if (needs_object && !closes && !has_object(text, words, match->end(), pack)) continue;
        return match;
    }
    return std::nullopt;
}

bool asks_for_objections(std::string_view text, const Words& words, const LanguagePack& pack) {
    // "Any objections to that. None raised.": its mark is often left out.
    if (!ends_with_question(text) && pack.objection_questions.at(words, 0) == 0) return false;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (pack.objection_questions.at(words, i) > 0 && opens_clause(text, words, i, pack)) return true;
    return false;
}

bool tells_silence(std::string_view text, const Words& words, const LanguagePack& pack) {
    const auto count = tells_quiet(words, 0, pack);
    return count > 0 && (count == words.size() || parts(gap_after(text, words, count - 1)) ||
                         pack.clause_openers.at(words, count) > 0 || pack.silent_people.at(words, count) > 0);
}

bool tells_outcome(std::string_view text, const Words& words, const LanguagePack& pack) {
    if (ends_with_question(text) || leaves_open(words, pack)) return false;
    if (const auto count = pack.agreeing_openings.at(words, 0); count > 0)
        return count < words.size() && pack.undecided_objects.at(words, count) + count < words.size() &&
               !parts(gap_after(text, words, count - 1));
    // "Closing the list as …", but not "Closing the list is hard".
    if (const auto count = pack.outcome_gerunds.at(words, 0); count > 0)
        return pack.after_outcome_gerunds.at(words, count) > 0 && !states_something(text, pack);
    for (const auto* openings : {&pack.outcome_openings, &pack.noted_promises}) {
        const auto count = openings->at(words, 0);
        if (count == 0 || count + 1 >= words.size() || pack.talk_verbs.at(words, count) > 0) continue;
        // "Will not be a long summer" foretells.
        if (pack.denials.contains(words[count].key) && pack.state_verbs.has(words[count + 1].key)) continue;
        // "Will write …" is work of somebody.
        const bool outcome = pack.outcome_verbs.has(words[count].key) &&
                             (openings == &pack.outcome_openings || !is_task_verb(words[count].key, pack));
        return outcome || (openings == &pack.outcome_openings && is_noted_work(words, count, pack));
    }
    // Where orders are infinitives, they mostly name subjects.
    const auto order = pack.order_openers.at(words, 0);
    return pack.commands_in_base_form && is_order(text, words, pack.outcome_verbs, pack) &&
           !is_task_verb(words[order].key, pack) && pack.talk_verbs.at(words, order) == 0;
}

bool is_exhortation(std::string_view text, const Words& words, const LanguagePack& pack) {
    if (ends_with_question(text)) return false;
    for (std::size_t i = 0; i < words.size() && i < 8; ++i) {
        const auto count = pack.exhortations.at(words, i);
        if (count == 0 || !opens_clause(text, words, i, pack)) continue;
        auto verb = i + count;
        verb += pack.exhortation_adverbs.at(words, verb);
        return verb + 1 < words.size() && pack.talk_verbs.at(words, verb) == 0 &&
               (is_task_verb(words[verb].key, pack) || pack.outcome_verbs.has(words[verb].key));
    }
    return false;
}

bool leaves_open(const Words& words, const LanguagePack& pack) {
    // "Deferred until the audit is over" says till when.
    const bool put_off = pack.group_outcomes.at(words, 0) > pack.open_openings.at(words, 0) ||
                         tells_put_off(words, 0, pack) > 0;
    return (pack.open_openings.starts(words) && !put_off) || pack.open_wordings.in(words);
}

bool announces_decided(const Words& words, const LanguagePack& pack) {
    return pack.decided_words.in(words) && !leaves_open(words, pack);
}

bool is_housekeeping(const Words& words, const LanguagePack& pack) {
    const Words opening(words.begin(),
                        words.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(words.size(), 4)));
    return pack.meeting_things.in(words) && pack.keeping_words.in(opening) && words.size() <= 14;
}

bool decides_on_agenda(std::string_view text, const Words& words, const LanguagePack& pack) {
    constexpr std::size_t kThing = 6, kLongest = 30;  // words
    if (words.size() > kLongest || ends_with_question(text)) return false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto verb = pack.keeping_words.at(words, i);
        if (verb == 0) continue;
        auto at = i;
        while (at > 0 && pack.keeping_leads.contains(words[at - 1].key) &&
               !parts(gap_after(text, words, at - 1)))
            --at;
        // "… none of them is here so let's leave it on the agenda"
        const bool results = at > 0 && at < i && pack.result_joints.at(words, at) > 0;
        if (!results && !opens_clause(text, words, at, pack)) continue;
        for (auto thing = i + verb; thing < std::min(words.size(), i + verb + kThing); ++thing)
            if (pack.meeting_things.at(words, thing) > 0) return true;
    }
    // "Agenda tag removed"
    std::size_t at = 0;
    while (at < words.size() && pack.meeting_things.at(words, at) > 0)
        at += pack.meeting_things.at(words, at);
    return at > 0 && at < words.size() && pack.keeping_words.at(words, at) > 0;
}

}  // namespace pacelane::analysis::detail
