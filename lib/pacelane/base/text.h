#pragma once

#include <cstddef>
#include <pacelane/base/export.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pacelane {

/// An ASCII digit.
constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
/// Whether one of them stands in the text.
constexpr bool has_digit(std::string_view text) {
    for (const char c : text)
        if (is_digit(c)) return true;
    return false;
}
/// Without ASCII white space at either end.
PACELANE_API std::string_view trim(std::string_view text);
/// ASCII letters in lower case, all other bytes as they are.
PACELANE_API std::string ascii_lower(std::string_view text);
PACELANE_API std::vector<std::string_view> split(std::string_view text, char separator);
PACELANE_API std::string join(std::span<const std::string> parts, std::string_view separator);
/// Edit distance (insertions, deletions, substitutions, swaps of neighbours), in bytes.
PACELANE_API std::size_t edit_distance(std::string_view a, std::string_view b);
/// The candidate closest to `text` if close enough to be a typing error, else an empty view. For "did you
/// mean …?".
PACELANE_API std::string_view nearest(std::string_view text, std::span<const std::string_view> candidates);

/// How many bytes the UTF-8 character at `at` has; 0 when it is not well-formed (overlong, a surrogate, too
/// large, cut off).
PACELANE_API std::size_t utf8_length(std::string_view text, std::size_t at);
PACELANE_API bool is_utf8(std::string_view text);

/// Text that a terminal displays but does not interpret: control characters (of ASCII, and U+0080 to U+009F),
/// what reverses the direction of writing, and bytes that are not UTF-8 are written as \n, \t, \x1b, \u202e.
/// The characters in `kept` stay.
PACELANE_API std::string printable(std::string_view text, std::string_view kept = {});

}  // namespace pacelane
