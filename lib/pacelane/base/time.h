#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <pacelane/base/export.h>
#include <string>
#include <string_view>

namespace pacelane {

/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
/// A calendar day without a zone.
using Date = std::chrono::year_month_day;

/// "2026-11-19T08:00:00.000Z": RFC 3339, UTC, always milliseconds, so that text order is time order.
PACELANE_API std::string format_instant(Instant instant);
/// Reads RFC 3339 with any offset and 0–9 digits of fraction ("2026-11-19T09:00:00+01:00"); also a space for
/// the T. nullopt when the text is not a valid moment.
PACELANE_API std::optional<Instant> parse_instant(std::string_view text);

/// The last moment that has such a text. Nothing is planned for later.
inline constexpr Instant kLastInstant = Instant(std::chrono::sys_days(std::chrono::year(9999) / 12 / 31)) +
                                        std::chrono::days(1) - std::chrono::milliseconds(1);
/// Whether a clock that shows this moment can be worked with: from year 1 to 9998, so that deadlines and due
/// dates computed from it have a text, too.
PACELANE_API bool is_usable_clock(Instant now);

/// "2026-11-19".
PACELANE_API std::string format_date(Date date);
/// nullopt unless YYYY-MM-DD and a day that exists.
PACELANE_API std::optional<Date> parse_date(std::string_view text);

/// Days from `from` to `to` (negative when `to` is earlier).
PACELANE_API int days_between(Date from, Date to);
PACELANE_API Date add_days(Date date, int days);
PACELANE_API std::chrono::weekday weekday_of(Date date);
/// The Monday of the date's ISO week.
PACELANE_API Date monday_of(Date date);

/// Where the current time comes from, so that it can be given (`--now`) instead of read.
class PACELANE_API Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

/// The system's clock.
class PACELANE_API SystemClock final : public Clock {
public:
    Instant now() const override;
};

/// A clock that stands still until it is set.
class PACELANE_API ManualClock final : public Clock {
public:
    explicit ManualClock(Instant at) : at_(at) {}
    Instant now() const override { return at_; }
    void set(Instant at) { at_ = at; }
    void advance(std::chrono::milliseconds by) { at_ += by; }

private:
    Instant at_;
};

}  // namespace pacelane
