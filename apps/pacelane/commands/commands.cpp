#include "commands/commands.h"

#include "cli11.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

struct Command {
    std::string_view name;
    void (*add)(CLI::App&, Application&);
};
constexpr Command kCommands[] = {
    {"init", add_init},       {"migrate", add_migrate},       {"schedule", add_schedule},
    {"enqueue", add_enqueue}, {"analyze", add_analyze},       {"write", add_write},
    {"status", add_status},   {"content", add_content},       {"context", add_context},
    {"user", add_user},       {"queue", add_queue},           {"doctor", add_doctor},
    {"config", add_config},   {"backup", add_backup},         {"restore", add_restore},
    {"prune", add_prune},     {"completion", add_completion}, {"complete", add_complete},
    {"manual", add_manual}};

bool is_shown(const CLI::App* command) {
    return !command->get_group().empty();
}

std::vector<std::string_view> views_of(const std::vector<std::string>& names) {
    return {names.begin(), names.end()};
}

std::string did_you_mean(std::string_view text, const std::vector<std::string_view>& known) {
    const auto near = nearest(text, known);
    return near.empty() ? "" : fmt::format(" (did you mean '{}'?)", near);
}

}  // namespace

void add_commands(CLI::App& app, Application& application, const std::set<std::string_view>* words) {
    for (const auto& command : kCommands)
        if (!words || words->contains(command.name)) command.add(app, application);
}

bool wants_all_commands(const std::set<std::string_view>& words) {
    return std::any_of(words.begin(), words.end(), [](std::string_view word) {
        // -h may stand with other flags: -qh.
        const bool flags = word.size() > 1 && word[0] == '-' && word[1] != '-';
        return word == "--help" || word == "completion" || word == "manual" ||
               (flags && word.find('h') != std::string_view::npos);
    });
}

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
    std::vector<const CLI::App*> path{&app};
    while (!path.back()->get_subcommands().empty())
        path.push_back(path.back()->get_subcommands().front());
    const std::string message = error.what();
    if (const auto at = message.find(" not in {"); at != std::string::npos) {
        const auto name = message.substr(0, message.find(": "));
        const auto value = message.substr(std::min(name.size() + 2, at), at - std::min(name.size() + 2, at));
        const auto set = std::string_view(message).substr(at + 9);
        return fmt::format("{} '{}': not one of {}{}", name, value, set.substr(0, set.find('}')),
                           did_you_mean(value, split(set.substr(0, set.find('}')), ',')));
    }
    // CLI11 only says that a subcommand is required, also when there is one that it does not know.
    const auto rest = app.remaining(true);
    if (rest.empty()) return message;
    const auto& unknown = rest.front();
    if (unknown.size() > 1 && unknown.front() == '-') {
        const auto name = unknown.substr(0, unknown.find('='));
        std::vector<std::string> names;
        for (const auto* command : path)
            for (const auto* option : command->get_options())
                for (const auto& one : option->get_lnames())
                    names.push_back("--" + one);
        return fmt::format("unknown option '{}'{}", name, did_you_mean(name, views_of(names)));
    }
    std::vector<std::string> names;
    for (const auto* command : path.back()->get_subcommands(is_shown))
        names.push_back(command->get_name());
    if (names.empty()) return message;
    return fmt::format("unknown command '{}'{}", unknown, did_you_mean(unknown, views_of(names)));
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
