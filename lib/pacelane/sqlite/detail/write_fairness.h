#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <random>
#include <string>

namespace pacelane::sqlite {

/// How connections, of one process or of many, take turns at writing. SQLite's lock has no queue: whoever
/// just released it takes it again before those who sleep and retry have noticed. Here they draw tickets in
/// memory that all processes of a user share; whoever ends its turn wakes the next in line (futex), and while
/// others wait, a turn lasts for a few milliseconds of transactions. Decision 0004.
///
/// A turn is a lease, not a lock: it runs out, so a killed or stopped process holds up nobody for long, and
/// SQLite's own lock decides who writes. Without the shared memory, and against writers that draw no tickets,
/// all stays correct and is only less fair. While nobody waits, a turn costs a few atomic operations and no
/// system call. Not thread-safe: part of one connection.
class WriteFairness {
public:
    /// For the database at `path`, waiting at most `patience` for its lock, the time in line included.
    WriteFairness(const std::string& path, std::chrono::milliseconds patience);
    ~WriteFairness();
    WriteFairness(const WriteFairness&) = delete;
    WriteFairness& operator=(const WriteFairness&) = delete;

    /// Before a write: waits in line. Returns without the turn when patience is at its end.
    void take_turn();
    /// SQLite's lock was refused for the `attempt`-th time (from 0): sleeps; false when patience is at its
    /// end.
    bool wait(int attempt);
    /// Whether done() is to be called when the write is over.
    bool writing() const { return writing_; }
    /// The write is over, committed or not: hands the turn over, or keeps it for a moment.
    void done();
    /// After a commit, with so many pages in the write-ahead log: whether this connection is to copy them
    /// into the database now. If others wait, it has then handed the turn over, so that they write meanwhile;
    /// only a long log is copied within the turn, as it can begin anew only when nobody has written since.
    bool checkpoint_due(int pages);

    struct Line;  ///< of those who wait for one database, in shared memory

private:
    using Steady = std::chrono::steady_clock;
    using Time = Steady::time_point;
    bool wait_in_line(std::uint32_t ticket, Time deadline);
    void lease(Time until);
    void pass_on(std::uint32_t from, Time now, std::chrono::microseconds claim);
    void leave(std::uint32_t ticket);
    bool is_awaited() const;
    void settle(Time end);
    void owe_rounds(std::uint32_t last);

    Line* line_ = nullptr;
    std::chrono::milliseconds patience_;
    std::uint32_t ticket_ = 0;
    bool mine_ = false;     // the turn of ticket_, if its lease has not run out
    bool writing_ = false;  // between take_turn() and done()
    int prompt_ = 0;        // how many of the last writes, at most two, came right after the one before
    Time turn_began_;
    Steady::duration quantum_{};  // of the present turn, when others wait
    Steady::duration owed_{};     // of earlier ones that were cut short or missed; negative: was too long
    Time last_done_;
    Time busy_since_;
    Steady::duration in_line_{};  // how long the present write waited for its turn
    std::minstd_rand random_;
};

}  // namespace pacelane::sqlite
