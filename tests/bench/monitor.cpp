#include "bench_queue.h"
#include "measure.h"

#include <ctime>
#include <pacelane/monitor/json.h>
#include <pacelane/store/snapshot.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::bench {

namespace {

constexpr double kLimit = 20.0;  // ms

/// What a long life leaves, and what waits in a queue of one's own, one message of it far before the others
/// and a third in work: so many live messages there, so many archived messages and drafts, a tenth as many
/// analyses, of a thousand users. By SQL, with the triggers that count them as they would have been counted
/// one by one.
void fill(sqlite::Connection& connection, std::int64_t count) {
    constexpr std::int64_t kUsers = 1000;
    const auto numbers = [](std::int64_t last) {
        return fmt::format("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) ",
                           last);
    };
    connection.transaction([&] {
        connection.execute(
            "INSERT INTO users (id, handle, name, timezone, created_at, updated_at) " + numbers(kUsers) +
            "SELECT format('%08x-0000-5000-8000-%012x', i, i), format('user%d', i), format('User %d', i), "
            "'Europe/Stockholm', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' FROM n");
        connection.execute(
            "INSERT INTO pacing_schedules (id, user_id, frequency, selected_days, preferred_time, "
            "content_types, "
            "anchor_date, next_due_at, due_computed_at, created_at, updated_at) " +
            numbers(kUsers) +
            "SELECT format('%08x-0000-5000-9000-%012x', i, i), format('%08x-0000-5000-8000-%012x', i, i), "
            "'weekly', '[\"monday\"]', '09:00', '[\"linkedin_post\"]', '2026-01-01', "
            "'2030-01-07T08:00:00.000Z', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', "
            "'2026-01-01T00:00:00.000Z' FROM n");
        connection.execute(fmt::format(
            "INSERT INTO pacing_context_analysis (id, user_id, analysis_date, knowledge_context, "
            "content_suggestions, analysis_status, error_message, created_at, started_at, completed_at) {} "
            "SELECT format('019a9e3e-0000-7000-8000-%012x', i), format('%08x-0000-5000-8000-%012x', i % {} + "
            "1, "
            "i % {} + 1), date('2000-01-01', format('+%d days', i / {})), json_object('files', json_array(), "
            "'notes', hex(zeroblob(1000))), '[{{\"topic\":\"Backups\"}}]', iif(i % 100, 'completed', "
            "'failed'), "
            "iif(i % 100, NULL, 'the folder is not there'), format('2026-11-19T%02d:00:00.000Z', i % 20), "
            "format('2026-11-19T%02d:00:01.000Z', i % 20), format('2026-11-19T%02d:00:02.000Z', i % 20) FROM "
            "n",
            numbers(count / 10), kUsers, kUsers, kUsers));
        connection.execute(
            "INSERT INTO pacing_content_generation (id, user_id, context_analysis_id, suggestion_id, "
            "content_type, "
            "content_title, content_body, generation_status, error_message, created_at, started_at, "
            "completed_at) " +
            numbers(count) +
            fmt::format(
                "SELECT format('019a9e3f-0000-7000-8000-%012x', i), format('%08x-0000-5000-8000-%012x', (i + "
                "9) / "
                "10 % {0} + 1, (i + 9) / 10 % {0} + 1), format('019a9e3e-0000-7000-8000-%012x', (i + 9) / "
                "10), "
                "format('s%d', i), 'linkedin_post', 'Backups', hex(zeroblob(150)), iif(i % 100, 'completed', "
                "'failed'), iif(i % 100, NULL, 'too little to write from'), "
                "format('2026-11-19T%02d:00:03.000Z', "
                "i % 20), format('2026-11-19T%02d:00:03.000Z', i % 20), format('2026-11-19T%02d:00:04.000Z', "
                "i % 20) FROM n",
                kUsers));
        for (const auto* queue : {"pacing_content_queue", "content_suggestions_queue", "jobs"})
            connection.execute(fmt::format(
                "INSERT INTO a_{} (msg_id, read_ct, enqueued_at, archived_at, vt, message) {} SELECT i, 1, "
                "'2026-11-19T08:00:00.000Z', format('2026-11-19T%02d:%02d:00.000Z', i % 20, i % 60), "
                "'2026-11-19T08:00:00.000Z', '{}' FROM n",
                queue, numbers(count), kMessage));
        connection.execute(fmt::format(
            "INSERT INTO q_jobs (msg_id, enqueued_at, vt, hidden, message) {} SELECT iif(i = 1, 1, 5000000 + "
            "i), '2026-11-19T08:00:00.000Z', '2026-11-19T21:00:00.000Z', i % 3 = 1, '{}' FROM n",
            numbers(count), kMessage));
    });
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

/// Milliseconds of processor time that `work` takes in this thread: on a busy machine the wall's are others'.
template <class Work>
double processor_ms(Work&& work) {
    const auto now = [] {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
    };
    const double start = now();
    work();
    return now() - start;
}

struct Times {
    std::vector<double> cold, warm, json, processor;
};

Times measure(const std::string& path, int rounds) {
    const ManualClock clock(*parse_instant("2026-11-19T20:00:00.000Z"));
    Times times;
    for (int round = 0; round < rounds; ++round) {
        const auto store = store::open_sqlite(path, clock);
        times.cold.push_back(1e3 * seconds([&] { store->snapshot({}); }));
        times.warm.push_back(1e3 * seconds([&] { store->snapshot({}); }));
        times.processor.push_back(processor_ms([&] { store->snapshot({}); }));
        const auto snapshot = store->snapshot({});
        times.json.push_back(1e3 * seconds([&] { to_text(monitor::to_json(snapshot)); }));
    }
    return times;
}

}  // namespace

bool monitor_snapshot(const Settings& settings) {
    const std::int64_t large = settings.quick ? 10'000 : 1'000'000;
    const int rounds = settings.quick ? 3 : 25;
    fmt::print(
        "The monitor's snapshot beside what is over: as many archived messages a queue (three of them), and "
        "drafts, a tenth as many analyses, and as many live messages in a queue of one's own; limit {:.0f} "
        "ms\n\n",
        kLimit);
    fmt::print("{:>10} {:>22} {:>20} {:>20} {:>12}\n", "of each", "first of a process, ms",
               "next in process, ms", "processor, ms", "as JSON, ms");
    bool kept = true;
    for (const std::int64_t count : {std::int64_t{1000}, large}) {
        const auto path = new_database(settings.folder, fmt::format("monitor-{}.db", count));
        {
            sqlite::Connection connection(path, {});
            fill(connection, count);
        }
        const auto times = measure(path, rounds);
        const bool within = median(times.cold) < kLimit && median(times.warm) < kLimit;
        kept = kept && within;
        fmt::print("{:>10} {:>22.2f} {:>20.2f} {:>20.2f} {:>12.2f}{}\n", count, median(times.cold),
                   median(times.warm), median(times.processor), median(times.json), within ? "" : "  ABOVE");
        for (const auto* tail : {"", "-wal", "-shm"})
            std::filesystem::remove(path + tail);
    }
    fmt::print("\n");
    return kept;
}

}  // namespace pacelane::bench
