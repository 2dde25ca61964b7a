#include "commands/schedule.h"

#include "commands/commands.h"
#include "render/draft.h"
#include "render/table.h"
#include "render/tick.h"

#include <pacelane/base/error.h>
#include <pacelane/base/text.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

// What is worth saying of one who is due, in brackets; empty if there is nothing.
std::string remarks(const store::TickItem& item) {
    std::vector<std::string> remarks;
    if (item.late) remarks.emplace_back("late: after the preferred window");
    if (item.missed > 0)
        remarks.push_back(counted(static_cast<std::size_t>(item.missed), "earlier day") + " missed");
    return remarks.empty() ? "" : fmt::format("  ({})", join(remarks, "; "));
}

Json json_of(const store::TickReport& report, bool dry_run) {
    Json enqueued = Json::array(), existing = Json::array(), passed_over = Json::array();
    for (const auto& item : report.items) {
        Json json{{"user", item.user_handle},
                  {"schedule_id", item.schedule_id},
                  {"analysis_date", format_date(item.analysis_date)},
                  {"late", item.late},
                  {"missed_days", item.missed}};
        if (item.enqueued && !dry_run) {
            json["analysis_id"] = item.analysis_id;
            json["msg_id"] = item.msg_id;
        }
        (item.enqueued ? enqueued : existing).push_back(json);
    }
    for (const auto& item : report.passed_over)
        passed_over.push_back(
            {{"user", item.user_handle}, {"schedule_id", item.schedule_id}, {"missed_days", item.missed}});
    Json problems = Json::array();
    for (const auto& problem : report.problems)
        problems.push_back({{"user", problem.user_handle},
                            {"schedule_id", problem.schedule_id},
                            {"timezone", problem.timezone},
                            {"message", problem.message}});
    return Json{{"dry_run", dry_run},   {"scheduler_enabled", report.enabled}, {"enqueued", enqueued},
                {"existing", existing}, {"passed_over", passed_over},          {"missed_days", report.missed},
                {"problems", problems}};
}

void tick(Application& application, bool dry_run) {
    const auto store = application.open_store();
    store::TickReport report;
    if (dry_run)
        store->rehearse([&] { report = store->tick(); });
    else
        report = store->tick();
    log_tick(application, report, dry_run);
    for (const auto& problem : report.problems) {
        application.complain(
            fmt::format("user '{}' was passed over: {}", problem.user_handle, problem.message),
            {{"user", problem.user_handle}, {"schedule_id", problem.schedule_id}});
        application.exit_code = 1;
    }
    if (application.globals.json) return application.print_json(json_of(report, dry_run));
    if (!report.enabled) return application.note(switched_off(store->scheduler(), "nobody was looked at"));
    std::size_t enqueued = 0;
    for (const auto& item : report.items) {
        if (!item.enqueued) continue;
        ++enqueued;
        application.print(fmt::format("{} {}  {}{}", dry_run ? "would enqueue" : "enqueued", item.user_handle,
                                      format_date(item.analysis_date), remarks(item)));
    }
    if (report.missed > 0)
        application.note(fmt::format("{} passed without a tick; not made up",
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
    Json drafts = Json::array();
    for (const auto& [user, draft] : report.drafts) {
        drafts.push_back(draft_change_json(draft));
        drafts.back()["user"] = user;
        application.note(draft_change_text(user, draft));
    }
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
                                           {"drafts", std::move(drafts)},
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

}  // namespace

void add_schedule(Command& app, Application& application) {
    auto& command =
        app.subcommand("schedule", "Enqueue everyone who is due (the cron tick); manage schedules");
    struct ScheduleFlags {
        bool dry_run = false;
        std::string file;
        bool prune = false;
    };
    auto flags = std::make_shared<ScheduleFlags>();
    command.flag("--dry-run", flags->dry_run, "Only show who would be enqueued");
    command.footer(
        "Without a subcommand, this is the tick: everyone whose local time has reached the preferred window "
        "of a\n"
        "chosen day gets one analysis. It may run as often as you like, also twice at once. With -v it says "
        "why\n"
        "each is due; 'pacelane schedule explain' says it of anyone at any time.\n\n"
        "Examples:\n  pacelane schedule import pacelane.yaml\n  pacelane schedule --dry-run\n  pacelane "
        "schedule next -n 5");
    command.callback([&application, flags] { tick(application, flags->dry_run); });

    auto& import_command =
        command.subcommand("import", "Bring in the users and schedules of a workspace file");
    import_command.argument("file", flags->file, "The workspace file").required().type_name("FILE");
    import_command.flag("--prune", flags->prune,
                        "Deactivate users, and imported schedules, that the file does not name");
    import_command.footer(
        "Nothing is imported unless the whole file is valid. --prune does not touch what 'schedule add' "
        "added.\n\n"
        "Examples:\n  pacelane schedule import pacelane.yaml\n  pacelane schedule import pacelane.yaml "
        "--prune");
    import_command.callback([&application, flags] { import(application, flags->file, flags->prune); });

    add_schedule_lists(command, application);
    add_schedule_explain(command, application);
    add_schedule_changes(command, application);
    add_schedule_crontab(command, application);
}

}  // namespace pacelane::cli
