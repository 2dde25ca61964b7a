#pragma once

#include <pacelane/context/detail/reading.h>
#include <string>
#include <string_view>

/// What folders, heads and PGP put into the text of a message.
namespace pacelane::formats {

/// In an MBOX, a line that begins with "From " has a '>' before it.
void unescape_from(std::string& text);
/// Whether the line is a field of a message's head: "From: …", "Sent: …", in any language.
bool is_head_field(std::string_view line);
/// Blanks what PGP put into the text, which begins on line `first`: its lines stay, so that the others keep
/// their numbers. Answers whether the text was encrypted.
bool take_armour(std::string& text, int first, context::detail::Reading& reading);

}  // namespace pacelane::formats
