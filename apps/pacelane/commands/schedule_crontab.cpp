#include "commands/schedule.h"
#include "render/crontab.h"
#include "render/table.h"

#include <filesystem>
#include <map>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/schedule/pace.h>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

struct ScheduleCrontabFlags {
    std::string every;
    std::string zone;
    bool systemd = false;
};

/// A schedule that the chosen times serve late, or not at all.
struct Warning {
    store::Schedule schedule;
    schedule::Suitability suitability;
};

// The zone in which cron and systemd read their times: /etc/localtime, which UTC stands for when it is
// missing.
std::string machine_zone() {
    std::error_code none;
    const auto target = std::filesystem::canonical("/etc/localtime", none).string();
    constexpr std::string_view kFolder = "/zoneinfo/";
    const auto at = target.find(kFolder);
    const auto name = at == std::string::npos ? "" : target.substr(at + kFolder.size());
    return schedule::is_time_zone(name) ? name : "UTC";
}

schedule::Pace pace_of(const ScheduleCrontabFlags& flags) {
    const auto zone = flags.zone.empty() ? machine_zone() : flags.zone;
    if (!schedule::is_time_zone(zone)) {
        throw Error(ErrorKind::usage, fmt::format("--zone: unknown time zone '{}' ({})", zone,
                                                  schedule::time_zone_problem(zone)));
    }
    if (flags.every.empty()) return {zone, {9 * 60, 18 * 60}};
    return schedule::pace_every(flags.every == "1h" ? 60 : std::stoi(flags.every), zone);
}

std::vector<Warning> warnings_for(const std::vector<store::Schedule>& schedules, const schedule::Pace& pace,
                                  Instant now) {
    std::vector<Warning> warnings;
    // Many are alike, and what holds of one holds of all.
    std::map<std::string, schedule::Suitability> known;
    for (const auto& each : schedules) {
        if (!each.is_active || !each.user_is_active || !each.problem.empty()) continue;
        const auto key =
            fmt::format("{} {} {}", describe(each.rule), each.timezone, format_date(each.rule.anchor));
        auto found = known.find(key);
        if (found == known.end())
            found = known.emplace(key, suitability(each.rule, each.timezone, pace, now)).first;
        if (found->second.first) warnings.push_back({each, found->second});
    }
    return warnings;
}

std::string text_of(const Warning& warning, const schedule::Pace& pace) {
    const auto& zone = warning.schedule.timezone;
    const auto& misfit = *warning.suitability.first;
    const auto opens = schedule::format_local(misfit.opens, zone);
    if (misfit.served)
        return fmt::format("{}: late; the window that opens at {} is served at {}",
                           warning.schedule.user_handle, opens, schedule::format_local(*misfit.served, zone));
    return fmt::format(
        "{}: never on that date; the window opens at {}, and the next tick, at {}, is too late",
        warning.schedule.user_handle, opens,
        schedule::format_local(schedule::next_tick(pace, misfit.opens), zone));
}

Json json_of(const Warning& warning, const schedule::Pace& pace) {
    const auto& misfit = *warning.suitability.first;
    return {{"user", warning.schedule.user_handle},
            {"schedule_id", warning.schedule.id},
            {"served", misfit.served ? "late" : "never"},
            {"due_at", format_instant(misfit.opens)},
            {"served_at", misfit.served ? Json(format_instant(*misfit.served)) : Json()},
            {"dates", warning.suitability.dates},
            {"dates_late", warning.suitability.late},
            {"dates_never", warning.suitability.never},
            {"message", text_of(warning, pace)}};
}

void warn(Application& application, const std::vector<Warning>& warnings,
          const std::vector<store::Schedule>& schedules, const schedule::Pace& pace) {
    if (warnings.empty() || application.globals.quiet) return;
    constexpr std::size_t kMost = 20;
    std::set<std::string> users;
    for (const auto& warning : warnings)
        users.insert(warning.schedule.user_id);
    auto text = fmt::format("these times ({}) do not suit {}:", pace.zone, counted(users.size(), "user"));
    for (std::size_t n = 0; n < std::min(kMost, warnings.size()); ++n)
        text += "\n  " + text_of(warnings[n], pace);
    if (warnings.size() > kMost)
        text += fmt::format("\n  and {}; --json has all", counted(warnings.size() - kMost, "more schedule"));
    for (const int minutes : {30, 15, 5})
        if (pace.minutes.size() < schedule::pace_every(minutes, pace.zone).minutes.size() &&
            warnings_for(schedules, schedule::pace_every(minutes, pace.zone), application.clock().now())
                .empty()) {
            text += fmt::format("\n'--every {}m' would suit everyone.", minutes);
            break;
        }
    application.complain(text);
}

void crontab(Application& application, const ScheduleCrontabFlags& flags) {
    const auto database = std::filesystem::absolute(application.database_path()).lexically_normal().string();
    const auto pace = pace_of(flags);
    std::vector<store::Schedule> schedules;
    try {
        schedules = application.open_store()->schedules();
        complain_of_problems(application, schedules);
    } catch (const Error& error) {
        // The lines are the same without a database; only whom they suit cannot be told.
        if (error.kind() != ErrorKind::configuration) throw;
        application.note(fmt::format("whom these times suit is not known: {}", error.what()));
    }
    const auto warnings = warnings_for(schedules, pace, application.clock().now());
    Json json{{"zone", pace.zone}, {"warnings", Json::array()}, {"problems", Json::array()}};
    for (const auto& schedule : that_cannot_run(schedules))
        json["problems"].push_back({{"user", schedule.user_handle},
                                    {"schedule_id", schedule.id},
                                    {"timezone", schedule.timezone},
                                    {"message", schedule.problem}});
    for (const auto& warning : warnings)
        json["warnings"].push_back(json_of(warning, pace));
    std::string text;
    if (flags.systemd) {
        json["units"] = Json::array();
        for (const auto& unit : systemd_units(database, flags.every)) {
            json["units"].push_back({{"name", unit.name}, {"text", unit.text}});
            text += fmt::format("{}# {}\n{}", text.empty() ? "" : "\n", unit.name, unit.text);
        }
    } else {
        const auto lines = crontab_lines(database, flags.every);
        json["lines"] = lines;
        text = join(lines, "\n") + "\n";
    }
    if (application.globals.json) return application.print_json(json);
    application.print_raw(text);
    if (flags.systemd)
        application.note(
            "Save each part under its name in ~/.config/systemd/user, then run:\n"
            "  systemctl --user daemon-reload\n"
            "  systemctl --user enable --now pacelane-schedule.timer pacelane-analyze.timer "
            "pacelane-write.timer");
    warn(application, warnings, schedules, pace);
}

}  // namespace

void add_schedule_crontab(Command& schedule, Application& application) {
    auto flags = std::make_shared<ScheduleCrontabFlags>();
    auto& command = schedule.subcommand("crontab", "Print crontab lines to install (installs nothing)");
    command
        .option("--every", flags->every,
                "Tick this often instead of at 9:00 and 18:00 of the machine: 5m … 30m, 1h")
        .one_of({"5m", "10m", "15m", "20m", "30m", "1h"});
    command.flag("--systemd", flags->systemd, "Print a systemd service and its timers instead");
    command
        .option("--zone", flags->zone,
                "The zone of the machine that will run them, for the warnings [this machine's]")
        .type_name("ZONE");
    command.footer(
        "Warns of users whom these times would serve after their window, or never on some date, as their "
        "next\n"
        "four weeks show. No flock is needed: the commands may overlap.\n\n"
        "Examples:\n"
        "  pacelane schedule crontab\n"
        "  pacelane schedule crontab --every 15m | crontab -     # replaces all that is in it\n"
        "  pacelane schedule crontab --systemd --every 15m");
    command.callback([&application, flags] { crontab(application, *flags); });
}

}  // namespace pacelane::cli
