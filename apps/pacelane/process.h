#pragma once

#include <chrono>
#include <optional>
#include <pacelane/pipeline/child.h>
#include <string>
#include <vector>

namespace pacelane::cli {

/// Throws Error(configuration) with a remedy when there is no such program, as execvp() would look for it.
void require_program(const std::string& name);

/// A command that runs beside this program, in a process group of its own, and dies with it; killed by the
/// end of this object. What it leaves running when it ends by itself is left alone.
class ChildProcess {
public:
    struct Command {
        std::vector<std::string> arguments;    ///< the first names the program, sought in PATH
        std::vector<std::string> environment;  ///< NAME=value, added to this program's
        std::string input;                     ///< its standard input
        bool output_to_stderr = false;         ///< its standard output goes where its errors go
    };
    /// Throws Error(configuration) when the program cannot be started.
    explicit ChildProcess(const Command& command);

    /// Waits for its end for so long; true when it has ended.
    bool wait(std::chrono::milliseconds longest) { return child_->wait(longest); }
    /// Asks it and what it started to end (SIGTERM), and makes them (SIGKILL) when they have not after
    /// `grace`.
    void stop(std::chrono::milliseconds grace) { child_->stop(grace); }
    /// Once it has ended: "" after success, else "exit code 3", "killed by signal 9".
    std::string failure() const;

private:
    std::optional<pipeline::Child> child_;
};

}  // namespace pacelane::cli
