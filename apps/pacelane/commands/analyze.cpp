#include "commands/commands.h"
#include "render/progress.h"
#include "render/run.h"
#include "render/table.h"

#include <pacelane/base/error.h>
#include <pacelane/pipeline/preview.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

struct AnalyzeFlags {
    WorkerFlags worker;
    std::string user;
    std::string schedule;
    std::optional<Date> date;
    bool write = false;
    bool dry_run = false;
    bool again = false;
    bool candidates = false;
};

/// Tells that the day's analysis is there already, and in what state.
void tell_existing(Application& application, const store::EnqueueResult& existing) {
    if (application.globals.json)
        application.print_json(Json{{"result", "analysis_exists"},
                                    {"analysis_id", existing.analysis_id},
                                    {"analysis_status", existing.status}});
    else
        application.print("analysis_exists");
    if (existing.status == "failed")
        application.note("That analysis failed; 'pacelane enqueue --retry' opens it again.");
    else
        application.note(fmt::format(
            "The analysis of that day is {}{}", existing.status,
            existing.status == "completed" ? "; --again makes it again (what was written stays)." : "."));
}

/// --dry-run
Json json_of(const std::vector<analysis::Candidate>& candidates) {
    Json all = Json::array();
    for (const auto& candidate : candidates) {
        Json features = Json::object();
        for (const auto& [name, value] : candidate.features)
            features[name] = value;
        all.push_back({{"title", candidate.title},
                       {"content_type", candidate.content_type},
                       {"path", candidate.path},
                       {"score", candidate.score},
                       {"why_not", candidate.why_not.empty() ? Json() : Json(candidate.why_not)},
                       {"features", std::move(features)},
                       {"body", candidate.body}});
    }
    return all;
}

void print(Application& application, const std::vector<analysis::Candidate>& candidates) {
    Table table({"score", "form", "title", "document", ""});
    for (const auto& candidate : candidates)
        table.add({fmt::format("{:.2f}", candidate.score), candidate.content_type, candidate.title,
                   candidate.path, candidate.why_not.empty() ? "proposed" : candidate.why_not});
    application.print(table.text());
}

void preview(Application& application, const AnalyzeFlags& flags) {
    const auto store = application.open_store();
    const auto user = store->user(flags.user);
    auto progress = std::make_unique<Progress>(application, "Analyzing " + user.handle);
    const auto preview = pipeline::preview_analysis(*store, user, flags.schedule, flags.date, {},
                                                    flags.candidates, flags.again);
    progress.reset();
    if (!preview.trigger.runs()) return tell_existing(application, preview.trigger.enqueued);
    if (!preview.discarded.empty()) {
        application.complain(preview.discarded);
        application.exit_code = 1;
    }
    if (!preview.job) return application.note("Nothing to analyze.");
    const auto& result = preview.result;
    Json suggestions = Json::array();
    for (const auto& suggestion : result.suggestions)
        suggestions.push_back(writer::to_json(suggestion));
    if (application.globals.json) {
        Json json{{"knowledge_context", analysis::to_json(result.knowledge)},
                  {"meeting_context", analysis::to_json(result.meetings)},
                  {"content_suggestions", suggestions},
                  {"reason", result.reason.empty() ? Json() : Json(result.reason)}};
        if (flags.candidates) json["candidates"] = json_of(result.candidates);
        return application.print_json(json);
    }
    if (flags.candidates) print(application, result.candidates);
    if (result.suggestions.empty())
        return application.print(fmt::format("nothing to write about: {}", result.reason));
    for (const auto& suggestion : result.suggestions) {
        application.print(fmt::format("{}: {}\n  angle: {}\n  why: {}", suggestion.content_type,
                                      suggestion.topic, suggestion.angle, suggestion.reasoning));
        for (const auto& point : suggestion.key_points)
            application.print("  - " + point);
    }
}

void analyze(Application& application, const AnalyzeFlags& flags) {
    if (flags.user.empty() && (!flags.schedule.empty() || flags.date || flags.dry_run || flags.again))
        throw Error(ErrorKind::usage, "--schedule, --date, --again and --dry-run go with --user");
    if (flags.candidates && !flags.dry_run) throw Error(ErrorKind::usage, "--candidates goes with --dry-run");
    if (!flags.user.empty() && (flags.worker.follow || flags.worker.limit > 0))
        throw Error(ErrorKind::usage, "--user handles one analysis; --follow and --limit do not go with it");
    if (flags.dry_run) return preview(application, flags);

    const auto open = application.store_factory();
    auto options = worker_options(flags.worker);
    if (!flags.user.empty()) {
        const auto store = open();
        const auto trigger = pipeline::trigger_analysis(*store, store->user(flags.user), flags.schedule,
                                                        flags.date, flags.again);
        options.analysis_id = trigger.enqueued.analysis_id;
        if (!trigger.runs()) return tell_existing(application, trigger.enqueued);
    }
    RunRenderer renderer(application, flags.worker.follow);
    const auto observer = renderer.observer();
    const auto wake_up = follow(application, store::kAnalysisQueue, options);
    std::vector<pipeline::RunReport> reports{pipeline::run_analyze(open, options, observer)};
    if (flags.write && !*options.stop) {
        options.limit = 0;
        options.follow = false;
        options.wake_up = nullptr;
        reports.push_back(pipeline::run_write(open, options, observer));
    }
    renderer.finish(reports, "Nothing to analyze", store::kAnalysisQueue);
}

}  // namespace

void add_analyze(Command& app, Application& application) {
    auto& command = app.subcommand("analyze", "Analyze what is enqueued: context in, suggestions out");
    auto flags = std::make_shared<AnalyzeFlags>();
    add_worker_flags(command, flags->worker);
    command.option("-u,--user", flags->user, "Enqueue and analyze just this user, now").type_name("USER");
    command.option("--schedule", flags->schedule, "With --user: for this schedule").type_name("ID");
    command.option("--date", flags->date, "With --user: analysis date [today where the user is]")
        .type_name("YYYY-MM-DD");
    command.flag(
        "--again", flags->again,
        "With --user: also when that day's analysis exists: it is made again, what it found is kept as "
        "its history, and what was written stays");
    command.flag("--write", flags->write, "Go straight on and write the drafts");
    command.flag("--dry-run", flags->dry_run,
                 "With --user: print what this command would store now, store nothing");
    command.flag(
        "--candidates", flags->candidates,
        "With --dry-run: all drafts that were tried, with their scores, also those that are not proposed");
    command.footer(
        "First brings in what changed in each user's context folders. Exits when the queue is empty.\n\n"
        "Examples:\n  pacelane analyze\n  pacelane analyze --user maya --write\n  pacelane analyze --user "
        "maya --dry-run");
    command.callback([&application, flags] { analyze(application, *flags); });
}

}  // namespace pacelane::cli
