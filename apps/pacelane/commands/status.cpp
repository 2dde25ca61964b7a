#include "commands/commands.h"
#include "commands/status_check.h"
#include "commands/status_live.h"
#include "render/style.h"
#include "render/table.h"
#include "render/terminal.h"

#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/monitor/json.h>
#include <pacelane/monitor/prometheus.h>
#include <pacelane/monitor/text.h>
#include <pacelane/store/snapshot.h>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

struct StatusFlags {
    std::string user;
    std::string state;
    std::size_t count = 20;
};

using monitor::to_json;

template <class Rows>
Json json_list(const Rows& rows) {
    Json list = Json::array();
    for (const auto& row : rows)
        list.push_back(to_json(row));
    return list;
}

std::string analyses_table(const std::vector<store::AnalysisSummary>& rows, const Painter& paint,
                           int indent) {
    Table table({"user", "date", "state", "suggestions", "finished (UTC)", "id"});
    for (const auto& row : rows)
        table.add({row.user_handle, row.analysis_date, paint.state(row.status),
                   fmt::format("{}", row.suggestions),
                   row.completed_at.empty() ? "-" : short_time(row.completed_at), row.id});
    return table.text(indent);
}

std::string generations_table(const std::vector<store::GenerationSummary>& rows, const Painter& paint,
                              int indent) {
    Table table({"user", "date", "type", "state", "id", "title"});
    for (const auto& row : rows)
        table.add({row.user_handle, row.analysis_date, row.content_type, paint.state(row.status), row.id,
                   shortened(row.title, 60)});
    return table.text(indent);
}

std::string errors_text(const std::vector<store::ErrorEntry>& rows, const Painter& paint, int indent) {
    std::string text;
    const std::string margin(static_cast<std::size_t>(indent), ' ');
    for (const auto& row : rows)
        text += fmt::format("{0}{1}  {2}  {3} {4}  {5}  {7}\n{0}  {6}\n", margin, short_time(row.at),
                            row.stage, row.user_handle, monitor::subject_of(row), paint.state(row.status),
                            row.message, row.stage == "context" ? std::string() : row.id);
    return text;
}

constexpr std::int64_t kLatest = 5;

struct Wish {
    std::optional<std::int64_t> latest;
    std::string format = "text";
    bool check = false;
    std::optional<std::string> max_age;
    std::optional<std::int64_t> max_failed;
};

void overview(Application& application, const Wish& wish) {
    store::SnapshotOptions options;
    const auto latest = static_cast<std::size_t>(wish.latest.value_or(kLatest));
    options.analyses = options.generations = options.errors = store::latest(latest);
    options.schedules = std::max(latest, options.schedules);
    if (wish.format == "text") options.next_runs = 1;  // all that it shows
    const auto snapshot = application.open_store()->snapshot(options);
    if (wish.format == "prometheus") return application.print_raw(monitor::prometheus(snapshot));
    if (application.globals.json || wish.format == "json") return application.print_json(to_json(snapshot));
    const Painter paint(application.globals);
    monitor::TextOptions text;
    text.width = std::max<std::size_t>(terminal_width(STDOUT_FILENO), 80);
    text.paint = [&](monitor::Tone tone, std::string_view part) {
        switch (tone) {
            case monitor::Tone::heading:
                return paint(Style::bold, part);
            case monitor::Tone::good:
                return paint(Style::green, part);
            case monitor::Tone::bad:
                return paint(Style::red, part);
            case monitor::Tone::waiting:
                return paint(Style::yellow, part);
            case monitor::Tone::faint:
                return paint(Style::dim, part);
            default:
                return std::string(part);
        }
    };
    application.print(monitor::text(snapshot, text));
}

}  // namespace

void add_status(Command& app, Application& application) {
    auto& command = app.subcommand("status", "Show queues, analyses, drafts and errors");
    auto flags = std::make_shared<StatusFlags>();
    auto wish = std::make_shared<Wish>();
    command.option("-n", wish->latest, "How many of the latest to show [5]").range(0, 1000);
    command
        .option("--format", wish->format,
                "text, json (as --json) or prometheus, for node_exporter's textfile collector")
        .one_of({"text", "json", "prometheus"})
        .type_name("FORMAT");
    command.flag("--check", wish->check, "Say in one line whether all is well, as monitoring plugins do");
    command
        .option(
            "--max-age", wish->max_age,
            "--check: the oldest work, and a schedule that is due, may be so old; from half of it on it is a "
            "warning [2h]")
        .type_name("AGE");
    command
        .option("--max-failed", wish->max_failed,
                "--check: so many analyses and drafts may have failed in the last 24 hours [0]")
        .range(0, 1000000)
        .type_name("N");
    command.footer(
        "Exit codes of --check: 0 all is well, 1 warning, 2 critical, 3 unknown (busy, no database, a wrong "
        "call). `notify:` of the workspace file is told when it turns bad, and when it is good again.\n\n"
        "Examples:\n  pacelane status\n  pacelane status errors -n 50\n  pacelane status --json\n"
        "  pacelane status --format prometheus > /var/lib/prometheus/node-exporter/pacelane.prom\n"
        "  pacelane status --check --max-age 2h\n  pacelane status --watch\n  pacelane status --serve "
        "127.0.0.1:8787\n"
        "  pacelane status --html report.html");
    const auto live = live_monitor_options(command);
    command.callback([&application, wish, live] {
        const bool other_face = live->watch || live->serve || !live->html.empty();
        const bool shaped = wish->format != "text" || wish->latest;
        if (wish->check) {
            if (other_face || shaped || live->read_only || !live->token_file.empty() ||
                !live->public_url.empty())
                throw Error(ErrorKind::usage,
                            "--check prints one line and exits: leave out --watch, --serve, --html, "
                            "--format, -n and what goes with them");
            return check_health(application, {wish->max_age.value_or("2h"),
                                              static_cast<std::size_t>(wish->max_failed.value_or(0))});
        }
        if (wish->max_age || wish->max_failed)
            throw Error(ErrorKind::usage, "--max-age and --max-failed are limits of --check: give it too");
        if (other_face && shaped)
            throw Error(ErrorKind::usage,
                        "--format and -n are of the text, JSON and Prometheus that is printed once: leave "
                        "them out with --watch, --serve and --html");
        if (!become_live_monitor(application, *live)) overview(application, *wish);
    });
    const auto add_listing = [&](const char* name, const char* help, const std::vector<std::string>& states,
                                 auto list) {
        auto& sub = command.subcommand(name, help);
        sub.option("-n", flags->count, "At most so many").range(1, 100000).default_shown();
        sub.option("-u,--user", flags->user, "Only this user's").type_name("USER");
        sub.option("--state", flags->state, "Only those in this state").one_of(states).type_name("STATE");
        sub.callback([&application, flags, list] {
            const auto store = application.open_store();
            store::Filter filter;
            if (!flags->user.empty()) filter.user_id = store->user(flags->user).id;
            filter.status = flags->state;
            filter.limit = flags->count;
            list(application, *store, filter);
        });
    };
    add_listing("analyses", "The latest analyses", {"pending", "processing", "completed", "failed"},
                [](Application& application, store::Store& store, const store::Filter& filter) {
                    const auto rows = store.analyses(filter);
                    if (application.globals.json) return application.print_json(json_list(rows));
                    if (rows.empty()) return application.note("No analyses.");
                    application.print(analyses_table(rows, Painter(application.globals), 0));
                    for (const auto& row : rows)
                        if (row.status == "completed" && row.suggestions == 0)
                            application.print(fmt::format("{} {}: nothing to write about: {}",
                                                          row.user_handle, row.analysis_date, row.error));
                });
    add_listing("generations", "The latest drafts",
                {"pending", "generating", "completed", "failed", "withdrawn"},
                [](Application& application, store::Store& store, const store::Filter& filter) {
                    const auto rows = store.generations(filter);
                    if (application.globals.json) return application.print_json(json_list(rows));
                    if (rows.empty()) return application.note("No drafts.");
                    application.print(generations_table(rows, Painter(application.globals), 0));
                });
    add_listing("errors", "What failed, and documents that cannot be read",
                {"pending", "processing", "generating", "failed", "unreadable"},
                [](Application& application, store::Store& store, const store::Filter& filter) {
                    const auto rows = store.errors(filter);
                    if (application.globals.json) return application.print_json(json_list(rows));
                    if (rows.empty()) return application.note("No errors.");
                    application.print(errors_text(rows, Painter(application.globals), 0));
                });
}

}  // namespace pacelane::cli
