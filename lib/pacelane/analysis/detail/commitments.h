#pragma once

#include "due_date.h"
#include "people.h"

#include <optional>
#include <string>
#include <unordered_set>

/// Who takes on what, in one sentence.
namespace pacelane::analysis::detail {

/// Verbs of work that one can finish ("write", "escrever"), as Word::key.
bool is_task_verb(std::string_view key, const LanguagePack& pack);
/// The same, and work that minutes note, while in talk it promises little.
bool is_noted_work(const Words& words, std::size_t at, const LanguagePack& pack);
/// "Escreverá", "enviarán": a verb of work in the future of somebody else.
bool is_future_of_another(std::string_view text, const Word& word, const LanguagePack& pack);
/// Where a sentence ends without its final mark.
std::size_t end_of_clause(std::string_view text);
/// Whether a word of doubt stands here and goes on: "Sí, voy a …" begins with none, though it is spelled like
/// "si".
bool doubts(const PhraseList& list, std::string_view text, const Words& words, std::size_t at);

struct Commitment {
    enum class Kind { none, own, other, request };
    Kind kind = Kind::none;
    std::string who;        ///< of other and request, canonical; of own empty
    std::size_t what = 0;   ///< byte offset at which the task begins
    std::size_t until = 0;  ///< byte offset at which it ends
};

/// "I'll write …", "eu vou escrever …": what the speaker promises. `least`: how many words must tell of what,
/// where no date is told.
Commitment own_commitment(std::string_view text, const Words& words, const std::optional<Due>& due,
                          const LanguagePack& pack, int least = 2);
/// The words that a document also writes in small letters, as Word::key: no names.
using LowerCase = std::unordered_set<std::string>;

/// "Maya will write …", "Maya to write …", "fica com a Bia": what somebody else is to do. In a note (with its
/// document's words) any work counts, and so does a name that is in no list.
Commitment given_commitment(std::string_view text, const Words& words, const People& people,
                            std::size_t document, const LanguagePack& pack, const LowerCase* note = nullptr);
/// By its form: no participle, adverb or abstract noun, no word of grammar.
bool could_be_name(const std::string& key, const LanguagePack& pack);
/// "Lena Brandt to …", "Lena and Ibo to …": names that are in no list, and how many words they take up to the
/// mark of an infinitive; no words where there are none.
People::Named unlisted_people(std::string_view text, const Words& words, std::size_t at,
                              const LanguagePack& pack, const LowerCase& note);
/// "Lena open a ticket", "Lena/Ibo add the reasons": where the verb has no ending of another person, it is an
/// order to whoever is named.
Commitment bare_assignment(std::string_view text, const Words& words, const People& people,
                           std::size_t document, const LanguagePack& pack);
/// "Will write …". `of_somebody`: the line is noted of one person, whose future may be any work.
Commitment noted_promise(std::string_view text, const Words& words, const LanguagePack& pack,
                         bool of_somebody);
/// "Next step is to write …", "Need to ask …", "Will write …": what is to be done, by nobody who is named.
/// `under_topic`: the line stands below its subject, where "Invite Maya to …" is an order.
Commitment announced_step(std::string_view text, const Words& words, const LanguagePack& pack,
                          bool under_topic);
/// Whether the text begins by telling somebody to do one of these: "Invite Maya to …", but not "Release of
/// …".
bool is_order(std::string_view text, const Words& words, const PhraseList& verbs, const LanguagePack& pack);
/// "Members to review …", "TSC will vote on …": a task of a group.
Commitment group_task(std::string_view text, const Words& words, const LanguagePack& pack);
/// "Maya called for a vote, will write …": the future goes on with whom the sentence begins, or with
/// the one who speaks.
Commitment later_promise(std::string_view text, const Words& words, const People& people,
                         std::size_t document, const LanguagePack& pack, std::string_view speaker);
/// "I'll send the slides" in a chat: a promise that begins its clause with one of these verbs. `pointing`:
/// only one that does not say of what ("I'll send it tomorrow").
Commitment plain_promise(std::string_view text, const Words& words, const std::optional<Due>& due,
                         const PhraseList& verbs, bool pointing, const LanguagePack& pack);
/// "Remember to ask …", "I need to write …", "Ask Jonas for …" in a memo to oneself.
Commitment memo_task(std::string_view text, const Words& words, const LanguagePack& pack);
/// "Queda encargada Marta de escribir …": the person after what makes it theirs.
Commitment inverted_commitment(std::string_view text, const Words& words, const People& people,
                               std::size_t document, const LanguagePack& pack);
/// "Maya: first draft by Friday": a thing and its date, of whom the line names.
Commitment named_thing(std::string_view text, const Words& words, const std::optional<Due>& due,
                       const LanguagePack& pack);
/// "Can you write …, Jonas?"
Commitment requested_commitment(std::string_view text, const Words& words, const People& people,
                                std::size_t document, const LanguagePack& pack);
/// The same in notes, where it is told apart who does it: "Can somebody write …?", "Maya will do that".
Commitment asked_in(std::string_view text, const Words& words, const LanguagePack& pack);
/// Whether an answer begins by accepting: "Sure, …", "Pode deixar."
bool accepts(const Words& words, const LanguagePack& pack);

/// "me: …", "J: …" (`listed`: among tasks), "me -> …": whose the line is, by its first word.
People::Named marked_owner(std::string_view text, const Words& words, const People& people,
                           std::size_t document, bool listed);
/// "Tom -> invite flow": the arrow gives him the task, unless what he said stands behind it.
bool is_arrow_after_name(std::string_view text, const Words& words, const People& people,
                         std::size_t document, const LanguagePack& pack);
/// "me: call the bank": whoever writes notes what they are to do.
bool is_own_order(std::string_view text, const Words& words, const LanguagePack& pack);
/// Whether the word is of somebody who says something: "is", "we", "changed".
bool is_of_a_statement(std::string_view text, const Word& word, const LanguagePack& pack);
/// "I'll send …", "I need to …", "eu mando …": how many words tell that it is one's own; 0 when it is not.
std::size_t own_task(const Words& words, const LanguagePack& pack);

/// An item of a list of tasks, taken apart.
struct Task {
    std::string who;
    std::string what;
    std::string due;
    std::optional<Date> due_date;
};
/// `listed`: under a heading for tasks, where even an unknown name before "to" or "will" is a person.
Task read_task(std::string_view text, const LanguagePack& pack, const People& people, std::size_t document,
               std::optional<Date> said_on, bool listed);
/// What is left of the task when its due phrase is taken out.
std::string without_due(std::string_view text, const Due& due);

}  // namespace pacelane::analysis::detail
