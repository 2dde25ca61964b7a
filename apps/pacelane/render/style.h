#pragma once

#include "application.h"

#include <string>
#include <string_view>

namespace pacelane::cli {

enum class Style { bold, dim, red, green, yellow };

/// Puts colour around text when stdout is a terminal that shows it (or with --color always) and NO_COLOR is
/// not set. The text is made printable first. Colours are marked in a way of our own, which only
/// Application::print() turns into a terminal's codes: what a file's text holds never becomes one.
class Painter {
public:
    explicit Painter(const Globals& globals);
    std::string operator()(Style style, std::string_view text) const;
    /// A state of an analysis or a draft in its colour.
    std::string state(std::string_view state) const;

private:
    bool on_ = false;
};

/// Text for a person's terminal: printable, with line breaks and tabs as they are and the Painter's colours.
std::string shown(std::string_view text);
/// One line of it: line breaks and tabs are escaped too.
std::string shown_line(std::string_view text);
/// How many characters of it a terminal shows: all but the colours.
std::size_t shown_width(std::string_view text);

}  // namespace pacelane::cli
