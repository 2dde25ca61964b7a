#include "commands/commands.h"
#include "render/progress.h"
#include "render/run.h"
#include "render/table.h"

#include <pacelane/base/error.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

struct Flags {
    WorkerFlags worker;
    std::string user;
    std::string schedule;
    std::optional<Date> date;
    bool write = false;
    bool dry_run = false;
};

/// --dry-run: what an analysis would find now, with nothing stored.
void rehearse(Application& application, const Flags& flags) {
    const auto store = application.open_store();
    const auto user = store->user(flags.user);
    analysis::Result result;
    auto progress = std::make_unique<Progress>(application, "Analyzing " + user.handle);
    store->rehearse([&] {
        const auto day =
            flags.date ? *flags.date : schedule::local_time(application.clock().now(), user.timezone).date;
        std::vector<std::string> types;
        for (const auto& schedule : store->schedules(user.id))
            if (schedule.is_active && (flags.schedule.empty() || schedule.id.starts_with(flags.schedule)))
                for (const auto& type : schedule.content_types)
                    if (std::find(types.begin(), types.end(), type) == types.end()) types.push_back(type);
        if (types.empty()) types.emplace_back(config::kContentTypes[0]);
        result = pipeline::analyze_user(*store, user, day, types, application.clock().now());
    });
    progress.reset();
    Json suggestions = Json::array();
    for (const auto& suggestion : result.suggestions)
        suggestions.push_back(analysis::to_json(suggestion));
    if (application.globals.json)
        return application.print_json(Json{{"knowledge_context", analysis::to_json(result.knowledge)},
                                           {"meeting_context", analysis::to_json(result.meetings)},
                                           {"content_suggestions", suggestions},
                                           {"reason", result.reason.empty() ? Json() : Json(result.reason)}});
    if (result.suggestions.empty())
        return application.print(fmt::format("nothing to write about: {}", result.reason));
    for (const auto& suggestion : result.suggestions) {
        application.print(fmt::format("{}: {}\n  angle: {}\n  why: {}", suggestion.content_type,
                                      suggestion.topic, suggestion.angle, suggestion.reasoning));
        for (const auto& point : suggestion.key_points)
            application.print("  - " + point);
    }
}

void analyze(Application& application, const Flags& flags) {
    if (flags.user.empty() && (!flags.schedule.empty() || flags.date || flags.dry_run))
        throw Error(ErrorKind::usage, "--schedule, --date and --dry-run go with --user");
    if (!flags.user.empty() && (flags.worker.follow || flags.worker.limit > 0))
        throw Error(ErrorKind::usage, "--user handles one analysis; --follow and --limit do not go with it");
    if (flags.dry_run) return rehearse(application, flags);

    const auto open = application.store_factory();
    auto options = worker_options(flags.worker);
    if (!flags.user.empty()) {
        const auto store = open();
        const auto enqueued = store->enqueue(store->user(flags.user), flags.schedule, flags.date, false);
        options.analysis_id = enqueued.analysis_id;
        if (!enqueued.enqueued && enqueued.status != "pending") {
            if (application.globals.json)
                application.print_json(Json{{"result", "analysis_exists"},
                                            {"analysis_id", enqueued.analysis_id},
                                            {"analysis_status", enqueued.status}});
            else
                application.print("analysis_exists");
            if (enqueued.status == "failed")
                application.note("That analysis failed; 'pacelane enqueue --retry' opens it again.");
            else
                application.note(fmt::format("The analysis of that day is {}.", enqueued.status));
            return;
        }
    }
    RunRenderer renderer(application, flags.worker.follow);
    const auto observer = renderer.observer();
    std::vector<pipeline::RunReport> reports{pipeline::run_analyze(open, options, observer)};
    if (flags.write && !*options.stop) {
        options.limit = 0;
        options.follow = false;
        reports.push_back(pipeline::run_write(open, options, observer));
    }
    renderer.finish(reports, "Nothing to analyze.");
}

}  // namespace

void add_analyze(Command& app, Application& application) {
    auto& command = app.subcommand("analyze", "Analyze what is enqueued: context in, suggestions out");
    auto flags = std::make_shared<Flags>();
    add_worker_flags(command, flags->worker);
    command.option("-u,--user", flags->user, "Enqueue and analyze just this user, now").type_name("USER");
    command.option("--schedule", flags->schedule, "With --user: for this schedule").type_name("ID");
    command.option("--date", flags->date, "With --user: analysis date [today where the user is]")
        .type_name("YYYY-MM-DD");
    command.flag("--write", flags->write, "Go straight on and write the drafts");
    command.flag("--dry-run", flags->dry_run, "With --user: print what would be suggested, store nothing");
    command.footer(
        "First brings in what changed in each user's context folders. Exits when the queue is empty.\n\n"
        "Examples:\n  pacelane analyze\n  pacelane analyze --user maya --write\n  pacelane analyze --user "
        "maya --dry-run");
    command.callback([&application, flags] { analyze(application, *flags); });
}

}  // namespace pacelane::cli
