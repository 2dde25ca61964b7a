#pragma once

#include <string>
#include <vector>

namespace pacelane::monitor_program {

enum class Color { plain, good, warning, bad, key };

struct Look {
    Color color = Color::plain;
    bool bold = false;
    bool dim = false;
    bool reverse = false;
    bool operator==(const Look&) const = default;
};

struct Piece {
    std::string text;  ///< safe
    Look look;
};

using Line = std::vector<Piece>;

/// What the terminal is to show: at most so many lines, each at most as wide as it.
struct Screen {
    std::vector<Line> lines;
    /// Where the terminal's cursor stands while something is typed.
    int cursor_line = -1;
    int cursor_column = 0;
};

}  // namespace pacelane::monitor_program
