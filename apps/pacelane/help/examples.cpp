#include "help/examples.h"

#include "command_line/command.h"

#include <map>
#include <pacelane/base/text.h>
#include <string_view>

namespace pacelane::cli {

namespace {

constexpr std::string_view kHeading = "Examples:\n";

// Of the commands of groups, which have no text of their own after their options.
const std::map<std::string_view, std::string_view>& table() {
    static const std::map<std::string_view, std::string_view> examples = {
        {"pacelane schedule import",
         "  pacelane schedule import pacelane.yaml\n"
         "  pacelane schedule import pacelane.yaml --prune"},
        {"pacelane schedule list", "  pacelane schedule list\n  pacelane schedule list --user maya --json"},
        {"pacelane schedule next", "  pacelane schedule next -n 5\n  pacelane schedule next --user maya"},
        {"pacelane schedule pause",
         "  pacelane schedule pause maya\n  pacelane schedule pause 8a1c4d02 0f3c2a"},
        {"pacelane schedule resume", "  pacelane schedule resume maya"},
        {"pacelane schedule remove", "  pacelane schedule remove 8a1c4d02"},
        {"pacelane schedule crontab",
         "  pacelane schedule crontab\n"
         "  pacelane schedule crontab --every 15m"},
        {"pacelane status analyses",
         "  pacelane status analyses --state failed\n"
         "  pacelane status analyses --user maya -n 3"},
        {"pacelane status generations",
         "  pacelane status generations\n"
         "  pacelane status generations --state pending --json"},
        {"pacelane status errors", "  pacelane status errors -n 50"},
        {"pacelane content list", "  pacelane content list --user maya -n 10"},
        {"pacelane content show",
         "  pacelane content show 01a1f5b7-67c0\n"
         "  pacelane content show 01a1f5b7-67c0 --json"},
        {"pacelane content export",
         "  pacelane content export --all --to drafts\n"
         "  pacelane content export --all --user maya --for hugo --to site/content/posts\n"
         "  pacelane content export 01a1f5b7-67c0 --to drafts"},
        {"pacelane context", "  pacelane context sync\n  pacelane context list --user maya"},
        {"pacelane context sync", "  pacelane context sync\n  pacelane context sync --user maya"},
        {"pacelane context list", "  pacelane context list --user maya"},
        {"pacelane context explain",
         "  pacelane context explain notes/outage.md\n"
         "  pacelane context explain meetings/2026-11-03.vtt --json"},
        {"pacelane context show", "  pacelane context show notes/outage.md"},
        {"pacelane context search",
         "  pacelane context search --user maya \"flaky tests\"\n"
         "  pacelane context search --user maya -n 3 --context 2 \"what did Priya say about rollbacks\""},
        {"pacelane user", "  pacelane user list\n  pacelane user show maya"},
        {"pacelane user list", "  pacelane user list --json"},
        {"pacelane user show", "  pacelane user show maya"},
        {"pacelane queue create", "  pacelane queue create jobs"},
        {"pacelane queue drop", "  pacelane queue drop jobs"},
        {"pacelane queue list", "  pacelane queue list --json"},
        {"pacelane queue send",
         "  pacelane queue send jobs '{\"to\": \"ana\"}' --delay 60\n"
         "  pacelane queue send jobs - < message.json"},
        {"pacelane queue send-batch", "  pacelane queue send-batch jobs < messages.jsonl"},
        {"pacelane queue read",
         "  pacelane queue read jobs --vt 30 --qty 10 --json\n"
         "  pacelane queue read jobs --poll 5 --if '{\"to\": \"ana\"}'"},
        {"pacelane queue pop", "  pacelane queue pop jobs --qty 10"},
        {"pacelane queue archive", "  pacelane queue archive jobs 1 2 3"},
        {"pacelane queue delete", "  pacelane queue delete jobs 1"},
        {"pacelane queue set-vt", "  pacelane queue set-vt jobs 1 2 --vt 600"},
        {"pacelane queue purge", "  pacelane queue purge jobs"},
        {"pacelane queue metrics", "  pacelane queue metrics\n  pacelane queue metrics jobs --json"},
        {"pacelane queue peek", "  pacelane queue peek jobs -n 5"},
        {"pacelane queue show", "  pacelane queue show jobs 1"},
        {"pacelane queue export", "  pacelane queue export jobs --archive > jobs.jsonl"},
        {"pacelane queue import", "  pacelane queue import jobs < jobs.jsonl"},
        {"pacelane queue archive-trim", "  pacelane queue archive-trim jobs --older-than 30d"},
    };
    return examples;
}

void add_below(Command& command) {
    const auto found = table().find(command.path());
    if (found != table().end() && command.footer().find(kHeading) == std::string::npos)
        command.footer(command.footer() + (command.footer().empty() ? "" : "\n\n") + std::string(kHeading) +
                       std::string(found->second));
    for (const auto& sub : command.all_subcommands())
        add_below(*sub);
}

}  // namespace

void add_examples(Command& app) {
    add_below(app);
}

std::vector<std::string> examples_of(const Command& command) {
    std::vector<std::string> lines;
    const auto footer = command.footer();
    const auto at = footer.find(kHeading);
    if (at == std::string::npos) return lines;
    for (const auto line : split(std::string_view(footer).substr(at + kHeading.size()), '\n'))
        if (line.starts_with("  ")) lines.emplace_back(line.substr(2));
    return lines;
}

std::string remarks_of(const Command& command) {
    const auto footer = command.footer();
    return std::string(trim(std::string_view(footer).substr(0, footer.find(kHeading))));
}

}  // namespace pacelane::cli
