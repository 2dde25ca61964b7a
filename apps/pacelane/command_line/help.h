#pragma once

#include "command_line/command.h"

#include <cstddef>
#include <string>

namespace pacelane::cli {

/// What `--help` shows of a command, in lines of at most `width` characters.
std::string help_text(const Command& command, std::size_t width);
/// "queue send [OPTIONS] QUEUE JSON", with the program's name before it.
std::string usage_line(const Command& command);

/// "  --vt S                    Hide them …": a name and what it means, the latter in a column of its own.
std::string help_entry(const std::string& name, const std::string& text, std::size_t width);

}  // namespace pacelane::cli
