#include "commands/schedule.h"
#include "render/style.h"
#include "render/table.h"
#include "render/tick.h"

#include <pacelane/base/text.h>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

std::vector<store::Schedule> that_cannot_run(const std::vector<store::Schedule>& schedules) {
    std::vector<store::Schedule> found;
    for (const auto& schedule : schedules)
        if (schedule.is_active && schedule.user_is_active && !schedule.problem.empty())
            found.push_back(schedule);
    return found;
}

void complain_of_problems(Application& application, const std::vector<store::Schedule>& schedules) {
    std::set<std::string> told;
    for (const auto& schedule : that_cannot_run(schedules))
        if (const auto text = fmt::format("user '{}': {}", schedule.user_handle, schedule.problem);
            told.insert(text).second)
            application.complain(text, {{"user", schedule.user_handle}});
}

namespace {

Json json_of(const store::Schedule& schedule) {
    return {{"id", schedule.id},
            {"user", schedule.user_handle},
            {"timezone", schedule.timezone},
            {"user_is_active", schedule.user_is_active},
            {"frequency", schedule::name(schedule.rule.frequency)},
            {"selected_days", schedule.rule.days.names()},
            {"preferred_time", schedule.preferred_time},
            {"content_types", schedule.content_types},
            {"is_active", schedule.is_active},
            {"inactive_reason", schedule.inactive_reason.empty() ? Json() : Json(schedule.inactive_reason)},
            {"next_due_at", schedule.next_due_at ? Json(format_instant(*schedule.next_due_at)) : Json()},
            {"last_triggered_at",
             schedule.last_triggered_at ? Json(format_instant(*schedule.last_triggered_at)) : Json()},
            {"problem", schedule.problem.empty() ? Json() : Json(schedule.problem)}};
}

void list(Application& application, const std::string& user) {
    const auto store = application.open_store();
    const auto all = store->schedules(user.empty() ? "" : store->user(user).id);
    complain_of_problems(application, all);
    if (application.globals.json) {
        Json json = Json::array();
        for (const auto& schedule : all)
            json.push_back(json_of(schedule));
        return application.print_json(json);
    }
    const Painter paint(application.globals);
    Table table({"user", "id", "frequency", "days", "preferred time", "content types", "next due (local)",
                 "zone", "state"});
    for (const auto& schedule : all) {
        std::vector<std::string> days;
        for (const auto& day : schedule.rule.days.names())
            days.push_back(day.substr(0, 3));
        table.add(
            {schedule.user_handle, schedule.id, std::string(schedule::name(schedule.rule.frequency)),
             days.empty() ? "every day" : join(days, ","), schedule.preferred_time,
             join(schedule.content_types, ","),
             schedule.is_active && schedule.user_is_active && schedule.next_due_at && schedule.problem.empty()
                 ? schedule::format_local(*schedule.next_due_at, schedule.timezone)
                 : "-",
             schedule.timezone,
             !schedule.is_active         ? paint(Style::yellow, schedule.inactive_reason)
             : !schedule.user_is_active  ? paint(Style::yellow, "user inactive")
             : !schedule.problem.empty() ? paint(Style::red, "cannot run")
                                         : "active"});
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
    const Instant now = application.clock().now();
    const auto all = store->schedules(user.empty() ? "" : store->user(user).id);
    complain_of_problems(application, all);
    for (const auto& schedule : all) {
        if (!schedule.is_active || !schedule.user_is_active || !schedule.problem.empty()) continue;
        // What has come already, and no tick has dealt with.
        const bool waits = schedule.next_due_at && *schedule.next_due_at < now &&
                           schedule::due_date(schedule.rule, now, schedule.timezone);
        if (waits) runs.push_back({*schedule::first_due(schedule.rule, now, schedule.timezone), schedule});
        for (const auto at : schedule::upcoming(schedule.rule, now, schedule.timezone, count))
            runs.push_back({at, schedule});
    }
    std::stable_sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.at < b.at; });
    if (runs.size() > count) runs.resize(count);
    if (application.globals.json) {
        Json json = Json::array();
        for (const auto& run : runs)
            json.push_back({{"due_at", format_instant(run.at)},
                            {"local", schedule::format_local(run.at, run.schedule.timezone)},
                            {"timezone", run.schedule.timezone},
                            {"is_due_now", run.at <= now},
                            {"user", run.schedule.user_handle},
                            {"schedule_id", run.schedule.id},
                            {"content_types", run.schedule.content_types},
                            {"problem", nullptr}});
        for (const auto& schedule : that_cannot_run(all))
            json.push_back({{"due_at", nullptr},
                            {"local", nullptr},
                            {"timezone", schedule.timezone},
                            {"is_due_now", false},
                            {"user", schedule.user_handle},
                            {"schedule_id", schedule.id},
                            {"content_types", schedule.content_types},
                            {"problem", schedule.problem}});
        return application.print_json(json);
    }
    Table table({"due (local)", "zone", "user", "content types"});
    for (const auto& run : runs)
        table.add({schedule::format_local(run.at, run.schedule.timezone) + (run.at <= now ? ", now" : ""),
                   run.schedule.timezone, run.schedule.user_handle, join(run.schedule.content_types, ",")});
    if (table.empty())
        return application.note(that_cannot_run(all).empty() ? "No active schedules."
                                                             : "No schedule that can run.");
    application.print(table.text());
    if (const auto scheduler = store->scheduler(); !scheduler.enabled)
        application.note(switched_off(scheduler, "none of these will run"));
}

}  // namespace

void add_schedule_lists(Command& schedule, Application& application) {
    struct ScheduleListFlags {
        std::string user;
        std::size_t count = 10;
    };
    auto flags = std::make_shared<ScheduleListFlags>();
    auto& list_command = schedule.subcommand("list", "Show the schedules");
    list_command.option("-u,--user", flags->user, "Only this user's").type_name("USER");
    list_command.footer("Examples:\n  pacelane schedule list\n  pacelane schedule list --user maya --json");
    list_command.callback([&application, flags] { list(application, flags->user); });

    auto& next_command = schedule.subcommand("next", "Show the coming runs");
    next_command.option("-u,--user", flags->user, "Only this user's").type_name("USER");
    next_command.option("-n", flags->count, "How many").range(1, 1000).default_shown();
    next_command.footer("Examples:\n  pacelane schedule next -n 5\n  pacelane schedule next --user maya");
    next_command.callback([&application, flags] { next(application, flags->user, flags->count); });
}

}  // namespace pacelane::cli
