#pragma once

#include <chrono>
#include <optional>
#include <pacelane/base/time.h>
#include <pacelane/schedule/recurrence.h>
#include <string>
#include <string_view>

/// What stands in a schedule, one value at a time, with the words for what is wrong with it: the same in the
/// workspace file and on the command line.
namespace pacelane::config {

inline constexpr std::string_view kDefaultTime = "09:00";

/// A value, or what is wrong with its text.
template <class T>
struct Parsed {
    std::optional<T> value;
    std::string problem;
};

Parsed<schedule::Frequency> frequency_from(std::string_view text);
Parsed<std::chrono::weekday> weekday_from(std::string_view text);
/// Checks it; it is kept as written.
Parsed<std::string> time_from(std::string_view text);
Parsed<std::string> content_type_from(std::string_view text);
Parsed<Date> start_from(std::string_view text);

/// What is wrong when a schedule of this frequency has no days, in the name under which days are given.
std::string days_are_missing(schedule::Frequency frequency, std::string_view remedy);
/// Why the start of such a schedule is ignored; empty if it is not.
std::string start_has_no_effect(schedule::Frequency frequency, std::string_view name);

}  // namespace pacelane::config
