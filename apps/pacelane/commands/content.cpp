#include "commands/commands.h"
#include "output_file.h"
#include "render/draft.h"
#include "render/table.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/writer/draft_file.h>
#include <set>
#include <sstream>
#include <tuple>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace fs = std::filesystem;

namespace {

struct ContentFlags {
    std::string user;
    std::string state;
    std::string id;
    std::vector<std::string> ids;
    std::size_t count = 20;
    bool all = false;
    bool force = false;
    std::string folder = ".";
    std::string target = "plain";
};

store::Filter filter_of(store::Store& store, const ContentFlags& flags, std::size_t limit) {
    store::Filter filter;
    if (!flags.user.empty()) filter.user_id = store.user(flags.user).id;
    filter.status = flags.state;
    filter.limit = limit;
    return filter;
}

void list(Application& application, const ContentFlags& flags) {
    const auto store = application.open_store();
    const auto drafts = store->generations(filter_of(*store, flags, flags.count));
    if (application.globals.json) {
        Json json = Json::array();
        for (const auto& draft : drafts)
            json.push_back({{"id", draft.id},
                            {"user", draft.user_handle},
                            {"analysis_date", draft.analysis_date},
                            {"content_type", draft.content_type},
                            {"generation_status", draft.status},
                            {"withdrawn_reason", draft.status == "withdrawn" ? Json(draft.error) : Json()},
                            {"content_title", draft.title}});
        return application.print_json(json);
    }
    const Painter paint(application.globals);
    Table table({"id", "user", "date", "type", "state", "title"});
    for (const auto& draft : drafts)
        table.add({draft.id, draft.user_handle, draft.analysis_date, draft.content_type,
                   paint.state(draft.status),
                   shortened(draft.title, 70) +
                       (draft.status == "withdrawn" ? fmt::format(" ({})", draft.error) : "")});
    if (table.empty()) return application.note("No drafts.");
    application.print(table.text());
}

void show(Application& application, const ContentFlags& flags) {
    const auto draft = application.open_store()->generation(flags.id);
    if (application.globals.json) return application.print_json(draft_json(draft));
    application.print(draft_text(draft, Painter(application.globals)));
}

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void make_folder(const fs::path& folder) {
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure)
        throw Error(ErrorKind::failed,
                    fmt::format("{}: cannot be created: {}", folder.string(), failure.message()));
}

/// The drafts to export, the oldest first: of two that would get the same file name the older one keeps it,
/// so that a later export, with more drafts, changes no name.
std::vector<store::Generation> chosen(store::Store& store, const ContentFlags& flags) {
    std::vector<store::Generation> drafts;
    if (flags.all) {
        auto only_written = flags;
        only_written.state = "completed";
        constexpr std::size_t kAll = 1'000'000;
        for (const auto& summary : store.generations(filter_of(store, only_written, kAll)))
            drafts.push_back(store.generation(summary.id));
    } else {
        for (const auto& id : flags.ids) {
            drafts.push_back(store.generation(id));
            if (drafts.back().status == "withdrawn")
                throw Error(ErrorKind::bad_input,
                            fmt::format("draft {} is withdrawn: {} ('pacelane content show' still shows it)",
                                        id, printable(drafts.back().error)));
            if (drafts.back().status != "completed")
                throw Error(ErrorKind::bad_input,
                            fmt::format("draft {} is not written yet: {}", id, drafts.back().status));
        }
    }
    std::sort(drafts.begin(), drafts.end(), [](const auto& a, const auto& b) {
        return std::tie(a.created_at, a.id) < std::tie(b.created_at, b.id);
    });
    const auto same = [](const auto& a, const auto& b) { return a.id == b.id; };
    drafts.erase(std::unique(drafts.begin(), drafts.end(), same), drafts.end());
    return drafts;
}

writer::StoredDraft stored(const store::Generation& draft) {
    return {draft.id,           draft.user_handle, draft.content_type, draft.analysis_date,
            draft.completed_at, draft.title,       draft.body,         draft.metadata};
}

void export_drafts(Application& application, const ContentFlags& flags) {
    if (flags.all != flags.ids.empty())
        throw Error(ErrorKind::usage, "content export: give the ids of drafts, or --all");
    const auto target = writer::file_target(flags.target);
    const auto drafts = chosen(*application.open_store(), flags);
    make_folder(flags.folder);
    std::set<fs::path> taken;
    Json files = Json::array();
    for (const auto& draft : drafts) {
        const auto folder = fs::path(flags.folder) / writer::path_component(draft.user_handle);
        auto file = writer::draft_file(stored(draft), target);
        if (taken.contains(folder / file.name)) file = writer::draft_file(stored(draft), target, true);
        const auto path = folder / file.name;
        taken.insert(path);
        make_folder(folder);
        // A person may have edited the file since then: that work is not ours to undo.
        if (!flags.force && fs::exists(path) && contents(path) != file.text) {
            application.complain(
                fmt::format("{}: is there already and differs; kept (--force replaces it)", path.string()));
            application.exit_code = 1;
            continue;
        }
        write_output_file(path, file.text);
        files.push_back(path.string());
        if (!application.globals.json) application.print(printable(path.string()));
    }
    if (application.globals.json) application.print_json(Json{{"files", files}});
    if (drafts.empty()) application.note("No written drafts.");
}

}  // namespace

void add_content(Command& app, Application& application) {
    auto& command = app.subcommand("content", "Read and export drafts");
    command.footer(
        "Examples:\n  pacelane content list --user maya\n  pacelane content show 019a\n  pacelane content "
        "export --all --to drafts");
    auto flags = std::make_shared<ContentFlags>();
    auto& list_command = command.subcommand("list", "Show the latest drafts");
    list_command.option("-u,--user", flags->user, "Only this user's").type_name("USER");
    list_command.option("--state", flags->state, "Only those in this state")
        .one_of({"pending", "generating", "completed", "failed", "withdrawn"});
    list_command.option("-n", flags->count, "At most so many").range(1, 100000).default_shown();
    list_command.callback([&application, flags] { list(application, *flags); });
    auto& show_command = command.subcommand("show", "Read one draft, with its sources");
    show_command.argument("id", flags->id, "The draft's id, or its beginning").required().type_name("ID");
    show_command.callback([&application, flags] { show(application, *flags); });
    auto& export_command =
        command.subcommand("export", "Write drafts as Markdown files with front matter, marked as drafts");
    export_command.argument("ids", flags->ids, "The drafts' ids").type_name("ID");
    export_command.flag("--all", flags->all, "All written drafts");
    export_command.option("-u,--user", flags->user, "With --all: only this user's").type_name("USER");
    export_command.option("--to", flags->folder, "The folder; each user has one in it")
        .type_name("FOLDER")
        .default_shown();
    export_command
        .option("--for", flags->target,
                "Name and front matter for this site generator; plain: all that is known of the draft")
        .one_of({"plain", "hugo", "jekyll", "astro"})
        .default_shown();
    export_command.flag("--force", flags->force, "Replace files that differ");
    export_command.callback([&application, flags] { export_drafts(application, *flags); });
}

}  // namespace pacelane::cli
