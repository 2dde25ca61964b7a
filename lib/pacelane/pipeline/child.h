#pragma once

#include <chrono>
#include <csignal>
#include <optional>
#include <pacelane/base/export.h>
#include <string>
#include <vector>

namespace pacelane::pipeline {

/// A program that works for this one, in a process group of its own. Killed, with all of its group, by the
/// end of this object; the program itself also when this process ends.
class PACELANE_API Child {
public:
    struct Command {
        std::vector<std::string> arguments;    ///< the first names the program, sought in PATH
        std::vector<std::string> environment;  ///< all of it
        int input = -1;                        ///< what it has as stdin, stdout and stderr; -1: /dev/null
        int output = -1;
        int errors = -1;
        int signal_at_our_end = SIGKILL;  ///< what it gets when this process ends
        bool rest_may_live = false;       ///< what it started is not killed when it ends by itself
    };
    /// Throws Error(failed) when the program cannot be started.
    explicit Child(const Command& command);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// Waits for its end for so long; true when it has ended.
    bool wait(std::chrono::milliseconds longest);
    /// The CPU that it has used so far; none once it has ended.
    std::chrono::milliseconds cpu_time() const;
    /// Asks it and its group to end (SIGTERM), and kills them when they have not after `grace`.
    void stop(std::chrono::milliseconds grace);
    /// Kills it and its group now.
    void kill();
    /// Once it has ended: empty after success, else "exit code 3", "signal 11 (Segmentation fault)".
    std::string failure() const;
    /// Whether somebody else killed it (SIGKILL, SIGTERM).
    bool was_killed() const;

private:
    int pid_ = -1;
    int handle_ = -1;
    bool rest_may_live_ = false;
    std::optional<int> status_;
};

}  // namespace pacelane::pipeline
