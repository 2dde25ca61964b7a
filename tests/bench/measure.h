#pragma once

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace pacelane::bench {

/// Seconds that `work` takes.
template <class Work>
double seconds(Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The value below which a share of the values lies.
inline double quantile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values.at(static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5));
}
inline double median(const std::vector<double>& values) {
    return quantile(values, 0.5);
}

/// What the person who runs a benchmark chose.
struct Settings {
    std::string folder;  ///< for the databases: the disk that is measured
    bool quick = false;  ///< a tenth of the work or less, to see that it runs
};

/// Each prints a table, and returns whether every row keeps its limit.
bool queue_ratios(const Settings& settings);
bool queue_flat(const Settings& settings);
bool queue_processes(const Settings& settings);
bool queue_group_commit(const Settings& settings);
bool schedule_tick(const Settings& settings);
bool ingest_readers(const Settings& settings);
bool ingest_sync(const Settings& settings);
bool ingest_formats(const Settings& settings);
bool analysis_days(const Settings& settings);
bool retrieval(const Settings& settings);
bool upgrade(const Settings& settings);
bool monitor_snapshot(const Settings& settings);
bool monitor_readers(const Settings& settings);
bool startup(const Settings& settings);
bool startup_users(const Settings& settings);

}  // namespace pacelane::bench
