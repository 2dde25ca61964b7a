#include "commands/commands.h"
#include "render/table.h"

#include <pacelane/base/text.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

Json json_of(const store::User& user) {
    return {{"id", user.id},
            {"handle", user.handle},
            {"name", user.name},
            {"headline", user.headline},
            {"timezone", user.timezone},
            {"language", user.language.empty() ? Json() : Json(user.language)},
            {"pillars", user.pillars},
            {"tone", user.tone},
            {"aliases", user.aliases},
            {"folder", user.folder},
            {"context",
             {{"knowledge", user.context.knowledge},
              {"meetings", user.context.meetings},
              {"transcripts", user.context.transcripts},
              {"exclude", user.context.exclude}}},
            {"is_active", user.is_active}};
}

}  // namespace

void add_user(Command& app, Application& application) {
    auto& command = app.subcommand("user", "Show the users, or remove one");
    auto& list = command.subcommand("list", "All users");
    list.callback([&application] {
        const auto users = application.open_store()->users();
        if (application.globals.json) {
            Json json = Json::array();
            for (const auto& user : users)
                json.push_back(json_of(user));
            return application.print_json(json);
        }
        Table table({"handle", "name", "timezone", "language", "state", "id"});
        for (const auto& user : users)
            table.add({user.handle, user.name, user.timezone, user.language.empty() ? "-" : user.language,
                       user.is_active ? "active" : "inactive", user.id});
        if (table.empty())
            return application.note("No users. 'pacelane schedule import pacelane.yaml' brings some in.");
        application.print(table.text());
    });
    auto& show = command.subcommand("show", "One user");
    auto name = std::make_shared<std::string>();
    show.argument("user", *name, "Handle or UUID").required().type_name("USER");
    show.callback([&application, name] {
        const auto user = application.open_store()->user(*name);
        if (application.globals.json) return application.print_json(json_of(user));
        Table table;
        table.add({"handle", user.handle});
        table.add({"id", user.id});
        table.add({"name", user.name});
        table.add({"headline", user.headline});
        table.add({"timezone", user.timezone});
        table.add({"language", user.language.empty() ? "that of the sources" : user.language});
        table.add({"pillars", join(user.pillars, ", ")});
        table.add({"tone", user.tone});
        table.add({"aliases", join(user.aliases, ", ")});
        table.add({"folder", user.folder});
        table.add({"knowledge", join(user.context.knowledge, ", ")});
        table.add({"meetings", join(user.context.meetings, ", ")});
        table.add({"transcripts", join(user.context.transcripts, ", ")});
        table.add({"exclude", join(user.context.exclude, ", ")});
        table.add({"state", user.is_active ? "active" : "inactive"});
        application.print(table.text());
    });
    add_user_forget(command, application);
}

}  // namespace pacelane::cli
