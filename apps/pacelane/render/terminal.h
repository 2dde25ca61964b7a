#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// What this process's terminal can show.
namespace pacelane::cli {

/// Characters a line: $COLUMNS, else what the terminal behind the file descriptor says, else 80.
std::size_t terminal_width(int descriptor);
/// The width for prose on stdout: terminal_width(), but neither too narrow nor too wide to read (40 to 100).
std::size_t text_width();
/// Whether it is a terminal that obeys control codes: not with TERM=dumb.
bool obeys_codes(int descriptor);

}  // namespace pacelane::cli
