#include "detail/chat_stamp.h"

#include "detail/labels.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <string>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// A number of `least` to `most` digits, with no digit behind it.
std::optional<int> take_digits(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t digits = 0;
    int value = 0;
    while (digits < text.size() && digits < most && is_digit(text[digits]))
        value = value * 10 + (text[digits++] - '0');
    if (digits < least || (digits < text.size() && is_digit(text[digits]))) return std::nullopt;
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

/// A word of letters, folded.
std::string take_word(std::string_view& text) {
    std::size_t size = 0;
    while (size < text.size() &&
           ((text[size] >= 'a' && text[size] <= 'z') || (text[size] >= 'A' && text[size] <= 'Z') ||
            static_cast<unsigned char>(text[size]) >= 0x80))
        ++size;
    const auto word = text.substr(0, size);
    text.remove_prefix(size);
    return language::fold(word, true);
}

int month_named(std::string_view word) {
    return static_cast<int>(language::any_language().months.value_of(word).value_or(0));
}
bool names_day(std::string_view word) {
    const auto& lists = language::any_language();
    return lists.weekdays.has(word) || lists.near_days.has(word);
}

/// What stands between date and time: ", ", " at ", " às ", " klo ", "T".
void skip_between(std::string_view& text) {
    take(text, ",");
    text = skip_unseen(text);
    for (const auto word : language::any_language().time_joints)
        if (take(text, word)) {
            text = skip_unseen(text);
            return;
        }
    for (const auto word : {"T"sv, "- "sv, "| "sv})
        if (take(text, word)) break;
    text = skip_unseen(text);
}

bool take_date(std::string_view& text, Stamp& stamp) {
    std::string_view rest = text;
    std::string_view probe = rest;
    // A weekday or "Today"
    if (const auto word = take_word(probe); names_day(word)) {
        std::string_view ending = probe;  // "-feira"
        if (take(ending, "-") && language::any_language().date_fillers.has(take_word(ending))) probe = ending;
        take(probe, ".");
        stamp.relative = true;
        skip_between(probe);
        rest = probe;
        text = rest;
    }
    probe = rest;
    if (const auto word = take_word(probe); month_named(word) > 0) {
        // "Nov 11, 2026"
        take(probe, ".");
        probe = skip_unseen(probe);
        auto day = take_digits(probe, 1, 2);
        if (!day) return stamp.relative;
        for (const auto end : {"st"sv, "nd"sv, "rd"sv, "th"sv})
            if (take(probe, end)) break;
        take(probe, ",");
        probe = skip_unseen(probe);
        std::string_view with_year = probe;
        const auto year = take_digits(with_year, 4, 4);
        if (year) {
            probe = with_year;
            stamp.date = Date{std::chrono::year{*year} / month_named(word) / *day};
        } else {
            stamp.relative = true;
        }
        text = probe;
        return true;
    }
    probe = rest;
    auto first = take_digits(probe, 1, 4);
    if (!first) return stamp.relative;
    for (const auto separator : {"/"sv, "."sv, "-"sv}) {
        std::string_view at = probe;
        if (!take(at, separator)) continue;
        const auto second = take_digits(at, 1, 2);
        if (!second) break;
        if (!take(at, separator)) {
            // "11/11 9:02 AM"
            if (separator != "/") break;
            stamp.first = *first;
            stamp.second = *second;
            text = at;
            return true;
        }
        const auto third = take_digits(at, 2, 4);
        if (!third) break;
        if (*first > 31) {
            stamp.date = Date{std::chrono::year{*first} / *second / *third};
        } else {
            stamp.first = *first;
            stamp.second = *second;
            stamp.year = *third < 100 ? 2000 + *third : *third;
            stamp.dotted = separator == ".";
        }
        text = at;
        return true;
    }
    // "11 Nov 2026", "11 de nov. de 2026"
    probe = skip_unseen(probe);
    take(probe, ".");
    probe = skip_unseen(probe);
    take(probe, "de ");
    if (const auto word = take_word(probe); month_named(word) > 0) {
        take(probe, ".");
        probe = skip_unseen(probe);
        take(probe, "de ");
        std::string_view with_year = probe;
        if (const auto year = take_digits(with_year, 4, 4)) {
            probe = with_year;
            stamp.date = Date{std::chrono::year{*year} / month_named(word) / *first};
        } else {
            stamp.relative = true;
        }
        text = probe;
        return true;
    }
    return stamp.relative;
}

bool take_time_of_day(std::string_view& text, Stamp& stamp) {
    std::string_view rest = text;
    const auto hour = take_digits(rest, 1, 2);
    if (!hour || *hour > 24) return false;
    const bool dots = stamp.has_date() && rest.starts_with('.');
    const std::string_view mark = dots ? "." : rest.starts_with('h') ? "h" : ":";
    if (!take(rest, mark)) return false;
    const auto minute = take_digits(rest, 2, 2);
    if (!minute || *minute > 59) return false;
    int second = 0;
    if (std::string_view at = rest; take(at, dots ? "." : ":")) {
        if (const auto seconds = take_digits(at, 2, 2); seconds && *seconds < 60) {
            second = *seconds;
            rest = at;
            if (std::string_view fraction = rest; take(fraction, ".") && take_digits(fraction, 1, 6))
                rest = fraction;
        }
    }
    int hours = *hour;
    std::string_view half = skip_unseen(rest);
    constexpr std::size_t kLongest = 24;  // bytes
    const auto words = language::words_of(half.substr(0, kLongest));
    const auto& half_days = language::any_language().half_days;
    if (const auto found = half_days.match(words, 0); found && words.front().begin == 0) {
        half.remove_prefix(words[found->end() - 1].end);
        take(half, ".");
        rest = half;
        stamp.half_day = true;
        hours = hours % 12 + (half_days.value(*found) > 0 ? 12 : 0);
    }
    // A zone: "UTC", "+00:00"
    std::string_view zone = skip_unseen(rest);
    if (take(zone, "UTC") || take(zone, "GMT")) rest = zone;
    if (!rest.empty() && ((rest.front() >= 'a' && rest.front() <= 'z') || is_digit(rest.front())))
        return false;
    stamp.ms = ((hours * 60LL + *minute) * 60 + second) * 1000;
    stamp.has_time = true;
    text = rest;
    return true;
}

}  // namespace

std::optional<Stamp> take_stamp(std::string_view& text) {
    Stamp stamp;
    std::string_view rest = skip_unseen(text);
    // Arabic and other locales write the time first: "9:02, 11/11/2026".
    if (std::string_view time_first = rest; take_time_of_day(time_first, stamp)) {
        std::string_view date = time_first;
        if (take(date, ",")) {
            date = skip_unseen(date);
            if (take_date(date, stamp) && stamp.has_date()) time_first = date;
        }
        text = time_first;
        return stamp;
    }
    stamp = {};
    if (!take_date(rest, stamp)) return std::nullopt;
    skip_between(rest);
    if (!take_time_of_day(rest, stamp)) return std::nullopt;
    text = rest;
    return stamp;
}

std::optional<Stamp> take_bracketed_stamp(std::string_view& text) {
    std::string_view rest = skip_unseen(text);
    if (rest.empty() || (rest.front() != '[' && rest.front() != '(')) return std::nullopt;
    const char close = rest.front() == '[' ? ']' : ')';
    rest.remove_prefix(1);
    auto stamp = take_stamp(rest);
    rest = skip_unseen(rest);
    if (!stamp || !rest.starts_with(close)) return std::nullopt;
    text = rest.substr(1);
    return stamp;
}

std::optional<Date> date_of(const Stamp& stamp, bool month_first) {
    if (stamp.date) return stamp.date->ok() ? stamp.date : std::nullopt;
    if (stamp.year == 0) return std::nullopt;
    const bool swap = month_first && !stamp.dotted;
    const Date date{std::chrono::year{stamp.year} / (swap ? stamp.first : stamp.second) /
                    (swap ? stamp.second : stamp.first)};
    return date.ok() ? std::optional{date} : std::nullopt;
}

}  // namespace pacelane::context::detail
