#pragma once

#include "application.h"
#include "command_line/command.h"

/// The parts of `pacelane schedule`, a file a subject.
namespace pacelane::cli {

/// Those that a tick would pass over: active, of an active user, with a problem.
std::vector<store::Schedule> that_cannot_run(const std::vector<store::Schedule>& schedules);
/// Names on stderr, once each, the active users whose schedules cannot run, and why.
void complain_of_problems(Application& application, const std::vector<store::Schedule>& schedules);
/// list, next
void add_schedule_lists(Command& schedule, Application& application);
/// add, pause, resume, remove, enable, disable
void add_schedule_changes(Command& schedule, Application& application);
/// explain
void add_schedule_explain(Command& schedule, Application& application);
/// crontab
void add_schedule_crontab(Command& schedule, Application& application);

}  // namespace pacelane::cli
