#pragma once

#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/config/workspace.h>
#include <string>
#include <vector>

namespace pacelane::config {

/// A schedule as it is written on a command line.
struct ScheduleFlags {
    std::string frequency;
    std::vector<std::string> days;
    std::optional<std::string> time;
    std::vector<std::string> content_types;  ///< empty: the same default as in the file
    std::optional<std::string> starts_on;
};

/// Checks what the workspace file's reader checks, with its words. Throws Error(usage) with every mistake, a
/// line each, that names the flag; adds what is accepted but has no effect to `warnings`.
PACELANE_API ScheduleEntry read_schedule(const ScheduleFlags& flags, std::vector<std::string>& warnings);

}  // namespace pacelane::config
