#include "commands/commands.h"
#include "render/progress.h"
#include "render/table.h"

#include <algorithm>
#include <numeric>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

struct UserForgetFlags {
    std::string user;
    bool yes = false;
    bool dry_run = false;
};

std::int64_t total(const store::RowCounts& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0},
                           [](std::int64_t sum, const auto& entry) { return sum + entry.second; });
}

std::string table_of(const store::RowCounts& counts) {
    Table table({"table", "rows"});
    for (const auto& [name, rows] : counts)
        if (rows > 0) table.add({name, std::to_string(rows)});
    return table.text();
}

/// The workspace file, if the next import of it brings the user back.
std::string named_in(const Application& application, const store::User& user) {
    const auto path = application.settings().config.value;
    if (path.empty()) return "";
    try {
        const auto workspace = config::load_workspace(path);
        const bool named = std::any_of(
            workspace.users.begin(), workspace.users.end(),
            [&](const auto& entry) { return entry.id == user.id || entry.handle == user.handle; });
        return named ? path : "";
    } catch (const Error&) {
        return "";  // a file with mistakes brings nobody back
    }
}

void forget(Application& application, const UserForgetFlags& flags) {
    const auto store = application.open_store();
    const auto user = store->user_or_broken(flags.user);
    const bool only_show = flags.dry_run || !flags.yes;
    store::Forgotten forgotten;
    if (only_show) {
        forgotten.removed = store->rows_of(user);
    } else {
        const Progress progress(application, "Removing " + user.handle);
        forgotten = store->forget(user);
    }
    const auto copies = store::copies_beside(application.database_path());
    const auto workspace = named_in(application, user);
    const auto left = total(forgotten.remaining);

    if (application.globals.json) {
        application.print_json(Json{{"user", {{"id", user.id}, {"handle", user.handle}}},
                                    {"done", !only_show},
                                    {"removed", forgotten.removed},
                                    {"remaining", only_show ? Json() : Json(forgotten.remaining)},
                                    {"older_copies", copies},
                                    {"named_in", workspace.empty() ? Json() : Json(workspace)}});
    } else {
        application.print(table_of(forgotten.removed));
        application.print(only_show ? fmt::format("Would remove {} ({}): {} rows", user.handle, user.name,
                                                  total(forgotten.removed))
                                    : fmt::format("Removed {}: {} rows; counted again in {}: {} left",
                                                  user.handle, total(forgotten.removed),
                                                  counted(forgotten.remaining.size(), "table"), left));
    }
    if (!workspace.empty())
        application.note(
            fmt::format("{} still names {}: remove the entry, or the next 'pacelane schedule "
                        "import' brings the user back.",
                        workspace, user.handle));
    if (!copies.empty())
        application.note(
            fmt::format("Older copies of the database still hold the user; delete them when you "
                        "do not need them any more:\n  {}",
                        join(copies, "\n  ")));
    if (left > 0) {
        application.complain(fmt::format("{} rows of {} came in meanwhile; run it again", left, user.handle));
        application.exit_code = static_cast<int>(ErrorKind::failed);
    }
    if (!flags.yes && !flags.dry_run) {
        application.complain("nothing was removed; to remove all of it, add --yes");
        application.exit_code = static_cast<int>(ErrorKind::usage);
    }
}

}  // namespace

void add_user_forget(Command& user, Application& application) {
    auto& command = user.subcommand("forget", "Remove everything of a user, for good");
    auto flags = std::make_shared<UserForgetFlags>();
    command.argument("user", flags->user, "Handle or UUID").required().type_name("USER");
    command.flag("--yes", flags->yes, "Do it; without, it is only shown what would be removed");
    command.flag("--dry-run", flags->dry_run, "Only show what would be removed");
    command.footer(
        "Removes the user, schedules, documents and the index over them, analyses, drafts, and messages of\n"
        "every queue, live and archived, whose \"user_id\" is the user's; then counts again, and writes the\n"
        "database's file anew, so that no trace remains in it. The user's own files are not touched.\n\n"
        "Examples:\n  pacelane user forget maya --dry-run\n  pacelane user forget maya --yes");
    command.callback([&application, flags] { forget(application, *flags); });
}

}  // namespace pacelane::cli
