#pragma once

#include "reading.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Who takes part, as a document's lists and tables tell.
namespace pacelane::context::detail {

/// What an attendee list says beyond names: (alias, name), from "Maya Lindqvist (ML)", "Rui Prado @rp".
std::vector<std::pair<std::string, std::string>> aliases_in(std::string_view list);

/// Learns people from tables of attendees (`| Name | Abbreviation | Organization |`).
void take_people_tables(Reading& reading);
/// A form with everybody's name below "Participants", ticked for those who came: no tasks. Adds who is
/// ticked.
void take_ticked_attendees(Reading& reading);

/// Items of minutes that open with an attendee's name and what they said get that speaker; their text stays.
void name_items(Reading& reading);

/// Speakers by their names where an attendee list tells whose the initials or handle are.
void name_speakers(Reading& reading);

}  // namespace pacelane::context::detail
