#pragma once

#include "reading.h"

/// Turns within a document that is written, not recorded: minutes of who said what, a pasted dialogue or
/// chat.
namespace pacelane::context::detail {

/// What an attendee list says beyond names: (alias, name), from "Maya Lindqvist (ML)", "Rui Prado @rp".
std::vector<std::pair<std::string, std::string>> aliases_in(std::string_view list);

/// Learns people from tables of attendees (`| Name | Abbreviation | Organization |`).
void take_people_tables(Reading& reading);

/// Paragraphs that open with a speaker's label become turns: all, when the document is a dialogue; else those
/// that stand together as a pasted one, marked as quoted. `hint` is the folder's kind.
void take_labelled_turns(Reading& reading, DocumentKind hint);

/// Speakers by their names where an attendee list tells whose the initials or handle are.
void name_speakers(Reading& reading);

}  // namespace pacelane::context::detail
