#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace pacelane::cli {

/// Throws Error(configuration) with a remedy when there is no such program, as execvp() would look for it.
void require_program(const std::string& name);

/// A command that runs beside this program, in a process group of its own, and dies with it.
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
    /// Kills it, and what it started, if it still runs.
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// Waits for its end for so long; true when it has ended.
    bool wait(std::chrono::milliseconds longest);
    /// Asks it and what it started to end (SIGTERM), and makes them (SIGKILL) when they have not after
    /// `grace`.
    void stop(std::chrono::milliseconds grace);
    /// Once it has ended: "" after success, else "exit code 3", "killed by signal 9".
    std::string failure() const;

private:
    int pid_ = -1;
    int handle_ = -1;
    std::optional<int> status_;
};

}  // namespace pacelane::cli
