// What the build makes of the command tree (pages, scripts), and what the scripts ask for at the Tab key.
#include "help/completion.h"

#include "commands/commands.h"
#include "help/examples.h"
#include "help/manual.h"
#include "output_file.h"

#include <filesystem>
#include <pacelane/base/error.h>
#include <pacelane/queue/queue.h>
#include <set>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

constexpr std::size_t kMostCandidates = 200;  // more at one press of a key help nobody

struct Candidate {
    std::string value;
    std::string description;
};

std::vector<Candidate> candidates(Application& application, const std::string& kind) {
    std::vector<Candidate> all;
    store::Filter filter;
    filter.limit = kMostCandidates;
    if (kind == "queues") {
        const auto connection = application.open_connection();
        for (const auto& queue : queue::Queues(*connection, application.clock()).list())
            all.push_back({queue.queue_name, ""});
        return all;
    }
    const auto store = application.open_store();
    if (kind == "users") {
        for (const auto& user : store->users())
            all.push_back({user.handle, user.name});
    } else if (kind == "schedules") {
        std::set<std::string> users;
        for (const auto& schedule : store->schedules()) {
            all.push_back({schedule.id, schedule.user_handle});
            users.insert(schedule.user_handle);
        }
        for (const auto& user : users)
            all.push_back({user, "all of theirs"});
    } else if (kind == "analyses") {
        for (const auto& analysis : store->analyses(filter))
            all.push_back({analysis.id, analysis.user_handle + " " + analysis.analysis_date});
    } else {
        for (const auto& generation : store->generations(filter))
            all.push_back({generation.id, generation.title});
    }
    return all;
}

}  // namespace

void add_completion(Command& app, Application& application) {
    auto& command = app.subcommand("completion", "Print what has a shell complete commands, users and ids");
    auto shell = std::make_shared<std::string>();
    command.argument("shell", *shell, "The shell")
        .required()
        .one_of({"bash", "zsh", "fish"})
        .type_name("SHELL");
    command.footer(
        "The Debian package installs these scripts. By hand: source that of bash in ~/.bashrc; put that of "
        "zsh\n"
        "into a file _pacelane in a folder of $fpath, and that of fish into\n"
        "~/.config/fish/completions/pacelane.fish.\n\n"
        "Examples:\n  pacelane completion bash > pacelane.bash\n  pacelane completion fish");
    command.callback([&app, &application, shell] { application.print_raw(completion_script(app, *shell)); });
}

void add_complete(Command& app, Application& application) {
    auto& command = app.subcommand("complete", "What a shell's completion asks for");
    command.hidden();
    auto kind = std::make_shared<std::string>();
    auto prefix = std::make_shared<std::string>();
    command.argument("kind", *kind, "Of what")
        .required()
        .one_of({"users", "queues", "schedules", "analyses", "generations"});
    command.argument("prefix", *prefix, "What they begin with").may_be_empty();
    command.callback([&application, kind, prefix] {
        try {
            for (const auto& [value, description] : candidates(application, *kind))
                if (value.starts_with(*prefix)) application.print_raw(value + "\t" + description + "\n");
        } catch (const Error&) {
            // Who presses Tab asked for no error: there is nothing to complete with.
        }
    });
}

void add_manual(Command& app, Application& application) {
    auto& command = app.subcommand("manual", "Write the manual pages and completions into a folder");
    command.hidden();
    auto folder = std::make_shared<std::string>();
    auto date = std::make_shared<std::optional<Date>>();
    command.argument("folder", *folder, "The folder").required().type_name("FOLDER");
    command.option("--date", *date, "The date that pages show [today]").type_name("YYYY-MM-DD");
    command.callback([&app, &application, folder, date] {
        const std::filesystem::path to = *folder;
        std::filesystem::create_directories(to / "completions");
        for (const auto& [name, text] : manual_pages(
                 app, *date ? format_date(**date) : format_instant(application.clock().now()).substr(0, 10)))
            write_output_file(to / name, text);
        for (const auto* shell : {"bash", "zsh", "fish"})
            write_output_file(to / "completions" / shell, completion_script(app, shell));
    });
}

}  // namespace pacelane::cli
