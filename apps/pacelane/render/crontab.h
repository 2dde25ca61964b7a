#pragma once

#include <string>
#include <vector>

namespace pacelane::cli {

/// Lines for a person's crontab that run the whole pipeline with this program and this database (an absolute
/// path). `every`: "15m", "1h", or empty for 9:00 and 18:00. Throws Error(usage) for a path that no crontab
/// can hold, Error(failed) when the program's own path cannot be found out.
std::vector<std::string> crontab_lines(const std::string& database, const std::string& every);

/// A unit file of systemd.
struct Unit {
    std::string name;
    std::string text;
};
/// The same for systemd: a service template that runs a given command, and a timer for each.
std::vector<Unit> systemd_units(const std::string& database, const std::string& every);

}  // namespace pacelane::cli
