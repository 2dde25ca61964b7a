#include "commands/commands.h"

#include <charconv>
#include <cstdio>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>

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

std::string usage_mistake(const CLI::App& app, const CLI::ParseError& error) {
    const auto* current = &app;
    while (!current->get_subcommands().empty())
        current = current->get_subcommands().front();
    // CLI11 only says that a subcommand is required, also when there is one that it does not know.
    const auto rest = app.remaining(true);
    const auto known = current->get_subcommands([](const CLI::App*) { return true; });
    if (known.empty() || rest.empty() || rest.front().starts_with("-")) return error.what();
    std::vector<std::string> names;
    for (const auto* command : known)
        names.push_back(command->get_name());
    const std::vector<std::string_view> views(names.begin(), names.end());
    const auto near = nearest(rest.front(), views);
    return fmt::format("unknown command '{}'{}", rest.front(),
                       near.empty() ? "" : fmt::format(" (did you mean {}?)", near));
}

std::optional<Date> date_option(const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto date = parse_date(text);
    if (!date) throw Error(ErrorKind::usage, fmt::format("--date '{}': not a date such as 2026-11-19", text));
    return date;
}

std::chrono::seconds duration_option(const std::string& option, const std::string& text) {
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto [unit, fault] = std::from_chars(text.data(), end, number);
    constexpr std::string_view kUnits = "smhdw";
    constexpr std::int64_t kSeconds[] = {1, 60, 3600, 86'400, 604'800};
    const auto which = unit + 1 == end ? kUnits.find(*unit) : std::string_view::npos;
    constexpr std::int64_t kMost = 1'000'000'000'000;
    if (fault != std::errc() || which == std::string_view::npos || number < 0 ||
        number > kMost / kSeconds[which])
        throw Error(ErrorKind::usage,
                    fmt::format("{} '{}': not a duration such as 90s, 15m, 12h, 7d or 2w", option, text));
    return std::chrono::seconds(number * kSeconds[which]);
}

std::string standard_input() {
    std::string text;
    char buffer[65536];
    while (const auto count = std::fread(buffer, 1, sizeof buffer, stdin))
        text.append(buffer, count);
    if (std::ferror(stdin)) throw Error(ErrorKind::failed, "the standard input cannot be read");
    return text;
}

}  // namespace pacelane::cli
