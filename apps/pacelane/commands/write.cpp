#include "commands/commands.h"
#include "render/run.h"

namespace pacelane::cli {

void add_write(Command& app, Application& application) {
    auto& command = app.subcommand("write", "Write a draft for each suggestion");
    struct WriteFlags {
        WorkerFlags worker;
        std::string analysis;
    };
    auto flags = std::make_shared<WriteFlags>();
    add_worker_flags(command, flags->worker);
    command.option("--analysis", flags->analysis, "Only the suggestions of this analysis").type_name("ID");
    command.footer(
        "Drafts are composed from sentences of the user's own sources. Exits when the queue is empty.\n\n"
        "Examples:\n  pacelane write\n  pacelane write --jobs 2\n  pacelane write --follow");
    command.callback([&application, flags] {
        auto options = worker_options(flags->worker);
        options.analysis_id = flags->analysis;
        const auto open = application.store_factory();
        RunRenderer renderer(application, flags->worker.follow);
        const auto wake_up = follow(application, store::kSuggestionQueue, options);
        const auto report = pipeline::run_write(open, options, renderer.observer());
        renderer.finish({report}, "Nothing to write", store::kSuggestionQueue);
    });
}

}  // namespace pacelane::cli
