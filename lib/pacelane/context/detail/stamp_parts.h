#pragma once

#include "chat_stamp.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// The parts of dates and times, in digits and words of any script.
namespace pacelane::context::detail {

/// Direction marks, which some programs put between the parts of a date.
void skip_marks(std::string_view& text);
/// The digit at the front, of any script.
std::optional<int> take_digit(std::string_view& text);
/// A number of `least` to `most` digits, with no digit behind it.
std::optional<int> take_digits(std::string_view& text, std::size_t least, std::size_t most);
/// The word off the front, direction marks before it or not.
bool take(std::string_view& text, std::string_view word);
bool take_comma(std::string_view& text);
/// A word of letters, folded.
std::string take_word(std::string_view& text);
bool is_ascii(std::string_view text);
std::size_t characters_of(std::string_view text);

/// What stands between date and time: ", ", " at ", " às ", " klo ", "T".
void skip_between(std::string_view& text);
bool take_date(std::string_view& text, Stamp& stamp);

}  // namespace pacelane::context::detail
