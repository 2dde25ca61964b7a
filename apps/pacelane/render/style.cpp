#include "render/style.h"

#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::cli {

Painter::Painter(const Globals& globals) {
    const auto color = config::resolve_color(globals).value;
    on_ = color == "always" || (color == "auto" && ::isatty(STDOUT_FILENO) == 1);
}

std::string Painter::operator()(Style style, std::string_view text) const {
    if (!on_ || text.empty()) return std::string(text);
    constexpr int codes[] = {1, 2, 31, 32, 33};
    return fmt::format("\033[{}m{}\033[0m", codes[static_cast<int>(style)], text);
}

std::string Painter::state(std::string_view state) const {
    if (state == "completed") return (*this)(Style::green, state);
    if (state == "failed" || state == "unreadable") return (*this)(Style::red, state);
    return (*this)(Style::yellow, state);
}

}  // namespace pacelane::cli
