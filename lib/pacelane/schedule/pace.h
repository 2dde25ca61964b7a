#pragma once

#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/base/time.h>
#include <pacelane/schedule/recurrence.h>
#include <string>
#include <string_view>
#include <vector>

/// How well the times of the ticks suit a schedule. Pure and thread-safe.
namespace pacelane::schedule {

/// When ticks come: every day at these minutes of a wall clock, for cron the machine's.
struct Pace {
    std::string zone;          ///< IANA
    std::vector<int> minutes;  ///< after midnight, ascending, at least one
};
/// At 0:00 and from then on each time that so many minutes have passed. `minutes`: 1–1440.
PACELANE_API Pace pace_every(int minutes, std::string zone);
/// The first tick at or after `from`.
PACELANE_API Instant next_tick(const Pace& pace, Instant from);

/// A date that the ticks serve late or not at all.
struct Misfit {
    Date date;                      ///< in the schedule's zone
    Instant opens;                  ///< when its window opens
    std::optional<Instant> served;  ///< the tick that serves it, after the window; nullopt: none does
};
struct Suitability {
    int dates = 0;                ///< that were looked at
    int late = 0;                 ///< of them, those served after their window
    int never = 0;                ///< and those that are over when the next tick comes
    std::optional<Misfit> first;  ///< the first that is never served, else the first that is late
};
/// Looks at the dates on which the rule is due in so many days from `from` on, each with its own DST.
PACELANE_API Suitability suitability(const Rule& rule, std::string_view zone, const Pace& pace, Instant from,
                                     int days = 28);

}  // namespace pacelane::schedule
