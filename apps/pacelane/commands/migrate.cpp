#include "commands/commands.h"
#include "render/progress.h"
#include "render/style.h"
#include "render/table.h"

#include <algorithm>
#include <pacelane/store/migrations.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

Json json_of(const std::string& database, const store::MigrationReport& report) {
    Json migrations = Json::array();
    for (const auto& migration : report.migrations)
        migrations.push_back(
            {{"version", migration.version},
             {"name", migration.name},
             {"checksum", migration.checksum},
             {"applied_at", migration.applied_at ? Json(format_instant(*migration.applied_at)) : Json()}});
    return {{"database", database},
            {"applied", report.applied},
            {"backup", report.backup.empty() ? Json() : Json(report.backup)},
            {"migrations", migrations}};
}

}  // namespace

void add_migrate(Command& app, Application& application) {
    auto& command = app.subcommand("migrate", "Create or upgrade the database");
    struct MigrateFlags {
        bool status = false;
        bool dry_run = false;
        std::optional<int> to;
    };
    auto flags = std::make_shared<MigrateFlags>();
    command.flag("--status", flags->status,
                 "Only show what is applied and what is pending; exit code 1 when something is");
    command.flag("--dry-run", flags->dry_run, "Only show what would be applied");
    command.option("--to", flags->to, "Stop after this schema version").type_name("N");
    command.footer(
        "Examples:\n  pacelane migrate\n  pacelane --db work.db migrate --status\n"
        "  pacelane -q migrate --status || pacelane migrate");
    command.callback([&application, flags] {
        const auto path = application.database_path();
        store::MigrationReport report;
        if (flags->status) {
            report = store::migration_status(path);
            if (std::any_of(report.migrations.begin(), report.migrations.end(),
                            [](const auto& migration) { return !migration.applied_at; }))
                application.exit_code = 1;
        } else {
            store::MigrateOptions options;
            options.dry_run = flags->dry_run;
            if (flags->to) options.to = *flags->to;
            const Progress progress(application, "Upgrading " + path);
            report = store::migrate(path, options, application.clock());
        }
        if (application.globals.json) return application.print_json(json_of(path, report));
        if (flags->status) {
            const Painter paint(application.globals);
            Table table({"version", "name", "applied"});
            for (const auto& migration : report.migrations)
                table.add({fmt::format("{:04}", migration.version), migration.name,
                           migration.applied_at ? short_time(format_instant(*migration.applied_at))
                                                : paint(Style::yellow, "pending")});
            return application.print(table.text());
        }
        if (!report.backup.empty()) application.print(fmt::format("Backed up to {}", report.backup));
        for (const auto& migration : report.migrations)
            if (std::find(report.applied.begin(), report.applied.end(), migration.version) !=
                report.applied.end())
                application.print(fmt::format("{} {:04}_{}", flags->dry_run ? "Would apply" : "Applied",
                                              migration.version, migration.name));
        if (report.applied.empty()) application.print(fmt::format("{} is up to date", path));
    });
}

}  // namespace pacelane::cli
