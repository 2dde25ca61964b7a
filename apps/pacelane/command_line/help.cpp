#include "command_line/help.h"

#include "render/table.h"

#include <algorithm>
#include <pacelane/base/text.h>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

constexpr std::size_t kColumn = 28;  // where the explanations begin

std::string argument_name(const Option& argument) {
    return argument.shown_name() + (argument.is_repeated() ? "..." : "");
}

/// Paragraphs are wrapped; lines that start with a blank stay as they are.
std::string flowed(const std::string& text, std::size_t width) {
    std::string out;
    std::string paragraph;
    const auto end_paragraph = [&] {
        if (!paragraph.empty()) out += wrapped(paragraph, width) + "\n";
        paragraph.clear();
    };
    for (const auto line : split(text, '\n')) {
        if (line.empty() || line.starts_with(' ')) {
            end_paragraph();
            out += std::string(line) + "\n";
        } else {
            paragraph += (paragraph.empty() ? "" : " ") + std::string(line);
        }
    }
    end_paragraph();
    return out;
}

}  // namespace

std::string help_entry(const std::string& name, const std::string& text, std::size_t width) {
    auto out = "  " + name;
    const auto room = std::max<std::size_t>(width, kColumn + 20) - kColumn;
    if (out.size() + 2 > kColumn)
        out += "\n" + std::string(kColumn, ' ');
    else
        out.resize(kColumn, ' ');
    bool first = true;
    const auto lines = wrapped(text, room);
    for (const auto line : split(lines, '\n')) {
        if (!first) out += "\n" + std::string(kColumn, ' ');
        out += line;
        first = false;
    }
    return out + "\n";
}

std::string usage_line(const Command& command) {
    auto text = command.path();
    if (!command.options().empty() || command.parent()) text += " [OPTIONS]";
    for (const auto* argument : command.arguments())
        text += argument->is_required() ? " " + argument_name(*argument)
                                        : fmt::format(" [{}]", argument_name(*argument));
    if (!command.subcommands().empty()) text += command.is_runnable() ? " [SUBCOMMAND]" : " SUBCOMMAND";
    return text;
}

std::string help_text(const Command& command, std::size_t width) {
    auto text = wrapped(command.help(), width) + "\nUsage: " + usage_line(command) + "\n";
    if (const auto arguments = command.arguments(); !arguments.empty()) {
        text += "\nArguments:\n";
        for (const auto* argument : arguments)
            text += help_entry(argument_name(*argument), argument->full_help(), width);
    }
    std::vector<std::string> headings;
    for (const auto* option : command.options())
        if (std::find(headings.begin(), headings.end(), option->heading()) == headings.end())
            headings.push_back(option->heading());
    for (const auto& heading : headings) {
        text += "\n" + heading + ":\n";
        for (const auto* option : command.options())
            if (option->heading() == heading)
                text += help_entry(option->names() + (option->is_flag() ? "" : " " + option->value_name()),
                                   option->full_help(), width);
    }
    if (const auto commands = command.subcommands(); !commands.empty()) {
        text += "\nSubcommands:\n";
        for (const auto* sub : commands)
            text += help_entry(sub->name(), sub->help(), width);
    }
    if (command.parent())
        text +=
            "\n" +
            wrapped(fmt::format("'{} --help' shows the options for every command.", command.root().name()),
                    width) +
            "\n";
    if (!command.footer().empty()) text += "\n" + flowed(command.footer(), width);
    return text;
}

}  // namespace pacelane::cli
