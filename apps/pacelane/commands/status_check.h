#pragma once

#include "application.h"

#include <cstddef>
#include <string>
#include <vector>

namespace pacelane::cli {

/// What `status --check` is asked.
struct HealthCheck {
    std::string max_age;
    std::size_t max_failed = 0;
};

/// Prints one line and sets the exit code as monitoring plugins do; tells the workspace's `notify` command
/// what is new. Every failure of its own is UNKNOWN.
void check_health(Application& application, const HealthCheck& wish);
/// Whether these words ask for it: then a wrong call is UNKNOWN, too.
bool asks_for_check(const std::vector<std::string>& words);
/// The line and exit code for a check that cannot be made.
int unknown_health(Application& application, const std::string& why);

}  // namespace pacelane::cli
