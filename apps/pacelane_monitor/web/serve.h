#pragma once

#include "options.h"

namespace pacelane::monitor_program {

/// The monitor for browsers and scripts, until SIGTERM or SIGINT; the exit code.
int serve(const Options& options);

}  // namespace pacelane::monitor_program
