// Tasks that somebody takes or is given in running text.
#include "detail/action_finder.h"
#include "detail/scribed.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

namespace {

// "Priya: … and I'll demo it on Tuesday": what goes on after a first promise, without what joins it.
std::string_view after_joint(std::string_view text, const LanguagePack& pack) {
    auto words = words_of(text);
    std::size_t at = 0;
    while (at < words.size() &&
           (pack.sequence_words.contains(words[at].key) || pack.and_words.contains(words[at].key)))
        ++at;
    return at > 0 && at < words.size() ? text.substr(words[at].begin) : std::string_view();
}

}  // namespace

// What is promised in talk: only what is plainly a task, for talk is full of "I'll check".
ActionReader::Found ActionReader::look_in_talk(const Sentence& s, std::string_view text, const Words& words,
                                               const std::optional<Due>& due, const Sentence* answer) {
    const auto d = s.document;
    const auto& pack = *corpus.info(d).pack;
    const auto& passage = corpus.passage(s);
    const auto speaker =
        passage.speaker.empty() ? std::string() : corpus.people().canonical(passage.speaker, d);
    Found found{{}, speaker, speaker};
    if (!speaker.empty()) found.commitment = own_commitment(text, words, due, pack);
    // What a scribe typed as it was said is full of "I'll check".
    if (scribed && (!due || !due->date)) return {{}, speaker, speaker};
    if (found.commitment.kind == Commitment::Kind::none && chat && !speaker.empty())
        found.commitment = plain_promise(text, words, due, pack.task_verbs, false, pack);
    if (found.commitment.kind != Commitment::Kind::none) return found;
    found.commitment = given_commitment(text, words, corpus.people(), d, pack);
    if (found.commitment.kind != Commitment::Kind::none) {
        // Of somebody else and without a date, it is mostly a story: "Maya will write to you".
        if (!due) found.commitment = {};
        found.who = found.commitment.who;
        return found;
    }
    found.commitment = requested_commitment(text, words, corpus.people(), d, pack);
    if (found.commitment.kind == Commitment::Kind::none) return found;
    const bool answered = answer != nullptr && accepts(words_of(answer->raw), pack) &&
                          corpus.passage(*answer).speaker != passage.speaker;
    found.who = found.commitment.who;
    if (found.who.empty() && answered)
        found.who = corpus.people().canonical(corpus.passage(*answer).speaker, d);
    if (found.who.empty() || (!answered && !due)) found.commitment = {};
    return found;
}

// What somebody who took notes wrote down of it.
ActionReader::Found ActionReader::look_in_note(const Outline& outline, const Sentence& s,
                                               std::string_view text, const Words& words,
                                               const std::optional<Due>& due) {
    const auto d = s.document;
    const auto& pack = *corpus.info(d).pack;
    const auto& passage = corpus.passage(s);
    const bool opens_item = &s == &corpus.sentences()[corpus.info(d).first_of_passage[s.passage]];
    const auto said_by = speaker_of(passage);
    const auto speaker = said_by.empty() ? std::string() : corpus.people().canonical(said_by, d);
    const auto none = [](const Found& one) { return one.commitment.kind == Commitment::Kind::none; };
    Found found{{}, speaker, {}};
    if (memo) {
        found.who = corpus.people().self();
        found.commitment = own_commitment(text, words, due, pack);
        if (none(found)) found.commitment = memo_task(text, words, pack);
        if (!none(found)) return found;
    }
    if (!speaker.empty()) {
        found.commitment = own_commitment(text, words, due, pack, 1);
        if (none(found)) found.commitment = noted_promise(text, words, pack, true);
        // "Bia: comprar as cadeiras": an infinitive is hers to do, where orders are said in another form.
        if (none(found) && opens_item && !pack.commands_in_base_form &&
            is_order(text, words, pack.task_verbs, pack)) {
            const auto verb = words[pack.order_openers.at(words, 0)].begin;
            found.commitment = {Commitment::Kind::own, {}, verb, end_of_clause(text)};
        }
        if (none(found) && opens_item) found.commitment = named_thing(text, words, due, pack);
        if (!none(found)) return found;
    }
    const auto given = [&](Commitment commitment) {
        found.commitment = std::move(commitment);
        found.who = found.commitment.who;
        return !none(found);
    };
    if (given(given_commitment(text, words, corpus.people(), d, pack, &lower_case_of(d)))) return found;
    if (opens_item && given(bare_assignment(text, words, corpus.people(), d, pack))) return found;
    if (given(inverted_commitment(text, words, corpus.people(), d, pack))) return found;
    if (given(later_promise(text, words, corpus.people(), d, pack, speaker))) return found;
    if (given(group_task(text, words, pack))) return found;
    // "Maya next step is to write …"
    const auto named = corpus.people().named_at(words, 0, d);
    if (named.words > 0 && pack.step_openings.at(words, named.words) > 0) {
        const auto skipped = words[named.words].begin;
        const auto step = text.substr(skipped);
        if (given(announced_step(step, words_of(step), pack, false))) {
            found.who = named.name;
            found.commitment.what += skipped;
            found.commitment.until += skipped;
            return found;
        }
    }
    if (!speaker.empty()) return found;
    if (pack.bare_futures.contains(words[0].key) && given(noted_promise(text, words, pack, false)))
        return found;
    const bool below_subject = opens_item && outline.is_below_subject(s.passage);
    given(announced_step(text, words, pack, below_subject));
    return found;
}

// "Colin will do that": the sentence before says what.
bool ActionReader::points_back(std::string_view what, const LanguagePack& pack) {
    const auto words = words_of(what);
    return pack.tasks_before.at(words, 0) == words.size();
}

std::string ActionReader::asked_before(const Sentence& s, bool or_told) const {
    const auto at = static_cast<std::size_t>(&s - corpus.sentences().data());
    if (at == 0) return {};
    const auto& told = corpus.sentences()[at - 1];
    if (told.document != s.document || s.passage - told.passage > 1) return {};
    if (!ends_with_question(told.raw)) return std::string(or_told ? told.text : std::string_view());
    // "Can somebody run the tool on it?"
    const auto words = words_of(told.text);
    const auto& pack = *corpus.info(s.document).pack;
    auto asked = asked_in(told.text, words, pack);
    if (asked.kind == Commitment::Kind::none)
        asked = requested_commitment(told.text, words, corpus.people(), s.document, pack);
    return asked.kind == Commitment::Kind::none
               ? std::string()
               : std::string(told.text.substr(asked.what, asked.until - asked.what));
}

// Only what is plainly a task counts in running text.
void ActionReader::sentence(const Outline& outline, const Sentence& s, const Sentence* answer) {
    const auto& passage = corpus.passage(s);
    const bool spoken = passage.kind == context::PassageKind::turn;
    std::string_view text = spoken ? std::string_view(s.text) : note_of(corpus, s);
    const auto words = words_of(text);
    if (words.size() > 50 || (spoken && marked) || text.ends_with(':')) return;
    // "I'll write it down and I'll send it on Monday" are two.
    for (int promises = 0; promises < 3 && !text.empty(); ++promises)
        text = promise(outline, s, text, promises == 0 ? words : words_of(text), answer);
}

std::string_view ActionReader::promise(const Outline& outline, const Sentence& s, std::string_view text,
                                       const Words& words, const Sentence* answer) {
    const auto d = s.document;
    const auto& pack = *corpus.info(d).pack;
    const auto said_on = corpus.input().documents[d].date;
    const bool spoken = corpus.passage(s).kind == context::PassageKind::turn;
    if (words.size() < 3) return {};
    auto due = find_due(words, pack, said_on);
    auto found_here =
        spoken ? look_in_talk(s, text, words, due, answer) : look_in_note(outline, s, text, words, due);
    std::string asked;
    if (found_here.commitment.kind == Commitment::Kind::none && chat && !found_here.who.empty()) {
        // "Can you send me the slides?" – "I'll send them tomorrow."
        asked = asked_before(s, false);
        if (!asked.empty())
            found_here.commitment = plain_promise(text, words, due, pack.task_verbs, true, pack);
    }
    const auto& commitment = found_here.commitment;
    if (commitment.kind == Commitment::Kind::none || commitment.until <= commitment.what) return {};
    Task task;
    task.who = found_here.who;
    std::string body(text.substr(commitment.what, commitment.until - commitment.what));
    if (asked.empty() && !spoken && points_back(body, pack)) {
        asked = asked_before(s, true);
        if (asked.empty()) return {};
    }
    if (!asked.empty()) body = asked;
    const auto rest = after_joint(text.substr(commitment.until), pack);
    // What is said after the promise is not its date.
    if (due && due->begin >= commitment.until) {
        const auto told = text.substr(0, commitment.until);
        due = find_due(words_of(told), pack, said_on);
    }
    if (due && due->end <= commitment.until) {
        task.due = std::string(text.substr(due->begin, due->end - due->begin));
        task.due_date = due->date;
        if (asked.empty() && due->begin >= commitment.what && due->end - commitment.what <= body.size()) {
            const bool at_end = tidy(text.substr(due->end, commitment.until - due->end)).empty();
            const bool before_comma = due->end < text.size() && text[due->end] == ',';
            if (at_end || (before_comma && due->prepositioned))
                body = without_due(body,
                                   Due{due->begin - commitment.what, due->end - commitment.what, {}, false});
        }
    }
    task.what = language::capitalize(tidy(body));
    // "Take a look" at what?
    const auto told = words_of(task.what);
    if (!spoken && pack.vague_tasks.at(told, 0) == told.size())
        if (const auto subject = outline.topic(s.passage); !subject.empty()) task.what += ": " + subject;
    add(d, s.passage, std::move(task), s.raw, false, found_here.giver);
    return rest;
}

}  // namespace pacelane::analysis::detail
