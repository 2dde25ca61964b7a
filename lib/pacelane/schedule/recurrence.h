#pragma once

#include <array>
#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/base/time.h>
#include <string>
#include <string_view>
#include <vector>

/// When a schedule is due: pure functions from (rule, time zone, instant). Thread-safe.
namespace pacelane::schedule {

enum class Frequency { daily, weekly, biweekly };
/// "daily", "weekly", "bi-weekly".
PACELANE_API std::string_view name(Frequency frequency);
/// Also accepts "biweekly" and any case.
PACELANE_API std::optional<Frequency> frequency(std::string_view name);

/// Lower-case English names, Monday first.
inline constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                              "friday", "saturday", "sunday"};

/// A set of weekdays.
class PACELANE_API Weekdays {
public:
    void insert(std::chrono::weekday day) { bits_ |= 1u << day.c_encoding(); }
    bool contains(std::chrono::weekday day) const { return (bits_ >> day.c_encoding()) & 1u; }
    bool empty() const { return bits_ == 0; }
    bool operator==(const Weekdays&) const = default;
    /// As in kWeekdays, and in its order.
    std::vector<std::string> names() const;

private:
    unsigned bits_ = 0;
};
/// "monday" (any case, also "mon"); nullopt otherwise.
PACELANE_API std::optional<std::chrono::weekday> weekday(std::string_view name);

inline constexpr int kMinutesPerDay = 24 * 60;

/// The part of the local day in which the person wants the work done: minutes after local midnight.
struct Window {
    int start = 0;  ///< 0–1439
    std::optional<int>
        end;  ///< exclusive; ≤ start when the window passes midnight; absent when only a time was given
    bool operator==(const Window&) const = default;
};
/// Understands "09:00", "9.30", "9am", "9:30 PM", "9h30", "18:00-20:00", "18-20", "8-10 AM", "11 AM - 1 PM",
/// "noon-2pm", with dashes and spaces of any kind, and any of them after a label or as its bracketed part,
/// "Morning (8-10 AM)"; also the bare labels "Early morning" (6–8), "Morning" (8–10), "Late morning" (10–12),
/// "Midday"/"Noon"/"Lunch" (12–13), "Afternoon" (13–15), "Late afternoon" (16–18), "Evening" (18–20), "Late
/// evening"/"Night" (20–22). nullopt for anything else ("25:00", "soon"), and for what could be either half
/// of the day ("8-10").
PACELANE_API std::optional<Window> parse_preferred_time(std::string_view text);

/// Whether the name is an IANA time zone known to this machine.
PACELANE_API bool is_time_zone(std::string_view zone);
/// Why no zone can be found at all, and what to do: no data are installed, or TZDIR names a wrong folder;
/// empty when there are zones.
PACELANE_API std::string zone_data_problem();
/// What to say in brackets after "unknown time zone 'X'"; empty when the zone is known.
PACELANE_API std::string time_zone_problem(std::string_view zone);
/// Up to `limit` known names that look most like the given one.
PACELANE_API std::vector<std::string> similar_time_zones(std::string_view zone, std::size_t limit = 3);

struct LocalTime {
    Date date;
    int minute = 0;          ///< minutes after midnight on the wall clock
    int offset_seconds = 0;  ///< east of UTC
};
/// The wall clock in a zone. Throws Error(bad_input) for an unknown zone, like every function here that takes
/// one.
PACELANE_API LocalTime local_time(Instant instant, std::string_view zone);
/// The first instant at which the zone's wall clock shows this minute of this date or, when the minute falls
/// into a DST gap, the first instant after the gap; of a minute that occurs twice, the first.
PACELANE_API Instant instant_of(Date date, int minute, std::string_view zone);
/// "2026-11-19 09:00 CET".
PACELANE_API std::string format_local(Instant instant, std::string_view zone);

struct Rule {
    Frequency frequency = Frequency::weekly;
    Weekdays days;  ///< for daily, empty means every day
    Window window;
    Date anchor;  ///< bi-weekly: the ISO week (Monday to Sunday) of this date is an "on" week, then every
                  ///< second one
};

/// Whether the rule chooses this local date.
PACELANE_API bool falls_on(const Rule& rule, Date date);
/// The instant from which the rule is due on that date (which it must choose): its window's start.
PACELANE_API Instant due_at(const Rule& rule, Date date, std::string_view zone);
/// The first due date on or after `from`; nullopt if the rule never falls on any (no days), or not before the
/// year 10000.
PACELANE_API std::optional<Date> next_date(const Rule& rule, Date from);
/// The instant from which the rule is due next, on `from` or the first date after it that it chooses; nullopt
/// if there is none. It may have passed already.
PACELANE_API std::optional<Instant> next_due(const Rule& rule, Date from, std::string_view zone);
/// The local date for which the rule is due at `now`: today in the zone, if the rule chooses it and the
/// window has started; else yesterday, if the rule chooses it and its window, which passes midnight, is still
/// open (a window belongs to the date on which it starts) or could open only after midnight (a DST gap that
/// ends at midnight skipped its start; yesterday then stays due all of today). A date that the zone's
/// calendar skipped is never due.
PACELANE_API std::optional<Date> due_date(const Rule& rule, Instant now, std::string_view zone);
/// The end of the window that opens on this date; nullopt when only a time was given. After a DST gap that
/// swallowed the whole window, the window keeps its length and starts at the gap's end.
PACELANE_API std::optional<Instant> closes_at(const Rule& rule, Date date, std::string_view zone);
/// Whether `now` is past the window's end on the local date for which the rule is due (false without an end).
PACELANE_API bool is_late(const Rule& rule, Date date, Instant now, std::string_view zone);
/// When a schedule that starts (or starts again) at `now` is due first: at the instant of the date for which
/// it is due now, which may have passed, else at the next one; nullopt if the rule never falls on any date.
PACELANE_API std::optional<Instant> first_due(const Rule& rule, Instant now, std::string_view zone);
/// How many dates, from that of the due instant `since` on, passed without a tick: they are over at `now` and
/// can no longer be made up. Counts no further than a thousand.
PACELANE_API int missed_dates(const Rule& rule, Instant since, Instant now, std::string_view zone);
/// The next `count` due instants at or after `from`, fewer if the year 9999 ends before.
PACELANE_API std::vector<Instant> upcoming(const Rule& rule, Instant from, std::string_view zone,
                                           std::size_t count);

}  // namespace pacelane::schedule
