#pragma once

#include "application.h"
#include "command_line/command.h"

#include <pacelane/store/backup.h>
#include <string>

/// One file a subcommand: its flags, the call into the library, the rendering of what comes back.
namespace pacelane::cli {

/// All commands, in the order in which help shows them.
void add_commands(Command& app, Application& application);

void add_migrate(Command& app, Application& application);
void add_backup(Command& app, Application& application);
void add_restore(Command& app, Application& application);
void add_prune(Command& app, Application& application);
void add_schedule(Command& app, Application& application);
void add_enqueue(Command& app, Application& application);
void add_analyze(Command& app, Application& application);
void add_write(Command& app, Application& application);
void add_status(Command& app, Application& application);
void add_context(Command& app, Application& application);
void add_content(Command& app, Application& application);
void add_user(Command& app, Application& application);
void add_user_forget(Command& user, Application& application);
void add_queue(Command& app, Application& application);
void add_config(Command& app, Application& application);
void add_try(Command& app, Application& application);
void add_init(Command& app, Application& application);
void add_doctor(Command& app, Application& application);
void add_help(Command& app, Application& application);
void add_version(Command& app, Application& application);
void add_completion(Command& app, Application& application);
void add_complete(Command& app, Application& application);
void add_manual(Command& app, Application& application);
void add_queue_transfer(Command& queue, Application& application);
void add_queue_work(Command& queue, Application& application);

/// "412 kB".
std::string size_text(std::int64_t bytes);
/// What a copy of a database holds, in a line.
std::string contents_text(const store::BackupReport& report);
/// All of standard input.
std::string standard_input();

}  // namespace pacelane::cli
