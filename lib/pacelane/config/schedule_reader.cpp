// The schedules of a user in the workspace file.
#include <algorithm>
#include <array>
#include <map>
#include <pacelane/base/text.h>
#include <pacelane/config/detail/reader.h>

#include <fmt/format.h>

namespace pacelane::config {

namespace {

using schedule::Frequency;

constexpr std::string_view kDefaultTime = "09:00";
constexpr std::array<std::string_view, 6> kKeys = {"frequency",     "selected_days", "preferred_time",
                                                   "content_types", "starts_on",     "active"};
constexpr std::array<std::string_view, 3> kFrequencies = {"daily", "weekly", "bi-weekly"};
constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

class ScheduleReader {
public:
    explicit ScheduleReader(Checker& checker) : checker_(checker), problems_(checker.problems) {}

    std::optional<ScheduleEntry> read(const Value& value) {
        const Mapping map(checker_, value, "a schedule", kKeys);
        if (!map.valid()) return std::nullopt;
        ScheduleEntry entry;
        entry.line = map.at().line + 1;
        const auto frequency = read_frequency(map);
        entry.frequency = frequency.value_or(Frequency::daily);
        read_days(map, frequency, entry);
        read_time(map, entry);
        read_types(map, entry);
        read_start(map, frequency, entry);
        read_active(map, entry);
        return entry;
    }

private:
    std::optional<Frequency> read_frequency(const Mapping& map) {
        const auto* value = map.find("frequency");
        if (!value) {
            problems_.add(map.at(), "a schedule needs a frequency (daily, weekly or bi-weekly)");
            return std::nullopt;
        }
        const auto name = text(checker_, value);
        if (!name) return std::nullopt;
        const auto frequency = schedule::frequency(*name);
        if (!frequency)
            problems_.add(value->at, fmt::format("unknown frequency {} ({})", in_quotes(*name),
                                                 hint(*name, kFrequencies)));
        return frequency;
    }

    void read_days(const Mapping& map, std::optional<Frequency> frequency, ScheduleEntry& entry) {
        const auto* value = map.find_even_empty("selected_days");
        const bool given =
            value && !value->node.IsNull() && !(value->node.IsSequence() && value->node.size() == 0);
        if (!given) {
            if (frequency && *frequency != Frequency::daily)
                problems_.add(value ? value->at : map.at(),
                              fmt::format("a {} schedule needs selected_days, such as [monday, thursday]",
                                          schedule::name(*frequency)));
            return;
        }
        for (const auto& [name, at] : texts(checker_, value)) {
            const auto day = schedule::weekday(name);
            if (!day)
                problems_.add(at,
                              fmt::format("unknown weekday {} ({})", in_quotes(name), hint(name, kWeekdays)));
            else if (entry.selected_days.contains(*day))
                problems_.warn(at,
                               fmt::format("weekday {} is listed twice; once is enough", in_quotes(name)));
            else
                entry.selected_days.insert(*day);
        }
    }

    void read_time(const Mapping& map, ScheduleEntry& entry) {
        const auto* value = map.find("preferred_time");
        entry.preferred_time = text(checker_, value).value_or(std::string(kDefaultTime));
        if (!schedule::parse_preferred_time(entry.preferred_time))
            problems_.add(
                value->at,
                fmt::format("unreadable preferred_time {} (write 09:00, 9:30 PM, 18:00-20:00, 8-10 AM, "
                            "'Morning (8-10 AM)', or just Morning, Midday, Afternoon, Evening, Night)",
                            in_quotes(entry.preferred_time)));
    }

    void read_types(const Mapping& map, ScheduleEntry& entry) {
        const auto* value = map.find_even_empty("content_types");
        if (!value) {
            entry.content_types.emplace_back(kContentTypes[0]);
            return;
        }
        if (value->node.IsNull() || (value->node.IsSequence() && value->node.size() == 0)) {
            problems_.add(value->at,
                          fmt::format("content_types is empty (known: {})",
                                      fmt::join(std::begin(kContentTypes), std::end(kContentTypes), ", ")));
            return;
        }
        for (const auto& [name, at] : texts(checker_, value)) {
            if (std::find(std::begin(kContentTypes), std::end(kContentTypes), name) ==
                std::end(kContentTypes))
                problems_.add(at, fmt::format("unknown content type {} ({})", in_quotes(name),
                                              hint(name, kContentTypes)));
            else if (std::find(entry.content_types.begin(), entry.content_types.end(), name) !=
                     entry.content_types.end())
                problems_.warn(
                    at, fmt::format("content type {} is listed twice; once is enough", in_quotes(name)));
            else
                entry.content_types.push_back(name);
        }
    }

    void read_start(const Mapping& map, std::optional<Frequency> frequency, ScheduleEntry& entry) {
        const auto* value = map.find("starts_on");
        const auto start = text(checker_, value);
        if (!start) return;
        entry.starts_on = parse_date(*start);
        if (!entry.starts_on)
            problems_.add(value->at,
                          fmt::format("starts_on {} is not a date (write YYYY-MM-DD)", in_quotes(*start)));
        else if (frequency && *frequency != Frequency::biweekly)
            problems_.warn(value->at, fmt::format("starts_on has no effect on a {} schedule",
                                                  schedule::name(*frequency)));
    }

    void read_active(const Mapping& map, ScheduleEntry& entry) {
        const auto* value = map.find("active");
        const auto written = text(checker_, value);
        if (written && !YAML::convert<bool>::decode(value->node, entry.active))
            problems_.add(value->at,
                          fmt::format("active: expected true or false, found {}", in_quotes(*written)));
    }

    Checker& checker_;
    Problems& problems_;
};

// Equal for schedules that ask for the same, however that is written.
std::string meaning_of(const ScheduleEntry& entry) {
    auto types = entry.content_types;
    std::sort(types.begin(), types.end());
    auto days = entry.selected_days.names();
    if (entry.frequency == Frequency::daily && days.empty()) days.assign(kWeekdays.begin(), kWeekdays.end());
    const auto window = schedule::parse_preferred_time(entry.preferred_time).value_or(schedule::Window{});
    const bool has_start = entry.frequency == Frequency::biweekly && entry.starts_on;
    return fmt::format("{} {} {}-{} {} {} {}", schedule::name(entry.frequency), fmt::join(days, ","),
                       window.start, window.end.value_or(-1), fmt::join(types, ","),
                       has_start ? format_date(*entry.starts_on) : "", entry.active);
}

}  // namespace

std::vector<ScheduleEntry> read_schedules(Checker& checker, const Value* schedules) {
    std::vector<ScheduleEntry> entries;
    std::map<std::string, int> lines;
    ScheduleReader reader(checker);
    for (const auto& item : items(checker, schedules)) {
        const auto mistakes_before = checker.problems.count();
        auto entry = reader.read(item);
        if (!entry) continue;
        // Entries with mistakes may look alike only for what was left out.
        if (checker.problems.count() == mistakes_before) {
            const auto [same, is_new] = lines.try_emplace(meaning_of(*entry), entry->line);
            if (!is_new)
                checker.problems.add(
                    item.at, fmt::format("this schedule is the same as the one on line {}", same->second));
        }
        entries.push_back(std::move(*entry));
    }
    return entries;
}

}  // namespace pacelane::config
