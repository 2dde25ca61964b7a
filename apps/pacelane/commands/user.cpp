#include "commands/commands.h"
#include "commands/schedule.h"
#include "render/style.h"
#include "render/table.h"

#include <map>
#include <pacelane/base/text.h>
#include <pacelane/pipeline/taken_for.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

Json json_of(const store::User& user) {
    const auto or_null = [](const std::optional<int>& number) { return number ? Json(*number) : Json(); };
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
            {"repeat_after_days", or_null(user.limits.repeat_after)},
            {"max_per_day", or_null(user.limits.max_per_day)},
            {"max_per_week", or_null(user.limits.max_per_week)},
            {"private", user.private_matter},
            {"recaps", user.limits.recaps},
            {"networks", user.networks},
            {"is_active", user.is_active}};
}

/// What keeps the tick from serving a user, by handle; of those who can be served nothing.
std::map<std::string, std::string> problems_of(store::Store& store, const std::vector<store::User>& users) {
    std::map<std::string, std::string> problems;
    for (const auto& user : users)
        if (user.is_active && !user.problem.empty()) problems.emplace(user.handle, user.problem);
    for (const auto& schedule : that_cannot_run(store.schedules()))
        problems.emplace(schedule.user_handle,
                         fmt::format("user '{}': {}", schedule.user_handle, schedule.problem));
    return problems;
}

void list_users(Application& application) {
    const auto store = application.open_store();
    const auto users = store->users();
    const auto problems = problems_of(*store, users);
    const auto problem_of = [&](const store::User& user) {
        const auto found = problems.find(user.handle);
        return found == problems.end() ? std::string() : found->second;
    };
    for (const auto& [handle, problem] : problems)
        application.complain(problem, {{"user", handle}});
    if (application.globals.json) {
        Json json = Json::array();
        for (const auto& user : users) {
            json.push_back(json_of(user));
            const auto problem = problem_of(user);
            json.back()["problem"] = problem.empty() ? Json() : Json(problem);
        }
        return application.print_json(json);
    }
    const Painter paint(application.globals);
    Table table({"handle", "name", "timezone", "language", "state", "id"});
    for (const auto& user : users)
        table.add({user.handle, user.name, user.timezone, user.language.empty() ? "-" : user.language,
                   !user.is_active             ? "inactive"
                   : !problem_of(user).empty() ? paint(Style::red, "cannot run")
                                               : "active",
                   user.id});
    if (table.empty())
        return application.note("No users. 'pacelane schedule import pacelane.yaml' brings some in.");
    application.print(table.text());
}

}  // namespace

void add_user(Command& app, Application& application) {
    auto& command = app.subcommand("user", "Show the users, or remove one");
    auto& list = command.subcommand("list", "All users");
    list.callback([&application] { list_users(application); });
    auto& show = command.subcommand("show", "One user");
    auto name = std::make_shared<std::string>();
    show.argument("user", *name, "Handle or UUID").required().type_name("USER");
    show.callback([&application, name] {
        const auto store = application.open_store();
        const auto user = store->user(*name);
        const auto taken_for = pipeline::names_taken_for(*store, user);
        if (application.globals.json) {
            auto json = json_of(user);
            json["taken_for"] = taken_for;
            return application.print_json(json);
        }
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
        table.add({"taken for", join(taken_for, ", ")});
        table.add({"folder", user.folder});
        table.add({"knowledge", join(user.context.knowledge, ", ")});
        table.add({"meetings", join(user.context.meetings, ", ")});
        table.add({"transcripts", join(user.context.transcripts, ", ")});
        table.add({"exclude", join(user.context.exclude, ", ")});
        table.add({"private", join(user.private_matter, ", ")});
        table.add({"repeat after",
                   user.limits.repeat_after ? fmt::format("{} days", *user.limits.repeat_after) : "never"});
        const auto most = [](const std::optional<int>& number) {
            return number ? fmt::format("{}", *number) : std::string("no limit");
        };
        table.add({"most per day", most(user.limits.max_per_day)});
        table.add({"most per week", most(user.limits.max_per_week)});
        table.add({"recaps", user.limits.recaps ? "yes" : "no"});
        table.add({"networks", join(user.networks, ", ")});
        table.add({"state", user.is_active ? "active" : "inactive"});
        application.print(table.text());
    });
    add_user_forget(command, application);
}

}  // namespace pacelane::cli
