#pragma once

#include <pacelane/context/detail/reading.h>
#include <string>

/// What folders and PGP put into the text of a message.
namespace pacelane::formats {

/// In an MBOX, a line that begins with "From " has a '>' before it.
void unescape_from(std::string& text);
/// Blanks what PGP put into the text, which begins on line `first`: its lines stay, so that the others keep
/// their numbers. Answers whether the text was encrypted.
bool take_armour(std::string& text, int first, context::detail::Reading& reading);

}  // namespace pacelane::formats
