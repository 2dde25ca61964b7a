#pragma once

#include <initializer_list>
#include <ostream>
#include <pacelane/schedule/recurrence.h>
#include <string_view>

#include <doctest/doctest.h>

// Short ways to write dates, instants and rules in the tests.

namespace pacelane::schedule {

inline Date day(std::string_view text) {
    return parse_date(text).value();
}
inline Instant at(std::string_view text) {
    return parse_instant(text).value();
}

inline Rule rule(Frequency frequency, std::initializer_list<std::string_view> days,
                 std::string_view preferred_time, std::string_view anchor = "2024-01-01") {
    Rule rule;
    rule.frequency = frequency;
    for (const auto name : days)
        rule.days.insert(weekday(name).value());
    rule.window = parse_preferred_time(preferred_time).value();
    rule.anchor = day(anchor);
    return rule;
}
inline Rule daily(std::string_view preferred_time) {
    return rule(Frequency::daily, {}, preferred_time);
}

// Dates and instants as text, so that a failed check is readable.
inline std::string shown(std::optional<Date> date) {
    return date ? format_date(*date) : "none";
}
inline std::string due(const Rule& rule, std::string_view now, std::string_view zone) {
    return shown(due_date(rule, at(now), zone));
}

}  // namespace pacelane::schedule
