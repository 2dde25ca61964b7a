#include "bench_queue.h"
#include "measure.h"

#include <pacelane/store/store.h>

#include <fmt/format.h>
#include <sqlite3.h>

namespace pacelane::bench {

namespace {

constexpr double kLimit = 2.0;
constexpr double kIdleLimit = 10.0;  // ms
constexpr auto kNow = "2026-11-19T21:30:00.000Z";

// Where a Thursday's or Friday's morning has begun at kNow.
constexpr std::string_view kZones[] = {"America/Sao_Paulo", "America/New_York",    "America/Chicago",
                                       "America/Denver",    "America/Los_Angeles", "America/Bogota",
                                       "America/Lima",      "America/Mexico_City", "America/Toronto",
                                       "America/Santiago",  "Europe/Stockholm",    "Europe/London",
                                       "Europe/Paris",      "Europe/Berlin",       "Europe/Madrid",
                                       "Europe/Lisbon",     "Europe/Rome",         "Europe/Warsaw",
                                       "Europe/Athens",     "Europe/Helsinki",     "Africa/Lagos",
                                       "Africa/Nairobi",    "Africa/Cairo",        "Asia/Dubai",
                                       "Asia/Istanbul",     "Australia/Sydney",    "Pacific/Auckland",
                                       "Pacific/Honolulu",  "America/Anchorage",   "UTC"};

/// One schedule a user; every tenth is due. By SQL, which is faster than a million imports.
void fill(sqlite::Connection& connection, std::int64_t count) {
    connection.execute("CREATE TEMP TABLE zones (number INTEGER PRIMARY KEY, zone TEXT)");
    for (std::size_t n = 0; n < std::size(kZones); ++n)
        connection.prepare("INSERT INTO zones VALUES (?, ?)")
            .with(static_cast<std::int64_t>(n), kZones[n])
            .run();
    const auto numbers =
        fmt::format("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) ", count);
    const auto time = "'2026-01-01T00:00:00.000Z'";
    connection.transaction([&] {
        connection.execute(fmt::format(
            "INSERT INTO users (id, handle, name, timezone, created_at, updated_at) {} SELECT "
            "format('%08x-0000-5000-8000-%012x', (i * 2654435761) & 0xffffffff, i), format('user%07d', i), "
            "format('User %d', i), zone, {}, {} FROM n JOIN zones ON zones.number = n.i % {}",
            numbers, time, time, std::size(kZones)));
        connection.execute(
            fmt::format("INSERT INTO pacing_schedules (id, user_id, frequency, selected_days, "
                        "preferred_time, content_types, "
                        "anchor_date, next_due_at, due_computed_at, created_at, updated_at) {} SELECT "
                        "format('%08x-0000-5000-8000-%012x', (i * 2246822519) & 0xffffffff, i), "
                        "format('%08x-0000-5000-8000-%012x', (i * 2654435761) & 0xffffffff, i), "
                        "iif(i % 3, 'weekly', 'daily'), iif(i % 2, '[\"thursday\",\"friday\"]', "
                        "'[\"monday\",\"thursday\",\"friday\"]'), iif(i % 5, 'Morning (8-10 AM)', '07:00'), "
                        "'[\"linkedin_post\",\"newsletter\"]', '2026-01-01', "
                        "iif(i % 10, format('2026-11-%02dT%02d:00:00.000Z', 20 + i % 7, i % 24), "
                        "format('2026-11-19T%02d:00:00.000Z', i % 20)), {}, {}, {} FROM n",
                        numbers, time, time, time));
    });
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    connection.execute("ANALYZE");
}

/// The rows that a tick adds, each table's in one statement, in one transaction with the same durability.
/// `reschedule` also moves what was due out of the way, to one time for all.
std::int64_t bare_inserts(const std::string& path, bool reschedule) {
    sqlite3* database = nullptr;
    if (sqlite3_open(path.c_str(), &database) != SQLITE_OK) throw std::runtime_error("cannot open " + path);
    const auto run = [&](const std::string& sql) {
        if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(database));
    };
    run("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE");
    run(fmt::format(
        "INSERT INTO pacing_context_analysis (id, user_id, schedule_id, analysis_date, created_at) "
        "SELECT format('019a9e3e-0000-7000-8000-%012x', rowid), user_id, id, '2026-11-19', '{0}' FROM "
        "pacing_schedules WHERE is_active = 1 AND next_due_at <= '{0}'",
        kNow));
    const auto rows = sqlite3_changes64(database);
    run(fmt::format(
        "INSERT INTO q_pacing_content_queue (enqueued_at, vt, message) SELECT '{0}', '{0}', "
        "format('{{\"user_id\":\"%s\",\"schedule_id\":\"%s\",\"analysis_date\":\"2026-11-19\",\"timestamp\":"
        "\"{0}\","
        "\"type\":\"pacing_context_analysis\"}}', user_id, id) FROM pacing_schedules WHERE is_active = 1 AND "
        "next_due_at <= '{0}'",
        kNow));
    if (reschedule)
        run(fmt::format(
            "UPDATE pacing_schedules SET next_due_at = '2026-11-20T09:00:00.000Z', due_computed_at = "
            "'{0}', last_triggered_at = '{0}' WHERE is_active = 1 AND next_due_at <= '{0}'",
            kNow));
    run("COMMIT");
    sqlite3_close(database);
    return rows;
}

}  // namespace

bool schedule_tick(const Settings& settings) {
    const std::int64_t schedules = settings.quick ? 10'000 : 1'000'000;
    const std::int64_t due = schedules / 10;
    const int rounds = settings.quick ? 1 : 5;
    const auto original = new_database(settings.folder, "schedules.db");
    const auto copy = settings.folder + "/tick.db";
    const ManualClock clock(*parse_instant(kNow));
    {
        sqlite::Connection connection(original, {});
        fill(connection, schedules);
    }
    std::vector<double> ticks, inserts, moves, idle;
    const auto on_a_copy = [&](std::vector<double>& times, auto&& work) {
        for (const auto* tail : {"", "-wal", "-shm"})
            std::filesystem::remove(copy + tail);
        std::filesystem::copy_file(original, copy);
        times.push_back(seconds([&] {
            if (const std::int64_t rows = work(); rows != due)
                throw std::runtime_error(fmt::format("{} rows instead of {}", rows, due));
        }));
    };
    for (int round = 0; round < rounds; ++round) {
        on_a_copy(inserts, [&] { return bare_inserts(copy, false); });
        on_a_copy(moves, [&] { return bare_inserts(copy, true); });
        on_a_copy(ticks, [&] {
            const auto report = store::open_sqlite(copy, clock)->tick();
            return std::count_if(report.items.begin(), report.items.end(),
                                 [](const store::TickItem& item) { return item.enqueued; });
        });
        for (int n = 0; n < 5; ++n)
            idle.push_back(1e3 * seconds([&] {
                               if (!store::open_sqlite(copy, clock)->tick().items.empty())
                                   throw std::runtime_error("somebody is due twice");
                           }));
    }
    const double ratio = median(ticks) / median(inserts);
    fmt::print(
        "A tick with {} of {} schedules due, from opening the database on; limits {:.1f} x, and {:.0f} "
        "ms\n\n",
        due, schedules, kLimit, kIdleLimit);
    fmt::print("{:<58} {:>9} {:>7}\n", settings.quick ? "(a hundredth of it)" : "", "ms", "ratio");
    const auto row = [&](const char* what, const std::vector<double>& times, const char* verdict = "") {
        fmt::print("{:<58} {:>9.1f} {:>7.2f}{}\n", what, 1e3 * median(times), median(times) / median(inserts),
                   verdict);
    };
    row("bare INSERT ... SELECT of the analyses and messages", inserts);
    row("the same, and an UPDATE that sets all to one next time", moves);
    row("tick: each in its zone, with its next time", ticks, ratio > kLimit ? "  ABOVE" : "");
    fmt::print("{:<58} {:>9.1f}{}\n\n", "tick with none due", median(idle),
               median(idle) > kIdleLimit ? "  ABOVE" : "");
    for (const auto& path : {original, copy})
        for (const auto* tail : {"", "-wal", "-shm"})
            std::filesystem::remove(path + tail);
    return ratio <= kLimit && median(idle) < kIdleLimit;
}

}  // namespace pacelane::bench
