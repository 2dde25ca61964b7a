#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/config/detail/spans.h>

namespace pacelane::config {

std::optional<int> number_in(std::string_view text) {
    if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    int number = 0;
    for (const char digit : text)
        number = 10 * number + (digit - '0');
    return number;
}

std::optional<int> days_in(std::string_view text) {
    const auto digits = text.substr(0, text.find_first_not_of("0123456789"));
    const auto number = number_in(digits);
    const auto unit = trim(text.substr(digits.size()));
    if (!number) return std::nullopt;
    if (unit == "days" || unit == "day" || unit == "d") return number;
    if (unit == "weeks" || unit == "week" || unit == "w") return 7 * *number;
    return std::nullopt;
}

std::optional<std::chrono::seconds> time_span(std::string_view text) {
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto number = number_in(text.substr(0, digits));
    const auto unit = trim(text.substr(digits));
    if (!number || *number == 0) return std::nullopt;
    if (unit == "s") return std::chrono::seconds(*number);
    if (unit == "min") return std::chrono::minutes(*number);
    if (unit == "h") return std::chrono::hours(*number);
    return std::nullopt;
}

}  // namespace pacelane::config
