#pragma once

#include <string>
#include <vector>

namespace pacelane::cli {

class Application;

/// Becomes pacelane-monitor, with the settings in effect and these words: "serve", "--listen", … Returns only
/// by throwing Error(configuration): the program is missing, and how to get it.
[[noreturn]] void become_monitor(Application& application, std::vector<std::string> words);

}  // namespace pacelane::cli
