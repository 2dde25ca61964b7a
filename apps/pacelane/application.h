#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <pacelane/base/json.h>
#include <pacelane/base/log.h>
#include <pacelane/base/time.h>
#include <pacelane/config/settings.h>
#include <pacelane/pipeline/worker.h>
#include <pacelane/sqlite/connection.h>
#include <pacelane/store/store.h>
#include <string>
#include <vector>

namespace pacelane::cli {

/// The options that every command takes, before or after its name.
struct Globals : config::Flags {
    bool json = false;
    bool quiet = false;
    bool verbose = false;
};

/// What the commands share: the global options, what follows from them, and the way out.
class Application {
public:
    Globals globals;
    int exit_code = 0;

    const Clock& clock();
    /// What flags, environment and workspace file say, and where each comes from; read once in a run.
    const config::Settings& settings() const;
    /// --db, else $PACELANE_DB, else the workspace's `database:`, else the data folder of the user's account.
    std::string database_path() const;
    /// The database's path and how it is opened: --durability, else the workspace's, else full;
    /// $PACELANE_BUSY_TIMEOUT_MS.
    struct Database {
        std::string path;
        store::OpenOptions options;
    };
    Database database();
    /// How connections are opened, for what takes the database as a file.
    sqlite::Options connection_options();
    std::unique_ptr<store::Store> open_store();
    /// The database itself, its schema checked: for the queues.
    std::unique_ptr<sqlite::Connection> open_connection();
    /// For workers: opens one store a thread.
    pipeline::StoreFactory store_factory();

    /// Results for a person, to stdout: see shown(). A line break is added if there is none at the end.
    void print(const std::string& text) const;
    /// The same, with --quiet too.
    void print_always(const std::string& text) const;
    /// Exactly this text, to stdout, with --quiet too: what a program reads.
    void print_raw(const std::string& text) const;
    /// One JSON document, to stdout.
    void print_json(const Json& json) const;
    // To stderr; with --log-format json each is a line of the log.
    /// What a person at a terminal wants to know; nothing with --quiet.
    void note(const std::string& text);
    /// What went wrong, always. The fields are for the log only.
    void complain(const std::string& text, std::vector<LogField> fields = {});
    /// With --verbose only.
    void explain(const std::string& text);
    /// The error that ends the program.
    void report(const std::string& text, int exit_code);

    /// What the stages tell, line by line, to stderr: errors and warnings; as JSON also what was done, unless
    /// --quiet; with --verbose also why.
    const Log& log();
    /// The name of the command that runs, such as "schedule import".
    std::function<std::string()> command;

private:
    void tell(LogLevel level, const char* event, const std::string& text, std::vector<LogField> fields = {});
    bool told_of_settings_ = false;
    mutable std::optional<config::Settings> settings_;
    std::unique_ptr<Clock> clock_;
    std::unique_ptr<Clock> log_clock_;  // when the requested one is not available
    std::unique_ptr<Log> log_;
};

/// Runs one command line, given without the program's name; the exit code.
int run(const std::vector<std::string>& words);

}  // namespace pacelane::cli
