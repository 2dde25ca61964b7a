#include "bench_queue.h"
#include "measure.h"

#include <fmt/format.h>

namespace pacelane::bench {

namespace {

constexpr double kLimit = 1.3;

/// Fills the queue's tables by SQL, which is faster than a million sends.
void fill(sqlite::Connection& connection, const char* kind, std::int64_t count) {
    const std::string columns = "msg_id, read_ct, enqueued_at, vt, hidden, message";
    const std::string numbers =
        fmt::format("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) ", count);
    const std::string time = "'2026-01-01T00:00:00.000Z'";
    const std::string message = "'{\"user_id\":\"0192f0c1-0000-7000-8000-000000000001\"}'";
    const std::string_view what = kind;
    if (what == "waiting")
        connection.execute(fmt::format("INSERT INTO q_jobs ({}) {} SELECT NULL, 0, {}, {}, 0, {} FROM n",
                                       columns, numbers, time, time, message));
    if (what == "invisible")
        connection.execute(fmt::format(
            "INSERT INTO q_jobs ({}) {} SELECT NULL, 1, {}, '2999-01-01T00:00:00.000Z', 1, {} FROM n",
            columns, numbers, time, message));
    if (what == "archived")
        connection.execute(
            fmt::format("INSERT INTO a_jobs (msg_id, read_ct, enqueued_at, archived_at, vt, message) "
                        "{} SELECT 1000000000 + i, 1, {}, {}, {}, {} FROM n",
                        numbers, time, time, time, message));
}

struct Case {
    const char* what;
    std::int64_t waiting, invisible, archived;
};

}  // namespace

bool queue_flat(const Settings& settings) {
    const std::int64_t scale = settings.quick ? 100 : 1;
    fmt::print(
        "Read of 1 message (and archive of it), beside how much else; limit {:.1f} x the first row\n\n",
        kLimit);
    const Case cases[] = {{"1 k waiting", 1'000, 0, 0},
                          {"1 M waiting", 1'000'000 / scale, 0, 0},
                          {"1 M invisible in front", 1'000, 1'000'000 / scale, 0},
                          {"10 M archived", 1'000, 0, 10'000'000 / scale}};
    struct Open {
        Open(const std::string& path, const Case& c)
            : connection(path, with(sqlite::Durability::normal)), queues(connection, clock) {
            connection.execute("PRAGMA wal_autocheckpoint = 1000");
            fill(connection, "archived", c.archived);
            fill(connection, "invisible", c.invisible);
            fill(connection, "waiting", c.waiting);
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        SystemClock clock;
        sqlite::Connection connection;
        queue::Queues queues;
        std::vector<double> reads, archives;
    };
    std::vector<std::unique_ptr<Open>> all;
    for (std::size_t n = 0; n < std::size(cases); ++n)
        all.push_back(
            std::make_unique<Open>(new_database(settings.folder, fmt::format("flat{}.db", n)), cases[n]));
    // A few calls on each in turn, so that what else the machine does falls on all alike.
    for (int round = 0; round < 90; ++round)
        for (auto& open : all)
            for (int n = 0; n < 5; ++n) {
                std::int64_t id = 0;
                const double read =
                    seconds([&] { id = open->queues.read("jobs", std::chrono::hours(1)).front().msg_id; });
                const double archive = seconds([&] { open->queues.archive("jobs", id); });
                if (round < 10) continue;  // to warm up
                open->reads.push_back(read * 1e6);
                open->archives.push_back(archive * 1e6);
            }
    fmt::print("{:<24} {:>10} {:>7}  {:>10} {:>7}\n", settings.quick ? "(a hundredth of it)" : "", "read µs",
               "ratio", "archive µs", "ratio");
    bool kept = true;
    for (std::size_t n = 0; n < all.size(); ++n) {
        const double read = median(all[n]->reads) / median(all[0]->reads);
        const double archive = median(all[n]->archives) / median(all[0]->archives);
        kept = kept && read <= kLimit;
        fmt::print("{:<24} {:>10.1f} {:>7.2f}  {:>10.1f} {:>7.2f}{}\n", cases[n].what, median(all[n]->reads),
                   read, median(all[n]->archives), archive, read > kLimit ? "  ABOVE" : "");
    }
    fmt::print("\n");
    all.clear();
    for (std::size_t n = 0; n < std::size(cases); ++n)
        std::filesystem::remove(settings.folder + fmt::format("/flat{}.db", n));
    return kept;
}

}  // namespace pacelane::bench
