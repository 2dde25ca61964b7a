#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <random>
#include <string>

namespace pacelane::sqlite {

/// How connections, of one process or of many, take turns at writing. SQLite's lock has no queue: who just
/// had it takes it again before those who sleep have noticed, some for seconds on end. Here, who has waited
/// for some milliseconds says so in a page that all processes of a user share, and everybody else lets them
/// go first. It is courtesy, not a lock: a stale or missing page costs fairness, never correctness.
class WriteFairness {
public:
    /// For the database at `path`, waiting at most `patience` for its lock.
    WriteFairness(const std::string& path, std::chrono::milliseconds patience);

    /// Before a write: waits, for a little while, as long as others wait for much longer.
    void give_way();
    /// After the lock was refused for the `attempt`-th time (from 0): sleeps; false when patience is at its
    /// end.
    bool wait(int attempt);
    /// The lock is there: who waited does not hold up the others any more.
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
