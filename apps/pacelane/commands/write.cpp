#include "commands/commands.h"
#include "render/run.h"

#include <pacelane/base/error.h>

namespace pacelane::cli {

void add_write(Command& app, Application& application) {
    auto& command = app.subcommand("write", "Write a draft for each suggestion");
    struct WriteFlags {
        WorkerFlags worker;
        std::string analysis;
        std::string draft;
    };
    auto flags = std::make_shared<WriteFlags>();
    add_worker_flags(command, flags->worker);
    command.option("--analysis", flags->analysis, "Only the suggestions of this analysis").type_name("ID");
    command.option("--draft", flags->draft, "Only this draft, also while it waits for its next attempt")
        .type_name("ID");
    command.footer(
        "Drafts are composed from sentences of the user's own sources. Exits when the queue is empty.\n\n"
        "Examples:\n  pacelane write\n  pacelane write --jobs 2\n  pacelane write --follow");
    command.callback([&application, flags] {
        if (!flags->draft.empty() && (!flags->analysis.empty() || flags->worker.follow))
            throw Error(ErrorKind::usage,
                        "--draft makes one attempt at one draft: leave out --analysis and --follow");
        auto options = worker_options(flags->worker);
        options.analysis_id = flags->analysis;
        const auto open = application.store_factory();
        if (!flags->draft.empty()) {
            options.draft_id = open()->generation(flags->draft).id;
        }
        RunRenderer renderer(application, flags->worker.follow);
        const auto wake_up = follow(application, store::kSuggestionQueue, options);
        const auto report = pipeline::run_write(open, options, renderer.observer());
        renderer.finish({report}, "Nothing to write", store::kSuggestionQueue);
    });
}

}  // namespace pacelane::cli
