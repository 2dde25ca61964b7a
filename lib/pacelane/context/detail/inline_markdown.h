#pragma once

#include <string>
#include <string_view>

/// Markdown within a line of a text that is none otherwise.
namespace pacelane::context::detail {

/// The line's words without emphasis, code marks, what is struck out and the addresses of links: "I *really*
/// like [it](https://…)" is "I really like it". A line without such marks stays as it is.
std::string inline_words(std::string_view line);

/// The same of a message, without what only its program understands: "<@123456789>", "<:wave:123456789>",
/// "<t:1700000000:R>", the bars of "||a secret||".
std::string message_words(std::string_view line);

/// Without "**" and "~~" that were meant as marks but open and close nothing; "2**3" stays.
std::string without_stray_marks(std::string_view text);

}  // namespace pacelane::context::detail
