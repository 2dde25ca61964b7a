#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/config/detail/schedule_words.h>
#include <pacelane/config/schedule_flags.h>

#include <fmt/format.h>

namespace pacelane::config {

ScheduleEntry read_schedule(const ScheduleFlags& flags, std::vector<std::string>& warnings) {
    ScheduleEntry entry;
    std::vector<std::string> problems;
    // The value, if it is one; else what is wrong with it, said of the flag.
    const auto checked = [&](const char* flag, auto reading) {
        if (!reading.value) problems.push_back(fmt::format("{}: {}", flag, reading.problem));
        return std::move(reading.value);
    };
    const auto frequency = checked("--frequency", frequency_from(flags.frequency));
    entry.frequency = frequency.value_or(entry.frequency);
    for (const auto& name : flags.days)
        if (const auto day = checked("--days", weekday_from(trim(name)))) entry.selected_days.insert(*day);
    if (frequency && *frequency != schedule::Frequency::daily && flags.days.empty())
        problems.push_back(days_are_missing(*frequency, "--days, such as monday,thursday"));
    entry.preferred_time =
        checked("--time", time_from(flags.time.value_or(std::string(kDefaultTime)))).value_or("");
    for (const auto& name : flags.content_types)
        if (const auto type = checked("--types", content_type_from(trim(name)));
            type && std::find(entry.content_types.begin(), entry.content_types.end(), *type) ==
                        entry.content_types.end())
            entry.content_types.push_back(*type);
    if (flags.content_types.empty()) entry.content_types.emplace_back(kDefaultForm.id);
    if (flags.starts_on) {
        entry.starts_on = checked("--starts-on", start_from(*flags.starts_on));
        if (const auto why = frequency ? start_has_no_effect(*frequency, "--starts-on") : ""; !why.empty())
            warnings.push_back(why);
    }
    if (!problems.empty()) throw Error(ErrorKind::usage, join(problems, "\n"));
    return entry;
}

}  // namespace pacelane::config
