#include "render/style.h"

#include "render/terminal.h"

#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

// A colour is this, its number, and 'm'. No text has it: printable() escapes control characters.
constexpr std::string_view kMark = "\x1b\x1f";

/// Calls `plain` for each stretch of text, and `colour` for the code of each mark between them.
template <class Plain, class Colour>
void each_stretch(std::string_view text, Plain plain, Colour colour) {
    while (true) {
        const auto mark = text.find(kMark);
        plain(text.substr(0, mark));
        if (mark == std::string_view::npos) return;
        text.remove_prefix(mark + kMark.size());
        const auto end = std::min(text.find('m'), text.size());
        const auto code = text.substr(0, end);
        const bool is_code = !code.empty() && code.size() <= 2 &&
                             code.find_first_not_of("0123456789") == std::string_view::npos;
        if (!is_code) {
            plain(kMark);
            continue;
        }
        colour(code);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

}  // namespace

Painter::Painter(const Globals& globals) {
    const auto color = config::resolve_color(globals).value;
    on_ = color == "always" || (color == "auto" && obeys_codes(STDOUT_FILENO));
}

std::string Painter::operator()(Style style, std::string_view text) const {
    const auto safe = printable(text);
    if (!on_ || safe.empty()) return safe;
    constexpr int codes[] = {1, 2, 31, 32, 33};
    return fmt::format("{0}{1}m{2}{0}0m", kMark, codes[static_cast<int>(style)], safe);
}

std::string Painter::state(std::string_view state) const {
    if (state == "completed") return (*this)(Style::green, state);
    if (state == "failed" || state == "unreadable") return (*this)(Style::red, state);
    return (*this)(Style::yellow, state);
}

std::string shown(std::string_view text) {
    std::string out;
    each_stretch(
        text, [&](std::string_view plain) { out += printable(plain, "\n\t"); },
        [&](std::string_view code) { out += fmt::format("\033[{}m", code); });
    return out;
}

std::string shown_line(std::string_view text) {
    std::string out;
    each_stretch(
        text, [&](std::string_view plain) { out += printable(plain); },
        [&](std::string_view code) { out += fmt::format("{}{}m", kMark, code); });
    return out;
}

std::size_t shown_width(std::string_view text) {
    std::size_t width = 0;
    each_stretch(
        text, [&](std::string_view plain) { width += language::column_count(plain); },
        [](std::string_view) {});
    return width;
}

}  // namespace pacelane::cli
