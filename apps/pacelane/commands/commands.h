#pragma once

#include "application.h"

#include <pacelane/store/backup.h>
#include <set>
#include <string_view>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

/// One file a subcommand: its flags, the call into the library, the rendering of what comes back.
namespace pacelane::cli {

/// All commands; or, with `words` (a command line's), only those that it may name: to make all of them takes
/// longer than a short command's work.
void add_commands(CLI::App& app, Application& application, const std::set<std::string_view>* words = nullptr);
/// Whether the whole tree is wanted to answer this command line: help, pages, completions.
bool wants_all_commands(const std::set<std::string_view>& words);

void add_migrate(CLI::App& app, Application& application);
void add_backup(CLI::App& app, Application& application);
void add_restore(CLI::App& app, Application& application);
void add_prune(CLI::App& app, Application& application);
void add_schedule(CLI::App& app, Application& application);
void add_enqueue(CLI::App& app, Application& application);
void add_analyze(CLI::App& app, Application& application);
void add_write(CLI::App& app, Application& application);
void add_status(CLI::App& app, Application& application);
void add_context(CLI::App& app, Application& application);
void add_content(CLI::App& app, Application& application);
void add_user(CLI::App& app, Application& application);
void add_user_forget(CLI::App& user, Application& application);
void add_queue(CLI::App& app, Application& application);
void add_config(CLI::App& app, Application& application);
void add_init(CLI::App& app, Application& application);
void add_doctor(CLI::App& app, Application& application);
void add_completion(CLI::App& app, Application& application);
void add_complete(CLI::App& app, Application& application);
void add_manual(CLI::App& app, Application& application);
void add_queue_transfer(CLI::App& queue, Application& application);
void add_queue_work(CLI::App& queue, Application& application);

/// "pacelane schedule import", as far as the command line named commands: for error messages.
std::string command_in(const CLI::App& app);
/// What is wrong with the command line; an unknown command, option or value is named, with the nearest one.
std::string usage_mistake(const CLI::App& app, const CLI::ParseError& error);
/// --date: a day that exists, or Error(usage).
std::optional<Date> date_option(const std::string& text);

/// "90s", "15m", "12h", "7d", "2w", or Error(usage) that names the option.
std::chrono::seconds duration_option(const std::string& option, const std::string& text);
/// "412 kB".
std::string size_text(std::int64_t bytes);
/// What a copy of a database holds, in a line.
std::string contents_text(const store::BackupReport& report);
/// All of standard input.
std::string standard_input();

}  // namespace pacelane::cli
