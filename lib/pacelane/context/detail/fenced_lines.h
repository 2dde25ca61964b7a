#pragma once

#include <string>
#include <string_view>

namespace pacelane::context::detail {

/// The text of a Markdown note with its fenced code blanked, line by line: the log in a how-to has times and
/// colons as a conversation has. A file that is little but such a block, as a chat that was pasted into one,
/// is left as it is.
std::string without_fenced_code(std::string_view text);

}  // namespace pacelane::context::detail
