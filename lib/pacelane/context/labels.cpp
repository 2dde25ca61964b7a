#include "detail/labels.h"

#include "detail/cues.h"
#include "detail/label_forms.h"
#include "detail/label_parts.h"

#include <algorithm>
#include <array>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr auto wide_colon = "："sv;

/// The colon that ends a label, or none.
std::size_t colon_at(std::string_view text, std::size_t i, bool& tight) {
    if (text[i] == wide_colon.front() && text.substr(i).starts_with(wide_colon)) return wide_colon.size();
    if (text[i] != ':') return 0;
    if (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\t' || text[i + 1] == '*') return 1;
    if (text.substr(i + 1).starts_with("\u00A0")) return 1;
    // "王伟:我们", "Maya:We"; "https://" and "10:30" are none.
    if (!is_label_letter(text[i + 1]) || text[i + 1] == '/') return 0;
    tight = true;
    return 1;
}

/// Passes a bracket with a role, a company or pronouns; false when it is not closed near by.
bool skip_role(std::string_view text, std::size_t& i) {
    const std::size_t close = text.substr(i, 80).find(text[i] == '(' ? ')' : ']');
    if (close == std::string_view::npos) return false;
    i += close + 1;
    return true;
}

/// "Maya (host) [00:01]: text" and its relatives; the text begins with the name.
bool parse_named(std::string_view text, SpokenLine& line) {
    std::size_t end = std::string_view::npos;  // of the label
    std::size_t colon = 0;                     // its size
    bool tight = false;
    for (std::size_t i = 0; i < std::min(text.size(), kLongestSpeaker);) {
        const char c = text[i];
        if (i > 0 && (c == '(' || c == '[')) {
            auto rest = text.substr(i);
            if (take_time(rest)) {
                end = i;
                break;
            }
            if (!skip_role(text, i)) return false;
            continue;
        }
        if (i > 0 && (colon = colon_at(text, i, tight)) > 0) {
            end = i;
            break;
        }
        if (i > 0 && is_digit(c) && (text[i - 1] == ' ' || text[i - 1] == '\t')) {
            auto rest = text.substr(i);
            if (take_time(rest)) {
                end = i;
                break;
            }
        }
        ++i;
    }
    if (end == std::string_view::npos || !set_speaker(line, text.substr(0, end))) return false;
    std::string_view rest = text.substr(end);
    bool time_behind = false;
    if (colon == 0) {
        if (auto clock = take_time(rest)) {
            line.timed = time_behind = true;
            if (clock->ms) line.start_ms = clock->ms;
        }
        rest = without_leading(rest, " \t");
        if (rest.starts_with('(') || rest.starts_with('[')) {
            std::size_t role = 0;
            if (skip_role(rest, role)) rest = without_leading(rest.substr(role), " \t");
        }
    }
    if (time_behind) line.form = LabelForm::time_last;
    if (rest.empty()) {
        line.header = true;
        return line.timed;
    }
    const std::size_t mark = rest.starts_with(wide_colon) ? wide_colon.size() : rest.front() == ':' ? 1 : 0;
    if (mark == 0) {
        // "Maya [00:01:23] text"
        line.text = trim(rest);
        return time_behind && line.shape == NameShape::strong;
    }
    rest = skip_unseen(without_leading(rest.substr(mark), " \t*_"));
    if (!line.timed && (rest.starts_with('[') || rest.starts_with('('))) {
        if (auto clock = take_time(rest)) {
            line.timed = true;
            line.start_ms = clock->ms;
        }
    }
    line.text = trim(rest);
    // "O Sr. Presidente: — Vamos começar."
    for (const auto dash : {"— "sv, "– "sv})
        if (line.text.starts_with(dash)) line.text = trim(line.text.substr(dash.size()));
    if (line.text.starts_with("//")) return false;
    // "Speaker 1:   00:05   text", "Maya (to Everyone): 9:02 AM: text"
    if (!line.timed && !line.text.empty() && is_digit(line.text.front())) {
        auto behind = line.text;
        const auto clock = take_time(behind);
        const bool apart = behind.starts_with("  ") || behind.starts_with('\t') || behind.starts_with(": ");
        if (clock && apart && !trim(behind.substr(1)).empty()) {
            line.timed = true;
            line.start_ms = clock->ms;
            line.text = trim(behind.substr(1));
        }
    }
    // "Maya: 00:01:23" above the words; without the seconds it is an agenda's "Lunch: 12:30".
    if (!line.timed && std::count(line.text.begin(), line.text.end(), ':') == 2) {
        if (const auto time = lone_time(line.text)) {
            line.timed = true;
            line.start_ms = time;
            line.text = {};
        }
    }
    if (tight) {
        // "std::string", "C:foo", "key:value": only a name that could stand by itself.
        if (line.text.starts_with(':') || line.shape == NameShape::weak) return false;
        if (line.form == LabelForm::inline_) line.form = LabelForm::tight;
    }
    line.header = line.text.empty();
    return true;
}

/// "**Maya:** text", "**Maya**: text", "**Maya** (00:01): text", "**00:01** Maya: text".
std::optional<SpokenLine> parse_bold(std::string_view text, SpokenLine line) {
    const auto mark = text.substr(0, 2);
    const auto closes = [&](std::size_t at) {
        return at + 2 == text.size() ||
               std::string_view(" \t:([").find(text[at + 2]) != std::string_view::npos ||
               text.substr(at + 2).starts_with(wide_colon);
    };
    std::size_t close = text.substr(0, kLongestSpeaker).find(mark, 2);
    while (close != std::string_view::npos && !closes(close))
        close = text.substr(0, kLongestSpeaker).find(mark, close + 1);
    if (close == std::string_view::npos) return std::nullopt;
    std::string_view inner = trim(text.substr(2, close - 2));
    std::string_view rest = trim(text.substr(close + 2));
    line.bold = true;
    line.form = LabelForm::bold;
    auto probe = inner;
    if (auto clock = take_time(probe)) {
        line.timed = true;
        line.start_ms = clock->ms;
        if (without_leading(probe, " :-").empty()) {
            // A bold time alone comes before the name.
            line.form = LabelForm::time_first;
            rest = without_leading(rest, " :-");
            line.after_time = rest;
            SpokenLine named = line;
            if (parse_named(rest, named)) return named;
            line.text = rest;
            return line;
        }
        inner = without_leading(probe, " :-");
    }
    const bool colon = inner.ends_with(':') || inner.ends_with(wide_colon);
    if (colon) inner.remove_suffix(inner.ends_with(':') ? 1 : wide_colon.size());
    std::string_view name = trim(inner);
    if (const std::size_t bracket = name.find_first_of("([");
        bracket != std::string_view::npos && bracket > 0) {
        auto time = name.substr(bracket);
        if (auto at = take_time(time)) {
            line.timed = true;
            line.start_ms = at->ms;
            name = trim(name.substr(0, bracket));
        }
    } else if (const std::size_t space = name.rfind(' '); space != std::string_view::npos) {
        auto time = name.substr(space + 1);
        if (auto at = take_time(time); at && time.empty()) {
            line.timed = true;
            line.start_ms = at->ms;
            name = trim(name.substr(0, space));
        }
    }
    if (!set_speaker(line, name)) return std::nullopt;
    rest = without_leading(rest, " \t");
    if (auto at = take_time(rest)) {
        line.timed = true;
        line.start_ms = at->ms;
        rest = without_leading(rest, " \t");
    }
    if (!colon && rest.starts_with('(')) {
        std::size_t role = 0;
        if (skip_role(rest, role) && (rest.substr(role).starts_with(':') || role == rest.size()))
            rest = rest.substr(role);
    }
    if (!colon && rest.starts_with(':')) {
        rest = without_leading(rest.substr(1), " \t");
    } else if (!colon && !line.timed && line.shape == NameShape::strong &&
               (rest.starts_with("— ") || rest.starts_with("– ") || rest.starts_with("- "))) {
        rest = rest.substr(rest.find(' ') + 1);  // "**Maya** — text"
    } else if (!colon && !line.timed) {
        if (!rest.empty() || line.shape == NameShape::weak) return std::nullopt;
        line.form = LabelForm::alone;  // "**Maya**" above the text
    }
    line.text = trim(rest);
    line.header = line.text.empty();
    return line;
}

/// "<maya> text", "<@maya> text".
bool parse_angle(std::string_view text, SpokenLine& line) {
    if (!text.starts_with('<')) return false;
    const std::size_t close = text.substr(0, 60).find('>');
    if (close == std::string_view::npos || close < 2) return false;
    std::string_view nick = without_leading(text.substr(1, close - 1), " @+%&~");
    const auto after = text.substr(close + 1);
    if (nick.empty() || nick.front() == '/' ||
        (!after.empty() && after.front() != ' ' && after.front() != '\t'))
        return false;
    const auto shape = name_shape(nick);
    line.speaker = readable_name(nick);
    line.shape = shape == NameShape::none ? NameShape::odd : shape;
    line.form = LabelForm::angle;
    line.text = trim(after);
    line.header = line.text.empty();
    return true;
}

/// "Yes." ends in a full stop, "M.L." in an initial, "Rui Prado Jr." in a suffix.
bool ends_in_stop(std::string_view text) {
    if (!text.ends_with('.')) return text.empty();
    const auto last = text.substr(text.rfind(' ') + 1);
    if (last.size() < text.size() && is_name_suffix(last)) return false;
    return last.size() > 2 && last.find('.') + 1 == last.size();
}

/// "[SPEAKER_00] text", "(speaker 0) text", "(Maya) text", "[Maya Lindqvist]: text", "[Maya Lindqvist]
/// 09:02:11".
bool parse_bracket(std::string_view text, SpokenLine& line) {
    if (!text.starts_with('[') && !text.starts_with('(')) return false;
    const std::size_t close = text.substr(0, kLongestSpeaker).find(text.front() == '[' ? ']' : ')');
    if (close == std::string_view::npos || close < 2) return false;
    const auto inner = trim(text.substr(1, close - 1));
    std::string_view rest = without_leading(text.substr(close + 1), " \t");
    // "[Maya Lindqvist](https://…?t=12): text": the name leads to the place in the recording.
    if (const auto end = rest.find(')'); rest.starts_with("(http") && end != std::string_view::npos)
        rest = without_leading(rest.substr(end + 1), " \t");
    SpokenLine named = line;
    if (!set_speaker(named, inner)) return false;
    named.form = LabelForm::bracket;
    if (auto clock = take_time(rest)) {
        named.timed = true;
        named.start_ms = clock->ms;
        named.form = LabelForm::time_last;
        rest = without_leading(rest, " \t");
    }
    const std::string folded = language::fold(inner, true);
    const auto& voices = language::any_language().voice_words;
    const bool numbered = is_digit(folded.back()) &&
                          std::any_of(voices.begin(), voices.end(),
                                      [&](std::string_view voice) { return folded.starts_with(voice); });
    const bool colon = rest.starts_with(':') || rest.starts_with(wide_colon);
    if (colon) rest = skip_unseen(rest.substr(rest.starts_with(':') ? 1 : wide_colon.size()));
    if (!colon && !numbered && !(named.timed && rest.empty())) {
        // "[EXT] Maya Lindqvist: text"
        if (SpokenLine behind; parse_named(rest, behind) && behind.shape == NameShape::strong) return false;
        // "(Maya) text" may be a name; "[laughter] text", "[DOOR SLAMS] text", "(she/her) text" are none. It
        // takes more of them than of other labels.
        if (named.shape != NameShape::strong || rest.empty() || is_sound(inner, text.front() == '['))
            return false;
        named.shape = NameShape::weak;
    }
    if (numbered) named.shape = NameShape::strong;
    named.text = trim(rest);
    named.header = named.text.empty();
    if (named.header && !named.timed && !colon) return false;
    line = named;
    return true;
}

}  // namespace

bool ends_sentence(std::string_view line) {
    static constexpr std::array ends{"”"sv, "…"sv, "。"sv, "？"sv, "！"sv, "।"sv,
                                     "॥"sv, "؟"sv, "۔"sv,  "—"sv,  "♪"sv};
    static constexpr pacelane::detail::CharacterSet plain_ends(".!?:)]\"-");
    line = trim(line);
    if (line.empty()) return false;
    if ((line.back() & 0x80) == 0) return plain_ends.holds(line.back());
    return std::any_of(ends.begin(), ends.end(), [&](auto end) { return line.ends_with(end); });
}

std::optional<SpokenLine> lone_label(std::string_view raw) {
    std::string_view text = trim(skip_unseen(raw));
    if (text.size() > kLongestSpeaker || ends_in_stop(text) || text.ends_with(':')) return std::nullopt;
    SpokenLine line;
    if (!set_speaker(line, text)) return std::nullopt;
    line.form = LabelForm::alone;
    line.header = true;
    return line;
}

std::optional<SpokenLine> spoken_line(std::string_view raw) {
    SpokenLine line;
    std::string_view text = trim(skip_unseen(raw));
    // Most lines are prose: no label without one of these.
    static constexpr pacelane::detail::CharacterSet marks(":[(<*_\t0123456789>\xE2\xEF");
    if (parse_stopped(text, line)) return line;
    if (marks.first_in(text.substr(0, kLongestSpeaker)) == std::string_view::npos) return std::nullopt;
    while (text.starts_with(">>")) {
        text = without_leading(text.substr(2), " >");
        line.chevron = true;
    }
    if (text.size() > 1 && text.front() == '@' && is_digit(text[1])) text.remove_prefix(1);  // Fathom's times
    if (text.starts_with("**") || text.starts_with("__")) return parse_bold(text, line);
    if (parse_angle(text, line)) return line;
    if (auto clock = take_time(text)) {
        line.timed = true;
        line.start_ms = clock->ms;
        line.form = LabelForm::time_first;
        text = without_leading(text, " \t:|-");
        for (const auto dash : {"– "sv, "— "sv}) {
            if (text.starts_with(dash)) text = without_leading(text.substr(dash.size()), " ");
        }
        line.after_time = trim(text);
        if (text.starts_with("**") || text.starts_with("__")) {
            if (auto bold = parse_bold(text, line)) return bold;
        }
        SpokenLine named = line;
        if (parse_angle(text, named) || parse_bracket(text, named)) return named;
        if (parse_named(text, named) && !named.speaker.empty()) {
            named.form = named.header ? LabelForm::time_above : LabelForm::time_first;
            return named;
        }
        line.text = trim(text);
        SpokenLine above = line;
        if (!ends_in_stop(line.text) && set_speaker(above, line.text)) {
            above.form = LabelForm::time_above;
            above.header = true;  // "00:01:23 Maya Lindqvist", or a short reply: the next line tells
            return above;
        }
        return line;
    }
    if (parse_address(text, line) || parse_bracket(text, line) || parse_named(text, line) ||
        parse_tab(text, line) || parse_dash(text, line))
        return line;
    if (line.chevron) {
        SpokenLine unnamed;
        unnamed.chevron = true;
        unnamed.text = text;
        return unnamed;
    }
    return std::nullopt;
}

}  // namespace pacelane::context::detail
