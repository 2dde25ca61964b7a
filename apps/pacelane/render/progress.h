#pragma once

#include "application.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace pacelane::cli {

/// One line on stderr that says how far long work has come and for how long it runs: "Reading documents:
/// maya, 3 of 40 (12 s)". It is written anew in its place, and gone when the object is. There is none when
/// stderr is no terminal that obeys control codes, with --quiet, and with --log-format json. One object at a
/// time.
class Progress {
public:
    Progress(Application& application, std::string what);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// What is at hand. From any thread.
    void detail(std::string text);

private:
    friend void write_beside_progress(const std::function<void()>& write);
    struct Line;
    std::unique_ptr<Line> line_;
};

/// Writes something else to the terminal: the progress line, if there is one, makes room for it.
void write_beside_progress(const std::function<void()>& write);

}  // namespace pacelane::cli
