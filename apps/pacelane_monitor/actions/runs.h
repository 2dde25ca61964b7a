#pragma once

#include "actions/trigger.h"
#include "options.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace pacelane::monitor_program {

/// A trigger that was pulled, and what came of it.
struct Run {
    std::string id;
    std::string title;
    std::string started_at;
    std::vector<std::string> lines;  ///< the last ones that `pacelane` printed
    bool running = true;
    std::chrono::steady_clock::time_point ended{};  ///< once it has ended
    int exit_code = 0;  ///< once it has ended, of the first step that failed; 128 + signal when it was killed
};

/// Runs `pacelane` for triggers, each step a child process, never through a shell. Thread-safe.
class Runs {
public:
    static constexpr std::size_t kAtOnce = 4;   ///< further triggers are refused meanwhile
    static constexpr std::size_t kKept = 20;    ///< runs that are remembered
    static constexpr std::size_t kLines = 200;  ///< lines of each

    explicit Runs(const Options& options);
    /// Ends what still runs: the stages can be killed at any instruction.
    ~Runs();
    Runs(const Runs&) = delete;
    Runs& operator=(const Runs&) = delete;

    /// Ends what runs; what is triggered afterwards is refused.
    void stop();

    /// Called after each change, from any thread. To be set before the first begin().
    std::function<void()> on_change;

    struct Begun {
        std::string id;
        bool was_running = false;  ///< the same is at work already and was not started again
    };
    /// Throws Error(usage) when this monitor is read-only, Error(busy) when too much runs.
    Begun begin(const Trigger& trigger);
    /// Newest first.
    std::vector<Run> list() const;
    std::optional<Run> find(const std::string& id) const;
    /// Increases with each change.
    std::uint64_t version() const;

private:
    struct Work;
    void work(Work& work);
    int step(Work& work, const std::vector<std::string>& words);
    void add_line(Work& work, std::string line);
    void changed();

    const Options options_;
    mutable std::mutex mutex_;
    std::deque<std::unique_ptr<Work>> works_;  // oldest first
    std::uint64_t version_ = 0;
    bool stopping_ = false;
};

}  // namespace pacelane::monitor_program
