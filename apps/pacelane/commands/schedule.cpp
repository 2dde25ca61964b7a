#include "commands/commands.h"
#include "render/crontab.h"
#include "render/style.h"
#include "render/table.h"
#include "render/tick.h"

#include <pacelane/base/error.h>
#include <pacelane/base/text.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

void tick(Application& application, bool dry_run) {
    const auto store = application.open_store();
    store::TickReport report;
    if (dry_run)
        store->rehearse([&] { report = store->tick(); });
    else
        report = store->tick();
    log_tick(application, report, dry_run);
    if (application.globals.json) {
        Json enqueued = Json::array(), existing = Json::array();
        for (const auto& item : report.items) {
            Json json{{"user", item.user_handle},
                      {"schedule_id", item.schedule_id},
                      {"analysis_date", format_date(item.analysis_date)},
                      {"late", item.late}};
            if (item.enqueued && !dry_run) {
                json["analysis_id"] = item.analysis_id;
                json["msg_id"] = item.msg_id;
            }
            (item.enqueued ? enqueued : existing).push_back(json);
        }
        return application.print_json(Json{{"dry_run", dry_run},
                                           {"enqueued", enqueued},
                                           {"existing", existing},
                                           {"missed_days", report.missed}});
    }
    std::size_t enqueued = 0;
    for (const auto& item : report.items) {
        if (!item.enqueued) continue;
        ++enqueued;
        application.print(fmt::format("{} {}  {}{}", dry_run ? "would enqueue" : "enqueued", item.user_handle,
                                      format_date(item.analysis_date),
                                      item.late ? "  (late: after the preferred window)" : ""));
    }
    if (report.missed > 0)
        application.note(fmt::format("{} on which no tick ran; not made up",
                                     counted(static_cast<std::size_t>(report.missed), "earlier due day")));
    if (enqueued == 0) application.note("Nobody is due.");
}

void import(Application& application, const std::string& file, bool prune) {
    const auto workspace = config::load_workspace(file);
    // The file that is imported also says which database is meant, unless that was said otherwise.
    if (application.globals.config.empty()) application.globals.config = workspace.path;
    const auto store = application.open_store();
    const auto report = store->import(workspace, prune);
    for (const auto& warning : workspace.warnings)
        application.complain(warning);
    if (application.globals.json)
        return application.print_json(Json{{"users",
                                            {{"added", report.users_added},
                                             {"updated", report.users_updated},
                                             {"unchanged", report.users_unchanged},
                                             {"deactivated", report.users_deactivated}}},
                                           {"schedules",
                                            {{"added", report.schedules_added},
                                             {"updated", report.schedules_updated},
                                             {"unchanged", report.schedules_unchanged},
                                             {"deactivated", report.schedules_deactivated}}},
                                           {"stay_paused", report.stay_paused},
                                           {"warnings", workspace.warnings}});
    const auto line = [&](const char* what, int added, int updated, int unchanged, int deactivated) {
        auto text = fmt::format("{}: {} added, {} updated, {} unchanged", what, added, updated, unchanged);
        if (prune) text += fmt::format(", {} deactivated", deactivated);
        application.print(text);
    };
    line("users", report.users_added, report.users_updated, report.users_unchanged, report.users_deactivated);
    line("schedules", report.schedules_added, report.schedules_updated, report.schedules_unchanged,
         report.schedules_deactivated);
    for (const auto& id : report.stay_paused)
        application.note(
            fmt::format("schedule {} stays paused; 'pacelane schedule resume {}' ends that", id, id));
}

/// The schedules that a word on the command line means: a user's, or the one whose id begins so.
std::vector<store::Schedule> schedules_named(store::Store& store, const std::string& name) {
    for (const auto& user : store.users())
        if (user.handle == name || user.id == name) {
            auto all = store.schedules(user.id);
            if (all.empty())
                throw Error(ErrorKind::bad_input, fmt::format("user '{}' has no schedules", name));
            return all;
        }
    return {store.schedule(name)};
}

Json json_of(const store::Schedule& schedule) {
    return {{"id", schedule.id},
            {"user", schedule.user_handle},
            {"timezone", schedule.timezone},
            {"frequency", schedule::name(schedule.rule.frequency)},
            {"selected_days", schedule.rule.days.names()},
            {"preferred_time", schedule.preferred_time},
            {"content_types", schedule.content_types},
            {"is_active", schedule.is_active},
            {"inactive_reason", schedule.inactive_reason.empty() ? Json() : Json(schedule.inactive_reason)},
            {"next_due_at", schedule.next_due_at ? Json(format_instant(*schedule.next_due_at)) : Json()},
            {"last_triggered_at",
             schedule.last_triggered_at ? Json(format_instant(*schedule.last_triggered_at)) : Json()}};
}

void list(Application& application, const std::string& user) {
    const auto store = application.open_store();
    const auto all = store->schedules(user.empty() ? "" : store->user(user).id);
    if (application.globals.json) {
        Json json = Json::array();
        for (const auto& schedule : all)
            json.push_back(json_of(schedule));
        return application.print_json(json);
    }
    const Painter paint(application.globals);
    Table table(
        {"user", "id", "frequency", "days", "preferred time", "content types", "next due (local)", "state"});
    for (const auto& schedule : all) {
        std::vector<std::string> days;
        for (const auto& day : schedule.rule.days.names())
            days.push_back(day.substr(0, 3));
        table.add({schedule.user_handle, schedule.id, std::string(schedule::name(schedule.rule.frequency)),
                   days.empty() ? "every day" : join(days, ","), schedule.preferred_time,
                   join(schedule.content_types, ","),
                   schedule.is_active && schedule.next_due_at
                       ? schedule::format_local(*schedule.next_due_at, schedule.timezone)
                       : "-",
                   schedule.is_active ? "active" : paint(Style::yellow, schedule.inactive_reason)});
    }
    if (table.empty())
        return application.note("No schedules. 'pacelane schedule import pacelane.yaml' brings some in.");
    application.print(table.text());
}

void next(Application& application, const std::string& user, std::size_t count) {
    const auto store = application.open_store();
    struct Run {
        Instant at;
        store::Schedule schedule;
    };
    std::vector<Run> runs;
    for (const auto& schedule : store->schedules(user.empty() ? "" : store->user(user).id)) {
        if (!schedule.is_active) continue;
        for (const auto at :
             schedule::upcoming(schedule.rule, application.clock().now(), schedule.timezone, count))
            runs.push_back({at, schedule});
    }
    std::stable_sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.at < b.at; });
    if (runs.size() > count) runs.resize(count);
    if (application.globals.json) {
        Json json = Json::array();
        for (const auto& run : runs)
            json.push_back({{"due_at", format_instant(run.at)},
                            {"local", schedule::format_local(run.at, run.schedule.timezone)},
                            {"user", run.schedule.user_handle},
                            {"schedule_id", run.schedule.id},
                            {"content_types", run.schedule.content_types}});
        return application.print_json(json);
    }
    Table table({"due (local)", "user", "content types"});
    for (const auto& run : runs)
        table.add({schedule::format_local(run.at, run.schedule.timezone), run.schedule.user_handle,
                   join(run.schedule.content_types, ",")});
    if (table.empty()) return application.note("No active schedules.");
    application.print(table.text());
}

}  // namespace

void add_schedule(CLI::App& app, Application& application) {
    auto* command =
        app.add_subcommand("schedule", "Enqueue everyone who is due (the cron tick); manage schedules");
    command->require_subcommand(0, 1);
    struct Flags {
        bool dry_run = false;
        std::string file;
        bool prune = false;
        std::string user;
        std::string name;
        std::size_t count = 10;
        std::string every;
    };
    auto flags = std::make_shared<Flags>();
    command->add_flag("--dry-run", flags->dry_run, "Only show who would be enqueued");
    command->footer(
        "Without a subcommand, this is the tick: everyone whose local time has reached the preferred window "
        "of a\n"
        "chosen day gets one analysis. It may run as often as you like, also twice at once.\n\n"
        "Examples:\n  pacelane schedule import pacelane.yaml\n  pacelane schedule --dry-run\n  pacelane "
        "schedule next -n 5");
    command->callback([&application, command, flags] {
        if (command->get_subcommands().empty()) tick(application, flags->dry_run);
    });

    auto* import_command =
        command->add_subcommand("import", "Bring in the users and schedules of a workspace file");
    import_command->add_option("file", flags->file, "The workspace file")->required()->type_name("FILE");
    import_command->add_flag("--prune", flags->prune,
                             "Deactivate users and schedules that the file does not name");
    import_command->footer("Nothing is imported unless the whole file is valid.");
    import_command->callback([&application, flags] { import(application, flags->file, flags->prune); });

    auto* list_command = command->add_subcommand("list", "Show the schedules");
    list_command->add_option("--user,-u", flags->user, "Only this user's")->type_name("USER");
    list_command->callback([&application, flags] { list(application, flags->user); });

    auto* next_command = command->add_subcommand("next", "Show the coming runs");
    next_command->add_option("--user,-u", flags->user, "Only this user's")->type_name("USER");
    next_command->add_option("-n", flags->count, "How many")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    next_command->callback([&application, flags] { next(application, flags->user, flags->count); });

    const auto add_change = [&](const char* name, const char* help, const char* done, auto change) {
        auto* sub = command->add_subcommand(name, help);
        sub->add_option("schedule", flags->name,
                        "A schedule's id (or its beginning), or a user: all of theirs")
            ->required()
            ->type_name("ID|USER");
        sub->callback([&application, flags, done, change] {
            const auto store = application.open_store();
            Json json = Json::array();
            for (const auto& schedule : schedules_named(*store, flags->name)) {
                change(*store, schedule.id);
                json.push_back(schedule.id);
                if (!application.globals.json)
                    application.print(fmt::format("{} {} ({})", done, schedule.id, schedule.user_handle));
            }
            if (application.globals.json) application.print_json(Json{{done, json}});
        });
    };
    add_change("pause", "Stop a schedule until it is resumed", "paused",
               [](store::Store& store, const std::string& id) { store.set_schedule_active(id, false); });
    add_change("resume", "Let a schedule run again", "resumed",
               [](store::Store& store, const std::string& id) { store.set_schedule_active(id, true); });
    add_change("remove", "Remove a schedule (analyses and drafts stay)", "removed",
               [](store::Store& store, const std::string& id) { store.remove_schedule(id); });

    auto* crontab_command =
        command->add_subcommand("crontab", "Print crontab lines to install (installs nothing)");
    crontab_command
        ->add_option("--every", flags->every,
                     "Tick this often instead of at 9:00 and 18:00 of the machine: 5m … 30m, 1h")
        ->check(CLI::IsMember({"5m", "10m", "15m", "20m", "30m", "1h"}));
    crontab_command->callback([&application, flags] {
        const auto lines = crontab_lines(application.database_path(), flags->every);
        if (application.globals.json) return application.print_json(Json(lines));
        application.print(join(lines, "\n"));
    });
}

}  // namespace pacelane::cli
