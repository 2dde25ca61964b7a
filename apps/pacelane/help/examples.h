#pragma once

#include <string>
#include <vector>

namespace pacelane::cli {

class Command;

/// Gives each command whose help has no "Examples:" yet those of the table in examples.cpp.
void add_examples(Command& app);
/// The lines of the "Examples:" block in a command's help.
std::vector<std::string> examples_of(const Command& command);
/// What its help says after the options, but for the examples.
std::string remarks_of(const Command& command);

}  // namespace pacelane::cli
