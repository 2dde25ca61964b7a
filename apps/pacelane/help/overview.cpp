#include "help/overview.h"

#include "command_line/command.h"
#include "command_line/help.h"
#include "render/table.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

struct Group {
    std::string_view heading;
    std::vector<std::string_view> commands;
};

const std::vector<Group>& groups() {
    static const std::vector<Group> all = {
        {"Start", {"try", "init", "migrate", "doctor", "config"}},
        {"Produce drafts", {"schedule", "enqueue", "analyze", "write"}},
        {"Read", {"status", "content", "context", "user"}},
        {"Use the message queues", {"queue"}},
        {"Maintain the database", {"backup", "restore", "prune"}},
    };
    return all;
}

bool is_grouped(std::string_view name) {
    return std::any_of(groups().begin(), groups().end(), [&](const Group& group) {
        return std::find(group.commands.begin(), group.commands.end(), name) != group.commands.end();
    });
}

}  // namespace

std::string overview(const Command& app, std::size_t width) {
    auto text = wrapped(app.help(), width) + "\n\nUsage: pacelane [OPTIONS] COMMAND [ARGUMENTS]\n";
    for (const auto& group : groups()) {
        text += fmt::format("\n{}:\n", group.heading);
        for (const auto name : group.commands)
            if (const auto* command = app.find(name))
                text += help_entry(command->name(), command->help(), width);
    }
    text += "\nMore:\n";
    for (const auto* command : app.subcommands())
        if (!is_grouped(command->name())) text += help_entry(command->name(), command->help(), width);
    return text + "\n" +
           wrapped(
               "'pacelane help COMMAND' explains a command; 'pacelane --help' also lists the options for "
               "every command. To begin: pacelane try ~/notes",
               width) +
           "\n";
}

}  // namespace pacelane::cli
