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
bool is_terminal(int descriptor);
/// Asks on stderr and reads the answer from the terminal on standard input; without a terminal there, yes.
/// Throws Error(failed) when the answer is not yes.
void confirm(std::string_view question);
/// Whether it is a terminal that obeys control codes: not with TERM=dumb.
bool obeys_codes(int descriptor);

}  // namespace pacelane::cli
