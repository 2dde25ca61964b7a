#include "commands/schedule.h"
#include "render/crontab.h"

#include <pacelane/base/text.h>

#include <nlohmann/json.hpp>

namespace pacelane::cli {

void add_schedule_crontab(CLI::App& schedule, Application& application) {
    auto every = std::make_shared<std::string>();
    auto* command = schedule.add_subcommand("crontab", "Print crontab lines to install (installs nothing)");
    command
        ->add_option("--every", *every,
                     "Tick this often instead of at 9:00 and 18:00 of the machine: 5m … 30m, 1h")
        ->check(CLI::IsMember({"5m", "10m", "15m", "20m", "30m", "1h"}));
    command->callback([&application, every] {
        const auto lines = crontab_lines(application.database_path(), *every);
        if (application.globals.json) return application.print_json(Json(lines));
        application.print(join(lines, "\n"));
    });
}

}  // namespace pacelane::cli
