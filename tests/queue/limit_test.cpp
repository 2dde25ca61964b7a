#include <pacelane/queue/limit.h>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using pacelane::queue::Limit;

TEST_SUITE("a limit of messages") {
    TEST_CASE("is reached when so many were taken, not when they are only reserved") {
        Limit limit(2);
        CHECK(limit.reserve());
        CHECK(limit.reserve());
        CHECK_FALSE(limit.reserve());
        CHECK_FALSE(limit.reached());
        limit.take();
        limit.give_back();
        CHECK(limit.reserve());
        CHECK_FALSE(limit.reserve());
        limit.take();
        CHECK(limit.reached());
        CHECK_FALSE(limit.reserve());
    }

    TEST_CASE("of 0 is none") {
        Limit limit(0);
        for (int n = 0; n < 3; ++n) {
            CHECK(limit.reserve());
            limit.take();
        }
        limit.give_back();
        CHECK_FALSE(limit.reached());
    }

    TEST_CASE("loses no place to threads that find nothing, and gives out none too many") {
        Limit limit(3);
        std::atomic<int> holding{0}, most{0}, taken{0};
        std::vector<std::thread> threads;
        for (int n = 0; n < 4; ++n)
            threads.emplace_back([&] {
                for (int turn = 0; !limit.reached(); ++turn) {
                    if (!limit.reserve()) {
                        std::this_thread::yield();
                        continue;
                    }
                    const int now = ++holding;
                    for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
                    }
                    if (turn < 2000) {
                        --holding;
                        limit.give_back();
                    } else {
                        ++taken;
                        limit.take();
                    }
                }
            });
        for (auto& thread : threads)
            thread.join();
        CHECK(taken == 3);
        CHECK(most <= 3);
    }
}
