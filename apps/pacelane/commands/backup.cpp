#include "commands/commands.h"
#include "render/progress.h"
#include "render/table.h"

#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

std::string size_text(std::int64_t bytes) {
    if (bytes < 1000) return fmt::format("{} B", bytes);
    auto size = static_cast<double>(bytes);
    const char* unit = "";
    for (const auto* next : {"kB", "MB", "GB", "TB"}) {
        if (size < 1000) break;
        size /= 1000;
        unit = next;
    }
    return fmt::format("{:.3g} {}", size, unit);
}

std::string contents_text(const store::BackupReport& report) {
    const auto count = [&](const char* name) { return static_cast<std::size_t>(report.rows.at(name)); };
    return fmt::format("{}, schema {:04}: {}, {}, {}, {}", size_text(report.bytes), report.schema_version,
                       counted(count("users"), "user"), counted(count("documents"), "document"),
                       counted(count("analyses"), "analysis", "analyses"), counted(count("drafts"), "draft"));
}

void add_backup(Command& app, Application& application) {
    auto& command = app.subcommand("backup", "Copy the database to a file, while others use it");
    struct BackupFlags {
        std::string file;
        bool force = false;
    };
    auto flags = std::make_shared<BackupFlags>();
    command.argument("file", flags->file, "Where to").required().type_name("FILE");
    command.flag("--force", flags->force, "Replace the file if it is there");
    command.footer(
        "The copy is consistent, checked, and there under its name only when it is whole. It can be read by\n"
        "its owner alone.\n\n"
        "Examples:\n  pacelane backup /backups/pacelane.db\n"
        "  pacelane -q backup --force \"/backups/pacelane-$(date +%a).db\"");
    command.callback([&application, flags] {
        const auto database = application.database_path();
        const auto report = [&] {
            const Progress progress(application, "Copying " + database);
            return store::backup(database, std::filesystem::absolute(flags->file).string(), flags->force,
                                 application.connection_options());
        }();
        if (application.globals.json)
            return application.print_json(Json{{"database", database},
                                               {"file", report.file},
                                               {"bytes", report.bytes},
                                               {"schema_version", report.schema_version},
                                               {"rows", report.rows}});
        application.print(fmt::format("Backed up to {} ({})", report.file, contents_text(report)));
    });
}

}  // namespace pacelane::cli
