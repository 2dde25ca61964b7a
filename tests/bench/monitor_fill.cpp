#include "monitor_fill.h"

#include "bench_queue.h"

#include <vector>

#include <fmt/format.h>

namespace pacelane::bench {

namespace {

constexpr std::int64_t kUsers = 1000;
constexpr const char* kQueues[] = {"pacing_content_queue", "content_suggestions_queue", "jobs"};

std::string numbers(std::int64_t last) {
    return fmt::format("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) ", last);
}

/// The tables' indexes and triggers, put aside while a million rows come, and made again at once: with them
/// the filling took ten times as long.
class Bare {
public:
    explicit Bare(sqlite::Connection& connection) : connection_(connection) {
        auto query = connection.prepare(
            "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT "
            "NULL "
            "AND (tbl_name LIKE 'pacing_con%' OR tbl_name LIKE 'q!_%' ESCAPE '!' OR tbl_name LIKE 'a!_%' "
            "ESCAPE '!')");
        std::vector<std::string> drops;
        while (query.step()) {
            drops.push_back(fmt::format("DROP {} \"{}\"", query.text(0), query.text(1)));
            makes_.push_back(query.text(2));
        }
        query.reset();
        for (const auto& drop : drops)
            connection.execute(drop);
    }
    void make_again() {
        for (const auto& make : makes_)
            connection_.execute(make);
    }

private:
    sqlite::Connection& connection_;
    std::vector<std::string> makes_;
};

void add_users(sqlite::Connection& connection) {
    connection.execute(
        "INSERT INTO users (id, handle, name, timezone, created_at, updated_at) " + numbers(kUsers) +
        "SELECT format('%08x-0000-5000-8000-%012x', i, i), format('user%d', i), format('User %d', i), "
        "'Europe/Stockholm', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' FROM n");
    connection.execute(
        "INSERT INTO pacing_schedules (id, user_id, frequency, selected_days, preferred_time, content_types, "
        "anchor_date, next_due_at, due_computed_at, created_at, updated_at) " +
        numbers(kUsers) +
        "SELECT format('%08x-0000-5000-9000-%012x', i, i), format('%08x-0000-5000-8000-%012x', i, i), "
        "'weekly', '[\"monday\"]', '09:00', '[\"linkedin_post\"]', '2026-01-01', '2030-01-07T08:00:00.000Z', "
        "'2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' FROM n");
}

/// In the order of their users and days, as their unique index has them.
void add_analyses(sqlite::Connection& connection, std::int64_t waiting) {
    const auto over = waiting / 10;
    const auto add = [&](std::int64_t count, const char* first_day, const char* columns, const char* values) {
        const auto days = (count + kUsers - 1) / kUsers;
        connection.execute(fmt::format(
            "INSERT INTO pacing_context_analysis (id, user_id, analysis_date, created_at, {}) {} SELECT "
            "format('019a9e3{}-0000-7000-8000-%012x', i), format('%08x-0000-5000-8000-%012x', (i - 1) / {} + "
            "1, (i - 1) / {} + 1), date('{}', format('+%d days', (i - 1) % {})), "
            "format('2026-11-19T%02d:00:00.000Z', i % 20), {} FROM n",
            columns, numbers(count), count == over ? 'e' : 'd', days, days, first_day, days, values));
    };
    add(over, "2000-01-01",
        "knowledge_context, content_suggestions, analysis_status, error_message, started_at, completed_at",
        "json_object('files', json_array(), 'notes', hex(zeroblob(1000))), '[{\"topic\":\"Backups\"}]', "
        "iif(i % 100, 'completed', 'failed'), iif(i % 100, NULL, 'the folder is not there'), "
        "format('2026-11-19T%02d:00:01.000Z', i % 20), format('2026-11-19T%02d:00:02.000Z', i % 20)");
    add(waiting, "2027-01-01", "analysis_status", "iif(i % 1000, 'pending', 'processing')");
}

void add_drafts(sqlite::Connection& connection, std::int64_t count) {
    const auto days = (count / 10 + kUsers - 1) / kUsers;
    const auto add = [&](char kind, const char* columns, const char* values) {
        connection.execute(fmt::format(
            "INSERT INTO pacing_content_generation (id, user_id, context_analysis_id, suggestion_id, "
            "content_type, content_title, created_at, {}) {} SELECT "
            "format('019a9e3{}-0000-7000-8000-%012x', i), format('%08x-0000-5000-8000-%012x', ((i + 9) / 10 "
            "- "
            "1) / {} + 1, ((i + 9) / 10 - 1) / {} + 1), format('019a9e3e-0000-7000-8000-%012x', (i + 9) / "
            "10), format('{}%09d', i), 'linkedin_post', 'Backups', format('2026-11-19T%02d:00:03.000Z', i % "
            "20), {} FROM n",
            columns, numbers(count), kind, days, days, kind, values));
    };
    add('b', "content_body, generation_status, error_message, started_at, completed_at",
        "hex(zeroblob(150)), iif(i % 100, 'completed', 'failed'), iif(i % 100, NULL, 'too little to write "
        "from'), format('2026-11-19T%02d:00:03.000Z', i % 20), format('2026-11-19T%02d:00:04.000Z', i % 20)");
    add('c', "generation_status", "iif(i % 1000, 'pending', 'generating')");
}

void add_messages(sqlite::Connection& connection, std::int64_t count) {
    for (const std::string queue : kQueues) {
        connection.execute(fmt::format(
            "INSERT INTO a_{} (msg_id, read_ct, enqueued_at, archived_at, vt, message) {} SELECT i, 1, "
            "'2026-11-19T08:00:00.000Z', format('2026-11-19T%02d:%02d:00.000Z', i % 20, i % 60), "
            "'2026-11-19T08:00:00.000Z', '{}' FROM n",
            queue, numbers(count), kMessage));
        connection.execute(
            fmt::format("INSERT INTO q_{} (msg_id, enqueued_at, vt, hidden, message) {} SELECT {}, "
                        "'2026-11-19T08:00:00.000Z', '2026-11-19T21:00:00.000Z', i % {} = 1, '{}' FROM n",
                        queue, numbers(count), queue == "jobs" ? "iif(i = 1, 1, 5000000 + i)" : "5000000 + i",
                        queue == "jobs" ? 3 : 1000, kMessage));
    }
}

/// What the triggers would have counted one by one.
void count(sqlite::Connection& connection) {
    const auto states = [&](const char* what, const char* table, const char* state) {
        connection.execute(
            fmt::format("UPDATE monitor_counts SET n = (SELECT count(*) FROM {1} WHERE {2} = "
                        "state) WHERE what = '{0}' AND state <> 'with_error'",
                        what, table, state));
        connection.execute(fmt::format(
            "UPDATE monitor_counts SET n = (SELECT count(*) FROM {1} WHERE error_message IS NOT NULL AND {2} "
            "<> 'completed') WHERE what = '{0}' AND state = 'with_error'",
            what, table, state));
    };
    states("analyses", "pacing_context_analysis", "analysis_status");
    states("generations", "pacing_content_generation", "generation_status");
    for (const auto* queue : {kQueues[0], kQueues[1]}) {
        connection.execute(
            fmt::format("UPDATE monitor_counts SET n = (SELECT count(*) FROM a_{0}) WHERE what "
                        "= 'archive' AND state = '{0}'",
                        queue));
        connection.execute(
            fmt::format("INSERT INTO monitor_minutes {} SELECT '{}', strftime('%Y-%m-%dT%H:%M', "
                        "'2026-11-19T20:00', format('-%d minutes', i)), 100 FROM n",
                        numbers(119), queue));
    }
    for (const auto* what :
         {"analyses_completed", "analyses_failed", "generations_completed", "generations_failed", "messages"})
        connection.execute(fmt::format(
            "INSERT INTO monitor_days {} SELECT date('2026-11-19', format('-%d days', i - 1)), '{}', 10000 "
            "FROM n",
            numbers(60), what));
    for (const auto* stage : {"analyze", "write"})
        connection.execute(
            fmt::format("INSERT OR REPLACE INTO monitor_timings {} SELECT '{}', i - 1, 300 + i FROM n",
                        numbers(500), stage));
}

}  // namespace

std::string monitor_database(const std::string& folder, std::int64_t count) {
    auto path = new_database(folder, fmt::format("monitor-{}.db", count));
    sqlite::Connection connection(path, {});
    // Nothing is lost with it that is not made again.
    for (const auto* pragma : {"PRAGMA foreign_keys = OFF", "PRAGMA journal_mode = OFF",
                               "PRAGMA synchronous = OFF", "PRAGMA cache_size = -100000"})
        connection.execute(pragma);
    connection.execute("BEGIN");
    Bare bare(connection);
    add_users(connection);
    add_analyses(connection, count);
    add_drafts(connection, count);
    add_messages(connection, count);
    bare.make_again();
    bench::count(connection);
    connection.execute("COMMIT");
    connection.execute("PRAGMA journal_mode = WAL");
    return path;
}

}  // namespace pacelane::bench
