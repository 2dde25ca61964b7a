#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/schedule/recurrence.h>

namespace pacelane::schedule {

namespace chr = std::chrono;

namespace {

bool passes_midnight(const Window& window) {
    return window.end && *window.end <= window.start;
}

// Whether the zone's calendar has the date at all: Samoa went from 2011-12-29 straight to the 31st.
bool occurs(Date date, std::string_view zone) {
    return local_time(instant_of(date, 0, zone), zone).date == date;
}

// The end of the window that opens on this date; only for windows that have one.
Instant end_of(const Window& window, Date date, Instant opened, std::string_view zone) {
    const Instant end = instant_of(passes_midnight(window) ? add_days(date, 1) : date, *window.end, zone);
    if (end > opened) return end;
    // A DST gap swallowed all of the window: it opened after the gap, and keeps its length.
    const int length = (*window.end - window.start + kMinutesPerDay - 1) % kMinutesPerDay + 1;
    return opened + chr::minutes(length);
}

// Whether the date before `today` is still the one to work for.
bool still_open(const Rule& rule, Date yesterday, Instant now, std::string_view zone) {
    const Instant opened = due_at(rule, yesterday, zone);
    if (now < opened) return false;
    if (passes_midnight(rule.window) && now < end_of(rule.window, yesterday, opened, zone)) return true;
    // In some zones a DST gap ends at midnight (Nuuk: 23:00 to 00:00), so that a late window can open only
    // when the date has passed.
    return local_time(opened, zone).date != yesterday;
}

}  // namespace

std::string_view name(Frequency frequency) {
    switch (frequency) {
        case Frequency::daily:
            return "daily";
        case Frequency::weekly:
            return "weekly";
        case Frequency::biweekly:
            return "bi-weekly";
    }
    return {};
}

std::optional<Frequency> frequency(std::string_view name) {
    const auto lower = ascii_lower(name);
    if (lower == "daily") return Frequency::daily;
    if (lower == "weekly") return Frequency::weekly;
    if (lower == "bi-weekly" || lower == "biweekly") return Frequency::biweekly;
    return std::nullopt;
}

std::vector<std::string> Weekdays::names() const {
    std::vector<std::string> names;
    for (unsigned i = 0; i < kWeekdays.size(); ++i)
        if (contains(chr::Monday + chr::days(i))) names.emplace_back(kWeekdays[i]);
    return names;
}

std::optional<chr::weekday> weekday(std::string_view name) {
    const auto lower = ascii_lower(name);
    for (unsigned i = 0; i < kWeekdays.size(); ++i)
        if (lower == kWeekdays[i] || lower == kWeekdays[i].substr(0, 3)) return chr::Monday + chr::days(i);
    return std::nullopt;
}

bool falls_on(const Rule& rule, Date date) {
    if (rule.frequency == Frequency::daily && rule.days.empty()) return true;
    if (!rule.days.contains(weekday_of(date))) return false;
    if (rule.frequency != Frequency::biweekly) return true;
    const Date anchor = rule.anchor.ok() ? rule.anchor : Date(chr::sys_days());
    return days_between(monday_of(anchor), monday_of(date)) % 14 == 0;
}

Instant due_at(const Rule& rule, Date date, std::string_view zone) {
    return instant_of(date, rule.window.start, zone);
}

std::optional<Date> next_date(const Rule& rule, Date from) {
    constexpr int kLongestCycle = 14;
    for (int days = 0; days < kLongestCycle; ++days)
        if (const Date date = add_days(from, days); falls_on(rule, date))
            return date.year() <= chr::year(9999) ? std::optional(date) : std::nullopt;
    return std::nullopt;
}

std::optional<Instant> next_due(const Rule& rule, Date from, std::string_view zone) {
    const auto date = next_date(rule, from);
    if (!date) return std::nullopt;
    // West of UTC the last date is due when UTC's year has passed already.
    const Instant due = due_at(rule, *date, zone);
    return due <= kLastInstant ? std::optional(due) : std::nullopt;
}

std::optional<Date> due_date(const Rule& rule, Instant now, std::string_view zone) {
    const Date today = local_time(now, zone).date;
    // Instants are compared, not wall clocks: when the clock is put back, what was due stays due.
    if (falls_on(rule, today) && now >= due_at(rule, today, zone)) return today;
    const Date yesterday = add_days(today, -1);
    if (falls_on(rule, yesterday) && still_open(rule, yesterday, now, zone) && occurs(yesterday, zone))
        return yesterday;
    return std::nullopt;
}

std::optional<Instant> closes_at(const Rule& rule, Date date, std::string_view zone) {
    if (!rule.window.end) return std::nullopt;
    return end_of(rule.window, date, due_at(rule, date, zone), zone);
}

bool is_late(const Rule& rule, Date date, Instant now, std::string_view zone) {
    const auto end = closes_at(rule, date, zone);
    return end && now >= *end;
}

std::optional<Instant> first_due(const Rule& rule, Instant now, std::string_view zone) {
    if (const auto date = due_date(rule, now, zone)) return due_at(rule, *date, zone);
    return next_due(rule, local_time(now, zone).date, zone);
}

int missed_dates(const Rule& rule, Instant since, Instant now, std::string_view zone) {
    constexpr int kEnough = 1000;  // a database that slept for years: the count stays cheap
    Date first = local_time(since, zone).date;
    // A gap that ends at midnight makes a date's window open on the next one: see still_open.
    if (const Date before = add_days(first, -1);
        falls_on(rule, before) && due_at(rule, before, zone) == since && occurs(before, zone))
        first = before;
    const Date until = due_date(rule, now, zone).value_or(local_time(now, zone).date);
    int missed = 0;
    for (auto date = next_date(rule, first); date && *date < until && missed < kEnough;
         date = next_date(rule, add_days(*date, 1)))
        missed += occurs(*date, zone);
    return missed;
}

std::vector<Instant> upcoming(const Rule& rule, Instant from, std::string_view zone, std::size_t count) {
    std::vector<Instant> instants;
    // Yesterday's window may open today: see still_open.
    auto date = next_date(rule, add_days(local_time(from, zone).date, -1));
    for (; date && instants.size() < count; date = next_date(rule, add_days(*date, 1))) {
        const Instant due = due_at(rule, *date, zone);
        if (due > kLastInstant) break;
        if (due >= from && occurs(*date, zone)) instants.push_back(due);
    }
    return instants;
}

}  // namespace pacelane::schedule
