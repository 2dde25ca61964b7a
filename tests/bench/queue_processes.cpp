#include "bench_queue.h"
#include "measure.h"

#include <array>
#include <pacelane/base/error.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::bench {

namespace {

constexpr int kMost = 8;

/// What a process did, in memory that it shares with the one that asked.
struct Tally {
    std::int64_t cycles = 0;
    std::int64_t busy = 0;
    double longest = 0;  ///< seconds of its slowest call
};

void work(const std::string& path, double duration, Tally& tally) {
    const SystemClock clock;
    sqlite::Connection connection(path, {});
    queue::Queues queues(connection, clock);
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(duration);
    const auto timed = [&](const auto& call) { tally.longest = std::max(tally.longest, seconds(call)); };
    while (std::chrono::steady_clock::now() < end) {
        try {
            timed([&] { queues.send("jobs", kMessage); });
            std::vector<queue::Message> messages;
            timed([&] { messages = queues.read("jobs", std::chrono::hours(1)); });
            if (!messages.empty()) timed([&] { queues.archive("jobs", messages.front().msg_id); });
            ++tally.cycles;
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::busy) throw;
            ++tally.busy;
        }
    }
}

}  // namespace

bool queue_processes(const Settings& settings) {
    const double duration = settings.quick ? 0.5 : 5;
    fmt::print(
        "Processes on one queue, each sending, reading and archiving for {} s (synchronous = full)\n\n",
        duration);
    fmt::print("{:>9} {:>12} {:>9} {:>19} {:>15} {:>13}\n", "processes", "cycles / s", "ratio",
               "least / most busy", "slowest call", "SQLITE_BUSY");
    bool kept = true;
    double alone = 0;
    for (const int count : {1, 2, 4, kMost}) {
        const auto path = new_database(settings.folder, "processes.db");
        auto* tallies = static_cast<std::array<Tally, kMost>*>(
            ::mmap(nullptr, sizeof(std::array<Tally, kMost>), PROT_READ | PROT_WRITE,
                   MAP_SHARED | MAP_ANONYMOUS, -1, 0));
        std::fflush(stdout);
        std::vector<pid_t> children;
        for (int n = 0; n < count; ++n) {
            const pid_t child = ::fork();
            if (child == 0) {
                try {
                    work(path, duration, (*tallies)[static_cast<std::size_t>(n)]);
                } catch (const std::exception& error) {
                    fmt::print(stderr, "{}\n", error.what());
                    ::_exit(1);
                }
                ::_exit(0);
            }
            children.push_back(child);
        }
        for (const pid_t child : children) {
            int status = 0;
            ::waitpid(child, &status, 0);
            kept = kept && status == 0;
        }
        Tally sum;
        std::int64_t least = INT64_MAX;
        std::int64_t most = 0;
        for (int n = 0; n < count; ++n) {
            const auto& tally = (*tallies)[static_cast<std::size_t>(n)];
            sum.cycles += tally.cycles;
            sum.busy += tally.busy;
            sum.longest = std::max(sum.longest, tally.longest);
            least = std::min(least, tally.cycles);
            most = std::max(most, tally.cycles);
        }
        ::munmap(tallies, sizeof(std::array<Tally, kMost>));
        const double rate = static_cast<double>(sum.cycles) / duration;
        if (count == 1) alone = rate;
        kept = kept && sum.busy == 0;
        fmt::print("{:>9} {:>12.0f} {:>9.2f} {:>19.2f} {:>12.0f} ms {:>13}\n", count, rate, rate / alone,
                   static_cast<double>(least) / static_cast<double>(most), sum.longest * 1e3, sum.busy);
    }
    fmt::print("\n");
    return kept;
}

}  // namespace pacelane::bench
