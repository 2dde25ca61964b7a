#include <array>
#include <pacelane/base/text.h>
#include <pacelane/schedule/recurrence.h>
#include <utility>

namespace pacelane::schedule {

namespace {

constexpr int kNoon = 12 * 60;

constexpr std::array<std::pair<std::string_view, Window>, 12> kLabels = {{
    {"early morning", {6 * 60, 8 * 60}},
    {"morning", {8 * 60, 10 * 60}},
    {"late morning", {10 * 60, 12 * 60}},
    {"midday", {12 * 60, 13 * 60}},
    {"noon", {12 * 60, 13 * 60}},
    {"lunchtime", {12 * 60, 13 * 60}},
    {"lunch", {12 * 60, 13 * 60}},
    {"afternoon", {13 * 60, 15 * 60}},
    {"late afternoon", {16 * 60, 18 * 60}},
    {"evening", {18 * 60, 20 * 60}},
    {"late evening", {20 * 60, 22 * 60}},
    {"night", {20 * 60, 22 * 60}},
}};

enum class Half { none, am, pm };

// Dashes and spaces of every kind as the plain ones, letters in lower case: what people copy from elsewhere.
std::string plain(std::string_view text) {
    auto plain = ascii_lower(text);
    const auto replace_all = [&](std::string_view special, std::string_view by) {
        for (auto at = plain.find(special); at != std::string::npos; at = plain.find(special, at + by.size()))
            plain.replace(at, special.size(), by);
    };
    for (const std::string_view dash : {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"})
        replace_all(dash, "-");
    for (const std::string_view space : {"\u00a0", "\u2009", "\u202f"})
        replace_all(space, " ");
    return std::string(trim(plain));
}

// A time as written: "9:30 PM" is {9, 30, pm}.
struct Clock {
    int hour = 0;
    std::optional<int> minute;
    Half half = Half::none;
};

// One or two digits at the text's start.
std::optional<int> take_number(std::string_view& text) {
    std::size_t digits = 0;
    int value = 0;
    while (digits < text.size() && is_digit(text[digits])) {
        if (digits == 2) return std::nullopt;
        value = value * 10 + (text[digits++] - '0');
    }
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
    return value;
}

std::optional<Clock> parse_clock(std::string_view text) {
    if (text == "noon") return Clock{12, 0, Half::pm};
    if (text == "midnight") return Clock{12, 0, Half::am};
    Clock clock;
    const auto hour = take_number(text);
    if (!hour || *hour > 24) return std::nullopt;
    clock.hour = *hour;
    if (!text.empty() && text.front() == 'h') {  // "9h", "9h30": always of 24 hours
        text.remove_prefix(1);
        clock.minute = 0;
        if (text.empty()) return clock;
        const auto minute = text.size() == 2 ? take_number(text) : std::nullopt;
        if (!minute || !text.empty() || *minute > 59) return std::nullopt;
        clock.minute = minute;
        return clock;
    }
    if (!text.empty() && (text.front() == ':' || text.front() == '.')) {
        text.remove_prefix(1);
        const auto before = text.size();
        const auto minute = take_number(text);
        if (!minute || before - text.size() != 2 || *minute > 59) return std::nullopt;
        clock.minute = minute;
    }
    text = trim(text);
    if (text == "am" || text == "a.m.") {
        clock.half = Half::am;
    } else if (text == "pm" || text == "p.m.") {
        clock.half = Half::pm;
    } else if (!text.empty()) {
        return std::nullopt;
    }
    return clock;
}

// Minutes after midnight; 1440 for 24:00. A bare "9" could be either half of the day: not a time; "18" could
// not.
std::optional<int> minutes_of(Clock clock) {
    const int minute = clock.minute.value_or(0);
    if (clock.half != Half::none) {
        if (clock.hour < 1 || clock.hour > 12) return std::nullopt;
        return clock.hour % 12 * 60 + minute + (clock.half == Half::pm ? kNoon : 0);
    }
    if (!clock.minute && clock.hour <= 12) return std::nullopt;
    const int minutes = clock.hour * 60 + minute;
    if (minutes > kMinutesPerDay) return std::nullopt;
    return minutes;
}

std::optional<Window> window_between(const Clock& from, const Clock& until) {
    const auto start = minutes_of(from);
    const auto end = minutes_of(until);
    if (!start || !end || *start == kMinutesPerDay || *start == *end) return std::nullopt;
    return Window{*start, *end % kMinutesPerDay};
}

// "8-10 AM" says the half of the day once. It is what makes the window shorter: "11-1 PM" starts before noon.
std::optional<Window> window_with_shared_half(const Clock& from, const Clock& until) {
    std::optional<Window> shortest;
    int shortest_length = kMinutesPerDay + 1;
    for (const auto half : {Half::am, Half::pm}) {
        Clock start = from;
        Clock end = until;
        (from.half == Half::none ? start : end).half = half;
        const auto window = window_between(start, end);
        if (!window) continue;
        const int length = (*window->end - window->start + kMinutesPerDay) % kMinutesPerDay;
        if (length < shortest_length) {
            shortest = window;
            shortest_length = length;
        }
    }
    return shortest;
}

std::optional<Window> parse_times(std::string_view text) {
    for (const std::string_view dash : {"-", " to "}) {
        const auto at = text.find(dash);
        if (at == std::string_view::npos) continue;
        const auto from = parse_clock(trim(text.substr(0, at)));
        const auto until = parse_clock(trim(text.substr(at + dash.size())));
        if (!from || !until) return std::nullopt;
        if ((from->half == Half::none) != (until->half == Half::none))
            return window_with_shared_half(*from, *until);
        return window_between(*from, *until);
    }
    const auto clock = parse_clock(text);
    if (!clock) return std::nullopt;
    const auto start = minutes_of(*clock);
    if (!start || *start == kMinutesPerDay) return std::nullopt;
    return Window{*start, std::nullopt};
}

}  // namespace

std::optional<Window> parse_preferred_time(std::string_view text) {
    const auto lower = plain(text);
    const std::string_view whole = lower;
    if (const auto open = whole.find('('); open != std::string_view::npos) {
        if (whole.back() != ')') return std::nullopt;
        return parse_times(trim(whole.substr(open + 1, whole.size() - open - 2)));
    }
    for (const auto& [label, window] : kLabels)
        if (whole == label) return window;
    if (const auto times = parse_times(whole)) return times;
    // "Morning: 8-10 AM", "Morning 8-10 AM".
    for (const auto& [label, window] : kLabels)
        if (whole.starts_with(label) && whole.size() > label.size()) {
            const char after = whole[label.size()];
            if (after == ' ' || after == ':' || after == ',')
                return parse_times(trim(whole.substr(label.size() + 1)));
        }
    return std::nullopt;
}

}  // namespace pacelane::schedule
