#include "commands/commands.h"

#include <pacelane/base/error.h>

#include <fmt/format.h>

namespace pacelane::cli {

std::string command_in(const CLI::App& app) {
    std::string name = app.get_name();
    const auto* current = &app;
    while (!current->get_subcommands().empty()) {
        current = current->get_subcommands().front();
        name += " " + current->get_name();
    }
    return name;
}

std::optional<Date> date_option(const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto date = parse_date(text);
    if (!date) throw Error(ErrorKind::usage, fmt::format("--date '{}': not a date such as 2026-11-19", text));
    return date;
}

}  // namespace pacelane::cli
