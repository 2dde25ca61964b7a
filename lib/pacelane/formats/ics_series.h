#pragma once

#include <libical/ical.h>
#include <optional>
#include <pacelane/base/time.h>
#include <string>
#include <vector>

/// Events of a calendar that change others: later versions, what was moved or cancelled of a series.
namespace pacelane::formats {

struct IcsEvent {
    icalcomponent* component = nullptr;
    int line = 1;
    bool replaced = false;  ///< a later version of it is there
    bool cancelled = false;
    std::vector<Date> without;        ///< days on which the series does not take place, or is another event
    std::optional<Date> until;        ///< the last day before one that changed the rest of the series
    icalcomponent* series = nullptr;  ///< whose rest this event is
};

std::optional<Date> ics_day(const icaltimetype& time);
/// Marks which events hold, and which of their days.
void settle_events(std::vector<IcsEvent>& events);
/// The rule of a series as context/calendar.h has it; empty when the event takes place once.
std::string ics_rule(const IcsEvent& event);
/// The days that are named one by one beside the rule.
std::vector<Date> ics_further_days(const IcsEvent& event);

}  // namespace pacelane::formats
