// Dates as messengers write them, in any country.
#include "detail/chat_stamp.h"
#include "detail/labels.h"
#include "detail/stamp_parts.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <string>
#include <utility>

#include <utf8proc.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

}  // namespace

void skip_marks(std::string_view& text) {
    for (bool more = true; more && !text.empty() && (text.front() & 0x80) != 0;) {
        more = false;
        for (const auto mark : {"\u200E"sv, "\u200F"sv, "\u202A"sv, "\u202B"sv, "\u202C"sv, "\u2066"sv,
                                "\u2067"sv, "\u2068"sv, "\u2069"sv}) {
            if (!text.starts_with(mark)) continue;
            text.remove_prefix(mark.size());
            more = true;
        }
    }
}

std::optional<int> take_digit(std::string_view& text) {
    if (text.empty()) return std::nullopt;
    if ((text.front() & 0x80) == 0) {
        if (!is_digit(text.front())) return std::nullopt;
        const int value = text.front() - '0';
        text.remove_prefix(1);
        return value;
    }
    utf8proc_int32_t codepoint = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &codepoint);
    if (size <= 0 || utf8proc_category(codepoint) != UTF8PROC_CATEGORY_ND) return std::nullopt;
    // Ten digits stand in a row, from the first or the seventh place of sixteen.
    const auto row = codepoint & ~0xF;
    const auto zero = utf8proc_category(row) == UTF8PROC_CATEGORY_ND ? row : row + 6;
    if (codepoint < zero || codepoint > zero + 9) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(size));
    return codepoint - zero;
}

std::optional<int> take_digits(std::string_view& text, std::size_t least, std::size_t most) {
    std::string_view rest = text;
    skip_marks(rest);
    std::size_t digits = 0;
    int value = 0;
    while (digits <= most) {
        const auto digit = take_digit(rest);
        if (!digit) break;
        ++digits;
        value = value * 10 + *digit;
    }
    if (digits < least || digits > most) return std::nullopt;
    text = rest;
    return value;
}

bool take(std::string_view& text, std::string_view word) {
    std::string_view rest = text;
    skip_marks(rest);
    if (!rest.starts_with(word)) return false;
    text = rest.substr(word.size());
    return true;
}

bool take_comma(std::string_view& text) {
    return take(text, ",") || take(text, "،") || take(text, ";");
}

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

namespace {

int month_named(std::string_view word) {
    return static_cast<int>(language::any_language().months.value_of(word).value_or(0));
}

bool names_day(std::string_view word) {
    const auto& lists = language::any_language();
    return lists.weekdays.has(word) || lists.near_days.has(word);
}

}  // namespace

bool is_ascii(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

std::size_t characters_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

namespace {

/// A short word of a language that is not known here, before a time: "г.", "kl.", "à".
bool take_little_word(std::string_view& text) {
    constexpr std::size_t longest = 3;  // characters
    std::string_view rest = text;
    const std::string word = take_word(rest);
    if (word.empty() || characters_of(word) > longest ||
        language::any_language().half_days.value_of(word).has_value())
        return false;
    take(rest, ".");
    const bool comma = take_comma(rest);
    const std::string_view after = skip_unseen(rest);
    std::string_view digits = after;
    if ((after.size() == rest.size() && !comma) || !take_digit(digits)) return false;
    text = after;
    return true;
}

}  // namespace

void skip_between(std::string_view& text) {
    take_comma(text);
    text = skip_unseen(text);
    for (const auto word : language::any_language().time_joints)
        if (take(text, word)) {
            text = skip_unseen(text);
            return;
        }
    for (const auto word : {"T"sv, "- "sv, "| "sv})
        if (take(text, word)) break;
    text = skip_unseen(text);
    take_little_word(text);
}

namespace {

/// The mark behind a number of a date: '/', '-', '.', or 'y', 'm', 'd' for those of Chinese, Japanese and
/// Korean; 0 when none is there.
char take_date_mark(std::string_view& text) {
    for (const auto mark : {"/"sv, "-"sv, "."sv})
        if (take(text, mark)) {
            // "2026. 11. 11."
            if (std::string_view spaced = skip_unseen(text); mark == "." && take_digit(spaced))
                text = skip_unseen(text);
            return mark.front();
        }
    constexpr std::array<std::pair<std::string_view, char>, 6> words{
        {{"年", 'y'}, {"년", 'y'}, {"月", 'm'}, {"월", 'm'}, {"日", 'd'}, {"일", 'd'}}};
    for (const auto& [word, mark] : words)
        if (take(text, word)) {
            text = skip_unseen(text);
            return mark;
        }
    return '\0';
}

/// The year in our calendar; 0 for one of another, of which the day is not known.
int year_of(int written) {
    if (written < 100) return 2000 + written;
    constexpr int buddhist = 543;
    if (written > 2400 && written < 2700) return written - buddhist;
    return written < 1900 || written > 2200 ? 0 : written;
}

Date date_in(int year, int month, int day) {
    return Date{std::chrono::year{year} / month / day};
}

/// "2026-11-11", "11.11.26", "11. 11. 2026.", "2026年11月11日", "11-Nov-26", "11/11"; the text stands behind
/// the first number.
bool take_numbers(std::string_view& text, int first, Stamp& stamp) {
    std::string_view at = text;
    const char mark = take_date_mark(at);
    if (mark == '\0' || mark == 'd') return false;
    std::string_view named = at;
    if (const auto word = take_word(named);
        (mark == '-' || mark == '/') && month_named(word) > 0 && take(named, mark == '-' ? "-" : "/")) {
        const auto year = take_digits(named, 2, 4);
        if (!year) return false;
        stamp.date = date_in(year_of(*year), month_named(word), first);
        text = named;
        return true;
    }
    const auto second = take_digits(at, 1, 2);
    if (!second) return false;
    std::string_view behind = at;
    const char next = take_date_mark(behind);
    if (mark == 'm') {
        // "11月11日": of this year, or of any
        if (next != 'd') return false;
        stamp.relative = true;
        text = behind;
        return true;
    }
    const bool goes_on = mark == 'y' ? next == 'm' : next == mark;
    std::string_view hour = behind;
    int third = -1;
    if (goes_on)
        if (const auto digits = take_digits(behind, mark == 'y' ? 1 : 2, 4);
            digits && !(mark == '.' && behind.starts_with(':')))
            third = *digits;
    if (third < 0) {
        // "11/11 9:02 AM", "11.11. 09:02"
        const bool dots = mark == '.' && goes_on;
        if (!dots && (mark != '/' || goes_on)) return false;
        if (dots) at = hour;
        stamp.dotted = dots;
        stamp.first = first;
        stamp.second = *second;
        text = at;
        return true;
    }
    if (std::string_view end = behind; mark == 'y')
        take_date_mark(behind);
    else if (mark == '.' && take(end, ".") && (end.empty() || end.front() == ' '))
        behind = end;
    if (first > 31 || mark == 'y') {
        stamp.date = date_in(year_of(first), *second, third);
    } else {
        stamp.first = first;
        stamp.second = *second;
        stamp.year = year_of(third);
        stamp.dotted = mark == '.';
    }
    text = behind;
    return true;
}

}  // namespace

bool take_date(std::string_view& text, Stamp& stamp) {
    std::string_view rest = text;
    std::string_view probe = rest;
    // A weekday or "Today"
    if (const auto word = take_word(probe); names_day(word)) {
        std::string_view ending = probe;  // "-feira"
        if (take(ending, "-") && language::any_language().date_fillers.has(take_word(ending))) probe = ending;
        take(probe, ".");
        stamp.relative = true;
        // "Wednesday, Nov 11": a month is none of the little words that stand before a time.
        std::string_view month = probe;
        take_comma(month);
        month = skip_unseen(month);
        if (std::string_view word_of_month = month; month_named(take_word(word_of_month)) > 0)
            probe = month;
        else
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
    if (take_numbers(probe, *first, stamp)) {
        text = probe;
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

std::optional<Stamp> lone_day(std::string_view text) {
    text = trim(text);
    while (!text.empty() && (text.front() == '-' || text.front() == '=' || text.front() == ' '))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == '-' || text.back() == '=' || text.back() == ' '))
        text.remove_suffix(1);
    std::string_view probe = text;
    Stamp stamp;
    if (!may_hold_stamp(text) || !take_date(probe, stamp) || (!stamp.date && stamp.year == 0))
        return std::nullopt;
    // "(Wed)", "Wednesday", "水曜日"
    probe = skip_unseen(probe);
    take(probe, "(") || take(probe, "（");
    take_word(probe);
    take(probe, ".");
    take(probe, ")") || take(probe, "）");
    return trim(probe).empty() ? std::optional{stamp} : std::nullopt;
}

std::optional<Date> date_of(const Stamp& stamp, bool month_first) {
    if (stamp.date) return stamp.date->ok() && int{stamp.date->year()} > 0 ? stamp.date : std::nullopt;
    if (stamp.year == 0) return std::nullopt;
    const bool swap = month_first && !stamp.dotted;
    const Date date{std::chrono::year{stamp.year} / (swap ? stamp.first : stamp.second) /
                    (swap ? stamp.second : stamp.first)};
    return date.ok() ? std::optional{date} : std::nullopt;
}

}  // namespace pacelane::context::detail
