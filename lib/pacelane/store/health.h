#pragma once

#include <cstdint>
#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/store/store.h>
#include <string>
#include <vector>

namespace pacelane::store {

/// How a database is, as far as it can tell itself.
struct DatabaseHealth {
    std::string journal_mode;         ///< "wal" as it should be
    std::vector<std::string> damage;  ///< what SQLite's quick_check found, the first few; empty: nothing
    std::optional<Instant> newest;    ///< the latest time that it holds
    std::int64_t active_schedules = 0;
    SchedulerState scheduler;
    std::int64_t dead_workers = 0;  ///< rows in work whose message nobody holds any more
    std::int64_t failed_analyses = 0;
    std::int64_t failed_generations = 0;
    std::int64_t unreadable_documents = 0;
    std::optional<Instant> oldest_analysis;    ///< message that could be worked on, of pacing_content_queue
    std::optional<Instant> oldest_suggestion;  ///< the same of content_suggestions_queue
};

/// Looks, and changes nothing. The schema must be current. Reads all of the file.
PACELANE_API DatabaseHealth examine_sqlite(const std::string& path, const Clock& clock,
                                           const OpenOptions& options = {});

}  // namespace pacelane::store
