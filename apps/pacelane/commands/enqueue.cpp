#include "commands/commands.h"
#include "render/table.h"

#include <pacelane/base/error.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

struct EnqueueFlags {
    std::string user;
    std::string schedule;
    std::optional<Date> date;
    bool retry = false;
    bool all = false;
    std::vector<std::string> analyses;
    std::vector<std::string> drafts;

    bool names_some() const { return !analyses.empty() || !drafts.empty(); }
};

void check_usage(const EnqueueFlags& flags) {
    if (!flags.all && !flags.names_some()) {
        if (flags.user.empty()) throw Error(ErrorKind::usage, "--user is required");
        return;
    }
    const auto* name = flags.all ? "--all" : flags.drafts.empty() ? "--analysis" : "--draft";
    if (!flags.retry)
        throw Error(ErrorKind::usage, fmt::format("{} needs --retry: it re-opens what failed", name));
    if (flags.all && flags.names_some())
        throw Error(ErrorKind::usage, "--all is everything that failed: leave out --analysis and --draft");
    if (!flags.schedule.empty() || flags.date || (!flags.all && !flags.user.empty()))
        throw Error(ErrorKind::usage, fmt::format("{} says what is meant: leave out {}--schedule and --date",
                                                  name, flags.all ? "" : "--user, "));
}

/// --all, --analysis and --draft
void reopen(Application& application, const EnqueueFlags& flags) {
    const auto store = application.open_store();
    store::Reopening what;
    what.all = flags.all;
    if (!flags.user.empty()) what.user_id = store->user(flags.user).id;
    what.analyses = flags.analyses;
    what.drafts = flags.drafts;
    const auto opened = store->reopen(what);
    const bool any = !opened.analyses.empty() || !opened.drafts.empty();
    if (application.globals.json) {
        const auto rows = [](const std::vector<store::Reopened::Row>& all, const char* id) {
            Json list = Json::array();
            for (const auto& row : all)
                list.push_back({{id, row.id}, {"msg_id", row.msg_id}});
            return list;
        };
        return application.print_json(Json{{"result", any ? "reopened" : "nothing_failed"},
                                           {"failed_analyses", rows(opened.analyses, "analysis_id")},
                                           {"failed_drafts", rows(opened.drafts, "generation_id")}});
    }
    if (!any) {
        application.print("nothing_failed");
        return application.note(
            flags.all ? "Nothing waits to be opened again."
                      : "None of that has failed, or somebody has re-opened it; 'pacelane status errors' "
                        "lists what has.");
    }
    for (const auto* rows : {&opened.analyses, &opened.drafts})
        for (const auto& row : *rows)
            application.print(fmt::format("{}", row.msg_id));
    if (!opened.analyses.empty())
        application.note(fmt::format("Opened {} again; 'pacelane analyze' makes them.",
                                     counted(opened.analyses.size(), "failed analysis", "failed analyses")));
    if (!opened.drafts.empty())
        application.note(fmt::format("Opened {} again; 'pacelane write' writes them.",
                                     counted(opened.drafts.size(), "failed draft")));
}

}  // namespace

void add_enqueue(Command& app, Application& application) {
    auto& command = app.subcommand("enqueue", "Ask for one user's analysis (send_to_pacing_queue)");
    auto flags = std::make_shared<EnqueueFlags>();
    command
        .option("-u,--user", flags->user, "Handle or UUID; required but with --all, --analysis and --draft")
        .type_name("USER");
    command.option("--schedule", flags->schedule, "Id of one of the user's schedules [the first active one]")
        .type_name("ID");
    command.option("--date", flags->date, "Analysis date [today where the user is]").type_name("YYYY-MM-DD");
    command.flag("--retry", flags->retry,
                 "Re-open the day's analysis when it has failed, or those of its drafts that have");
    command.flag("--all", flags->all, "With --retry: re-open all that failed, of this user or of everybody");
    command
        .option(
            "--analysis", flags->analyses,
            "With --retry: re-open this analysis, or those of its drafts that have failed; may be repeated")
        .type_name("ID");
    command.option("--draft", flags->drafts, "With --retry: re-open only this draft; may be repeated")
        .type_name("ID");
    command.footer(
        "Prints the message id, or analysis_exists when that user's analysis of that day exists already.\n"
        "With --retry the message ids of what was re-opened: failed analyses, then failed drafts; all of "
        "what "
        "the options name is opened in one transaction.\n\n"
        "Examples:\n  pacelane enqueue --user maya\n  pacelane enqueue --user maya --date 2026-11-19 "
        "--retry\n  pacelane enqueue --retry --draft 01a1f5b7 --draft 01a1f5c2\n  pacelane enqueue --retry "
        "--all --user maya");
    command.callback([&application, flags] {
        check_usage(*flags);
        if (flags->all || flags->names_some()) return reopen(application, *flags);
        const auto store = application.open_store();
        const auto result =
            store->enqueue(store->user(flags->user), flags->schedule, flags->date, flags->retry);
        const bool reopened = flags->retry && !result.failed_drafts.empty();
        if (application.globals.json) {
            Json drafts = Json::array();
            for (const auto& draft : result.failed_drafts)
                drafts.push_back({{"generation_id", draft.generation_id},
                                  {"msg_id", draft.msg_id ? Json(*draft.msg_id) : Json()}});
            return application.print_json(Json{{"result", result.enqueued ? "enqueued"
                                                          : reopened      ? "drafts_reopened"
                                                                          : "analysis_exists"},
                                               {"msg_id", result.enqueued ? Json(result.msg_id) : Json()},
                                               {"analysis_id", result.analysis_id},
                                               {"analysis_status", result.status},
                                               {"failed_drafts", drafts}});
        }
        if (reopened) {
            for (const auto& draft : result.failed_drafts)
                application.print(fmt::format("{}", *draft.msg_id));
            return application.note(
                fmt::format("Opened {} of that day's analysis again; 'pacelane write' writes them.",
                            counted(result.failed_drafts.size(), "failed draft")));
        }
        application.print(result.enqueued ? fmt::format("{}", result.msg_id) : "analysis_exists");
        if (!result.enqueued && result.status == "completed" && result.failed_drafts.empty())
            application.note(fmt::format(
                "It is completed; 'pacelane analyze --user {} --again' makes it again.", flags->user));
        if (!result.enqueued && result.status == "failed" && !flags->retry)
            application.note("That analysis failed; --retry opens it again.");
        if (!result.failed_drafts.empty())
            application.note(fmt::format("{} of it failed; --retry opens what failed again.",
                                         counted(result.failed_drafts.size(), "draft")));
    });
}

}  // namespace pacelane::cli
