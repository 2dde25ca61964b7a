#pragma once

#include <map>
#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/base/time.h>
#include <pacelane/schedule/recurrence.h>
#include <string>
#include <string_view>
#include <vector>

/// Why a schedule is due, or why not, in sentences. Pure and thread-safe, as the rules themselves are.
namespace pacelane::schedule {

/// What is known of a schedule at the moment that is asked about.
struct Facts {
    Rule rule;
    std::string zone;  ///< IANA
    bool scheduler_enabled = true;
    std::optional<Instant> switched_at;  ///< when the scheduler was last switched on or off
    bool user_active = true;
    bool schedule_active = true;
    std::string inactive_reason;           ///< "paused", "pruned", "file" or empty
    std::map<Date, std::string> analyses;  ///< the user's, of yesterday, today and tomorrow: state by date
    std::optional<Instant> next_due_at;    ///< as the last tick left it; absent when that is void
};

/// What one rule says.
struct Reason {
    std::string_view rule;      ///< switch, user, schedule, frequency, day, window, late, served or next
    std::optional<bool> holds;  ///< false: it is why the schedule is not due; absent: it decides nothing
    std::string sentence;
};

struct Explanation {
    bool due = false;  ///< a tick at this moment would enqueue an analysis
    bool late = false;
    std::optional<Date> date;         ///< for which it is due by its rule, whatever else speaks against it
    std::optional<Instant> next_due;  ///< the one after `date`, or the first to come
    std::vector<Reason> reasons;      ///< one sentence a rule, in the order in which a tick asks
};

/// Throws Error(bad_input) for an unknown zone.
PACELANE_API Explanation explain(const Facts& facts, Instant now);
/// The sentences of the rules that chose the date and the moment, on one line: for those who are due.
PACELANE_API std::string why_due(const Explanation& explanation);
/// "weekly on monday, thursday, 08:00-10:00".
PACELANE_API std::string describe(const Rule& rule);

}  // namespace pacelane::schedule
