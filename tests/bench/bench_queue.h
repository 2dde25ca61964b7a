#pragma once

#include <filesystem>
#include <pacelane/queue/queue.h>
#include <pacelane/store/migrations.h>
#include <string>

namespace pacelane::bench {

/// A message of an ordinary size: what the pipeline itself sends.
inline const std::string kMessage =
    R"({"user_id":"0192f0c1-0000-7000-8000-000000000001","schedule_id":"0192f0c1-0000-7000-8000-000000000002",)"
    R"("analysis_date":"2026-11-19","timestamp":"2026-11-19T08:00:00.000Z","type":"pacing_context_analysis"})";

/// A new database file with the queue `jobs`.
inline std::string new_database(const std::string& folder, const std::string& name) {
    const auto path = folder + "/" + name;
    for (const auto* tail : {"", "-wal", "-shm"})
        std::filesystem::remove(path + tail);
    const SystemClock clock;
    store::migrate(path, {}, clock);
    sqlite::Connection connection(path, {});
    queue::Queues(connection, clock).create("jobs");
    return path;
}

inline sqlite::Options with(sqlite::Durability durability) {
    sqlite::Options options;
    options.durability = durability;
    return options;
}

}  // namespace pacelane::bench
