#pragma once

#include <libical/ical.h>
#include <string>

namespace pacelane::formats {

/// The IANA name of the zone in which the event begins, also where the calendar names it as Windows does, or
/// with its maker's prefix; empty when it says none, or one of its own.
std::string ics_zone(icalcomponent* event);

/// A time in UTC on the clock by which a series goes that begins at `series`. Without the zone's rules (a
/// calendar need not hold them) the hour tells: what is said of one day of a series is said at its hour, and
/// its end at that hour or at the last second of a day.
icaltimetype ics_in_zone_of(const icaltimetype& series, const icaltimetype& time);

}  // namespace pacelane::formats
