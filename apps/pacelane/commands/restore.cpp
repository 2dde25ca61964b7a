#include "commands/commands.h"
#include "render/progress.h"

#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

void add_restore(Command& app, Application& application) {
    auto& command = app.subcommand("restore", "Put a backup in the place of the database");
    auto file = std::make_shared<std::string>();
    command.argument("file", *file, "A backup").required().type_name("FILE");
    command.footer(
        "The backup is checked first, and the database as it is now is kept beside it, as\n"
        "<database>.before-restore-<time>. No process may have the database open (exit code 75): stop\n"
        "workers that run with --follow.\n\n"
        "Examples:\n  pacelane restore /backups/pacelane.db");
    command.callback([&application, file] {
        const auto database = application.database_path();
        const auto report = [&] {
            const Progress progress(application, "Restoring " + database);
            return store::restore(std::filesystem::absolute(*file).string(), database, application.clock(),
                                  application.connection_options());
        }();
        if (application.globals.json)
            return application.print_json(Json{{"database", database},
                                               {"file", report.file},
                                               {"kept", report.kept.empty() ? Json() : Json(report.kept)},
                                               {"bytes", report.bytes},
                                               {"schema_version", report.schema_version},
                                               {"is_current", report.current},
                                               {"rows", report.rows}});
        if (!report.kept.empty())
            application.print(fmt::format("What was there before is kept as {}", report.kept));
        application.print(fmt::format("Restored {} ({})", database, contents_text(report)));
        if (!report.current)
            application.note("Its schema is older than this program's: run 'pacelane migrate'.");
    });
}

}  // namespace pacelane::cli
