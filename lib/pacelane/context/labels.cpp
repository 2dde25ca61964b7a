#include "detail/labels.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

std::string_view skip(std::string_view text, std::string_view characters) {
    const std::size_t begin = text.find_first_not_of(characters);
    return begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
}

/// The first character of a word, in UTF-8.
std::string_view first_character(std::string_view word) {
    std::size_t length = 1;
    while (length < word.size() && (static_cast<unsigned char>(word[length]) & 0xC0U) == 0x80U)
        ++length;
    return word.substr(0, length);
}

bool starts_upper(std::string_view word) {
    if (word.empty()) return false;
    if (static_cast<unsigned char>(word.front()) < 0x80) return is_upper(word.front());
    const auto first = first_character(word);
    return language::fold(first) != first;
}

bool is_particle(std::string_view word) {
    constexpr std::array particles{"da"sv,  "de"sv,  "do"sv,  "das"sv, "dos"sv, "e"sv,  "van"sv,
                                   "von"sv, "der"sv, "den"sv, "del"sv, "di"sv,  "la"sv, "le"sv,
                                   "el"sv,  "bin"sv, "al"sv,  "af"sv,  "y"sv,   "ter"sv};
    return std::find(particles.begin(), particles.end(), word) != particles.end();
}

/// "10:32 AM" is a time of day, not a place in the recording.
bool take_day_half(std::string_view& text) {
    const auto rest = skip(text, " ");
    if (rest.size() < 2) return false;
    const std::string half = ascii_lower(rest.substr(0, 2));
    if ((half != "am" && half != "pm") || (rest.size() > 2 && (is_lower(rest[2]) || is_upper(rest[2]))))
        return false;
    text = rest.substr(2);
    return true;
}

/// A time, bare or in brackets, with what may stand between it and a name.
struct Clock {
    std::optional<std::int64_t> ms;
    bool bracketed = false;
};
std::optional<Clock> take_time(std::string_view& text) {
    std::string_view rest = text;
    char close = '\0';
    if (!rest.empty() && (rest.front() == '[' || rest.front() == '(')) {
        close = rest.front() == '[' ? ']' : ')';
        rest = skip(rest.substr(1), " ");
    }
    auto ms = take_clock(rest);
    if (!ms) return std::nullopt;
    Clock clock{ms, close != '\0'};
    if (take_day_half(rest)) clock.ms = std::nullopt;
    // "00:01:02 - 00:01:09", "00:01:02 --> 00:01:09"
    auto range = skip(rest, " ->");
    if (range.size() != rest.size() && take_clock(range)) rest = range;
    if (close != '\0') {
        rest = skip(rest, " ");
        if (!rest.starts_with(close)) return std::nullopt;
        rest.remove_prefix(1);
    } else if (!rest.empty() && rest.front() != ' ' && rest.front() != '\t' && rest.front() != ':' &&
               rest.front() != '-') {
        return std::nullopt;
    }
    text = rest;
    return clock;
}

/// Where a name could end: at a bracket, a colon before a space, or before a bare time.
std::size_t name_end(std::string_view text) {
    constexpr std::size_t longest = 64;
    const std::size_t end = std::min(text.size(), longest);
    for (std::size_t i = 1; i < end; ++i) {
        const char c = text[i];
        if (c == '(' || c == '[') return i;
        if (c == ':')
            return i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\t' ? i
                                                                                     : std::string_view::npos;
        if ((text[i - 1] == ' ' || text[i - 1] == '\t') && is_digit(c)) {
            auto rest = text.substr(i);
            if (take_time(rest)) return i;
        }
    }
    return std::string_view::npos;
}

bool set_speaker(SpokenLine& line, std::string_view name) {
    name = trim(name);
    while (!name.empty() && (name.back() == '-' || name.back() == ',' || name.back() == '|'))
        name = trim(name.substr(0, name.size() - 1));
    for (const auto dash : {" –"sv, " —"sv}) {
        if (name.ends_with(dash)) name = trim(name.substr(0, name.size() - dash.size()));
    }
    if (name.starts_with('@')) name.remove_prefix(1);
    line.shape = name_shape(name);
    if (line.shape == NameShape::none || is_topic_label(name)) return false;
    line.speaker = readable_name(name);
    return true;
}

/// "Maya (host) [00:01]: text" and its relatives; the text begins with the name.
bool parse_named(std::string_view text, SpokenLine& line) {
    const std::size_t end = name_end(text);
    if (end == std::string_view::npos || !set_speaker(line, text.substr(0, end))) return false;
    std::string_view rest = text.substr(end);
    for (int brackets = 0; brackets < 2; ++brackets) {
        rest = skip(rest, " \t");
        if (auto clock = take_time(rest)) {
            line.timed = true;
            if (clock->ms) line.start_ms = clock->ms;
        } else if (rest.starts_with('(') || rest.starts_with('[')) {
            const std::size_t close = rest.substr(0, 60).find(rest.front() == '(' ? ')' : ']');
            if (close == std::string_view::npos) return false;
            rest = rest.substr(close + 1);  // a role
        } else {
            break;
        }
    }
    rest = skip(rest, " \t");
    if (rest.empty()) {
        line.header = true;
        return line.timed;
    }
    if (rest.front() != ':') {
        // "Maya [00:01:23] text"
        line.text = trim(rest);
        return line.timed && line.shape == NameShape::strong;
    }
    rest = skip(rest.substr(1), " \t*_");
    if (!line.timed && rest.starts_with('[')) {
        if (auto clock = take_time(rest)) {
            line.timed = true;
            line.start_ms = clock->ms;
        }
    }
    line.text = trim(rest);
    if (line.text.starts_with("//")) return false;
    line.header = line.text.empty();
    return true;
}

}  // namespace

std::optional<std::int64_t> take_clock(std::string_view& text) {
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
        if (count == 3 || i + 1 >= text.size() || text[i] != ':' || !is_digit(text[i + 1])) break;
        ++i;
    }
    if (count < 2) return std::nullopt;
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
    text.remove_prefix(i);
    return ms;
}

NameShape name_shape(std::string_view text) {
    if (text.empty() || text.size() > 48) return NameShape::none;
    if (text.find_first_of(";!?/\\=<>\"{}#@|`$%*+~^:") != std::string_view::npos) return NameShape::none;
    if (is_digit(text.front()) || text.front() == '-' || text.front() == '\'' || text.front() == '.' ||
        text.front() == ',')
        return NameShape::none;
    std::size_t words = 0;
    bool capital = true;
    for (const auto word : split(text, ' ')) {
        if (word.empty()) continue;
        ++words;
        const bool number = std::all_of(word.begin(), word.end(), is_digit);
        if (!starts_upper(word) && !(words > 1 && (number || is_particle(word)))) capital = false;
        // A full stop belongs to an initial or a title only, a comma to "Lindqvist, Maya".
        const std::size_t stop = word.find('.');
        if (stop != std::string_view::npos && (stop > 4 || words > 2) && stop + 1 == word.size())
            return NameShape::none;
        const std::size_t comma = word.find(',');
        if (comma != std::string_view::npos && (words != 1 || comma + 1 != word.size()))
            return NameShape::none;
    }
    if (capital) return words <= 5 ? NameShape::strong : NameShape::none;
    return words == 1 || (words == 2 && ascii_lower(text).starts_with("speaker ")) ? NameShape::weak
                                                                                   : NameShape::none;
}

std::string readable_name(std::string_view name) {
    std::string readable;
    for (const auto word : split(name, ' ')) {
        if (word.empty()) continue;
        if (!readable.empty()) readable += ' ';
        const std::string lower = language::fold(word);
        const bool capitals =
            word.size() >= 2 && starts_upper(word) && word.find('.') == std::string_view::npos &&
            std::none_of(word.begin(), word.end(), [](char c) { return is_lower(c) || is_digit(c); });
        if (capitals && !readable.empty() && is_particle(lower)) {
            readable += lower;
        } else {
            readable += capitals && word.size() >= 3 ? language::capitalize(lower) : std::string{word};
        }
    }
    return readable;
}

std::optional<SpokenLine> spoken_line(std::string_view raw) {
    SpokenLine line;
    std::string_view text = trim(raw);
    while (text.starts_with(">>"))
        text = skip(text.substr(2), " >");
    std::string_view bold_rest;
    if (text.starts_with("**") || text.starts_with("__")) {
        const auto mark = text.substr(0, 2);
        const std::size_t close = text.substr(0, 100).find(mark, 2);
        if (close == std::string_view::npos) return std::nullopt;
        std::string_view inner = trim(text.substr(2, close - 2));
        bold_rest = trim(text.substr(close + 2));
        line.bold = true;
        // A bold time alone comes before the name: "**00:01** Maya: …".
        auto probe = inner;
        if (auto clock = take_time(probe); clock && skip(probe, " :-").empty()) {
            line.timed = true;
            line.start_ms = clock->ms;
            text = bold_rest;
        } else {
            // "**Maya:** text" and "**Maya**: text" and "**Maya** (00:01): text"
            if (clock) {
                line.timed = true;
                line.start_ms = clock->ms;
                inner = skip(probe, " :-");
            }
            std::string_view rest = bold_rest;
            const bool colon = inner.ends_with(':');
            if (colon) inner.remove_suffix(1);
            std::string_view name = trim(inner);
            if (const std::size_t bracket = name.find_first_of("([");
                bracket != std::string_view::npos && bracket > 0) {
                auto time = name.substr(bracket);
                if (auto at = take_time(time)) {
                    line.timed = true;
                    line.start_ms = at->ms;
                }
                name = trim(name.substr(0, bracket));
            }
            if (!set_speaker(line, name)) return std::nullopt;
            if (auto at = take_time(rest)) {
                line.timed = true;
                line.start_ms = at->ms;
            }
            rest = skip(rest, " \t");
            if (!colon && rest.starts_with(':')) {
                rest = skip(rest.substr(1), " \t");
            } else if (!colon && !line.timed) {
                return std::nullopt;
            }
            line.text = trim(rest);
            line.header = line.text.empty();
            return line;
        }
    } else if (auto clock = take_time(text)) {
        line.timed = true;
        line.start_ms = clock->ms;
    }
    if (line.timed) {
        text = skip(text, " \t:|-");
        for (const auto dash : {"– "sv, "— "sv}) {
            if (text.starts_with(dash)) text = skip(text.substr(dash.size()), " ");
        }
        SpokenLine named = line;
        if (parse_named(text, named) && !named.speaker.empty()) return named;
        line.text = trim(text);
        line.shape = NameShape::none;
        if (name_shape(line.text) == NameShape::strong && !is_topic_label(line.text)) {
            line.header = true;  // "00:01:23 Maya Lindqvist", or a short reply: the next line tells
            line.speaker = readable_name(line.text);
            line.shape = NameShape::strong;
        }
        return line;
    }
    if (!parse_named(text, line)) return std::nullopt;
    return line;
}

}  // namespace pacelane::context::detail
