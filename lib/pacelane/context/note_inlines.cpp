// A note between the marks of note apps, and the short ones among them.
#include "detail/emoji.h"
#include "detail/note_scanner.h"

#include <algorithm>
#include <array>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>
#include <pacelane/base/time.h>
#include <string>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// How many bytes follow, within the line, that no rule is about.
std::size_t plain_words(const NoteScanner& note) {
    static constexpr pacelane::detail::CharacterSet marks("\n\\`%<{[]!(^~=:$#@|+\xE2\xF0");
    return std::min(marks.first_in(note.text, note.at), note.text.size()) - note.at;
}

/// "⏫", "🔁 every week": how urgent a task is, and how often it comes back.
bool task_mark(NoteScanner& note) {
    if (!trim(note.line_before()).starts_with("- [") && !trim(note.line_before()).starts_with("* ["))
        return false;
    const auto line = note.rest().substr(0, note.rest().find('\n'));
    for (const std::string_view mark : {"🔺", "⏫", "🔼", "🔽", "⏬"}) {
        if (!line.starts_with(mark)) continue;
        note.advance(mark.size());
        return true;
    }
    for (const std::string_view mark : {"🔁", "🆔", "⛔", "🏁"}) {
        if (!line.starts_with(mark)) continue;
        // Up to the next mark: all begin with one of these bytes.
        note.advance(std::min(line.find_first_of("\xE2\xF0", mark.size()), line.size()));
        return true;
    }
    return false;
}

/// "✅ 2026-11-19": when a task of the Tasks plugin is due, scheduled, begun, made or done.
bool task_date(NoteScanner& note) {
    for (const std::string_view mark : {"✅", "📅", "⏳", "🛫", "➕", "❌"}) {
        if (!note.rest().starts_with(mark)) continue;
        std::size_t size = mark.size();
        if (note.rest().substr(size).starts_with("\uFE0F")) size += std::string_view("\uFE0F").size();
        while (note.rest().substr(size).starts_with(' '))
            ++size;
        constexpr std::size_t date = std::string_view("2026-11-19").size();
        if (!parse_date(note.rest().substr(size, date))) return false;
        note.advance(size + date);
        return true;
    }
    return false;
}

/// "= this.rating", "$= dv.pages()", "dv: date(today)", "INPUT[toggle:done]".
bool is_query(std::string_view code) {
    for (const std::string_view opening :
         {"= ", "$= ", "=this.", "$=dv.", "dv.", "dv: ", "dv:=", "dvjs: ", "INPUT[", "VIEW[", "BUTTON["})
        if (code.starts_with(opening)) return true;
    return false;
}

bool code_span(NoteScanner& note) {
    const std::size_t ticks = std::min(note.rest().find_first_not_of('`'), note.rest().size());
    const std::string mark(ticks, '`');
    std::size_t close = note.at + ticks;
    const std::size_t end = note.block_end();
    for (;;) {
        close = std::string_view{note.text}.substr(0, end).find(mark, close);
        if (close == std::string_view::npos) {
            note.put(mark);
            note.advance(ticks);
            return true;
        }
        const std::size_t run = std::min(note.text.find_first_not_of('`', close), note.text.size()) - close;
        if (run == ticks) break;
        close += run;
    }
    const auto inner = std::string_view{note.text}.substr(note.at + ticks, close - note.at - ticks);
    const auto code = trim(inner);
    const bool knitr = note.is_knitr && code.starts_with("r ");
    if (knitr || is_query(code)) {
        // Within a sentence its result is a word of it, which nobody but the program knows.
        const std::size_t after = close + ticks;
        note.leave_gap(after - note.at,
                       knitr ? "code among the words"sv : "a query of the dataview plugin"sv);
        return true;
    }
    const std::size_t size = close + ticks - note.at;
    for (std::size_t i = 0; i < size; ++i) {
        note.put(note.text[note.at]);
        note.advance(1);
    }
    return true;
}

/// ":tada:", as GitHub, Slack and most apps write it.
bool emoji_code(NoteScanner& note) {
    if (note.at > 0 && (is_ascii_letter(note.text[note.at - 1]) || is_digit(note.text[note.at - 1])))
        return false;
    const auto here = note.rest().substr(1, 40);
    const auto close = here.find(':');
    if (close == std::string_view::npos) return false;
    const auto emoji = emoji_of(here.substr(0, close));
    if (emoji.empty()) return false;
    note.put(emoji);
    note.advance(close + 2);
    return true;
}

bool comment(NoteScanner& note) {
    // "100 %%"
    const auto before = trim(note.line_before());
    if (!before.empty() && is_digit(before.back())) return false;
    const std::size_t close = note.find_far("%%", note.at + 2);
    if (close != std::string_view::npos) {
        note.leave_out(close + 2 - note.at, "a comment");
        return true;
    }
    // Obsidian hides the rest after one that is alone on its line; "100 %%" is a slip.
    const std::size_t end = note.text.find('\n', note.at);
    // Ulysses: "%% a comment" is a paragraph.
    if (trim(note.line_before()).empty() && note.rest().starts_with("%% ")) {
        note.leave_out(note.block_end() - note.at, "a comment");
        return true;
    }
    if (!trim(note.line_before()).empty() ||
        !trim(std::string_view{note.text}.substr(note.at + 2, end - note.at - 2)).empty())
        return false;
    note.reading.warn(note.number(), "the comment (%%) has no end, the rest is left out");
    note.leave_out(note.text.size() - note.at, "a comment");
    return true;
}

bool highlight(NoteScanner& note, std::string_view mark) {
    const auto here = note.rest();
    if (!here.starts_with(mark) || here.size() < 4 || here[2] == mark[0] || here[2] == ' ' || here[2] == '\n')
        return false;
    // Scripts that write no spaces have words on both sides.
    const auto latin = [](char c) { return is_ascii_letter(c) || is_digit(c); };
    if ((note.at > 0 && latin(note.text[note.at - 1])) || (note.at > 0 && note.text[note.at - 1] == mark[0]))
        return false;
    const std::size_t close = note.find_near(mark, note.at + 2);
    constexpr std::size_t longest = 1000;
    if (close == std::string_view::npos || close == note.at + 2 || close - note.at > longest ||
        note.text[close - 1] == ' ')
        return false;
    // "==N==ext": letters of a word.
    const auto inside = here.substr(2, close - note.at - 2);
    if (close + 2 < note.text.size() && latin(note.text[close + 2]) &&
        !(inside.size() <= 3 && std::all_of(inside.begin(), inside.end(), latin)))
        return false;
    // The mark at the end is met as an opening one unless it goes now.
    note.advance(2);
    while (note.at < close) {
        if (!read_inline(note)) {
            note.put(note.text[note.at]);
            note.advance(1);
        }
    }
    if (note.at == close) note.advance(2);
    return true;
}

/// Ulysses: "::words::{a comment on them}".
bool commented_highlight(NoteScanner& note) {
    if (!highlight(note, "::")) return false;
    if (!note.rest().starts_with('{') || note.rest().starts_with("{{")) return true;
    const std::size_t close = note.find_near("}", note.at);
    if (close != std::string_view::npos) note.leave_out(close + 1 - note.at, "a comment");
    return true;
}

/// Ulysses: "||words||" are deleted, as Discord's are hidden. In a table it parts empty cells.
bool struck_out(NoteScanner& note) {
    constexpr std::size_t longest = 1000;
    const auto here = note.rest();
    if (!here.starts_with("||") || here.size() < 5 || here[2] == ' ' || here[2] == '|' || here[2] == '\n' ||
        (note.at > 0 && note.text[note.at - 1] != ' ' && note.text[note.at - 1] != '\n') ||
        trim(note.line_before()).starts_with('|'))
        return false;
    const std::size_t close = note.find_near("||", note.at + 2);
    if (close == std::string_view::npos || close - note.at > longest || note.text[close - 1] == ' ')
        return false;
    note.leave_out(close + 2 - note.at, "words that are deleted or hidden");
    return true;
}

/// Pandoc's "x^2^" and "H~2~O": what is raised or lowered is a part of the word.
bool raised_or_lowered(NoteScanner& note) {
    const auto here = note.rest();
    const char mark = here.front();
    if (note.at == 0 || !is_word_byte(note.text[note.at - 1])) return false;
    constexpr std::size_t longest = 6;
    std::size_t length = 1;
    while (length < here.size() && length <= longest &&
           (is_ascii_letter(here[length]) || is_digit(here[length]) || here[length] == '+' ||
            here[length] == '-'))
        ++length;
    if (length == 1 || length >= here.size() || here[length] != mark) return false;
    if (length + 1 < here.size() && here[length + 1] == mark) return false;
    const auto words = here.substr(1, length - 1);
    if (std::all_of(words.begin(), words.end(), is_digit)) {
        note.put(shifted_digits(words, mark == '^'));
    } else {
        note.put(words);
    }
    note.advance(length + 1);
    return true;
}

/// "~5 minutes", "a~b": to GitHub two of them strike out all that is between, to their writer none does.
bool lone_tilde(NoteScanner& note) {
    const auto here = note.rest();
    const char before = note.at == 0 ? ' ' : note.text[note.at - 1];
    const char next = here.size() > 1 ? here[1] : ' ';
    if (before == '~' || next == '~' || !(is_digit(next) || (is_word_byte(before) && is_word_byte(next))))
        return false;
    note.put("\\~");
    note.advance(1);
    return true;
}

bool caret(NoteScanner& note) {
    const auto here = note.rest();
    if (raised_or_lowered(note)) return true;
    if (here.starts_with("^[")) {
        int depth = 0;
        const std::size_t end = note.block_end();
        for (std::size_t i = note.at + 1; i < end; ++i) {
            if (note.text[i] == '[') ++depth;
            if (note.text[i] == ']' && --depth == 0) {
                // An aside of the writer's.
                if (!note.line_before().ends_with(' ')) note.put(' ');
                note.put('(');
                note.advance(2);
                while (note.at < i) {
                    note.put(note.text[note.at]);
                    note.advance(1);
                }
                note.put(')');
                note.advance(1);
                return true;
            }
        }
        return false;
    }
    if (here.starts_with("^^")) return highlight(note, "^^");  // Roam's
    if (note.at == 0 || note.text[note.at - 1] != ' ') return false;
    std::size_t length = 1;
    while (length < here.size() &&
           (is_ascii_letter(here[length]) || is_digit(here[length]) || here[length] == '-'))
        ++length;
    if (length < 3 || (length < here.size() && here[length] != '\n')) return false;
    note.advance(length);
    return true;
}

}  // namespace

std::string shifted_digits(std::string_view digits, bool above) {
    constexpr std::array raised{"⁰"sv, "¹"sv, "²"sv, "³"sv, "⁴"sv, "⁵"sv, "⁶"sv, "⁷"sv, "⁸"sv, "⁹"sv};
    constexpr std::array lowered{"₀"sv, "₁"sv, "₂"sv, "₃"sv, "₄"sv, "₅"sv, "₆"sv, "₇"sv, "₈"sv, "₉"sv};
    std::string shifted;
    for (const char c : digits)
        shifted += (above ? raised : lowered)[static_cast<std::size_t>(c - '0')];
    return shifted;
}

bool read_inline(NoteScanner& note) {
    switch (note.text[note.at]) {
        case '\\':
            if (read_tex(note)) return true;
            if (note.at + 1 < note.text.size() && note.text[note.at + 1] != '\n') {
                note.put(note.rest().substr(0, 2));
                note.advance(2);
                return true;
            }
            return false;
        case '`':
            return code_span(note);
        case '%':
            return note.rest().starts_with("%%") && comment(note);
        case '<':
            return read_tag(note);
        case '{':
            return read_brace(note);
        case '[':
            return read_bracket(note);
        case ']':
            return read_spaced_target(note);
        case '!':
            return note.rest().starts_with("![[") && read_embed(note);
        case '(':
            return read_parenthesis(note);
        case '^':
            return caret(note);
        case '~':
            return raised_or_lowered(note) || lone_tilde(note);
        case '=':
            return highlight(note, "==");
        case ':':
            return commented_highlight(note) || emoji_code(note);
        case '|':
            return struck_out(note);
        case '+':
            return highlight(note, "++");
        case '$':
            return read_formula(note);
        case '#':
            return read_hashtag(note);
        case '@':
            return read_card_date(note) || read_cross_reference(note);
        case '\xE2':
        case '\xF0':
            return task_date(note) || task_mark(note);
        default:
            return false;  // plain_words() passes all others
    }
}

NoteText note_inlines(const std::vector<NoteLine>& lines, Reading& reading) {
    NoteScanner note(lines, reading);
    while (!note.at_end()) {
        if (note.in_code()) {
            note.copy_line();
        } else if (const std::size_t words = plain_words(note); words > 0) {
            note.put(note.rest().substr(0, words));
            note.advance(words);
        } else if (!read_inline(note)) {
            note.put(note.text[note.at]);
            note.advance(1);
        }
    }
    return note.take();
}

}  // namespace pacelane::context::detail
