#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace pacelane::cli {

/// The script that has a shell ("bash", "zsh" or "fish") complete pacelane's command line: commands, options
/// and fixed values from the tree; users, queues and ids from the database, which `pacelane complete` reads.
std::string completion_script(const CLI::App& app, std::string_view shell);

}  // namespace pacelane::cli
