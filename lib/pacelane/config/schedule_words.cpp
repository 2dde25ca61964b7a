#include <algorithm>
#include <array>
#include <pacelane/config/detail/problems.h>
#include <pacelane/config/detail/schedule_words.h>
#include <pacelane/config/workspace.h>

#include <fmt/format.h>

namespace pacelane::config {

namespace {

constexpr std::array<std::string_view, 3> kFrequencies = {"daily", "weekly", "bi-weekly"};

}  // namespace

Parsed<schedule::Frequency> frequency_from(std::string_view text) {
    if (const auto found = schedule::frequency(text)) return {found, {}};
    return {{}, fmt::format("unknown frequency {} ({})", in_quotes(text), hint(text, kFrequencies))};
}

Parsed<std::chrono::weekday> weekday_from(std::string_view text) {
    if (const auto found = schedule::weekday(text)) return {found, {}};
    return {{}, fmt::format("unknown weekday {} ({})", in_quotes(text), hint(text, schedule::kWeekdays))};
}

Parsed<std::string> time_from(std::string_view text) {
    if (schedule::parse_preferred_time(text)) return {std::string(text), {}};
    return {{},
            fmt::format("unreadable preferred_time {} (write 09:00, 9:30 PM, 18:00-20:00, 8-10 AM, 'Morning "
                        "(8-10 AM)', or just Morning, Midday, Afternoon, Evening, Night)",
                        in_quotes(text))};
}

Parsed<std::string> content_type_from(std::string_view text) {
    if (find_content_form(text)) return {std::string(text), {}};
    return {{}, fmt::format("unknown content type {} ({})", in_quotes(text), hint(text, content_form_ids()))};
}

Parsed<Date> start_from(std::string_view text) {
    if (const auto date = parse_date(text)) return {date, {}};
    return {{}, fmt::format("starts_on {} is not a date (write YYYY-MM-DD)", in_quotes(text))};
}

std::string days_are_missing(schedule::Frequency frequency, std::string_view remedy) {
    return fmt::format("a {} schedule needs {}", schedule::name(frequency), remedy);
}

std::string start_has_no_effect(schedule::Frequency frequency, std::string_view name) {
    if (frequency == schedule::Frequency::biweekly) return {};
    return fmt::format("{} has no effect on a {} schedule", name, schedule::name(frequency));
}

}  // namespace pacelane::config
