#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <pacelane/base/json.h>
#include <pacelane/base/time.h>
#include <pacelane/config/workspace.h>
#include <pacelane/pipeline/worker.h>
#include <pacelane/sqlite/connection.h>
#include <pacelane/store/store.h>
#include <string>

#include <CLI/CLI.hpp>

namespace pacelane::cli {

/// The options that every command takes, before or after its name.
struct Globals {
    std::string database;
    std::string config;
    std::string now;
    std::string color = "auto";
    std::string durability;
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
    /// The workspace file that applies, or nullopt. See config::find_workspace.
    std::optional<std::string> workspace_path() const;
    /// --db, else $PACELANE_DB, else the workspace's `database:`, else the data folder of the user's account.
    std::string database_path() const;
    /// The database's path and how it is opened: --durability, else the workspace's, else full;
    /// $PACELANE_BUSY_TIMEOUT_MS.
    struct Database {
        std::string path;
        store::OpenOptions options;
    };
    Database database() const;
    /// How connections are opened, for what takes the database as a file.
    sqlite::Options connection_options() const;
    std::unique_ptr<store::Store> open_store();
    /// The database itself, its schema checked: for the queues.
    std::unique_ptr<sqlite::Connection> open_connection();
    /// For workers: opens one store a thread.
    pipeline::StoreFactory store_factory();

    /// Results, to stdout.
    void print(const std::string& text) const;
    /// The same with no end of line added, also with --quiet: what the caller asked to have.
    void print_raw(const std::string& text) const;
    /// One JSON document, to stdout.
    void print_json(const Json& json) const;
    /// What a person at a terminal wants to know, to stderr; nothing with --quiet.
    void note(const std::string& text) const;
    /// What went wrong, to stderr, always.
    void complain(const std::string& text) const;
    /// With --verbose only, to stderr.
    void explain(const std::string& text) const;

private:
    std::unique_ptr<Clock> clock_;
};

int run(int argc, char** argv);

}  // namespace pacelane::cli
