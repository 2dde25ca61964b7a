#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace pacelane::monitor_program {

/// Starts this program with `output` as stdout and stderr, in a process group of its own: it is stopped with
/// all that it starts, and a Ctrl-C at the monitor's terminal reaches it through the monitor only. When the
/// thread that called this ends, however it does, the program gets SIGTERM. Throws Error(configuration).
pid_t spawn(const std::vector<std::string>& words, int output);

}  // namespace pacelane::monitor_program
