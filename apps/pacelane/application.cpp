#include "application.h"

#include "commands/commands.h"
#include "help/examples.h"
#include "help/manual.h"
#include "render/style.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <pacelane/base/error.h>
#include <pacelane/base/version.h>
#include <pacelane/store/migrations.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

void write_all(std::FILE* stream, const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stream);
    if (text.empty() || text.back() != '\n') std::fputc('\n', stream);
}

}  // namespace

const Clock& Application::clock() {
    if (!clock_) {
        const auto given = globals.now.empty() ? environment("PACELANE_NOW") : globals.now;
        if (given.empty()) {
            clock_ = std::make_unique<SystemClock>();
        } else {
            const auto instant = parse_instant(given);
            if (!instant)
                throw Error(
                    ErrorKind::usage,
                    fmt::format("--now '{}': not a time in RFC 3339, such as 2026-11-19T09:00:00+01:00",
                                given));
            clock_ = std::make_unique<ManualClock>(*instant);
        }
    }
    return *clock_;
}

std::optional<std::string> Application::workspace_path() const {
    return config::find_workspace(globals.config, std::filesystem::current_path().string());
}

Application::Database Application::database() const {
    Database database;
    auto durability = globals.durability;
    if (!globals.database.empty())
        database.path = std::filesystem::absolute(globals.database).string();
    else if (const auto path = environment("PACELANE_DB"); !path.empty())
        database.path = std::filesystem::absolute(path).string();
    if (database.path.empty() || durability.empty()) {
        if (const auto path = workspace_path()) {
            // A file with mistakes matters only to those who need it.
            try {
                const auto workspace = config::load_workspace(*path);
                if (database.path.empty()) database.path = workspace.database;
                if (durability.empty()) durability = workspace.durability;
            } catch (const Error&) {
                if (database.path.empty()) throw;
            }
        }
    }
    if (database.path.empty()) {
        auto data = environment("XDG_DATA_HOME");
        if (data.empty()) {
            const auto home = environment("HOME");
            if (home.empty())
                throw Error(ErrorKind::configuration,
                            "no database: give --db PATH or set PACELANE_DB (HOME is not set)");
            data = home + "/.local/share";
        }
        database.path = data + "/pacelane/pacelane.db";
    }
    if (durability == "normal") database.options.durability = sqlite::Durability::normal;
    if (const auto text = environment("PACELANE_BUSY_TIMEOUT_MS"); !text.empty()) {
        int milliseconds = 0;
        const auto* end = text.data() + text.size();
        const auto [stop, fault] = std::from_chars(text.data(), end, milliseconds);
        constexpr int kMost = 3'600'000;
        if (fault != std::errc() || stop != end || milliseconds < 0 || milliseconds > kMost)
            throw Error(ErrorKind::usage, fmt::format("PACELANE_BUSY_TIMEOUT_MS '{}': not a number of "
                                                      "milliseconds from 0 to {}",
                                                      text, kMost));
        database.options.busy_timeout = std::chrono::milliseconds(milliseconds);
    }
    return database;
}

std::string Application::database_path() const {
    return database().path;
}

std::unique_ptr<store::Store> Application::open_store() {
    const auto [path, options] = database();
    return store::open_sqlite(path, clock(), options);
}

std::unique_ptr<sqlite::Connection> Application::open_connection() {
    const auto [path, options] = database();
    sqlite::Options open;
    open.busy_timeout = options.busy_timeout;
    open.durability = options.durability;
    auto connection = std::make_unique<sqlite::Connection>(path, open);
    store::require_current_schema(*connection);
    return connection;
}

pipeline::StoreFactory Application::store_factory() {
    const auto [path, options] = database();
    return store::shared_sqlite(path, clock(), options);
}

void Application::print(const std::string& text) const {
    if (!globals.quiet) write_all(stdout, text);
}

void Application::print_raw(const std::string& text) const {
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void Application::print_json(const Json& json) const {
    write_all(stdout, json.dump(2, ' ', false, Json::error_handler_t::replace));
}

void Application::note(const std::string& text) const {
    if (!globals.quiet && !globals.json) write_all(stderr, text);
}

void Application::complain(const std::string& text) const {
    write_all(stderr, "pacelane: " + text);
}

void Application::explain(const std::string& text) const {
    if (globals.verbose) write_all(stderr, text);
}

namespace {

// Without `all`, with only the commands that the command line may name; nullopt when they do not explain it.
std::optional<int> run(int argc, char** argv, const std::set<std::string_view>& words, bool all) {
    Application application;
    auto& globals = application.globals;
    CLI::App app{
        "Pacelane turns your notes, documents, meetings and transcripts into grounded drafts, at the pace "
        "you chose."};
    app.name("pacelane");
    app.fallthrough();
    app.require_subcommand(1);
    app.set_version_flag("--version", fmt::format("pacelane {}", version()), "Print the version and exit");
    app.set_help_flag("-h,--help", "Print this help and exit");
    const auto common = [](CLI::Option* option) { option->group("Options for every command"); };
    common(app.add_option("--db", globals.database,
                          "The database file [$PACELANE_DB, else `database:` of the workspace]")
               ->type_name("PATH"));
    common(app.add_option("--config", globals.config,
                          "The workspace file [$PACELANE_CONFIG, else the nearest pacelane.yaml]")
               ->type_name("FILE"));
    common(app.add_option("--now", globals.now, "Take this as the current time (2026-11-19T09:00:00+01:00)")
               ->type_name("RFC3339"));
    common(app.add_option(
                  "--durability", globals.durability,
                  "full: what was acknowledged survives a loss of power; normal: faster, the last moments "
                  "before one may be lost [`durability:` of the workspace, else full]")
               ->check(CLI::IsMember({"full", "normal"}))
               ->type_name("LEVEL"));
    common(app.add_flag("--json", globals.json, "Print one JSON document instead of text"));
    common(app.add_flag("-q,--quiet", globals.quiet, "Print nothing but errors"));
    common(app.add_flag("-v,--verbose", globals.verbose, "Say more about what is done, on stderr"));
    common(app.add_option("--color", globals.color, "Colours in text output")
               ->check(CLI::IsMember({"auto", "always", "never"}))
               ->type_name("WHEN")
               ->capture_default_str());
    app.footer("Exit codes: " + exit_codes_in_short() +
               "\n\nExamples:\n"
               "  pacelane migrate\n"
               "  pacelane schedule import pacelane.yaml\n"
               "  pacelane analyze --user maya --write\n"
               "  pacelane content list");
    add_commands(app, application, all ? nullptr : &words);
    if (all) add_examples(app);

    const auto report = [&](const Error& error) {
        application.complain(error.what());
        if (globals.json)
            application.print_json(
                Json{{"error", {{"exit_code", error.exit_code()}, {"message", error.what()}}}});
        return error.exit_code();
    };
    try {
        // Every command's callback does its work in here.
        app.parse(argc, argv);
    } catch (const CLI::Success& request) {
        return app.exit(request);  // --help, --version
    } catch (const CLI::ParseError& error) {
        if (!all) return std::nullopt;
        application.complain(
            fmt::format("{}\nRun '{} --help' for the usage.", usage_mistake(app, error), command_in(app)));
        return static_cast<int>(ErrorKind::usage);
    } catch (const Error& error) {
        return report(error);
    } catch (const std::filesystem::filesystem_error& error) {
        return report(Error(ErrorKind::failed, error.what()));
    }
    if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
        application.complain("the output could not be written");
        return static_cast<int>(ErrorKind::failed);
    }
    return application.exit_code;
}

}  // namespace

int run(int argc, char** argv) {
    const std::set<std::string_view> words(argv + 1, argv + argc);
    if (!wants_all_commands(words))
        if (const auto code = run(argc, argv, words, false)) return *code;
    return run(argc, argv, words, true).value();
}

}  // namespace pacelane::cli
