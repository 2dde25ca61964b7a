#include "helpers.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <pacelane/queue/commit_wake_up.h>
#include <pacelane/queue/consumer.h>
#include <pacelane/queue/lease.h>
#include <thread>

using namespace pacelane;
using namespace pacelane::queue;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kHour{3'600'000};

/// Numbers instead of messages, and what became of them.
struct Bench {
    explicit Bench(int count) : left(count) {}

    class Number final : public Task {
    public:
        Number(Bench& bench, int number) : bench_(bench), number_(number) {}
        void attempt() override {
            if (bench_.work) bench_.work(number_);
            const std::lock_guard lock(bench_.mutex);
            bench_.done.push_back(number_);
        }
        void fail(const std::exception& error) override {
            const std::lock_guard lock(bench_.mutex);
            bench_.failures.emplace_back(error.what());
            if (bench_.failing_breaks) throw Error(ErrorKind::failed, "cannot record it");
        }
        bool extend() override { return !bench_.extend || bench_.extend(); }

    private:
        Bench& bench_;
        int number_;
    };

    void run() {
        consume(
            [this] {
                return [this]() -> Taken {
                    const std::lock_guard lock(mutex);
                    ++looks;
                    if (left == 0) return {};
                    return {std::make_unique<Number>(*this, left--), false};
                };
            },
            options);
    }

    ConsumerOptions options;
    std::function<void(int)> work;
    std::function<bool()> extend;
    bool failing_breaks = false;
    std::mutex mutex;  // of what follows
    int left;
    int looks = 0;
    std::vector<int> done;
    std::vector<std::string> failures;
};

/// Wakes the consumer when the test says so, and tells that it waits.
class Bell final : public WakeUp {
public:
    void wait(milliseconds) override {
        std::unique_lock lock(mutex_);
        ++waits_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return rung_; });
        rung_ = false;
    }
    void interrupt() override { ring(); }
    void ring() {
        const std::lock_guard lock(mutex_);
        rung_ = true;
        changed_.notify_all();
    }
    void until_waits() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return waits_ > 0; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int waits_ = 0;
    bool rung_ = false;
};

}  // namespace

TEST_SUITE("the consumer") {
    TEST_CASE("takes every message once, over several threads, and ends") {
        Bench bench(200);
        bench.options.jobs = 4;
        bench.run();
        std::sort(bench.done.begin(), bench.done.end());
        REQUIRE(bench.done.size() == 200);
        for (int n = 0; n < 200; ++n)
            CHECK(bench.done[static_cast<std::size_t>(n)] == n + 1);
    }

    TEST_CASE("takes no more than its limit, over several threads") {
        for (const bool follow : {false, true}) {
            CAPTURE(follow);
            Bench bench(50);
            bench.options.jobs = 4;
            bench.options.limit = 7;
            bench.options.follow = follow;
            bench.run();
            CHECK(bench.done.size() == 7);
            CHECK(bench.left == 43);
        }
    }

    TEST_CASE("finishes the task at hand when it is told to stop, and takes no other") {
        Bench bench(3);
        std::atomic<bool> stop{false};
        bench.options.stop = &stop;
        bench.options.follow = true;
        bench.work = [&](int) { stop = true; };
        bench.run();
        CHECK(bench.done.size() == 1);
        CHECK(bench.left == 2);
    }

    TEST_CASE("tells the task of its failure, and goes on with the next") {
        Bench bench(3);
        bench.work = [](int number) {
            if (number == 2) throw Error(ErrorKind::failed, "no luck");
        };
        bench.run();
        CHECK(bench.done == std::vector<int>{3, 1});
        CHECK(bench.failures == std::vector<std::string>{"no luck"});
    }

    TEST_CASE("ends all threads with the first error that cannot be recorded") {
        Bell bell;
        Bench bench(1);
        bench.options.jobs = 3;
        bench.options.follow = true;
        bench.options.wake_up = &bell;
        bench.failing_breaks = true;
        bench.work = [&](int) {
            bell.until_waits();  // another thread waits for messages meanwhile
            throw Error(ErrorKind::failed, "no luck");
        };
        CHECK_THROWS_WITH(bench.run(), "cannot record it");
    }

    TEST_CASE("extends a task for as long as it is worked on") {
        Bench bench(1);
        bench.options.heartbeat = milliseconds(1);
        std::mutex mutex;
        std::condition_variable changed;
        int beats = 0;
        bench.extend = [&]() -> bool {
            const std::lock_guard lock(mutex);
            ++beats;
            changed.notify_all();
            if (beats == 1) throw Error(ErrorKind::busy, "busy");  // the next beat tries again
            return true;
        };
        bench.work = [&](int) {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return beats >= 3; });
        };
        bench.run();
        CHECK(bench.done.size() == 1);
    }

    TEST_CASE("that follows waits for a wake-up, and then takes what has come") {
        for (const int jobs : {1, 4}) {
            CAPTURE(jobs);
            Bell bell;
            Bench bench(0);
            bench.options.jobs = jobs;
            bench.options.limit = 1;
            bench.options.follow = true;
            bench.options.poll_interval = kHour;
            bench.options.wake_up = &bell;
            std::thread sender([&] {
                bell.until_waits();
                {
                    const std::lock_guard lock(bench.mutex);
                    bench.left = 1;
                }
                bell.ring();
            });
            bench.run();
            sender.join();
            CHECK(bench.done == std::vector<int>{1});
        }
    }
}

namespace {

struct Held : Jobs {
    Failure fail(bool permanent) {
        send(1);
        const auto read = queues.read("jobs", seconds(30));
        return fail_held(queues, "jobs", lease_of(read.front()), {}, {"reason", permanent, false},
                         "jobs_dead");
    }
};

}  // namespace

TEST_SUITE("a failed attempt") {
    TEST_CASE("is followed by another one when its cause is transient") {
        Held held;
        const auto failure = held.fail(false);
        CHECK_FALSE(failure.final);
        CHECK(failure.next_attempt == held.clock.now() + seconds(30));
    }
    TEST_CASE("is the last when its cause is permanent") {
        Held held;
        const auto failure = held.fail(true);
        CHECK(failure.final);
        CHECK(failure.attempt == 1);
        CHECK(failure.dead_letter_id == 1);
        CHECK(held.queues.metrics("jobs").queue_length == 0);
    }
}

TEST_SUITE("the wake-up by commits") {
    struct File : TemporaryFolder {
        File() {
            connection.execute(bytes_of(PACELANE_SOURCE_DIR "/schema/sqlite/0001_initial.sql"));
            queues.create("jobs");
            queues.create("others");
            wake_up.emplace(file, "jobs", clock);
        }
        std::string file = *this / "queue.db";
        ManualClock clock{parse_instant("2026-11-19T08:00:00Z").value()};
        sqlite::Connection connection{file, Jobs::creating()};
        Queues queues{connection, clock};
        std::optional<CommitWakeUp> wake_up;
    };

    TEST_CASE("ends a wait when a message of the queue is visible") {
        File database;
        database.queues.send("jobs", "1");
        database.wake_up->wait(kHour);
        CHECK(database.queues.has_visible("jobs"));
    }
    TEST_CASE("passes over commits that bring no visible message") {
        File database;
        database.queues.send("others", "1");
        SendOptions later;
        later.delay = seconds(60);
        database.queues.send("jobs", "1", later);
        CHECK_FALSE(database.queues.has_visible("jobs"));
        database.wake_up->wait(milliseconds(1));
        database.clock.set(database.clock.now() + seconds(60));
        CHECK(database.queues.has_visible("jobs"));
    }
    TEST_CASE("is interrupted, from another thread too") {
        File database;
        database.wake_up->interrupt();
        database.wake_up->wait(kHour);
        std::thread other([&] { database.wake_up->interrupt(); });
        database.wake_up->wait(kHour);
        other.join();
    }
}
