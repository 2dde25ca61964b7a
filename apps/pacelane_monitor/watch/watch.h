#pragma once

#include "options.h"

namespace pacelane::monitor_program {

/// The monitor for a person at a terminal, until they leave it; the exit code.
int watch(const Options& options);

}  // namespace pacelane::monitor_program
