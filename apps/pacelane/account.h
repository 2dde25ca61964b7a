#pragma once

#include <string>

namespace pacelane::cli {

/// Whose account the program runs under.
struct Account {
    std::string login;
    std::string name;  ///< the full name; may be empty
};
Account account();

/// The machine's time zone; "UTC" when nothing tells it.
std::string machine_time_zone();

/// A word as a shell takes it.
std::string shell_word(const std::string& word);

}  // namespace pacelane::cli
