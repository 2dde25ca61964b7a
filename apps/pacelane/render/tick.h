#pragma once

#include "application.h"

namespace pacelane::cli {

/// Tells the log of a tick: who was enqueued and why, who has an analysis of that day already, what was
/// missed.
void log_tick(Application& application, const store::TickReport& report, bool dry_run);

}  // namespace pacelane::cli
