#pragma once

#include <cstdint>
#include <optional>
#include <pacelane/base/time.h>
#include <string_view>

/// Dates and times as messengers write them before or behind a name.
namespace pacelane::context::detail {

struct Stamp {
    /// The date's numbers as written: 11/12/26 is read when the file tells the order.
    int first = 0;
    int second = 0;
    int year = 0;              ///< 0 when the stamp has no date in numbers
    std::optional<Date> date;  ///< when it says so by itself: 2026-11-12, "Nov 12, 2026"
    bool relative = false;     ///< "Today at", "Yesterday", a weekday
    bool has_time = false;
    bool half_day = false;  ///< AM or PM
    bool dotted = false;    ///< 11.12.2026: the day comes first
    std::int64_t ms = 0;    ///< since midnight

    bool has_date() const { return date || year > 0 || first > 0; }
};

/// Takes "11/11/2026, 9:02", "11.11.26 09:02", "2026-11-11 09:02:11", "Nov 11, 2026 at 9:02 PM", "Today at
/// 9:02", "9:02 AM", "Tue 11:04:19" off the front of the text, without brackets. A time is a must.
std::optional<Stamp> take_stamp(std::string_view& text);
/// The same within [ ] or ( ).
std::optional<Stamp> take_bracketed_stamp(std::string_view& text);

/// A line that is nothing but a day of a known year: "2026/11/11(Wed)", "--- 11 Nov 2026 ---".
std::optional<Stamp> lone_day(std::string_view line);
/// Whether there is a digit, of any script, near the front.
bool may_hold_stamp(std::string_view text);

/// The date of a stamp; nullopt when it has none, or one that does not exist.
std::optional<Date> date_of(const Stamp& stamp, bool month_first);

}  // namespace pacelane::context::detail
