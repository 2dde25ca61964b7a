#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Text in the columns of a terminal: wide characters take two, combining marks none.
namespace pacelane::monitor_program {

/// How the C library, and so ncurses, counts columns: to be called once before the others.
void use_utf8();

/// What of it a terminal shows and does not obey: control characters and turned directions are escaped, what
/// glues characters together is left out, and at most two marks stay on a letter.
std::string safe(std::string_view text);

// Of text that is safe.
std::size_t columns(std::string_view text);
/// At most `width` columns, the last of them "…" when some is left out.
std::string clipped(std::string_view text, std::size_t width);
/// Exactly `width` columns, by blanks.
std::string padded(std::string_view text, std::size_t width, bool to_the_right = false);
/// Lines of at most `width` columns, broken at blanks, or anywhere in a word that is longer. Never empty.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

}  // namespace pacelane::monitor_program
