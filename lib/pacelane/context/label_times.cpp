// The times in labels.
#include "detail/label_parts.h"
#include "detail/labels.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::array kDashes{"-"sv, "–"sv, "—"sv};

/// "10:32 AM" is a time of day, not a place in the recording.
bool take_day_half(std::string_view& text) {
    const auto rest = skip_unseen(text);
    if (rest.size() < 2) return false;
    const std::string half = ascii_lower(rest.substr(0, 2));
    if ((half != "am" && half != "pm") || (rest.size() > 2 && is_label_letter(rest[2]))) return false;
    text = rest.substr(2);
    return true;
}

/// "158.18": seconds, as programs that transcribe print them.
std::optional<std::int64_t> take_seconds(std::string_view& text) {
    std::size_t i = 0;
    std::int64_t ms = 0;
    for (; i < text.size() && i < 6 && is_digit(text[i]); ++i)
        ms = ms * 10 + (text[i] - '0') * 1000;
    if (i == 0 || i + 1 >= text.size() || text[i] != '.' || !is_digit(text[i + 1])) return std::nullopt;
    std::int64_t unit = 100;
    for (++i; i < text.size() && is_digit(text[i]); ++i, unit /= 10)
        ms += (text[i] - '0') * unit;
    if (i < text.size() && text[i] == 's') ++i;
    text.remove_prefix(i);
    return ms;
}

/// What stands between two times, with the spaces around it.
bool take_range_mark(std::string_view& text) {
    auto rest = without_leading(text, " ");
    if (!take_arrow(rest)) {
        const auto* const dash = std::find_if(kDashes.begin(), kDashes.end(),
                                              [&](std::string_view one) { return rest.starts_with(one); });
        if (dash == kDashes.end()) return false;
        rest.remove_prefix(dash->size());
    }
    text = without_leading(rest, " ");
    return true;
}

/// "[158.18 --> 160.42]", "[158.18s -> 160.42s]"
std::optional<Clock> take_range_of_seconds(std::string_view& text) {
    if (!text.starts_with('[')) return std::nullopt;
    auto rest = without_leading(text.substr(1), " ");
    const auto start = take_seconds(rest);
    if (!start || !take_range_mark(rest) || !take_seconds(rest)) return std::nullopt;
    rest = without_leading(rest, " ");
    if (!rest.starts_with(']')) return std::nullopt;
    text = rest.substr(1);
    return Clock{start, true};
}

}  // namespace

bool take_arrow(std::string_view& text) {
    // What an editor's autocorrection makes of the arrow is an arrow.
    for (const auto form : {"-->"sv, "->"sv, "–>"sv, "—>"sv, "→"sv})
        if (text.starts_with(form)) {
            text.remove_prefix(form.size());
            return true;
        }
    return false;
}

std::optional<std::int64_t> take_clock(std::string_view& text) {
    char mark = ':';
    std::array<std::int64_t, 3> parts{};
    std::size_t count = 0;
    std::size_t i = 0;
    while (count < 3) {
        const std::size_t begin = i;
        while (i < text.size() && is_digit(text[i]) && i - begin < 6)
            parts[count] = parts[count] * 10 + (text[i++] - '0');
        const std::size_t digits = i - begin;
        if (digits == 0 || (count > 0 && digits != 2) || (count > 0 && parts[count] > 59))
            return std::nullopt;
        ++count;
        if (count == 1 && i < text.size() && text[i] == ';') mark = ';';  // "00;00;03;12", with frames
        if (count == 3 || i + 1 >= text.size() || text[i] != mark || !is_digit(text[i + 1])) break;
        ++i;
    }
    if (count < 2 || (mark == ';' && count < 3)) return std::nullopt;
    std::int64_t ms = 0;
    for (std::size_t k = 0; k < count; ++k)
        ms = ms * 60 + parts[k];
    ms *= 1000;
    if (i + 1 < text.size() && (text[i] == '.' || text[i] == ',') && is_digit(text[i + 1])) {
        std::int64_t unit = 100;
        for (++i; i < text.size() && is_digit(text[i]); ++i, unit /= 10)
            ms += (text[i] - '0') * unit;
    }
    if (i < text.size() && is_digit(text[i])) return std::nullopt;
    // Frames, as programs that cut films print them: "00:00:03:12".
    constexpr std::size_t frames = 3;
    if (count == 3 && i + frames <= text.size() && text[i] == mark && is_digit(text[i + 1]) &&
        is_digit(text[i + 2]) && (i + frames == text.size() || text[i + frames] == ' '))
        i += frames;
    text.remove_prefix(i);
    return ms;
}

std::optional<Clock> take_time(std::string_view& text) {
    std::string_view rest = text;
    char close = '\0';
    if (!rest.empty() && (rest.front() == '[' || rest.front() == '(')) {
        close = rest.front() == '[' ? ']' : ')';
        rest = without_leading(rest.substr(1), " ");
    }
    auto ms = take_clock(rest);
    if (!ms) return take_range_of_seconds(text);
    Clock clock{ms, close != '\0'};
    if (take_day_half(rest)) clock.ms = std::nullopt;
    for (const std::string_view zone : {" UTC", " GMT"})
        if (rest.starts_with(zone)) {
            rest.remove_prefix(zone.size());
            clock.ms = std::nullopt;  // a time of the day
        }
    // "00:01:02 - 00:01:09", "00:01:02 --> 00:01:09"
    auto range = rest;
    if (take_range_mark(range) && take_clock(range)) rest = range;
    if (close != '\0') {
        rest = without_leading(rest, " ");
        if (!rest.starts_with(close)) return std::nullopt;
        rest.remove_prefix(1);
        // "[00:12](https://…)": a link to the place in the recording
        if (rest.starts_with("(http")) rest.remove_prefix(std::min(rest.find(')'), rest.size() - 1) + 1);
    } else if (!rest.empty() && rest.front() != ' ' && rest.front() != '\t' && rest.front() != ':' &&
               rest.front() != '-') {
        return std::nullopt;
    }
    text = rest;
    return clock;
}

std::optional<std::int64_t> lone_time(std::string_view line) {
    auto text = trim(line);
    const auto clock = take_time(text);
    if (!clock || !trim(text).empty()) return std::nullopt;
    return clock->ms.value_or(0);
}

}  // namespace pacelane::context::detail
