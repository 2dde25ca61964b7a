#pragma once

#include <chrono>
#include <cstdint>
#include <pacelane/base/export.h>
#include <pacelane/base/json.h>
#include <pacelane/store/snapshot.h>
#include <string>
#include <string_view>
#include <vector>

/// Whether all is well, as monitoring plugins say it.
namespace pacelane::monitor {

/// When it is not. Each limit must be passed, not reached.
struct Thresholds {
    /// How old the oldest work may be, and how long a schedule may be due: older is critical, older than half
    /// of it a warning.
    std::chrono::seconds max_age = std::chrono::hours(2);
    /// How many analyses and drafts may have failed in the last 24 hours: more are a warning.
    std::int64_t max_failed = 0;
};

struct Problem {
    store::Health health = store::Health::warning;
    std::string text;  ///< "the oldest of 3 messages in pacing_content_queue waits for 5 h"
};

struct CheckResult {
    store::Health health = store::Health::ok;
    std::vector<Problem> problems;  ///< worst first
    std::string summary;            ///< the problems, or that all is well and what is waiting
    std::string line;               ///< "PACELANE WARNING - SUMMARY | PERFDATA"
};

PACELANE_API CheckResult check(const store::Snapshot& snapshot, const Thresholds& thresholds);
/// "ok", "warning", "critical".
PACELANE_API std::string_view name(store::Health health);
/// What the workspace's `notify` command gets.
PACELANE_API Json notice(const CheckResult& result, store::Health told_before, Instant at,
                         std::string_view database);
/// "PACELANE UNKNOWN - WHY", on one line.
PACELANE_API std::string unknown_line(std::string_view why);

}  // namespace pacelane::monitor
