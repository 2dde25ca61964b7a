#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <pacelane/base/export.h>

/// The loop of every worker: takes messages one after the other, in one or more threads, and keeps each
/// hidden while it is worked on. What a message is and how it is settled is the caller's part (Task).
namespace pacelane::queue {

/// One message that was taken, and the work on it.
class Task {
public:
    virtual ~Task() = default;
    /// Does the work and archives the message. What it throws is a failed attempt.
    virtual void attempt() = 0;
    /// Records the failed attempt. What it throws ends the run.
    virtual void fail(const std::exception& error) = 0;
    /// Hides the message for longer; false when another worker has it. Called on another thread while
    /// attempt() runs. An error is ignored: the next call, or attempt() at its end, finds out.
    virtual bool extend() = 0;
};

/// What a look at the queue gave.
struct Taken {
    std::unique_ptr<Task> task;  ///< null: there was no message to work on
    bool look_again = false;     ///< without a task: a message was settled on the way, there may be more
};
/// Takes the next message. What it throws ends the run.
using Intake = std::function<Taken()>;

/// Waits for something that may bring a message. Thread-safe.
class PACELANE_API WakeUp {
public:
    virtual ~WakeUp() = default;
    /// Returns when messages may have come since the last call, when interrupt() was called, or after
    /// `longest`. Called by one thread at a time.
    virtual void wait(std::chrono::milliseconds longest) = 0;
    /// Ends the current wait(), or the next one.
    virtual void interrupt() = 0;
};

struct ConsumerOptions {
    std::size_t limit = 0;  ///< end after so many messages; 0: no limit
    int jobs = 1;           ///< threads
    bool follow = false;    ///< when there is no message, wait for one; else end
    bool once = false;      ///< take one message at most, and look for it once; in one thread
    std::chrono::milliseconds heartbeat{100'000};  ///< between two extend() of a task
    std::chrono::milliseconds poll_interval{
        1000};  ///< with `follow`: between looks at the queue when nothing wakes it up
    const std::atomic<bool>* stop = nullptr;  ///< set: finish the tasks at hand, then return
    WakeUp* wake_up = nullptr;                ///< with `follow`; null: only polls
};

/// Runs until there is no message (unless it follows), the limit is reached or it is stopped. `open` is
/// called once on each thread. The first error that ends a thread stops the others, and is thrown when they
/// have finished; messages that nobody settled come back when their visibility timeout ends.
PACELANE_API void consume(const std::function<Intake()>& open, const ConsumerOptions& options);

}  // namespace pacelane::queue
