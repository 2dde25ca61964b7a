#include "temporary_folder.h"

#include <array>
#include <atomic>
#include <pacelane/queue/shared_queues.h>
#include <pacelane/store/migrations.h>
#include <stdexcept>
#include <thread>

#include <doctest/doctest.h>

using namespace pacelane;

namespace {

constexpr int kThreads = 8;
constexpr int kEach = 60;

struct Shared {
    Shared() {
        queues.run([](queue::Queues& q) { q.create("jobs"); });
    }
    std::string migrated() {
        store::migrate(folder / "p.db", {}, clock);
        return folder / "p.db";
    }
    /// What other connections see.
    queue::Metrics committed() {
        sqlite::Connection other(folder / "p.db", {});
        return queue::Queues(other, clock).metrics("jobs");
    }
    template <class Work>
    void in_threads(Work work) {
        std::vector<std::thread> threads;
        for (int n = 0; n < kThreads; ++n)
            threads.emplace_back(work, n);
        for (auto& thread : threads)
            thread.join();
    }
    TemporaryFolder folder;
    ManualClock clock{*parse_instant("2026-11-19T09:00:00Z")};
    sqlite::Connection connection{migrated(), {}};
    queue::SharedQueues queues{connection, clock};
};

}  // namespace

TEST_CASE_FIXTURE(Shared, "what a thread was told is committed, and each thread gets its own answers") {
    std::array<std::vector<std::int64_t>, kThreads> sent;
    in_threads([&](int thread) {
        for (int n = 0; n < kEach; ++n) {
            const auto message = std::to_string(thread);
            sent[static_cast<std::size_t>(thread)].push_back(
                queues.run([&](queue::Queues& q) { return q.send("jobs", message); }));
        }
    });
    CHECK(committed().queue_length == kThreads * kEach);
    for (int thread = 0; thread < kThreads; ++thread)
        for (const auto id : sent[static_cast<std::size_t>(thread)])
            CHECK(queues.run([&](queue::Queues& q) { return q.find("jobs", id); })->message ==
                  std::to_string(thread));
}

TEST_CASE_FIXTURE(Shared, "a part that throws is undone alone, and only its thread hears of it") {
    std::atomic<int> thrown{0};
    std::atomic<int> refused{0};
    in_threads([&](int thread) {
        for (int n = 0; n < kEach; ++n) {
            const int kind = (thread + n) % 3;
            try {
                queues.run([&](queue::Queues& q) {
                    q.send("jobs", "1");
                    q.transaction([&] {
                        q.send("jobs", "2");
                        if (kind == 1) throw std::runtime_error("mine");
                    });
                    if (kind == 2) q.send("nope", "3");
                });
                CHECK(kind == 0);
            } catch (const Error& error) {
                CHECK(kind == 2);
                CHECK(error.kind() == ErrorKind::bad_input);
                ++refused;
            } catch (const std::runtime_error& error) {
                CHECK(kind == 1);
                CHECK(std::string(error.what()) == "mine");
                ++thrown;
            }
        }
    });
    CHECK(thrown + refused == kThreads * kEach * 2 / 3);
    CHECK(committed().queue_length == 2 * (kThreads * kEach - thrown - refused));
}

TEST_CASE_FIXTURE(Shared, "a commit that cannot be made is told to all who had a part in it") {
    sqlite::Options impatient;
    impatient.busy_timeout = std::chrono::milliseconds(1);
    sqlite::Connection hasty(folder / "p.db", impatient);
    queue::SharedQueues locked(hasty, clock);
    std::atomic<int> busy{0};
    connection.transaction([&] {
        in_threads([&](int) {
            try {
                locked.run([](queue::Queues& q) { return q.send("jobs", "1"); });
            } catch (const Error& error) {
                CHECK(error.kind() == ErrorKind::busy);
                ++busy;
            }
        });
    });
    CHECK(busy == kThreads);
    CHECK(locked.run([](queue::Queues& q) { return q.send("jobs", "1"); }) == 1);
}
