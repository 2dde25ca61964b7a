#pragma once

#include <string>
#include <vector>

namespace pacelane::cli {

/// Lines for a person's crontab that run the whole pipeline with this program and this database. `every`:
/// "15m", "1h", or empty for 9:00 and 18:00. Throws Error(failed) when the program's own path cannot be found
/// out.
std::vector<std::string> crontab_lines(const std::string& database, const std::string& every);

}  // namespace pacelane::cli
