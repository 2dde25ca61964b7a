#include <charconv>
#include <pacelane/base/time.h>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace pacelane {

namespace chr = std::chrono;

namespace {

// Reads exactly `digits` decimal digits at `text`'s start and drops them.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Date> take_date(std::string_view& text) {
    const auto year = take_number(text, 4);
    if (!year || !take(text, "-")) return std::nullopt;
    const auto month = take_number(text, 2);
    if (!month || !take(text, "-")) return std::nullopt;
    const auto day = take_number(text, 2);
    if (!day) return std::nullopt;
    const Date date{chr::year(*year), chr::month(static_cast<unsigned>(*month)),
                    chr::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    return date;
}

}  // namespace

std::string format_instant(Instant instant) {
    const auto day = chr::floor<chr::days>(instant);
    const Date date(day);
    const int year = static_cast<int>(date.year());
    if (year < 0 || year > 9999) return fmt::format("{}T{:%T}Z", format_date(date), (instant - day));
    // By hand: each call on a queue writes some.
    std::string text = "0000-00-00T00:00:00.000Z";
    const auto put = [&](std::size_t at, std::size_t digits, unsigned value) {
        for (; digits > 0; --digits, value /= 10)
            text[at + digits - 1] = static_cast<char>('0' + value % 10);
    };
    const auto of_day = static_cast<unsigned>((instant - day).count());
    put(0, 4, static_cast<unsigned>(year));
    put(5, 2, static_cast<unsigned>(date.month()));
    put(8, 2, static_cast<unsigned>(date.day()));
    put(11, 2, of_day / 3'600'000);
    put(14, 2, of_day / 60'000 % 60);
    put(17, 2, of_day / 1000 % 60);
    put(20, 3, of_day % 1000);
    return text;
}

std::optional<Instant> parse_instant(std::string_view text) {
    const auto date = take_date(text);
    if (!date || !take(text, "Tt ")) return std::nullopt;
    const auto hour = take_number(text, 2);
    if (!hour || *hour > 23 || !take(text, ":")) return std::nullopt;
    const auto minute = take_number(text, 2);
    if (!minute || *minute > 59) return std::nullopt;
    int second = 0;
    int milliseconds = 0;
    if (take(text, ":")) {
        const auto value = take_number(text, 2);
        // A leap second counts as the last second of its minute.
        if (!value || *value > 60) return std::nullopt;
        second = *value == 60 ? 59 : *value;
        if (take(text, ".,")) {
            int scale = 100;
            std::size_t digits = 0;
            while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
                milliseconds += (text.front() - '0') * scale;
                scale /= 10;
                text.remove_prefix(1);
                if (++digits > 9) return std::nullopt;
            }
            if (digits == 0) return std::nullopt;
        }
    }
    chr::minutes offset{0};
    if (!take(text, "Zz")) {
        if (text.empty()) return std::nullopt;
        const char sign = text.front();
        if (sign != '+' && sign != '-') return std::nullopt;
        text.remove_prefix(1);
        const auto hours = take_number(text, 2);
        take(text, ":");
        const auto minutes = take_number(text, 2);
        if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
        offset = chr::hours(*hours) + chr::minutes(*minutes);
        if (sign == '-') offset = -offset;
    }
    if (!text.empty()) return std::nullopt;
    const Instant instant = Instant(chr::sys_days(*date)) + chr::hours(*hour) + chr::minutes(*minute) +
                            chr::seconds(second) + chr::milliseconds(milliseconds) - offset;
    // Years of other than four digits have no RFC 3339 text, and would not sort as text.
    const auto year = Date(chr::floor<chr::days>(instant)).year();
    if (year < chr::year(0) || year > chr::year(9999)) return std::nullopt;
    return instant;
}

bool is_usable_clock(Instant now) {
    const auto year = Date(chr::floor<chr::days>(now)).year();
    return year >= chr::year(1) && year <= chr::year(9998);
}

std::string format_date(Date date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<Date> parse_date(std::string_view text) {
    const auto date = take_date(text);
    if (!date || !text.empty()) return std::nullopt;
    return date;
}

int days_between(Date from, Date to) {
    return static_cast<int>((chr::sys_days(to) - chr::sys_days(from)).count());
}

Date add_days(Date date, int days) {
    return Date(chr::sys_days(date) + chr::days(days));
}

chr::weekday weekday_of(Date date) {
    return chr::weekday(chr::sys_days(date));
}

Date monday_of(Date date) {
    const chr::sys_days day(date);
    return day - (chr::weekday(day) - chr::Monday);
}

Instant SystemClock::now() const {
    return chr::floor<chr::milliseconds>(chr::system_clock::now());
}

}  // namespace pacelane
