#pragma once

#include <pacelane/language/language.h>
#include <pacelane/language/word_lists.h>
#include <string_view>

/// What wordings tell of a sentence's place in its text and in time.
namespace pacelane::sources::detail {

using language::Language;
using language::Words;

/// Speaks to those who were there: "can you hear me", "I'll send it", "vou mandar pra vocês".
bool talks_to_room(const Words& words, Language language);
/// Speaks of the talk itself: "I'm curious", "on this show", "as we said", "vamos voltar".
bool moves_talk(const Words& words, Language language);
/// Opens as an answer does: "Exactly, …", "Isso, …".
bool opens_as_reply(const Words& words, std::string_view text, Language language);
/// Opens with what only the text before explains: "The reason was …", "O de 72 horas …", "Third, …".
bool leans_back(std::string_view text, const Words& words, Language language);
/// Whether a paragraph goes on in what stands below it: it ends in a colon, or with "e.g.", "like this".
bool leads_in(std::string_view text, Language language);
/// What a sentence points to: "see below", "this table", "the example above", "this screenshot", "the last
/// chapter".
struct Pointers {
    bool any = false;
    bool back = false;  // to what stands before
    bool on = false;    // to what comes
    bool picture = false;
    bool elsewhere = false;  // to another text
};
Pointers pointers_of(std::string_view text, const Words& words, Language language);
/// A mark of unfinished work outside code: "TODO", "???", "to be written", unbalanced quotes or brackets.
/// `markup`: the same as CommonMark, or empty.
bool is_working_note(std::string_view text, std::string_view markup, const Words& words, Language language);
/// For how many days after it was written what it says is true; -1: it says nothing of a day.
int days_true(const Words& words, Language language);

/// What a section under this heading is for, other than telling: attendees, an agenda, tasks, sources.
/// A document may have headings of another language.
bool is_aside_heading(std::string_view heading);

}  // namespace pacelane::sources::detail
