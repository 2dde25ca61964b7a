#include "commands/commands.h"
#include "render/table.h"

#include <pacelane/config/workspace.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

struct Row {
    const char* name;
    Json value;
    config::Origin origin;
    const char* absent = "none";  ///< what to show for null
    std::string remark;
};

std::vector<Row> rows_of(const config::Settings& settings) {
    const auto or_null = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
    std::vector<Row> rows{
        {"config", or_null(settings.config.value), settings.config.origin, "none", ""},
        {"database", or_null(settings.database.value), settings.database.origin, "none", ""},
        {"durability", settings.durability.value, settings.durability.origin, "", ""},
        {"busy_timeout_ms", settings.busy_timeout.value.count(), settings.busy_timeout.origin, "", ""},
        {"now", settings.now.value ? Json(format_instant(*settings.now.value)) : Json(), settings.now.origin,
         "the system's clock", ""},
        {"color", settings.color.value, settings.color.origin, "", ""},
        {"log_format", name(settings.log_format.value), settings.log_format.origin, "", ""},
    };
    rows.push_back({"notify", settings.notify.value.empty() ? Json() : Json(settings.notify.value),
                    settings.notify.origin, "nobody", ""});
    if (const auto& llm = settings.llm) {
        rows.push_back({"llm.endpoint", or_null(config::without_credentials(llm->endpoint.value)),
                        llm->endpoint.origin, "none", ""});
        rows.push_back({"llm.model", or_null(llm->model.value), llm->model.origin, "none", ""});
        rows.push_back({"llm.api_key_env", or_null(llm->api_key_env.value), llm->api_key_env.origin, "none",
                        llm->api_key_env.value.empty() ? ""
                        : llm->api_key_set             ? " (set)"
                                                       : " (not set)"});
    }
    return rows;
}

Json json_of(const config::Settings& settings) {
    Json json;
    for (const auto& row : rows_of(settings))
        json[row.name] = {{"value", row.value},
                          {"origin", name(row.origin.kind)},
                          {"from", row.origin.name.empty() ? Json() : Json(row.origin.name)}};
    if (settings.llm) json["llm.api_key_env"]["is_set"] = settings.llm->api_key_set;
    json["problem"] = settings.problem ? Json(settings.problem->what()) : Json();
    return json;
}

void show(Application& application, bool origin) {
    auto settings = application.settings();
    // The settings need only the file's top level; here the mistakes in the users are of interest, too.
    try {
        if (!settings.problem && !settings.config.value.empty())
            config::load_workspace(settings.config.value);
    } catch (const Error& error) {
        settings.problem = error;
    }
    if (settings.problem) {
        application.complain(settings.problem->what());
        application.exit_code = settings.problem->exit_code();
    }
    if (application.globals.json) return application.print_json(json_of(settings));
    Table table;
    for (const auto& row : rows_of(settings)) {
        const auto value = row.value.is_null()     ? std::string(row.absent)
                           : row.value.is_string() ? row.value.get<std::string>()
                                                   : row.value.dump();
        std::vector<std::string> cells{row.name, value + row.remark};
        if (origin) cells.push_back(describe(row.origin));
        table.add(std::move(cells));
    }
    application.print(table.text());
}

}  // namespace

void add_config(Command& app, Application& application) {
    auto& command = app.subcommand("config", "Show the settings that apply");
    command.footer("Examples:\n  pacelane config show --origin\n  pacelane config show --json");
    auto& show_command = command.subcommand("show", "The settings, and where each comes from");
    auto origin = std::make_shared<bool>(false);
    show_command.flag("--origin", *origin, "Also the flag, variable or file and line that says so");
    show_command.footer(
        "A flag goes before an environment variable, that before the workspace file, that before the "
        "default.\n"
        "The file's mistakes are named, and the exit code is then 65. Of the key to a language model only "
        "is\n"
        "shown whether its variable is set.\n\n"
        "Examples:\n  pacelane config show --origin\n  pacelane --db work.db config show --json");
    show_command.callback([&application, origin] { show(application, *origin); });
}

}  // namespace pacelane::cli
