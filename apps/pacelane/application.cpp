#include "application.h"

#include "command_line/help.h"
#include "command_line/parse.h"
#include "commands/commands.h"
#include "commands/status_check.h"
#include "help/examples.h"
#include "help/manual.h"
#include "help/overview.h"
#include "render/progress.h"
#include "render/style.h"
#include "render/terminal.h"

#include <cstdio>
#include <filesystem>
#include <pacelane/base/error.h>
#include <pacelane/base/version.h>
#include <pacelane/store/migrations.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

void write_all(std::FILE* stream, std::string_view text) {
    write_beside_progress([&] { std::fwrite(text.data(), 1, text.size(), stream); });
}

// A whole line at once: processes that overlap share their stderr.
void write_line(std::FILE* stream, std::string text) {
    if (text.empty() || text.back() != '\n') text += '\n';
    write_all(stream, text);
}

sqlite::Options connection_options_of(const store::OpenOptions& options) {
    sqlite::Options open;
    open.busy_timeout = options.busy_timeout;
    open.durability = options.durability;
    return open;
}

}  // namespace

const Clock& Application::clock() {
    if (!clock_) {
        if (const auto now = config::resolve_now(globals).value)
            clock_ = std::make_unique<ManualClock>(*now);
        else
            clock_ = std::make_unique<SystemClock>();
        if (const auto now = clock_->now(); !is_usable_clock(now)) {
            clock_.reset();
            throw Error(ErrorKind::configuration,
                        fmt::format("the system clock says {}, which cannot be right: set it, or give the "
                                    "time with --now",
                                    format_instant(now)));
        }
    }
    return *clock_;
}

const config::Settings& Application::settings() const {
    if (!settings_) settings_ = config::resolve_settings(globals, std::filesystem::current_path().string());
    return *settings_;
}

Application::Database Application::database() {
    const auto& settings = this->settings();
    Database database;
    database.path = settings.require_database();
    if (settings.durability.value == "normal") database.options.durability = sqlite::Durability::normal;
    database.options.busy_timeout = settings.busy_timeout.value;
    if (!told_of_settings_ && log().takes(LogLevel::debug)) {
        told_of_settings_ = true;
        std::vector<LogField> fields{{"database", database.path},
                                     {"database_from", describe(settings.database.origin)},
                                     {"durability", settings.durability.value},
                                     {"durability_from", describe(settings.durability.origin)}};
        if (settings.config.value.empty())
            fields.push_back({"config", nullptr});
        else
            fields.insert(fields.end(), {{"config", settings.config.value},
                                         {"config_from", describe(settings.config.origin)}});
        tell(LogLevel::debug, "settings", settings.problem ? settings.problem->what() : "", fields);
    }
    return database;
}

std::string Application::database_path() const {
    return settings().require_database();
}

sqlite::Options Application::connection_options() {
    return connection_options_of(database().options);
}

std::unique_ptr<store::Store> Application::open_store() {
    const auto [path, options] = database();
    return store::open_sqlite(path, clock(), options);
}

std::unique_ptr<sqlite::Connection> Application::open_connection() {
    const auto [path, options] = database();
    auto connection = std::make_unique<sqlite::Connection>(path, connection_options_of(options));
    store::require_current_schema(*connection);
    return connection;
}

pipeline::StoreFactory Application::store_factory() {
    const auto [path, options] = database();
    return store::shared_sqlite(path, clock(), options);
}

void Application::print(const std::string& text) const {
    if (!globals.quiet) print_always(text);
}

void Application::print_always(const std::string& text) const {
    write_line(stdout, shown(text));
}

void Application::print_raw(const std::string& text) const {
    write_all(stdout, text);
}

void Application::print_json(const Json& json) const {
    write_line(stdout, json.dump(2, ' ', false, Json::error_handler_t::replace));
}

const Log& Application::log() {
    if (log_) return *log_;
    const Clock* clock = nullptr;
    try {
        clock = &this->clock();
    } catch (const Error&) {
        // A wrong --now is among what the log has to tell.
        log_clock_ = std::make_unique<SystemClock>();
        clock = log_clock_.get();
    }
    auto format = LogFormat::text;
    try {
        format = config::resolve_log_format(globals).value;
    } catch (const Error&) {
        // So is a wrong format.
    }
    auto least = LogLevel::warning;
    // Who reads text sees on stdout what was done.
    if (format == LogFormat::json && !globals.quiet) least = LogLevel::info;
    if (globals.verbose) least = LogLevel::debug;
    log_ = std::make_unique<Log>(format, least, *clock,
                                 [](std::string_view line) { write_line(stderr, std::string(line)); });
    return *log_;
}

void Application::tell(LogLevel level, const char* event, const std::string& text,
                       std::vector<LogField> fields) {
    log().write({level, command ? command() : "", event, std::move(fields), text});
}

void Application::note(const std::string& text) {
    if (log().format() == LogFormat::json)
        tell(LogLevel::info, "note", text);
    else if (!globals.quiet && !globals.json)
        write_line(stderr, shown(text));
}

void Application::complain(const std::string& text, std::vector<LogField> fields) {
    if (log().format() == LogFormat::json)
        tell(LogLevel::warning, "complaint", text, std::move(fields));
    else
        write_line(stderr, shown("pacelane: " + text));
}

void Application::explain(const std::string& text) {
    if (log().format() == LogFormat::json)
        tell(LogLevel::debug, "explanation", text);
    else if (globals.verbose)
        write_line(stderr, shown(text));
}

void Application::report(const std::string& text, int exit_code) {
    if (log().format() == LogFormat::json)
        tell(LogLevel::error, "error", text, {{"exit_code", exit_code}});
    else
        write_line(stderr, shown("pacelane: " + text));
}

namespace {

/// Options that end the program at once.
struct Wishes {
    bool help = false;
    bool version = false;
};

void add_global_options(Command& app, Globals& globals, Wishes& wishes) {
    app.flag("-V,--version", wishes.version, "Print the version and exit");
    app.flag("-h,--help", wishes.help, "Print this help and exit");
    const auto common = [](Option& option) -> Option& { return option.group("Options for every command"); };
    common(app.option("--db", globals.database,
                      "The database file [$PACELANE_DB, else `database:` of the workspace]"))
        .type_name("PATH");
    common(app.option("--config", globals.config,
                      "The workspace file [$PACELANE_CONFIG, else the nearest pacelane.yaml]"))
        .type_name("FILE");
    common(app.option("--now", globals.now, "Take this as the current time (2026-11-19T09:00:00+01:00)"))
        .type_name("RFC3339");
    common(
        app.option("--durability", globals.durability,
                   "full: what was acknowledged survives a loss of power; normal: faster, the last moments "
                   "before one may be lost [`durability:` of the workspace, else full]"))
        .one_of({"full", "normal"})
        .type_name("LEVEL");
    common(
        app.option("--log-format", globals.log_format,
                   "How standard error is written: text, or json, an object a line [$PACELANE_LOG_FORMAT]"))
        .one_of({"text", "json"})
        .type_name("FORMAT");
    common(app.flag("--json", globals.json, "Print one JSON document instead of text"));
    common(app.flag("-q,--quiet", globals.quiet, "Print nothing but errors"));
    common(app.flag("-v,--verbose", globals.verbose, "Say more about what is done, on stderr"));
    common(app.option("--color", globals.color, "When to use colour [auto, and never with $NO_COLOR]"))
        .one_of({"auto", "always", "never"})
        .type_name("WHEN");
}

/// What is printed instead of running a command: help, the version, the overview. Whether it was.
bool answer(const Wishes& wishes, const CommandLine& line, const Command& app,
            const Application& application) {
    if (wishes.help)
        application.print_raw(help_text(line.command(), text_width()));
    else if (wishes.version)
        application.print_raw(fmt::format("pacelane {}\n", version()));
    else if (line.is_bare())
        application.print_raw(overview(app, text_width()));
    else
        return false;
    return true;
}

/// The exit code, once everything is printed.
int finish(Application& application) {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return application.exit_code;
    constexpr int kCode = static_cast<int>(ErrorKind::failed);
    application.report("the output could not be written", kCode);
    return kCode;
}

}  // namespace

int run(const std::vector<std::string>& words) {
    Application application;
    auto& globals = application.globals;
    Wishes wishes;
    Command app("pacelane",
                "Pacelane turns your notes, documents, meetings and transcripts into grounded drafts, at the "
                "pace you chose.");
    add_global_options(app, globals, wishes);
    app.footer("Exit codes: " + exit_codes_in_short() +
               "\n\nExamples:\n"
               "  pacelane init .\n"
               "  pacelane migrate\n"
               "  pacelane schedule import pacelane.yaml\n"
               "  pacelane analyze --user maya --write\n"
               "  pacelane content list");
    add_commands(app, application);
    add_examples(app);

    const CommandLine line(app, words);
    const auto& command = line.command();
    application.command = [name = command.path().substr(command.parent() ? app.name().size() + 1 : 0)] {
        return name;
    };
    const auto report = [&](const Error& error) {
        if (asks_for_check(words)) return unknown_health(application, error.what());
        application.report(error.what(), error.exit_code());
        if (globals.json)
            application.print_json(
                Json{{"error", {{"exit_code", error.exit_code()}, {"message", error.what()}}}});
        return error.exit_code();
    };
    try {
        line.take_global_options();
        if (answer(wishes, line, app, application)) return finish(application);
        line.take_the_rest();
    } catch (const Error& error) {
        return report(Error(error.kind(),
                            fmt::format("{}\nRun '{} --help' for the usage.", error.what(), command.path())));
    }
    try {
        // Before the command does anything: a wrong variable is reported whether or not it would be needed.
        config::resolve_now(globals);
        config::resolve_log_format(globals);
        config::resolve_busy_timeout();
        command.run();
    } catch (const Error& error) {
        return report(error);
    } catch (const std::filesystem::filesystem_error& error) {
        return report(Error(ErrorKind::failed, error.what()));
    }
    return finish(application);
}

}  // namespace pacelane::cli
