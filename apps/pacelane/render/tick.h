#pragma once

#include "application.h"

namespace pacelane::cli {

/// Tells the log of a tick: who was enqueued and why, who has an analysis of that day already, what was
/// missed.
void log_tick(Application& application, const store::TickReport& report, bool dry_run);

/// "The scheduler is switched off since 2026-11-19 21:30 (UTC): CONSEQUENCE. …", for one that is.
std::string switched_off(const store::SchedulerState& scheduler, const char* consequence);

}  // namespace pacelane::cli
