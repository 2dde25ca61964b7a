#pragma once

#include <optional>
#include <pacelane/language/language.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What must never reach a draft, seen from the words alone.
namespace pacelane::writer::detail {

using language::Language;

/// What a section of a document is for, by its heading.
enum class Role { content, decisions, actions, agenda, attendance, questions, reference };
Role role_of(std::span<const std::string> headings, Language language);

/// URLs, e-mail addresses, telephone numbers, ticket ids.
bool has_private_reference(std::string_view text);
/// To-do marks, shorthand (arrows, "??"), pointers to other places ("see below"), unbalanced quotes or
/// brackets.
bool is_working_note(std::string_view text, Language language);
/// "tomorrow", "next week", "amanhã": true on the day it was said only. `written`: in a note, where "today"
/// is more often these days than that day.
bool is_tied_to_a_day(std::string_view text, Language language, bool written = false);
/// "I'll send it", "you know what I mean?", "vou mandar pra vocês": talk to those in the room.
bool is_small_talk(std::string_view text, Language language);
/// "Date: …", "Attendees: …", "Nota de 5 de novembro": about the document, not about its subject.
bool is_front_line(std::string_view text, Language language);
/// "Exactly, and they'd be right to.", "Isso, e aí …": an answer in a conversation.
bool is_reply(std::string_view text, Language language);
/// "at that hour", "those ten minutes", "esse número": words that point at a sentence before, anywhere in the
/// text.
bool points_back(std::string_view text, Language language);
/// "We decided …", "Ficou decidido …".
bool is_decision(std::string_view text, Language language);
/// "The other one …", "O de 72 horas …": an opening whose noun stands in the sentence before.
bool leans_back(std::string_view text, Language language);
/// Whether one of the names stands in the text as a word.
bool mentions(std::string_view text, std::span<const std::string> names);
/// Whether it tells an hour and a minute: "17:41".
bool has_clock_time(std::string_view text);
/// The speaker of a labelled line ("Jonas: we could …"): its label, empty when there is none.
std::string_view label_of(std::string_view text);
/// Whether a heading or a title tells its reader something: not "Notes", a date or a file name.
/// `telling`: how many of its words must say something, of at least so many `words`.
bool is_informative(std::string_view heading, Language language, int telling = 2, int words = 2);
/// Without numbering, the kind of document before a colon, a date in brackets and the final colon.
std::string clean_heading(std::string_view heading);
std::string collapse_space(std::string_view text);
/// Without emoji and other pictures.
std::string without_pictures(std::string_view text);
/// "Today we installed …" → "We installed …": on any other day it is not today.
std::string without_day(std::string_view text);
/// Holds a pronoun for a thing or person outside it, in any place: "People delete it."
bool needs_before(std::string_view text, Language language);
/// Whole-word, case-insensitive search for any of the phrases.
bool contains_any(std::string_view text, std::span<const std::string_view> phrases);

}  // namespace pacelane::writer::detail
