#pragma once

#include "application.h"

#include <string>

namespace pacelane::cli {

/// Why somebody is due: the rule, and what the clock shows where the user is.
std::string why_due(const store::TickItem& item, Instant now);

/// Tells the log of a tick: who was enqueued and why, who has an analysis of that day already, what was
/// missed.
void log_tick(Application& application, const store::TickReport& report, bool dry_run);

}  // namespace pacelane::cli
