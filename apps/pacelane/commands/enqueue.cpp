#include "commands/commands.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

void add_enqueue(Command& app, Application& application) {
    auto& command = app.subcommand("enqueue", "Ask for one user's analysis (send_to_pacing_queue)");
    struct EnqueueFlags {
        std::string user;
        std::string schedule;
        std::optional<Date> date;
        bool retry = false;
    };
    auto flags = std::make_shared<EnqueueFlags>();
    command.option("-u,--user", flags->user, "Handle or UUID").required().type_name("USER");
    command.option("--schedule", flags->schedule, "Id of one of the user's schedules [the first active one]")
        .type_name("ID");
    command.option("--date", flags->date, "Analysis date [today where the user is]").type_name("YYYY-MM-DD");
    command.flag("--retry", flags->retry, "Re-open the day's analysis when it has failed");
    command.footer(
        "Prints the message id, or analysis_exists when that user's analysis of that day exists already.\n\n"
        "Examples:\n  pacelane enqueue --user maya\n  pacelane enqueue --user maya --date 2026-11-19 "
        "--retry");
    command.callback([&application, flags] {
        const auto store = application.open_store();
        const auto result =
            store->enqueue(store->user(flags->user), flags->schedule, flags->date, flags->retry);
        if (application.globals.json)
            return application.print_json(Json{{"result", result.enqueued ? "enqueued" : "analysis_exists"},
                                               {"msg_id", result.enqueued ? Json(result.msg_id) : Json()},
                                               {"analysis_id", result.analysis_id},
                                               {"analysis_status", result.status}});
        application.print(result.enqueued ? fmt::format("{}", result.msg_id) : "analysis_exists");
        if (!result.enqueued && result.status == "failed" && !flags->retry)
            application.note("That analysis failed; --retry opens it again.");
    });
}

}  // namespace pacelane::cli
