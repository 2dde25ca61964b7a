#pragma once

#include "command_line/command.h"

#include <cstddef>
#include <string>

namespace pacelane::cli {

/// What `--help` shows of a command, in lines of at most `width` characters.
std::string help_text(const Command& command, std::size_t width);
/// "queue send [OPTIONS] QUEUE JSON", with the program's name before it.
std::string usage_line(const Command& command);

}  // namespace pacelane::cli
