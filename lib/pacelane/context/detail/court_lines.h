#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pacelane::context::detail {

/// Of a record of questions and answers as courts write it, with its lines numbered down each page and "Q."
/// and "A." before what is said: the same lines without the numbers, and with colons. Nothing of other texts.
/// `transcript`: the file is known to hold talk; then it need not be numbered.
std::optional<std::string> without_court_numbers(std::string_view text, bool transcript);

}  // namespace pacelane::context::detail
