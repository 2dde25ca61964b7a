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
    std::string draft;
    std::optional<Date> date;
    bool retry = false;
};

void check_usage(const EnqueueFlags& flags) {
    if (flags.draft.empty()) {
        if (flags.user.empty()) throw Error(ErrorKind::usage, "--user is required");
        return;
    }
    if (!flags.retry) throw Error(ErrorKind::usage, "--draft needs --retry: it re-opens a draft that failed");
    if (!flags.user.empty() || !flags.schedule.empty() || flags.date)
        throw Error(ErrorKind::usage,
                    "--draft says which draft is meant: leave out --user, --schedule and --date");
}

}  // namespace

void add_enqueue(Command& app, Application& application) {
    auto& command = app.subcommand("enqueue", "Ask for one user's analysis (send_to_pacing_queue)");
    auto flags = std::make_shared<EnqueueFlags>();
    command.option("-u,--user", flags->user, "Handle or UUID; required but with --draft").type_name("USER");
    command.option("--schedule", flags->schedule, "Id of one of the user's schedules [the first active one]")
        .type_name("ID");
    command.option("--date", flags->date, "Analysis date [today where the user is]").type_name("YYYY-MM-DD");
    command.flag("--retry", flags->retry,
                 "Re-open the day's analysis when it has failed, or those of its drafts that have");
    command.option("--draft", flags->draft, "With --retry: re-open only this draft").type_name("ID");
    command.footer(
        "Prints the message id, or analysis_exists when that user's analysis of that day exists already.\n"
        "With --retry the message ids of what was re-opened: a failed analysis, or failed drafts.\n\n"
        "Examples:\n  pacelane enqueue --user maya\n  pacelane enqueue --user maya --date 2026-11-19 "
        "--retry\n  pacelane enqueue --retry --draft 01a1f5b7");
    command.callback([&application, flags] {
        check_usage(*flags);
        const auto store = application.open_store();
        const auto result = flags->draft.empty() ? store->enqueue(store->user(flags->user), flags->schedule,
                                                                  flags->date, flags->retry)
                                                 : store->reopen_draft(flags->draft);
        const bool reopened = flags->retry && !result.failed_drafts.empty();
        if (application.globals.json) {
            Json drafts = Json::array();
            for (const auto& draft : result.failed_drafts)
                drafts.push_back({{"generation_id", draft.generation_id},
                                  {"msg_id", draft.msg_id ? Json(*draft.msg_id) : Json()}});
            return application.print_json(Json{{"result", result.enqueued         ? "enqueued"
                                                          : reopened              ? "drafts_reopened"
                                                          : !flags->draft.empty() ? "draft_not_failed"
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
        if (!flags->draft.empty()) {
            application.print("draft_not_failed");
            return application.note(
                "It has not failed, or somebody has re-opened it; 'pacelane content show' tells more.");
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
