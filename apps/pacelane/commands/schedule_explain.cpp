#include "commands/schedule.h"
#include "render/style.h"

#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/schedule/explain.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

// "2026-11-20T09:00:00+01:00", or in the user's own zone "2026-11-20 09:00", or "09:00" of today there.
Instant moment(const std::string& text, Instant now, std::string_view zone) {
    if (const auto instant = parse_instant(text)) return *instant;
    constexpr std::size_t kDate = std::string_view("2026-11-20").size();
    auto date = parse_date(std::string_view(text).substr(0, kDate));
    std::string_view time = text;
    if (date) time = trim(time.substr(std::min(text.size(), kDate + 1)));
    if (!date) date = schedule::local_time(now, zone).date;
    const auto clock = schedule::parse_preferred_time(time);
    if (!clock || clock->end)
        throw Error(ErrorKind::usage,
                    fmt::format("--at '{}': not a time such as 2026-11-20T09:00:00+01:00, '2026-11-20 09:00' "
                                "or 09:00 (both in the user's zone)",
                                text));
    return schedule::instant_of(*date, clock->start, zone);
}

const char* verdict(const schedule::Explanation& explanation) {
    if (!explanation.due) return "not due";
    return explanation.late ? "due, late" : "due";
}

Json json_of(const store::Schedule& schedule, const schedule::Explanation& explanation) {
    Json reasons = Json::array();
    for (const auto& reason : explanation.reasons)
        reasons.push_back({{"rule", reason.rule},
                           {"holds", reason.holds ? Json(*reason.holds) : Json()},
                           {"sentence", reason.sentence}});
    return {{"schedule_id", schedule.id},
            {"due", explanation.due},
            {"late", explanation.late},
            {"analysis_date", explanation.date ? Json(format_date(*explanation.date)) : Json()},
            {"next_due_at", explanation.next_due ? Json(format_instant(*explanation.next_due)) : Json()},
            {"reasons", reasons}};
}

void explain(Application& application, const std::string& name, const std::string& at) {
    const auto store = application.open_store();
    const auto user = store->user(name);
    const Instant now = application.clock().now();
    Instant when = now;
    std::string local;
    try {
        if (!at.empty()) when = moment(at, now, user.timezone);
        local = schedule::format_local(when, user.timezone);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::configuration) throw;
        throw Error(error.kind(), fmt::format("user '{}': {}", user.handle, error.what()));  // the zone
    }
    const Painter paint(application.globals);
    Json schedules = Json::array();
    bool due = false;
    std::string text;
    for (const auto& [schedule, facts] : store->schedule_facts(user, when)) {
        if (!schedule.problem.empty()) {
            application.complain(fmt::format("schedule {}: {}", schedule.id, schedule.problem));
            application.exit_code = 1;
            continue;
        }
        const auto explanation = schedule::explain(facts, when);
        due = due || explanation.due;
        schedules.push_back(json_of(schedule, explanation));
        text += fmt::format("{}{}: {} at {} ({})\n  {}, schedule {}\n", text.empty() ? "" : "\n", user.handle,
                            paint(Style::bold, verdict(explanation)), local, user.timezone,
                            describe(schedule.rule), schedule.id);
        for (const auto& reason : explanation.reasons)
            text += fmt::format("  {}  {}\n",
                                !reason.holds   ? "   "
                                : *reason.holds ? paint(Style::green, "yes")
                                                : paint(Style::yellow, "no "),
                                reason.sentence);
    }
    if (application.globals.json)
        return application.print_json(Json{{"user", user.handle},
                                           {"timezone", user.timezone},
                                           {"at", format_instant(when)},
                                           {"local", local},
                                           {"due", due},
                                           {"schedules", schedules}});
    if (text.empty() && application.exit_code == 0)
        text = fmt::format(
            "{0}: not due at {1} ({2})\n  no   {0} has no schedules; 'pacelane schedule add "
            "--user {0}' adds one.\n",
            user.handle, local, user.timezone);
    application.print(text);
}

}  // namespace

void add_schedule_explain(Command& schedule, Application& application) {
    struct ScheduleExplainFlags {
        std::string user;
        std::string at;
    };
    auto flags = std::make_shared<ScheduleExplainFlags>();
    auto& command = schedule.subcommand("explain", "Say why a user is due, or why not, rule by rule");
    command.argument("user", flags->user, "A handle or an id").required().type_name("USER");
    command
        .option("--at", flags->at,
                "Of this moment instead of now: 2026-11-20T09:00:00+01:00, or in the user's zone "
                "'2026-11-20 09:00' or 09:00")
        .type_name("TIME");
    command.footer(
        "Tells of another moment what a tick would do then if nothing changed until it came. Changes "
        "nothing.\n\n"
        "Examples:\n  pacelane schedule explain maya\n  pacelane schedule explain maya --at '2026-11-26 "
        "08:30'");
    command.callback([&application, flags] { explain(application, flags->user, flags->at); });
}

}  // namespace pacelane::cli
