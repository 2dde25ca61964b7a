#include "commands/schedule.h"

#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/config/schedule_flags.h>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

/// The schedules that a word on the command line means: a user's, or the one whose id begins so.
/// Of each name its schedules, none twice.
std::vector<store::Schedule> schedules_named(store::Store& store, const std::vector<std::string>& names) {
    std::vector<store::Schedule> all;
    std::set<std::string> ids;
    const auto add = [&](store::Schedule schedule) {
        if (ids.insert(schedule.id).second) all.push_back(std::move(schedule));
    };
    const auto users = store.users();
    for (const auto& name : names) {
        const auto user = std::find_if(users.begin(), users.end(), [&](const auto& each) {
            return each.handle == name || each.id == name;
        });
        if (user == users.end()) {
            add(store.schedule(name));
            continue;
        }
        auto theirs = store.schedules(user->id);
        if (theirs.empty())
            throw Error(ErrorKind::bad_input, fmt::format("user '{}' has no schedules", name));
        for (auto& schedule : theirs)
            add(std::move(schedule));
    }
    return all;
}

void add(Application& application, const std::string& user_name, const config::ScheduleFlags& flags) {
    std::vector<std::string> warnings;
    const auto entry = config::read_schedule(flags, warnings);
    const auto store = application.open_store();
    const auto user = store->user(user_name);
    const auto added = store->add_schedule(user, entry);
    if (!user.is_active)
        warnings.push_back(
            fmt::format("user '{}' is inactive: nothing of theirs runs until a workspace file with them is "
                        "imported",
                        user.handle));
    for (const auto& warning : warnings)
        application.complain(warning);
    if (application.globals.json)
        return application.print_json(
            Json{{"id", added.id},
                 {"user", user.handle},
                 {"timezone", added.timezone},
                 {"next_due_at", added.next_due_at ? Json(format_instant(*added.next_due_at)) : Json()},
                 {"warnings", warnings}});
    application.print(fmt::format("added {} ({}): {}", added.id, user.handle, describe(added.rule)));
    if (added.next_due_at && *added.next_due_at <= application.clock().now())
        application.note(fmt::format("It is due at the next tick, since {}.",
                                     schedule::format_local(*added.next_due_at, added.timezone)));
    else if (added.next_due_at)
        application.note(fmt::format("It is due first at {}.",
                                     schedule::format_local(*added.next_due_at, added.timezone)));
}

void add_addition(Command& schedule, Application& application) {
    struct ScheduleChangeFlags {
        std::string user;
        config::ScheduleFlags schedule;
    };
    auto flags = std::make_shared<ScheduleChangeFlags>();
    auto& command = schedule.subcommand("add", "Add a schedule that is not in the workspace file");
    command.option("-u,--user", flags->user, "Whose it is").required().type_name("USER");
    command.option("-f,--frequency", flags->schedule.frequency, "daily, weekly or bi-weekly")
        .required()
        .type_name("HOW-OFTEN");
    command.option("--days", flags->schedule.days, "monday,thursday (daily: every day, without it)")
        .delimiter(',')
        .type_name("DAYS");
    command
        .option("--time", flags->schedule.time,
                "The preferred time, in the user's zone: 09:00, 18:00-20:00, 'Morning (8-10 AM)' [09:00]")
        .type_name("TIME");
    command
        .option("--types", flags->schedule.content_types,
                fmt::format("With commas between: {} [{}]", content_form_list(), kDefaultForm.id))
        .delimiter(',')
        .type_name("TYPES");
    command
        .option("--starts-on", flags->schedule.starts_on,
                "bi-weekly: a date in a week in which it runs [today]")
        .type_name("YYYY-MM-DD");
    command.footer(
        "The values are checked as in the workspace file. An import leaves a schedule that was added here as "
        "it\n"
        "is, also with --prune; 'pacelane schedule remove' takes it away.\n\n"
        "Examples:\n"
        "  pacelane schedule add --user maya --frequency weekly --days mon,thu --time 8-10am\n"
        "  pacelane schedule add -u rafael -f bi-weekly --days friday --starts-on 2026-11-27 --types "
        "newsletter");
    command.callback([&application, flags] { add(application, flags->user, flags->schedule); });
}

void add_switch(Command& schedule, Application& application) {
    const auto add_one = [&](const char* name, const char* help, const char* footer, bool enabled) {
        auto& command = schedule.subcommand(name, help);
        command.footer(footer);
        command.callback([&application, enabled] {
            const bool changed = application.open_store()->set_scheduler_enabled(enabled);
            if (application.globals.json)
                return application.print_json(Json{{"scheduler_enabled", enabled}, {"changed", changed}});
            const auto* state = enabled ? "on" : "off";
            if (!changed)
                return application.print(fmt::format("the scheduler is switched {} already", state));
            application.print(fmt::format("switched {} the scheduler", state));
            application.note(enabled
                                 ? "What fell due while it was off is not made up, but for today's."
                                 : "Ticks enqueue nobody until 'pacelane schedule enable'. What is enqueued "
                                   "already goes on.");
        });
    };
    add_one("disable", "Switch the tick off for everyone, until it is enabled",
            "A tick then does nothing and exits with 0, so that crontab lines may stay.\n\n"
            "Examples:\n  pacelane schedule disable",
            false);
    add_one("enable", "Switch the tick on again",
            "Days that passed while it was off do not count as missed.\n\n"
            "Examples:\n  pacelane schedule enable",
            true);
}

}  // namespace

void add_schedule_changes(Command& schedule, Application& application) {
    add_addition(schedule, application);
    auto names = std::make_shared<std::vector<std::string>>();
    const auto add_change = [&](const char* verb, const char* help, const char* done, auto change) {
        auto& sub = schedule.subcommand(verb, help);
        sub.argument("schedules", *names,
                     "Schedules' ids (or their beginnings), or users: all of theirs; several at once")
            .required()
            .type_name("ID|USER");
        sub.footer(fmt::format(
            "Examples:\n  pacelane schedule {0} maya\n  pacelane schedule {0} 0f3c2a 8a1c4d", verb));
        sub.callback([&application, names, done, change] {
            const auto store = application.open_store();
            Json json = Json::array();
            for (const auto& found : schedules_named(*store, *names)) {
                change(*store, found.id);
                json.push_back(found.id);
                if (!application.globals.json)
                    application.print(fmt::format("{} {} ({})", done, found.id, found.user_handle));
            }
            if (application.globals.json) application.print_json(Json{{done, json}});
        });
    };
    add_change("pause", "Stop schedules until they are resumed", "paused",
               [](store::Store& store, const std::string& id) { store.set_schedule_active(id, false); });
    add_change("resume", "Let schedules run again", "resumed",
               [](store::Store& store, const std::string& id) { store.set_schedule_active(id, true); });
    add_change("remove", "Remove schedules (analyses and drafts stay)", "removed",
               [](store::Store& store, const std::string& id) { store.remove_schedule(id); });
    add_switch(schedule, application);
}

}  // namespace pacelane::cli
