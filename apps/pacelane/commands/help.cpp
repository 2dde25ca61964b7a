#include "command_line/help.h"

#include "commands/commands.h"
#include "render/terminal.h"

#include <pacelane/base/error.h>
#include <pacelane/base/version.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

const Command& command_named(const Command& app, const std::vector<std::string>& words) {
    const auto* command = &app;
    for (const auto& word : words) {
        const auto* next = command->find(word);
        if (!next) {
            std::vector<std::string> names;
            for (const auto* sub : command->subcommands())
                names.push_back(sub->name());
            throw Error(ErrorKind::usage, fmt::format("'{}' has no command '{}'{}", command->path(), word,
                                                      did_you_mean(word, names)));
        }
        command = next;
    }
    return *command;
}

}  // namespace

void add_help(Command& app, Application& application) {
    auto& command = app.subcommand("help", "Explain a command");
    auto words = std::make_shared<std::vector<std::string>>();
    command.argument("command", *words, "The command; without it, the program").type_name("COMMAND");
    command.footer("Examples:\n  pacelane help analyze\n  pacelane help queue work");
    command.callback([&app, &application, words] {
        application.print_raw(help_text(command_named(app, *words), text_width()));
    });
}

void add_version(Command& app, Application& application) {
    auto& command = app.subcommand("version", "Print the version");
    command.footer("Examples:\n  pacelane version\n  pacelane version --json");
    command.callback([&application] {
        if (application.globals.json) return application.print_json(Json{{"version", version()}});
        application.print_raw(fmt::format("pacelane {}\n", version()));
    });
}

}  // namespace pacelane::cli
