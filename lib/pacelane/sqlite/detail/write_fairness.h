#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <random>
#include <string>

namespace pacelane::sqlite {

/// Write fairness between connections of one or more processes. SQLite's lock has no queue: the last writer
/// takes it again before sleeping waiters wake, and some wait for seconds. Here a connection that has waited
/// for some milliseconds marks that in a page shared by all processes of a user, and the others back off.
/// The page is a hint, not a lock: when it is stale or missing, fairness suffers but never correctness.
class WriteFairness {
public:
    /// For the database at `path`, waiting at most `patience` for its lock.
    WriteFairness(const std::string& path, std::chrono::milliseconds patience);

    /// Before a write: waits, for a little while, as long as others wait for much longer.
    void give_way();
    /// After the lock was refused for the `attempt`-th time (from 0): sleeps; false when patience is at its
    /// end.
    bool wait(int attempt);
    /// The lock is acquired: this waiter no longer makes the others back off.
    void done() {
        if (starving_) stop_starving();
    }

private:
    using Steady = std::chrono::steady_clock;
    bool somebody_starves() const;
    void stop_starving();
    void sleep(int least_us, int most_us);

    std::atomic<std::int64_t>* starving_at_ = nullptr;  // steady time in µs when somebody last said so
    std::chrono::milliseconds patience_;
    Steady::time_point since_;
    bool starving_ = false;
    std::minstd_rand random_;
};

}  // namespace pacelane::sqlite
