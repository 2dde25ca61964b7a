#include "temporary_folder.h"

#include <atomic>
#include <map>
#include <mutex>
#include <pacelane/queue/queue.h>
#include <pacelane/store/migrations.h>
#include <random>
#include <set>
#include <thread>

#include <doctest/doctest.h>

using namespace pacelane;

namespace {

constexpr int kThreads = 8;
constexpr int kSteps = 120;

const ManualClock clock_at_nine(*parse_instant("2026-11-19T09:00:00Z"));

/// What the threads have been told, by all of them together.
struct Ledger {
    std::mutex mutex;
    std::multiset<std::int64_t> sent;
    std::multiset<std::int64_t> gone;  // popped, archived or deleted
    std::map<std::int64_t, int> reads;
    std::vector<std::string> errors;
};

void work_at_random(const std::string& path, unsigned seed, Ledger& ledger) try {
    sqlite::Options options;
    options.busy_timeout = std::chrono::minutes(2);
    options.durability = sqlite::Durability::normal;
    sqlite::Connection connection(path, options);
    queue::Queues queues(connection, clock_at_nine);
    std::mt19937 random(seed);
    std::vector<std::int64_t> held;  // read by this thread, and hidden
    const auto record = [&](std::multiset<std::int64_t>& where, std::int64_t id) {
        const std::lock_guard lock(ledger.mutex);
        where.insert(id);
    };
    for (int step = 0; step < kSteps; ++step) {
        switch (random() % 7) {
            case 0:
            case 1:
                record(ledger.sent, queues.send("jobs", "{}"));
                break;
            case 2:
                for (const auto id : queues.send_batch("jobs", std::vector<std::string>(3, "{}")))
                    record(ledger.sent, id);
                break;
            case 3:
                for (const auto& message : queues.read("jobs", std::chrono::seconds(60), 2)) {
                    held.push_back(message.msg_id);
                    const std::lock_guard lock(ledger.mutex);
                    ++ledger.reads[message.msg_id];
                }
                break;
            case 4:
                for (const auto& message : queues.pop("jobs"))
                    record(ledger.gone, message.msg_id);
                break;
            default:
                if (held.empty()) break;
                const auto id = held.back();
                held.pop_back();
                // Archived, deleted, or given back.
                switch (random() % 3) {
                    case 0:
                        if (queues.archive("jobs", id)) record(ledger.gone, id);
                        break;
                    case 1:
                        if (queues.remove("jobs", id)) record(ledger.gone, id);
                        break;
                    default:
                        queues.set_vt("jobs", id, std::chrono::seconds(0));
                }
        }
    }
} catch (const std::exception& error) {
    const std::lock_guard lock(ledger.mutex);
    ledger.errors.emplace_back(error.what());
}

struct Jobs {
    Jobs() {
        store::migrate(path, {}, clock_at_nine);
        sqlite::Connection connection(path, {});
        queue::Queues(connection, clock_at_nine).create("jobs");
    }
    TemporaryFolder folder;
    const std::string path = folder / "p.db";

    template <class Work>
    void in_threads(Work work) {
        std::vector<std::thread> threads;
        for (unsigned n = 0; n < kThreads; ++n)
            threads.emplace_back(work, n);
        for (auto& thread : threads)
            thread.join();
    }
    std::vector<std::int64_t> ids(const std::string& sql) {
        sqlite::Connection connection(path, {});
        std::vector<std::int64_t> all;
        auto query = connection.prepare(sql);
        while (query.step())
            all.push_back(query.integer(0));
        return all;
    }
};

}  // namespace

TEST_SUITE("a queue in many threads") {
    TEST_CASE_FIXTURE(Jobs,
                      "every message that was sent ends in exactly one place, and nobody is told 'busy'") {
        Ledger ledger;
        in_threads([&](unsigned n) { work_at_random(path, 2026 + n, ledger); });
        CHECK(ledger.errors == std::vector<std::string>{});
        const std::set<std::int64_t> sent(ledger.sent.begin(), ledger.sent.end());
        CHECK(sent.size() == ledger.sent.size());
        const std::set<std::int64_t> gone(ledger.gone.begin(), ledger.gone.end());
        CHECK(gone.size() == ledger.gone.size());
        auto ends = gone;
        for (const auto id : ids("SELECT msg_id FROM q_jobs"))
            CHECK(ends.insert(id).second);
        CHECK(ends == sent);
        for (const auto id : ids("SELECT msg_id FROM a_jobs"))
            CHECK(gone.contains(id));
    }

    TEST_CASE_FIXTURE(Jobs, "no two readers hold the same message") {
        constexpr std::size_t kMessages = 200;
        {
            sqlite::Connection connection(path, {});
            queue::Queues(connection, clock_at_nine)
                .send_batch("jobs", std::vector<std::string>(kMessages, "{}"));
        }
        std::mutex mutex;
        std::multiset<std::int64_t> read;
        std::vector<std::string> errors;
        in_threads([&](unsigned) {
            try {
                sqlite::Options options;
                options.busy_timeout = std::chrono::minutes(2);
                sqlite::Connection connection(path, options);
                queue::Queues queues(connection, clock_at_nine);
                for (auto some = queues.read("jobs", std::chrono::seconds(60), 3); !some.empty();
                     some = queues.read("jobs", std::chrono::seconds(60), 3)) {
                    const std::lock_guard lock(mutex);
                    for (const auto& message : some)
                        read.insert(message.msg_id);
                }
            } catch (const std::exception& error) {
                const std::lock_guard lock(mutex);
                errors.emplace_back(error.what());
            }
        });
        CHECK(errors == std::vector<std::string>{});
        CHECK(read.size() == kMessages);
        CHECK(std::set<std::int64_t>(read.begin(), read.end()).size() == kMessages);
    }

    TEST_CASE_FIXTURE(Jobs, "many threads that migrate one new database apply each migration once") {
        const auto fresh = folder / "fresh.db";
        std::mutex mutex;
        std::multiset<int> applied;
        std::vector<std::string> errors;
        in_threads([&](unsigned) {
            try {
                const auto report = store::migrate(fresh, {}, clock_at_nine);
                const std::lock_guard lock(mutex);
                applied.insert(report.applied.begin(), report.applied.end());
            } catch (const std::exception& error) {
                const std::lock_guard lock(mutex);
                errors.emplace_back(error.what());
            }
        });
        CHECK(errors == std::vector<std::string>{});
        CHECK(applied.size() == store::embedded_migrations().size());
        CHECK(std::set<int>(applied.begin(), applied.end()).size() == applied.size());
    }
}
