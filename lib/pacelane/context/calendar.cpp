#include <algorithm>
#include <array>
#include <charconv>
#include <pacelane/base/text.h>
#include <pacelane/context/calendar.h>
#include <pacelane/context/people.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>
#include <set>
#include <utility>

namespace pacelane::context {

namespace {

using namespace std::string_view_literals;

constexpr std::array event_columns{"date"sv, "time"sv, "event"sv, "people"sv, "place"sv, "repeats"sv};

std::string event_cell(std::string_view text) {
    std::string cell(trim(text));
    std::replace(cell.begin(), cell.end(), '|', '/');
    return cell;
}

std::optional<int> number_in(std::string_view text) {
    int value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// "TU", "2TU", "-1FR".
struct RuleDay {
    int ordinal = 0;
    std::chrono::weekday day{0U};
};

enum class Frequency { daily, weekly, monthly, yearly };

struct EventRule {
    Frequency frequency = Frequency::weekly;
    int interval = 1;
    int count = 0;
    std::optional<Date> until;
    std::vector<RuleDay> days;
    std::vector<int> month_days;
    std::vector<int> months;
    std::set<Date> without;
};

std::optional<RuleDay> rule_day(std::string_view text) {
    constexpr std::array names{"SU"sv, "MO"sv, "TU"sv, "WE"sv, "TH"sv, "FR"sv, "SA"sv};
    if (text.size() < 2) return std::nullopt;
    const auto name = std::find(names.begin(), names.end(), text.substr(text.size() - 2));
    if (name == names.end()) return std::nullopt;
    RuleDay day;
    day.day = std::chrono::weekday(static_cast<unsigned>(name - names.begin()));
    auto ordinal = text.substr(0, text.size() - 2);
    if (ordinal.starts_with('+')) ordinal.remove_prefix(1);
    if (!ordinal.empty()) {
        const auto number = number_in(ordinal);
        if (!number) return std::nullopt;
        day.ordinal = *number;
    }
    return day;
}

std::optional<Date> rule_date(std::string_view text) {
    if (text.size() >= 10 && text[4] == '-') return parse_date(text.substr(0, 10));
    if (text.size() < 8) return std::nullopt;
    return parse_date(std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" +
                      std::string(text.substr(6, 2)));
}

std::optional<std::vector<int>> numbers_in(std::string_view list) {
    std::vector<int> all;
    for (const auto one : split(list, ',')) {
        const auto number = number_in(one);
        if (!number) return std::nullopt;
        all.push_back(*number);
    }
    return all;
}

/// Nothing when the rule has a part that is not known.
std::optional<EventRule> rule_of(std::string_view text) {
    EventRule rule;
    bool frequent = false;
    std::optional<int> position;
    for (const auto part : split(text, ';')) {
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        const auto name = part.substr(0, equals);
        const auto value = part.substr(equals + 1);
        if (name == "FREQ") {
            frequent = true;
            if (value == "DAILY")
                rule.frequency = Frequency::daily;
            else if (value == "WEEKLY")
                rule.frequency = Frequency::weekly;
            else if (value == "MONTHLY")
                rule.frequency = Frequency::monthly;
            else if (value == "YEARLY")
                rule.frequency = Frequency::yearly;
            else
                return std::nullopt;
        } else if (name == "INTERVAL" || name == "COUNT" || name == "BYSETPOS") {
            const auto number = number_in(value);
            if (!number || (*number < 1 && name != "BYSETPOS")) return std::nullopt;
            if (name == "INTERVAL")
                rule.interval = *number;
            else if (name == "COUNT")
                rule.count = *number;
            else
                position = *number;
        } else if (name == "UNTIL") {
            rule.until = rule_date(value);
            if (!rule.until) return std::nullopt;
        } else if (name == "BYDAY") {
            for (const auto one : split(value, ',')) {
                const auto day = rule_day(one);
                if (!day) return std::nullopt;
                rule.days.push_back(*day);
            }
        } else if (name == "BYMONTHDAY" || name == "BYMONTH") {
            auto numbers = numbers_in(value);
            if (!numbers) return std::nullopt;
            (name == "BYMONTH" ? rule.months : rule.month_days) = std::move(*numbers);
        } else if (name == "EXDATE") {
            for (const auto one : split(value, ','))
                if (const auto date = parse_date(one)) rule.without.insert(*date);
        } else if (name != "WKST") {
            return std::nullopt;
        }
    }
    if (!frequent) return std::nullopt;
    if (position) {
        // "BYDAY=TU;BYSETPOS=2" is 2TU.
        if (rule.days.size() != 1 || rule.days.front().ordinal != 0 || rule.frequency != Frequency::monthly)
            return std::nullopt;
        rule.days.front().ordinal = *position;
    }
    return rule;
}

bool is_ordinal_day(const RuleDay& wanted, Date day) {
    if (weekday_of(day) != wanted.day) return false;
    if (wanted.ordinal == 0) return true;
    const int number = static_cast<int>(static_cast<unsigned>(day.day()));
    const int last =
        static_cast<int>(static_cast<unsigned>((day.year() / day.month() / std::chrono::last).day()));
    return wanted.ordinal > 0 ? (number - 1) / 7 + 1 == wanted.ordinal
                              : (last - number) / 7 + 1 == -wanted.ordinal;
}

/// Whether the rule gives the day, counted from its first one, its end and exceptions not looked at.
bool gives(const EventRule& rule, Date first, Date day) {
    const int days = days_between(first, day);
    const int months = (static_cast<int>(day.year()) - static_cast<int>(first.year())) * 12 +
                       static_cast<int>(static_cast<unsigned>(day.month())) -
                       static_cast<int>(static_cast<unsigned>(first.month()));
    const int number = static_cast<int>(static_cast<unsigned>(day.day()));
    const auto is_month_day = [&](int wanted) {
        const int last =
            static_cast<int>(static_cast<unsigned>((day.year() / day.month() / std::chrono::last).day()));
        return wanted > 0 ? number == wanted : number == last + 1 + wanted;
    };
    const bool by_day = std::any_of(rule.days.begin(), rule.days.end(),
                                    [&](const RuleDay& one) { return is_ordinal_day(one, day); });
    const bool by_month_day = std::any_of(rule.month_days.begin(), rule.month_days.end(), is_month_day);
    const int month = static_cast<int>(static_cast<unsigned>(day.month()));
    if (!rule.months.empty() && std::find(rule.months.begin(), rule.months.end(), month) == rule.months.end())
        return false;
    const bool as_first = day.day() == first.day();
    switch (rule.frequency) {
        case Frequency::daily:
            return days % rule.interval == 0 && (rule.days.empty() || by_day) &&
                   (rule.month_days.empty() || by_month_day);
        case Frequency::weekly:
            return days_between(monday_of(first), monday_of(day)) / 7 % rule.interval == 0 &&
                   (rule.days.empty() ? weekday_of(day) == weekday_of(first) : by_day);
        case Frequency::monthly:
            if (months % rule.interval != 0) return false;
            break;
        case Frequency::yearly:
            if ((static_cast<int>(day.year()) - static_cast<int>(first.year())) % rule.interval != 0)
                return false;
            if (rule.months.empty() && day.month() != first.month()) return false;
            break;
    }
    if (rule.days.empty() && rule.month_days.empty()) return as_first;
    return (rule.days.empty() || by_day) && (rule.month_days.empty() || by_month_day);
}

/// The words of a title that tell which meeting it is: no dates, no little words.
std::set<std::string> title_key(std::string_view title) {
    std::set<std::string> all;
    for (const auto& word : language::words_of(title)) {
        const bool letters = std::any_of(word.key.begin(), word.key.end(), [](char c) {
            return !is_digit(c) && c != '-' && c != '/' && c != '.';
        });
        if (letters && !language::any_language().stop_words.contains(word.key)) all.insert(word.key);
    }
    return all;
}

/// How alike two titles are: shared words of all words, 0 to 1.
double likeness(const std::set<std::string>& a, const std::set<std::string>& b) {
    if (a.empty() || b.empty()) return 0;
    const auto shared = static_cast<double>(
        std::count_if(a.begin(), a.end(), [&](const auto& word) { return b.contains(word); }));
    // "Weekly" within "Platform weekly" is that meeting.
    return std::max(shared / static_cast<double>(a.size() + b.size() - static_cast<std::size_t>(shared)),
                    0.9 * shared / static_cast<double>(std::min(a.size(), b.size())));
}

/// The share of the note's people whom the event names.
double company(const MeetingNote& note, const CalendarEvent& event) {
    if (note.participants.empty() || event.people.empty()) return 0;
    People asked;
    for (const auto& person : event.people)
        asked.add(person);
    const auto found = std::count_if(note.participants.begin(), note.participants.end(),
                                     [&](const auto& name) { return asked.find(name).has_value(); });
    return found < 2 ? 0 : static_cast<double>(found) / static_cast<double>(note.participants.size());
}

}  // namespace

Passage passage_of(const CalendarEvent& event) {
    Passage passage;
    passage.kind = PassageKind::table_row;
    passage.quoted = true;
    for (const auto column : event_columns)
        passage.columns.emplace_back(column);
    for (const auto& cell : {format_date(event.date), event.hours, event.title, join(event.people, ", "),
                             event.place, event.repeats}) {
        if (!passage.text.empty()) passage.text += " | ";
        passage.text += event_cell(cell);
    }
    return passage;
}

std::vector<CalendarEvent> events_in(std::span<const Passage> passages) {
    std::vector<CalendarEvent> events;
    for (const auto& passage : passages) {
        if (passage.kind != PassageKind::table_row || passage.columns.size() != event_columns.size() ||
            !std::equal(event_columns.begin(), event_columns.end(), passage.columns.begin()))
            continue;
        const auto cells = split(passage.text, '|');
        if (cells.size() != event_columns.size()) continue;
        const auto date = parse_date(trim(cells[0]));
        if (!date) continue;
        CalendarEvent event;
        event.date = *date;
        event.hours = trim(cells[1]);
        event.title = trim(cells[2]);
        for (const auto person : split(cells[3], ','))
            if (!trim(person).empty()) event.people.emplace_back(trim(person));
        event.place = trim(cells[4]);
        event.repeats = trim(cells[5]);
        events.push_back(std::move(event));
    }
    return events;
}

bool takes_place_on(const CalendarEvent& event, Date day) {
    if (event.repeats.empty()) return day == event.date;
    const auto rule = rule_of(event.repeats);
    if (!rule) return day == event.date;
    if (day < event.date || rule->without.contains(day) || (rule->until && *rule->until < day)) return false;
    // The first day counts, whatever the rule says of it.
    if (day != event.date && !gives(*rule, event.date, day)) return false;
    if (rule->count == 0) return true;
    int before = 0;
    constexpr int longest = 366 * 30;  // days
    const int days = days_between(event.date, day);
    if (days > longest) return false;
    for (int i = 0; i < days && before < rule->count; ++i)
        before += i == 0 || gives(*rule, event.date, add_days(event.date, i)) ? 1 : 0;
    return before < rule->count;
}

std::optional<MeetingNote> with_event(const MeetingNote& note, std::span<const CalendarEvent> events) {
    if (note.date && !note.participants.empty()) return std::nullopt;
    const auto title = title_key(note.title);
    const CalendarEvent* best = nullptr;
    double best_score = 0;
    bool doubtful = false;
    for (const auto& event : events) {
        double score = 0;
        if (note.date) {
            if (!takes_place_on(event, *note.date)) continue;
            constexpr double alike = 0.6;
            const double titles = likeness(title, title_key(event.title));
            const double people = company(note, event);
            score = std::max(titles >= alike ? titles : 0, people >= alike ? people : 0);
        } else if (event.repeats.empty() && title.size() >= 2 && title == title_key(event.title)) {
            score = 1;
        }
        if (score == 0) continue;
        doubtful = score == best_score && best &&
                   (event.title != best->title || event.people != best->people || event.date != best->date);
        if (score > best_score) {
            best = &event;
            best_score = score;
            doubtful = false;
        }
    }
    if (!best || doubtful) return std::nullopt;
    MeetingNote joined = note;
    if (!joined.date) joined.date = best->date;
    if (joined.participants.empty()) joined.participants = best->people;
    if (joined.date == note.date && joined.participants.size() == note.participants.size())
        return std::nullopt;
    return joined;
}

}  // namespace pacelane::context
