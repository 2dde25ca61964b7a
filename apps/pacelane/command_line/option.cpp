#include "command_line/option.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
constexpr auto kMost = std::numeric_limits<std::int64_t>::max();

template <class T>
struct Single {
    using type = T;
};
template <class T>
struct Single<std::optional<T>> {
    using type = T;
};
template <class T>
struct Single<std::vector<T>> {
    using type = T;
};

/// The type of one value of a target: std::int64_t for std::vector<std::int64_t>*.
template <class Pointer>
using Value = typename Single<std::remove_pointer_t<Pointer>>::type;

template <class T>
constexpr bool is_number = std::is_integral_v<T> && !std::is_same_v<T, bool>;

template <class T>
constexpr std::pair<std::int64_t, std::int64_t> limits() {
    if constexpr (std::is_unsigned_v<T>)
        return {0, kMost};
    else
        return {std::numeric_limits<T>::min(), std::numeric_limits<T>::max()};
}

bool is_decimal(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<std::chrono::seconds> parse_duration(std::string_view text) {
    constexpr std::string_view kUnits = "smhdw";
    constexpr std::int64_t kSeconds[] = {1, 60, 3600, 86'400, 604'800};
    constexpr std::int64_t kLongest = 1'000'000'000'000;
    if (text.empty()) return std::nullopt;
    const auto unit = kUnits.find(text.back());
    text.remove_suffix(1);
    if (unit == std::string_view::npos || !is_decimal(text) || text.front() == '-') return std::nullopt;
    std::int64_t number = 0;
    const auto fault = std::from_chars(text.data(), text.data() + text.size(), number).ec;
    if (fault != std::errc() || number > kLongest / kSeconds[unit]) return std::nullopt;
    return std::chrono::seconds(number * kSeconds[unit]);
}

std::string did_you_mean(std::string_view text, const std::vector<std::string>& known) {
    const auto near = nearest(text, std::vector<std::string_view>(known.begin(), known.end()));
    return near.empty() || near == text ? "" : fmt::format(" (did you mean '{}'?)", near);
}

Option::Option(std::string_view names, Target target, std::string help)
    : target_(target), help_(std::move(help)) {
    for (const auto name : split(names, ',')) {
        if (name.starts_with("--"))
            long_names_.emplace_back(name.substr(2));
        else if (name.starts_with('-'))
            short_names_.emplace_back(name.substr(1));
        else
            argument_ = name;
    }
}

Option& Option::required() {
    required_ = true;
    return *this;
}

Option& Option::type_name(std::string name) {
    type_name_ = std::move(name);
    return *this;
}

Option& Option::one_of(std::vector<std::string> values) {
    values_ = std::move(values);
    return *this;
}

Option& Option::range(std::int64_t least, std::int64_t most) {
    least_ = least;
    most_ = most;
    return *this;
}

Option& Option::positive() {
    least_ = 1;
    return *this;
}

Option& Option::non_negative() {
    least_ = 0;
    return *this;
}

Option& Option::default_shown() {
    default_ = default_text();
    return *this;
}

Option& Option::delimiter(char separator) {
    delimiter_ = separator;
    return *this;
}

Option& Option::may_be_empty() {
    first_may_be_empty_ = later_may_be_empty_ = true;
    return *this;
}

Option& Option::later_may_be_empty() {
    later_may_be_empty_ = true;
    return *this;
}

Option& Option::group(std::string heading) {
    heading_ = std::move(heading);
    return *this;
}

std::string Option::names() const {
    std::vector<std::string> names;
    for (const auto& name : short_names_)
        names.push_back("-" + name);
    for (const auto& name : long_names_)
        names.push_back("--" + name);
    return join(names, ",");
}

bool Option::has_long_name(std::string_view name) const {
    return std::find(long_names_.begin(), long_names_.end(), name) != long_names_.end();
}

std::string Option::shown_name() const {
    if (!long_names_.empty()) return "--" + long_names_.front();
    if (!short_names_.empty()) return "-" + short_names_.front();
    return type_name_.empty() ? argument_ : type_name_;
}

std::string Option::value_name() const {
    if (!type_name_.empty()) return type_name_;
    return std::visit(
        [](auto* target) -> std::string {
            using T = Value<decltype(target)>;
            if constexpr (std::is_same_v<T, bool>)
                return "";
            else if constexpr (is_number<T>)
                return "N";
            else
                return "VALUE";
        },
        target_);
}

std::string Option::constraint() const {
    if (!values_.empty()) return " One of: " + join(values_, ", ") + ".";
    if (least_ && most_) return fmt::format(" From {} to {}.", *least_, *most_);
    return "";
}

std::string Option::full_help() const {
    const auto& text = help_;
    auto more = constraint();
    if (required_ && !is_argument()) more += " Required.";
    if (!default_.empty()) more += fmt::format(" Default: {}.", default_);
    const bool ended = text.ends_with('.') || (text.ends_with(']') && more.empty());
    return text + (ended ? "" : ".") + more;
}

bool Option::is_repeated() const {
    return std::holds_alternative<std::vector<std::string>*>(target_) ||
           std::holds_alternative<std::vector<std::int64_t>*>(target_);
}

std::string Option::default_text() const {
    return std::visit(
        [](const auto* target) -> std::string {
            using T = std::remove_cvref_t<decltype(*target)>;
            if constexpr (std::is_same_v<T, std::string>)
                return *target;
            else if constexpr (is_number<T>)
                return std::to_string(*target);
            else
                return "";
        },
        target_);
}

void Option::refuse(std::string_view what) const {
    throw Error(ErrorKind::usage, fmt::format("{}{}", shown_name(), what));
}

void Option::check(const std::string& text, bool may_be_empty) const {
    if (text.empty() && !may_be_empty)
        refuse(": must not be empty; give a value (is the variable that it comes from not set?)");
    if (!values_.empty() && std::find(values_.begin(), values_.end(), text) == values_.end())
        refuse(fmt::format(" '{}': not one of {}{}", text, join(values_, ", "), did_you_mean(text, values_)));
}

std::int64_t Option::number(const std::string& text, std::int64_t least, std::int64_t most) const {
    least = std::max(least, least_.value_or(kLeast));
    most = std::min(most, most_.value_or(kMost));
    std::int64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto fault = std::from_chars(text.data(), end, value).ec;
    if (is_decimal(text) && fault == std::errc() && value >= least && value <= most) return value;
    const bool too_large = is_decimal(text) && value >= least && !text.starts_with('-');
    if (most_ || (too_large && least > kLeast))
        refuse(fmt::format(": must be a whole number from {} to {}, not '{}'", least, most, text));
    if (too_large) refuse(fmt::format(": must be a whole number up to {}, not '{}'", most, text));
    if (least == 1) refuse(fmt::format(": must be a whole number above 0, not '{}'", text));
    if (least == 0) refuse(fmt::format(": must be a whole number, 0 or more, not '{}'", text));
    if (is_decimal(text))
        refuse(fmt::format(": must be a whole number from {} to {}, not '{}'", least, most, text));
    refuse(fmt::format(": must be a whole number, in decimal digits, not '{}'", text));
}

void Option::set(const std::vector<std::string>& texts) const {
    bool may_be_empty = first_may_be_empty_;
    for (const auto& text : texts) {
        if (delimiter_ == 0) check(text, may_be_empty);
        may_be_empty = later_may_be_empty_;
    }
    if (texts.size() > 1 && !is_repeated() && !is_flag())
        refuse(fmt::format(" is given {} times: '{}' and '{}'", texts.size(), texts[0], texts[1]));
    std::visit(
        [&](auto* target) {
            using T = Value<decltype(target)>;
            const auto value_of = [&](const std::string& text) -> T {
                if constexpr (is_number<T>) {
                    return static_cast<T>(number(text, limits<T>().first, limits<T>().second));
                } else if constexpr (std::is_same_v<T, std::chrono::seconds>) {
                    const auto duration = parse_duration(text);
                    if (!duration)
                        refuse(fmt::format(" '{}': not a duration such as 90s, 15m, 12h, 7d or 2w", text));
                    return *duration;
                } else if constexpr (std::is_same_v<T, Date>) {
                    const auto date = parse_date(text);
                    if (!date) refuse(fmt::format(" '{}': not a date such as 2026-11-19", text));
                    return *date;
                } else if constexpr (std::is_same_v<T, std::string>) {
                    return text;
                } else {
                    return true;
                }
            };
            if constexpr (std::is_same_v<T, bool>) {
                *target = value_of("");
            } else if constexpr (std::is_same_v<decltype(target), std::vector<T>*>) {
                target->clear();
                for (const auto& text : texts) {
                    if (delimiter_ == 0) {
                        target->push_back(value_of(text));
                        continue;
                    }
                    for (const auto part : split(text, delimiter_)) {
                        const std::string one(part);
                        check(one, first_may_be_empty_);
                        target->push_back(value_of(one));
                    }
                }
            } else {
                *target = value_of(texts.front());
            }
        },
        target_);
}

}  // namespace pacelane::cli
