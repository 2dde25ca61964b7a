#include "commands/commands.h"
#include "render/progress.h"
#include "render/table.h"

#include <pacelane/base/error.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

struct PruneFlags {
    std::optional<std::chrono::seconds> older_than;
    bool dry_run = false;
    bool compact = false;
};

Json json_of(const store::Pruned& pruned) {
    return {{"archived_messages", pruned.archived_messages},
            {"drafts", pruned.drafts},
            {"analyses_removed", pruned.analyses_removed},
            {"analyses_reduced", pruned.analyses_reduced},
            {"freed_bytes", pruned.freed_bytes}};
}

std::string text_of(const store::Pruned& pruned) {
    Table table;
    for (const auto& [queue, messages] : pruned.archived_messages)
        table.add({fmt::format("archived messages of {}", queue), std::to_string(messages)});
    table.add({"drafts", std::to_string(pruned.drafts)});
    table.add({"analyses", std::to_string(pruned.analyses_removed)});
    table.add({"analyses reduced to what they suggested", std::to_string(pruned.analyses_reduced)});
    return table.text();
}

void prune(Application& application, const PruneFlags& flags) {
    if (!flags.older_than && !flags.compact)
        throw Error(ErrorKind::usage, "prune: say how old: --older-than 30d (or --compact)");
    if (flags.dry_run && flags.compact)
        throw Error(ErrorKind::usage, "prune: give --dry-run or --compact, not both");
    Json json = Json::object();
    const auto store = application.open_store();
    if (flags.older_than) {
        const auto before = application.clock().now() - *flags.older_than;
        const auto pruned = [&] {
            const Progress progress(application, "Removing what is old");
            return store->prune(before, flags.dry_run);
        }();
        json = json_of(pruned);
        json["before"] = format_instant(before);
        json["dry_run"] = flags.dry_run;
        if (!application.globals.json) {
            application.print(
                fmt::format("{} what was over before {}:", flags.dry_run ? "Would remove" : "Removed",
                            format_instant(before)));
            application.print(text_of(pruned));
            if (pruned.freed_bytes > 0)
                application.print(fmt::format("The file is {} smaller", size_text(pruned.freed_bytes)));
        }
    }
    if (flags.compact) {
        {
            const Progress progress(application, "Writing the database's file anew");
            store->compact();
        }
        json["compacted"] = true;
        if (!application.globals.json) application.print("Wrote the database's file anew");
    }
    if (application.globals.json) application.print_json(json);
}

}  // namespace

void add_prune(Command& app, Application& application) {
    auto& command = app.subcommand("prune", "Remove what was over long ago");
    auto flags = std::make_shared<PruneFlags>();
    command.option("--older-than", flags->older_than, "An age: 90s, 15m, 12h, 30d, 8w").type_name("AGE");
    command.flag("--dry-run", flags->dry_run, "Only count");
    command.flag("--compact", flags->compact,
                 "Write the file anew, so that no trace of what was deleted remains in it; others wait "
                 "meanwhile");
    command.footer(
        "Removes the archived messages of the pipeline's queues, drafts that are completed or failed, and\n"
        "analyses that have no drafts left. What waits or is at work stays; so do each user's last "
        "completed\n"
        "analysis and, of all, what was suggested when: no subject comes back because of it. Other queues:\n"
        "'pacelane queue archive-trim'.\n\n"
        "Examples:\n  pacelane prune --older-than 90d --dry-run\n  pacelane -q prune --older-than 26w\n"
        "  pacelane prune --compact");
    command.callback([&application, flags] { prune(application, *flags); });
}

}  // namespace pacelane::cli
