#pragma once

#include "application.h"

namespace CLI {
class App;
}

/// The parts of `pacelane schedule`, a file a subject.
namespace pacelane::cli {

/// list, next
void add_schedule_lists(CLI::App& schedule, Application& application);
/// add, pause, resume, remove, enable, disable
void add_schedule_changes(CLI::App& schedule, Application& application);
/// explain
void add_schedule_explain(CLI::App& schedule, Application& application);
/// crontab
void add_schedule_crontab(CLI::App& schedule, Application& application);

}  // namespace pacelane::cli
