#pragma once

#include "application.h"

#include <memory>
#include <pacelane/queue/consumer.h>
#include <string>
#include <string_view>
#include <vector>

namespace pacelane::cli {

class Command;
class Progress;

/// The flags that analyze and write have in common.
struct WorkerFlags {
    std::size_t limit = 0;
    int jobs = 1;
    bool follow = false;
};
void add_worker_flags(Command& command, WorkerFlags& flags);
pipeline::WorkerOptions worker_options(const WorkerFlags& flags);
/// With --follow: what wakes the worker of this queue up, and its place in the options; else null.
std::unique_ptr<queue::WakeUp> follow(Application& application, std::string_view queue,
                                      pipeline::WorkerOptions& options);

/// Tells what workers do: results on stdout, a line an event as it happens, or one JSON document in the end;
/// the log on stderr.
class RunRenderer {
public:
    /// With `counts_only`, the JSON document does not list the messages.
    RunRenderer(Application& application, bool counts_only);
    ~RunRenderer();
    pipeline::Observer observer();
    /// Sets the exit code from the reports; prints the JSON document, or that there was nothing to do
    /// ("Nothing to write") and what the queue holds that cannot be had now.
    void finish(const std::vector<pipeline::RunReport>& reports, std::string_view nothing,
                std::string_view queue);

private:
    void render(const pipeline::Event& event);
    void log(const pipeline::Event& event);
    void tell_nothing(std::string_view nothing, std::string_view queue);
    Application& application_;
    bool counts_only_;
    std::unique_ptr<Progress> progress_;  ///< not with `counts_only`, which is for those who wait for work
    std::size_t analyzed_ = 0, written_ = 0, failed_ = 0;
    std::unique_ptr<Json> events_;  ///< an array
};

}  // namespace pacelane::cli
