#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <pacelane/monitor/words.h>

#include <fmt/format.h>

namespace pacelane::monitor {

std::string age_in_words(std::int64_t seconds) {
    constexpr std::int64_t kMinute = 60, kHour = 3600, kDay = 86400;
    if (seconds < 2 * kMinute) return fmt::format("{} s", seconds);
    if (seconds < 2 * kHour) return fmt::format("{} min", seconds / kMinute);
    if (seconds < 2 * kDay) return fmt::format("{} h", seconds / kHour);
    return fmt::format("{} days", seconds / kDay);
}

std::string duration_in_words(double seconds) {
    constexpr double kFew = 10, kMany = 120;
    if (seconds < kFew) return fmt::format("{:.2f} s", seconds);
    if (seconds < kMany) return fmt::format("{:.1f} s", seconds);
    return age_in_words(static_cast<std::int64_t>(seconds));
}

std::string grouped(std::int64_t number) {
    auto text = fmt::format("{}", number);
    const std::size_t first = text.front() == '-' ? 1 : 0;
    for (auto at = text.size(); at > first + 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

std::string counted(std::int64_t number, std::string_view singular, std::string_view plural) {
    return fmt::format("{} {}{}", grouped(number), number == 1 || plural.empty() ? singular : plural,
                       number != 1 && plural.empty() ? "s" : "");
}

std::string fitted(std::string_view text, std::size_t width) {
    std::string line;
    for (const char c : text)
        line += c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
    return language::cut_to_columns(printable(line), width);
}

}  // namespace pacelane::monitor
