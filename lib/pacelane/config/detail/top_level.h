#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pacelane::config {

/// A workspace file without its users: what most commands need, and little to parse however many users the
/// file lists.
struct WithoutUsers {
    std::string text;
    int users_line = 0;  ///< from 0: that of the key `users`
    int cut = 0;         ///< how many lines are left out, `users_line` the first of them

    /// The line in the file, from 1, of a line of `text`, from 1.
    int line_in_file(int line) const { return line > users_line ? line + cut : line; }
    /// The first line after the users, from 0.
    int next_line() const { return users_line + cut; }
};

/// Cuts out the block of the top-level key `users`, found by indentation alone. nullopt when the file has no
/// such block (it is written in one line, as JSON, or names no users) or several. Text in quotes or brackets
/// that continues at the left margin misleads it: a caller that reads the whole file has to compare.
std::optional<WithoutUsers> without_users(std::string_view yaml);

}  // namespace pacelane::config
