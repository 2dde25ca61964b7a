#pragma once

#include <chrono>
#include <pacelane/base/export.h>
#include <pacelane/store/store.h>
#include <string>
#include <vector>

namespace pacelane::pipeline {

/// The user's program that writes what is said in a recording.
struct Transcriber {
    /// The program and its arguments, given to it as they are: no shell. `{file}` stands for the recording,
    /// `{output}` for a path in a folder of its own; what it writes there (with any ending, or in a folder of
    /// that name) is the transcript, else what it prints.
    std::vector<std::string> command;
    std::chrono::seconds timeout{7200};

    bool is_given() const { return !command.empty(); }
    /// Tells this command from others.
    PACELANE_API std::string hash() const;
};

struct Transcribed {
    store::Transcription made;
    /// Whether the failure is none of the recording's (somebody killed the program): to be tried again.
    bool try_again = false;
};

/// Runs it on one recording, at most for its time, and with a process group of its own that is killed with
/// it. Throws Error(failed) when the program cannot be started.
PACELANE_API Transcribed transcribe(const Transcriber& transcriber, const std::string& recording);

}  // namespace pacelane::pipeline
