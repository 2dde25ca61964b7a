#pragma once

#include <cstddef>
#include <string>

namespace pacelane::cli {

class Command;

/// What the program prints when it is called with nothing to do: the commands by what they are for.
std::string overview(const Command& app, std::size_t width);

}  // namespace pacelane::cli
