#include "bare_queue.h"
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
constexpr double kLeastTotal = 0.9;      // of the bare calls' cycles, with the most processes
constexpr double kLeastFairness = 0.85;  // least busy / most busy process
constexpr double kSlowest = 0.1;         // seconds, of 99.9 % of the calls

/// What a process did, in memory that it shares with the one that asked.
struct Tally {
    static constexpr double kBucket = 0.0005;  // seconds
    std::int64_t cycles = 0;
    std::int64_t busy = 0;
    double longest = 0;                      ///< seconds of its slowest call
    std::array<std::int64_t, 2000> calls{};  ///< by how long they took; the last also all longer ones

    void add(double time) {
        longest = std::max(longest, time);
        ++calls[std::min(calls.size() - 1, static_cast<std::size_t>(time / kBucket))];
    }
};
using Tallies = std::array<Tally, kMost>;

/// Of all runs with so many processes.
struct Result {
    double seconds = 0;
    Tally sum;
    double fairness = 1;  ///< of the least fair run
    bool failed = false;

    double rate() const { return static_cast<double>(sum.cycles) / seconds; }
    /// Seconds within which a share of the calls is done.
    double within(double share) const {
        std::int64_t all = 0;
        for (const auto count : sum.calls)
            all += count;
        std::int64_t seen = 0;
        for (std::size_t n = 0; n + 1 < sum.calls.size(); ++n) {
            seen += sum.calls[n];
            if (static_cast<double>(seen) >= share * static_cast<double>(all))
                return std::min(sum.longest, static_cast<double>(n + 1) * Tally::kBucket);
        }
        return sum.longest;
    }
};

/// The library, behind the same calls as the bare ones.
class OurQueue {
public:
    OurQueue(const std::string& path, bool full)
        : connection_(path, with(full ? sqlite::Durability::full : sqlite::Durability::normal)),
          queues_(connection_, clock_) {}
    void send(std::span<const std::string> messages) { queues_.send("jobs", messages.front()); }
    std::vector<std::int64_t> read(int count) {
        std::vector<std::int64_t> ids;
        for (const auto& message : queues_.read("jobs", std::chrono::hours(1), count))
            ids.push_back(message.msg_id);
        return ids;
    }
    void archive(const std::vector<std::int64_t>& ids) { queues_.archive("jobs", ids); }

private:
    SystemClock clock_;
    sqlite::Connection connection_;
    queue::Queues queues_;
};

template <class Queue>
void work(const std::string& path, bool full, double duration, Tally& tally) {
    Queue queue(path, full);
    const std::array messages{kMessage};
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(duration);
    while (std::chrono::steady_clock::now() < end) {
        try {
            tally.add(seconds([&] { queue.send(messages); }));
            std::vector<std::int64_t> ids;
            tally.add(seconds([&] { ids = queue.read(1); }));
            if (!ids.empty()) tally.add(seconds([&] { queue.archive(ids); }));
            ++tally.cycles;
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::busy) throw;
            ++tally.busy;
        }
    }
}

template <class Queue>
void run(const Settings& settings, int processes, bool full, double duration, Result& result) {
    const auto path = new_database(settings.folder, "processes.db");
    auto* tallies = static_cast<Tallies*>(
        ::mmap(nullptr, sizeof(Tallies), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    std::fflush(stdout);
    std::vector<pid_t> children;
    for (int n = 0; n < processes; ++n) {
        const pid_t child = ::fork();
        if (child == 0) {
            try {
                work<Queue>(path, full, duration, (*tallies)[static_cast<std::size_t>(n)]);
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
        result.failed = result.failed || status != 0;
    }
    std::int64_t least = INT64_MAX;
    std::int64_t most = 1;
    for (int n = 0; n < processes; ++n) {
        const auto& tally = (*tallies)[static_cast<std::size_t>(n)];
        result.sum.cycles += tally.cycles;
        result.sum.busy += tally.busy;
        result.sum.longest = std::max(result.sum.longest, tally.longest);
        for (std::size_t i = 0; i < tally.calls.size(); ++i)
            result.sum.calls[i] += tally.calls[i];
        least = std::min(least, tally.cycles);
        most = std::max(most, tally.cycles);
    }
    ::munmap(tallies, sizeof(Tallies));
    result.seconds += duration;
    result.fairness = std::min(result.fairness, static_cast<double>(least) / static_cast<double>(most));
}

void print(bool full, int processes, const char* who, const Result& result, double ratio) {
    fmt::print("{:<11} {:>9} {:<9} {:>10.0f} {:>7.2f} {:>9.2f} {:>9.1f} {:>9.0f} {:>12}\n",
               full ? "full" : "normal", processes, who, result.rate(), ratio, result.fairness,
               result.within(0.999) * 1e3, result.sum.longest * 1e3, result.sum.busy);
}

}  // namespace

bool queue_processes(const Settings& settings) {
    fmt::print(
        "Processes on one queue, each sending, reading and archiving, against the same with bare SQLite C "
        "calls\n"
        "and sqlite3_busy_timeout, by turns. Limits with {} processes: {:.2f} of the bare calls' cycles, "
        "fairness\n"
        "(least busy / most busy process) {:.2f}, 99.9 % of the calls within {:.0f} ms; never "
        "SQLITE_BUSY\n\n",
        kMost, kLeastTotal, kLeastFairness, kSlowest * 1e3);
    fmt::print("{:<11} {:>9} {:<9} {:>10} {:>7} {:>9} {:>9} {:>9} {:>12}\n", "synchronous", "processes", "",
               "cycles / s", "ratio", "fairness", "99.9 % ms", "slowest", "SQLITE_BUSY");
    bool kept = true;
    for (const bool full : {true, false})
        for (const int count : {1, 2, 4, kMost}) {
            // Two runs of each, neither side always the second, so that what else the disk does falls on
            // both.
            const double duration = settings.quick ? 0.25 : count == kMost ? 10 : 3;
            Result ours, bare;
            run<OurQueue>(settings, count, full, duration, ours);
            run<BareQueue>(settings, count, full, duration, bare);
            run<BareQueue>(settings, count, full, duration, bare);
            run<OurQueue>(settings, count, full, duration, ours);
            const double ratio = ours.rate() / bare.rate();
            print(full, count, "bare", bare, 1);
            print(full, count, "pacelane", ours, ratio);
            kept = kept && !ours.failed && ours.sum.busy == 0;
            if (count < kMost) continue;
            const auto limit = [&](const char* what, double value, bool keeps) {
                fmt::print("  {} {:.2f}{}\n", what, value, keeps ? "" : "  NOT KEPT");
                kept = kept && keeps;
            };
            limit("total / bare", ratio, ratio >= kLeastTotal);
            limit("fairness", ours.fairness, ours.fairness >= kLeastFairness);
            limit("99.9 % of calls, s", ours.within(0.999), ours.within(0.999) <= kSlowest);
        }
    fmt::print("\n");
    return kept;
}

}  // namespace pacelane::bench
