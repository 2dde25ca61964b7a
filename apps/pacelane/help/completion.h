#pragma once

#include <string>
#include <string_view>

namespace pacelane::cli {

class Command;

/// The script that has a shell ("bash", "zsh" or "fish") complete pacelane's command line: commands, options
/// and fixed values from the tree; users, queues and ids from the database, which `pacelane complete` reads.
std::string completion_script(const Command& app, std::string_view shell);

}  // namespace pacelane::cli
