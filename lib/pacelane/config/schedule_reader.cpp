// The schedules of a user in the workspace file.
#include <algorithm>
#include <array>
#include <map>
#include <pacelane/base/text.h>
#include <pacelane/config/detail/reader.h>
#include <pacelane/config/detail/schedule_words.h>

#include <fmt/format.h>

namespace pacelane::config {

namespace {

using schedule::Frequency;

constexpr std::array<std::string_view, 6> kKeys = {"frequency",     "selected_days", "preferred_time",
                                                   "content_types", "starts_on",     "active"};

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
        auto frequency = frequency_from(*name);
        if (!frequency.value) problems_.add(value->at, std::move(frequency.problem));
        return frequency.value;
    }

    void read_days(const Mapping& map, std::optional<Frequency> frequency, ScheduleEntry& entry) {
        const auto* value = map.find_even_empty("selected_days");
        const bool given =
            value && !value->node.IsNull() && !(value->node.IsSequence() && value->node.size() == 0);
        if (!given) {
            if (frequency && *frequency != Frequency::daily)
                problems_.add(value ? value->at : map.at(),
                              days_are_missing(*frequency, "selected_days, such as [monday, thursday]"));
            return;
        }
        for (const auto& [name, at] : texts(checker_, value)) {
            auto [day, problem] = weekday_from(name);
            if (!day)
                problems_.add(at, std::move(problem));
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
        if (auto time = time_from(entry.preferred_time); !time.value)
            problems_.add(value->at, std::move(time.problem));
    }

    void read_types(const Mapping& map, ScheduleEntry& entry) {
        const auto* value = map.find_even_empty("content_types");
        if (!value) {
            entry.content_types.emplace_back(kDefaultForm.id);
            return;
        }
        if (value->node.IsNull() || (value->node.IsSequence() && value->node.size() == 0)) {
            problems_.add(value->at, fmt::format("content_types is empty (known: {})", content_form_list()));
            return;
        }
        for (const auto& [name, at] : texts(checker_, value)) {
            if (auto type = content_type_from(name); !type.value)
                problems_.add(at, std::move(type.problem));
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
        auto date = start_from(*start);
        entry.starts_on = date.value;
        if (!date.value)
            problems_.add(value->at, std::move(date.problem));
        else if (auto why = frequency ? start_has_no_effect(*frequency, "starts_on") : ""; !why.empty())
            problems_.warn(value->at, std::move(why));
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
    if (entry.frequency == Frequency::daily && days.empty())
        days.assign(schedule::kWeekdays.begin(), schedule::kWeekdays.end());
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
