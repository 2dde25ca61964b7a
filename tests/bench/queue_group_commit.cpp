#include "bench_queue.h"
#include "measure.h"

#include <atomic>
#include <pacelane/queue/shared_queues.h>
#include <thread>

#include <fmt/format.h>

namespace pacelane::bench {

namespace {

/// Sends per second of so many threads, for so long; `connect` gives each its way to send.
template <class Connect>
double rate_of(int threads, double duration, Connect&& connect) {
    std::atomic<std::int64_t> sent{0};
    std::atomic<bool> stop{false};
    std::vector<std::thread> all;
    for (int n = 0; n < threads; ++n)
        all.emplace_back([&] {
            auto send = connect();
            std::int64_t own = 0;
            while (!stop) {
                send();
                ++own;
            }
            sent += own;
        });
    const double took = seconds([&] {
        std::this_thread::sleep_for(std::chrono::duration<double>(duration));
        stop = true;
        for (auto& thread : all)
            thread.join();
    });
    return static_cast<double>(sent) / took;
}

}  // namespace

bool queue_group_commit(const Settings& settings) {
    constexpr double kLimit = 1.0;
    const double duration = settings.quick ? 0.2 : 3;
    fmt::print(
        "Threads that send one message at a time (synchronous = full): each with a connection and commits of "
        "its\n"
        "own, or with shared commits; ratio = shared / own, limit {:.1f} from two threads on\n\n",
        kLimit);
    fmt::print("{:>8} {:>13} {:>16} {:>7}\n", "threads", "own sends / s", "shared sends / s", "ratio");
    bool kept = true;
    const SystemClock clock;
    for (const int threads : {1, 2, 4, 8}) {
        const auto own_path = new_database(settings.folder, "own.db");
        const double own = rate_of(threads, duration, [&] {
            auto connection = std::make_shared<sqlite::Connection>(own_path, sqlite::Options{});
            auto queues = std::make_shared<queue::Queues>(*connection, clock);
            return [connection, queues] { queues->send("jobs", kMessage); };
        });
        sqlite::Connection connection(new_database(settings.folder, "shared.db"), {});
        queue::SharedQueues queues(connection, clock);
        const double shared = rate_of(threads, duration, [&] {
            return [&] { queues.run([](queue::Queues& q) { return q.send("jobs", kMessage); }); };
        });
        kept = kept && (threads == 1 || shared >= kLimit * own);
        fmt::print("{:>8} {:>13.0f} {:>16.0f} {:>7.2f}\n", threads, own, shared, shared / own);
    }
    fmt::print("\n");
    return kept;
}

}  // namespace pacelane::bench
