#pragma once

#include <pacelane/context/document.h>
#include <pacelane/language/language.h>
#include <string>
#include <string_view>
#include <vector>

/// What headings, lead-ins and titles tell about what stands below them.
namespace pacelane::analysis::detail {

enum class Section {
    content,
    decisions,
    actions,
    decisions_and_actions,
    questions,
    agenda,
    people,     ///< attendees and apologies
    reference,  ///< links, sources, drafts, private: nothing to tell from
};

/// Of minutes, what is not the talk itself: who was there, what is repeated each time.
inline bool is_apparatus(Section section) {
    return section == Section::people || section == Section::reference;
}

/// By the words of one heading ("Decisões tomadas", "Next steps:"); content when it has other words as well.
Section section_of(std::string_view heading);
/// By the passage's lead-in and headings, the innermost first.
Section section_of(const context::Passage& passage);
/// The same in minutes, where "Conclusion" and "Next meeting" say more.
Section meeting_section_of(std::string_view heading);
/// The same of an item that leads to those below it, where a name may stand before it: "Maya: next steps".
Section leading_section(std::string_view item);
bool is_meeting_section(std::string_view heading);
/// Of each passage of a document of meetings, by what stands there: below "Agenda" may be the discussion
/// itself.
std::vector<Section> meeting_sections(const std::vector<const context::Passage*>& passages);

/// A title or heading that tells what it is about: not "Notes", "Platform weekly", a date or a file's name.
bool is_informative(std::string_view title, language::Language language);
/// Words that say nothing about a subject: "meeting", "update", "semana".
bool is_generic_word(std::string_view key, language::Language language);
/// Without numbering, a date at either end and the final colon or stop.
std::string clean_title(std::string_view title);

}  // namespace pacelane::analysis::detail
