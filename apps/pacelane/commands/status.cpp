#include "commands/commands.h"
#include "commands/status_live.h"
#include "render/style.h"
#include "render/table.h"

#include <pacelane/base/error.h>
#include <pacelane/store/snapshot.h>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

struct StatusFlags {
    std::string user;
    std::string state;
    std::size_t count = 20;
};

Json or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json json_of(const store::AnalysisSummary& analysis) {
    return {{"id", analysis.id},
            {"user", analysis.user_handle},
            {"analysis_date", analysis.analysis_date},
            {"analysis_status", analysis.status},
            {"error_message", or_null(analysis.error)},
            {"suggestions", analysis.suggestions},
            {"created_at", analysis.created_at},
            {"started_at", or_null(analysis.started_at)},
            {"completed_at", or_null(analysis.completed_at)}};
}

Json json_of(const store::GenerationSummary& generation) {
    return {{"id", generation.id},
            {"context_analysis_id", generation.analysis_id},
            {"user", generation.user_handle},
            {"analysis_date", generation.analysis_date},
            {"content_type", generation.content_type},
            {"content_title", or_null(generation.title)},
            {"generation_status", generation.status},
            {"error_message", or_null(generation.error)},
            {"created_at", generation.created_at},
            {"started_at", or_null(generation.started_at)},
            {"completed_at", or_null(generation.completed_at)}};
}

Json json_of(const store::ErrorEntry& error) {
    return {{"stage", error.stage},  {"id", error.id},        {"user", error.user_handle},
            {"subject", error.what}, {"state", error.status}, {"error_message", error.message},
            {"at", error.at}};
}

template <class Rows>
Json json_list(const Rows& rows) {
    Json list = Json::array();
    for (const auto& row : rows)
        list.push_back(json_of(row));
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
        text += fmt::format("{0}{1}  {2}  {3} {4}  {5}\n{0}  {6}\n", margin, short_time(row.at), row.stage,
                            row.user_handle, row.what, paint.state(row.status), row.message);
    return text;
}

std::string age(std::int64_t seconds) {
    if (seconds < 120) return fmt::format("{} s", seconds);
    if (seconds < 2 * 3600) return fmt::format("{} min", seconds / 60);
    if (seconds < 48 * 3600) return fmt::format("{} h", seconds / 3600);
    return fmt::format("{} days", seconds / 86400);
}

std::string scheduler_line(const store::SchedulerState& state, const Painter& paint) {
    const auto time = [](std::optional<Instant> at) { return short_time(format_instant(*at)) + " (UTC)"; };
    const auto last_tick = state.last_tick_at ? "last tick " + time(state.last_tick_at) : "no tick yet";
    if (state.enabled) return fmt::format("{} on, {}\n", paint(Style::bold, "Scheduler"), last_tick);
    return fmt::format("{} {}{}, {}; 'pacelane schedule enable' switches it on\n",
                       paint(Style::bold, "Scheduler"), paint(Style::yellow, "switched off"),
                       state.changed_at ? " since " + time(state.changed_at) : "", last_tick);
}

Json json_of(const store::SchedulerState& state) {
    const auto time = [](std::optional<Instant> at) { return at ? Json(format_instant(*at)) : Json(); };
    return {{"enabled", state.enabled},
            {"last_tick_at", time(state.last_tick_at)},
            {"switched_at", time(state.changed_at)}};
}

void overview(Application& application, std::size_t count) {
    store::SnapshotOptions options;
    options.analyses = options.generations = options.errors = store::latest(count);
    const auto status = application.open_store()->snapshot(options);
    if (application.globals.json) {
        Json queues = Json::array();
        for (const auto& queue : status.queues)
            queues.push_back(
                {{"queue_name", queue.name},
                 {"pending_messages", queue.length},
                 {"visible_messages", queue.visible},
                 {"oldest_msg_age_sec", queue.oldest_age_sec ? Json(*queue.oldest_age_sec) : Json()},
                 {"description", queue.description}});
        return application.print_json(Json{{"queues", queues},
                                           {"analyses", status.analyses},
                                           {"generations", status.generations},
                                           {"users", status.users},
                                           {"active_schedules", status.active_schedules},
                                           {"scheduler", json_of(status.scheduler)},
                                           {"latest_analyses", json_list(status.latest_analyses)},
                                           {"latest_generations", json_list(status.latest_generations)},
                                           {"errors", json_list(status.errors)}});
    }
    const Painter paint(application.globals);
    std::string text = paint(Style::bold, "Queues") + "\n";
    Table queues;
    for (const auto& queue : status.queues)
        queues.add({queue.name, fmt::format("{} pending", queue.length),
                    queue.length > queue.visible
                        ? fmt::format("{} in work or waiting", queue.length - queue.visible)
                        : "",
                    queue.oldest_age_sec ? "oldest " + age(*queue.oldest_age_sec) : ""});
    text += queues.text(2);
    Table states;
    const auto counts = [&](const char* what, const std::map<std::string, std::int64_t>& by_state,
                            std::initializer_list<const char*> order) {
        std::vector<std::string> row{paint(Style::bold, what)};
        for (const auto* state : order)
            row.push_back(fmt::format("{} {}", by_state.at(state), state));
        states.add(row);
    };
    counts("Analyses", status.analyses, {"pending", "processing", "completed", "failed"});
    counts("Drafts", status.generations, {"pending", "generating", "completed", "failed", "withdrawn"});
    text += "\n" + states.text();
    text += fmt::format("{}  {}\n", counted(static_cast<std::size_t>(status.users), "user"),
                        counted(static_cast<std::size_t>(status.active_schedules), "active schedule"));
    text += scheduler_line(status.scheduler, paint);
    if (!status.latest_analyses.empty())
        text += "\n" + paint(Style::bold, "Latest analyses") + "\n" +
                analyses_table(status.latest_analyses, paint, 2);
    if (!status.latest_generations.empty())
        text += "\n" + paint(Style::bold, "Latest drafts") + "\n" +
                generations_table(status.latest_generations, paint, 2);
    if (!status.errors.empty())
        text += "\n" + paint(Style::bold, "Errors") + "\n" + errors_text(status.errors, paint, 2);
    application.print(text);
}

}  // namespace

void add_status(Command& app, Application& application) {
    auto& command = app.subcommand("status", "Show queues, analyses, drafts and errors");
    auto flags = std::make_shared<StatusFlags>();
    auto latest = std::make_shared<std::size_t>(5);
    command.option("-n", *latest, "How many of the latest to show").range(0, 1000).default_shown();
    command.footer("Examples:\n  pacelane status\n  pacelane status errors -n 50\n  pacelane status --json");
    const auto live = live_monitor_options(command);
    command.callback([&application, latest, live] {
        if (!become_live_monitor(application, *live)) overview(application, *latest);
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
