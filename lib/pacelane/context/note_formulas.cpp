// Formulas in notes, and parts of TeX documents.
#include "detail/note_scanner.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <string>
#include <utility>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// Environments of TeX that are formulas; others are documents' parts.
constexpr std::array math_environments{
    "equation"sv, "align"sv,   "aligned"sv, "alignat"sv, "gather"sv,      "gathered"sv, "multline"sv,
    "eqnarray"sv, "flalign"sv, "split"sv,   "cases"sv,   "displaymath"sv, "math"sv,     "array"sv,
    "matrix"sv,   "pmatrix"sv, "bmatrix"sv, "vmatrix"sv, "subequations"sv};

/// "\frac": a command of TeX.
bool has_command(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
        if (text[i] == '\\' && is_ascii_letter(text[i + 1])) return true;
    return false;
}

/// Whether what stands between two dollars is a formula, no price and no name of a shell's variable: by
/// Pandoc's rule ("$5 or $6" has a space before the second, "$5-$6" a digit behind it), and it is no clause.
bool is_formula(std::string_view inner, std::string_view after) {
    if (inner.empty() || inner.front() == ' ' || inner.back() == ' ' || inner.front() == '$' ||
        inner.find('`') != std::string_view::npos)
        return false;
    if (!after.empty() && is_digit(after.front())) return false;
    const bool is_certain = inner.find_first_of("\\^{") != std::string_view::npos;
    // "the $n$th" is one, "$HOME/a:$PATH" and "'$HOME' and '$PATH'" are none.
    if (!after.empty() && (is_ascii_letter(after.front()) || after.front() == '{') && inner.size() > 1 &&
        !is_certain)
        return false;
    if (is_certain) return true;
    if (inner.find(' ') != std::string_view::npos &&
        inner.find_first_of("=+<>-*/,|_") == std::string_view::npos)
        return false;
    // Words of a sentence: of formulas, those have commands.
    int words = 0;
    std::size_t run = 0;
    for (const char c : inner) {
        run = is_ascii_letter(c) ? run + 1 : 0;
        // "$25 and R$": after a number, a word makes it a price.
        if (run == (is_digit(inner.front()) ? 2U : 4U)) words += is_digit(inner.front()) ? 2 : 1;
    }
    constexpr std::size_t longest = 60;
    return inner.size() <= longest && words < 2 && inner.find('\n') == std::string_view::npos;
}

/// Whether escaped brackets hold TeX. Other programs escape brackets in prose: "\[1\]", "\(sic\)".
bool is_tex(std::string_view inner) {
    inner = trim(inner);
    if (inner.find('`') != std::string_view::npos || inner.find("://") != std::string_view::npos)
        return false;
    if (has_command(inner)) return true;
    return inner.find_first_of("^=_{<>+") != std::string_view::npos ||
           (inner.size() == 1 && is_ascii_letter(inner.front()));
}

bool is_container_mark(std::string_view text) {
    return text.find_first_not_of(" \t>") == std::string_view::npos;
}

/// A formula that has its lines to itself is a block of code, for the forms that may show it.
bool put_display(NoteScanner& note, std::size_t from, std::size_t close, std::size_t after,
                 std::string_view language) {
    const std::string container{note.line_before()};
    const std::string_view text = note.text;
    const auto tail = trim(text.substr(after, std::min(text.find('\n', after), text.size()) - after));
    const bool own_lines = is_container_mark(container) &&
                           (tail.find_first_not_of(".,;") == std::string_view::npos ||
                            tail.starts_with("{#") || tail.starts_with("\\tag") || tail.starts_with('^'));
    if (!own_lines || trim(text.substr(from, close - from)).empty()) return false;
    note.put("```");
    note.put(language);
    for (auto line : split(trim(text.substr(from, close - from)), '\n')) {
        // The marks of quotations that the block stands in.
        for (auto marks = std::count(container.begin(), container.end(), '>');
             marks > 0 && trim(line).starts_with('>'); --marks)
            line = trim(line).substr(1);
        note.put('\n');
        note.put(container);
        note.put(trim(line));
        const std::size_t end = std::min(note.text.find('\n', note.at), close);
        if (note.at < end) note.advance(end + 1 - note.at);
    }
    note.put('\n');
    note.put(container);
    note.put("```");
    note.advance(after + text.substr(after).find(tail) + tail.size() - note.at);
    return true;
}

/// A formula among words: a span for the Markdown parser that it leaves alone.
void put_inline(NoteScanner& note, std::size_t from, std::size_t close, std::size_t after) {
    note.put('`');
    note.put(kFormula);
    note.put('$');
    note.put(trim(std::string_view{note.text}.substr(from, close - from)));
    note.put("$`");
    note.advance(after - note.at);
}

/// "$$" at the end of its line, or before a command of TeX: up to the line that ends with the next, blank
/// lines or not.
std::size_t far_close(const NoteScanner& note) {
    constexpr std::size_t window = 4096;
    const auto here = note.rest().substr(0, window);
    const std::size_t line_end = here.find('\n');
    if (line_end == std::string_view::npos) return line_end;
    for (std::size_t at = here.find("$$", line_end); at != std::string_view::npos;
         at = here.find("$$", at + 2)) {
        const auto rest = here.substr(at + 2);
        if (trim(rest.substr(0, rest.find('\n'))).empty()) return note.at + at;
    }
    return std::string_view::npos;
}

}  // namespace

bool read_formula(NoteScanner& note) {
    const auto here = note.rest();
    const bool display = here.starts_with("$$");
    const std::string_view mark = display ? "$$"sv : "$"sv;
    const std::size_t from = note.at + mark.size();
    std::size_t close = note.find_near(mark, from);
    const auto first_line = trim(here.substr(0, here.find('\n')));
    const bool opens = first_line == "$$" || has_command(first_line);
    if (display && close == std::string_view::npos && opens) close = far_close(note);
    if (display && close != std::string_view::npos && here.substr(2, 1) != "$" &&
        put_display(note, from, close, close + 2, "math"))
        return true;
    // GitHub's "$`x`$", whose inside no Markdown can change.
    if (!display && here.starts_with("$`")) {
        const std::size_t end = note.find_near("`$", from + 1);
        if (end != std::string_view::npos &&
            trim(here.substr(2, end - note.at - 2)).find('`') == std::string_view::npos) {
            put_inline(note, from + 1, end, end + 2);
            return true;
        }
    }
    bool formula = false;
    if (close != std::string_view::npos) {
        const auto inner = here.substr(mark.size(), close - from);
        // "$x \approx $ 3": a command says enough.
        const auto words = display || has_command(inner) ? trim(inner) : inner;
        const bool spaced = words.size() < inner.size();  // "$$ and $$" may be prices
        formula = is_formula(words, here.substr(close + mark.size() - note.at)) &&
                  (!spaced || words.find_first_of("\\^_={+<>") != std::string_view::npos);
    }
    if (!formula) {
        note.put(mark);
        note.advance(mark.size());
        return true;
    }
    put_inline(note, from, close, close + mark.size());
    return true;
}

bool read_tex(NoteScanner& note) {
    const auto here = note.rest();
    for (const auto& [open, end] : {std::pair{"\\("sv, "\\)"sv}, std::pair{"\\["sv, "\\]"sv},
                                    std::pair{"\\\\("sv, "\\\\)"sv}, std::pair{"\\\\["sv, "\\\\]"sv}}) {
        if (!here.starts_with(open)) continue;
        const std::size_t from = note.at + open.size();
        const std::size_t close = note.find_near(end, from);
        if (close == std::string_view::npos || !is_tex(here.substr(open.size(), close - from))) return false;
        const std::size_t after = close + end.size();
        if (open.ends_with('[') && put_display(note, from, close, after, "math")) return true;
        put_inline(note, from, close, after);
        return true;
    }
    if (!here.starts_with("\\begin{") || !is_container_mark(note.line_before())) return false;
    const std::size_t brace = here.substr(0, 40).find('}');
    if (brace == std::string_view::npos) return false;
    const auto environment = here.substr(7, brace - 7);
    const std::string closer = "\\end{" + std::string{environment} + "}";
    const std::size_t close = note.find_far(closer, note.at);
    constexpr std::size_t longest = 8192;
    if (close == std::string_view::npos || close - note.at > longest) return false;
    const auto name = environment.substr(0, environment.find('*'));
    const bool math =
        std::find(math_environments.begin(), math_environments.end(), name) != math_environments.end();
    const std::size_t after = close + closer.size();
    return put_display(note, note.at, after, after, math ? "math" : "latex");
}

}  // namespace pacelane::context::detail
