#include "detail/chat_stamp.h"

#include "detail/labels.h"
#include "detail/stamp_parts.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <string>
#include <utility>

#include <utf8proc.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// AM or PM behind a time, in the words of any language that is known, or as what else can stand between a
/// time and the mark that ends it: "9:02 π.μ. - Maya".
std::optional<bool> take_half_day(std::string_view& text, bool in_stamp) {
    const std::string_view half = skip_unseen(text);
    constexpr std::size_t kLongest = 32;  // bytes
    const auto words = language::words_of(half.substr(0, kLongest));
    const auto& half_days = language::any_language().half_days;
    if (const auto found = half_days.match(words, 0); found && words.front().begin == 0) {
        text = half.substr(words[found->end() - 1].end);
        take(text, ".");
        return half_days.value(*found) > 0;
    }
    if (!in_stamp) return std::nullopt;
    constexpr std::size_t longest = 12;  // characters
    const std::size_t end = std::min(std::min(half.find(" - "), half.find(" – ")), half.find(']'));
    if (end == std::string_view::npos || end == 0) return std::nullopt;
    const auto part = half.substr(0, end);
    if (characters_of(part) > longest || part.find(':') != std::string_view::npos ||
        (is_ascii(part) && !part.ends_with('.')))
        return std::nullopt;
    text = half.substr(end);
    return std::nullopt;
}

bool take_time_of_day(std::string_view& text, Stamp& stamp) {
    std::string_view rest = text;
    // "오전 9:02", "上午9:02"
    std::optional<bool> afternoon;
    if (std::string_view probe = rest; !rest.empty() && (rest.front() & 0x80) != 0) {
        skip_marks(probe);
        if (const auto half = language::any_language().half_days.value_of(take_word(probe))) {
            afternoon = *half > 0;
            rest = skip_unseen(probe);
        }
    }
    const auto hour = take_digits(rest, 1, 2);
    if (!hour || *hour > 24) return false;
    const bool dots = stamp.has_date() && rest.starts_with('.');
    const bool words = take(rest, " h ") || take(rest, "\u00A0h\u00A0") || take(rest, "\u202Fh\u202F");
    const std::string_view mark = dots ? "." : rest.starts_with('h') ? "h" : ":";
    if (!words && !take(rest, mark)) return false;
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
    } else if (at = skip_unseen(rest); words && take(at, "min")) {
        // "09 h 02 min 11 s"
        rest = at = skip_unseen(at);
        if (const auto seconds = take_digits(at, 1, 2); seconds && *seconds < 60) {
            at = skip_unseen(at);
            if (take(at, "s")) rest = at;
        }
    }
    int hours = *hour;
    if (const auto half = take_half_day(rest, stamp.has_date())) afternoon = half;
    if (afternoon) {
        stamp.half_day = true;
        hours = hours % 12 + (*afternoon ? 12 : 0);
    }
    // A zone: "UTC", "Z", "+00:00"
    std::string_view zone = skip_unseen(rest);
    if (take(zone, "UTC") || take(zone, "GMT") || (take(zone, "Z") && (zone.empty() || zone.front() == ':')))
        rest = zone;
    std::string_view digit = rest;
    if (!rest.empty() && ((rest.front() >= 'a' && rest.front() <= 'z') || take_digit(digit))) return false;
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
        const bool comma = take_comma(date);
        date = skip_unseen(date);
        Stamp dated = stamp;
        if (take_date(date, dated) && dated.has_date() && (comma || dated.date || dated.year > 0)) {
            time_first = date;
            stamp = dated;
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

bool may_hold_stamp(std::string_view text) {
    constexpr std::size_t near = 32;
    static constexpr pacelane::detail::CharacterSet digits("0123456789\xD9\xDB\xE0\xE1\xEF");
    return digits.first_in(text.substr(0, near)) != std::string_view::npos;
}

}  // namespace pacelane::context::detail
