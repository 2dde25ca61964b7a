#include "commands/context.h"

#include "render/draft.h"
#include "render/progress.h"
#include "render/style.h"
#include "render/table.h"

#include <algorithm>
#include <pacelane/base/text.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

std::string summary(const store::User& user, const pipeline::SyncReport& report) {
    auto text = fmt::format("{}: {} new, {} changed, {} removed, {} unchanged", user.handle, report.added,
                            report.changed, report.removed, report.unchanged);
    const auto also = [&](int count, const char* what) {
        if (count > 0) text += fmt::format(", {} {}", count, what);
    };
    also(report.renamed, "moved");
    also(report.skipped, "of other formats skipped");
    if (!report.skipped_documents.empty()) {
        std::vector<std::string> documents;
        for (const auto& [ending, count] : report.skipped_documents)
            documents.push_back(fmt::format("{} .{}", count, ending));
        text += fmt::format(" ({}; -v tells what to save them as)", join(documents, ", "));
    }
    also(report.excluded, "excluded");
    also(report.marked_private, "marked private");
    also(report.not_read, "unreadable");
    also(static_cast<int>(report.out_of_reach.size()), "not to be read");
    also(report.transcribed, "transcribed");
    also(report.transcriber_failures, "not transcribed");
    also(report.without_transcript, report.without_transcript == 1 ? "recording without a transcript"
                                                                   : "recordings without a transcript");
    if (!report.waiting.empty())
        text += fmt::format("\n{}: {}", user.handle, pipeline::waiting_text(report.waiting));
    return text;
}

/// No draft tells what is somebody else's; who is called so by a program may be the user.
void tell_of_others(Application& application, const store::User& user, const pipeline::SyncReport& report) {
    constexpr std::size_t kNamed = 4;
    int documents = 0;
    std::vector<std::pair<int, std::string>> names;
    for (const auto& [name, count] : report.by_others) {
        documents += count;
        names.emplace_back(-count, fmt::format("{} ({})", printable(name), count));
    }
    if (names.empty()) return;
    std::sort(names.begin(), names.end());
    std::vector<std::string> named;
    for (std::size_t i = 0; i < std::min(names.size(), kNamed); ++i)
        named.push_back(names[i].second);
    if (names.size() > kNamed) named.push_back(fmt::format("{} more", names.size() - kNamed));
    application.note(
        fmt::format("{}: {}, as the properties say, and told by no draft: {}; a name that is {}'s own or "
                    "a company's belongs in 'aliases'",
                    user.handle,
                    documents == 1 ? "1 document is by somebody else"
                                   : fmt::format("{} documents are by somebody else", documents),
                    join(named, ", "), user.handle));
}

/// What was told before, and is as it was: in a line.
void tell_old_problems(Application& application, const store::User& user,
                       const pipeline::SyncReport& report) {
    constexpr std::size_t kNamed = 5;
    std::vector<std::string> paths;
    for (const auto& problem : report.out_of_reach)
        if (std::none_of(report.unreadable.begin(), report.unreadable.end(),
                         [&](const auto& told) { return told.path == problem.path; }))
            paths.push_back(printable(problem.path));
    if (paths.empty()) return;
    const auto count = paths.size();
    paths.resize(std::min(count, kNamed));
    application.complain(
        fmt::format("user '{}': still not to be read: {}{} ('pacelane status errors' says why)", user.handle,
                    join(paths, ", "), count > kNamed ? fmt::format(" and {} more", count - kNamed) : ""));
}

void sync(Application& application, const std::string& name, bool transcribe_again) {
    const auto store = application.open_store();
    const auto& settings = application.settings();
    if (settings.problem) application.complain(fmt::format("no transcriber: {}", settings.problem->what()));
    pipeline::SyncOptions options;
    options.transcriber = {settings.transcriber, settings.transcriber_timeout};
    options.transcribe_again = transcribe_again;
    std::vector<store::User> users;
    if (!name.empty())
        users.push_back(store->user(name));
    else
        for (auto& user : store->users())
            if (!user.problem.empty() && user.is_active) {
                application.complain(user.problem);
                application.exit_code = 1;
            } else if (user.is_active) {
                users.push_back(std::move(user));
            }
    if (users.empty() && application.exit_code == 0)
        application.note(
            "There are no active users; 'pacelane schedule import pacelane.yaml' brings them in.");
    Json all = Json::array();
    Progress progress(application, "Reading documents");
    for (const auto& user : users) {
        pipeline::SyncReport report;
        try {
            report = pipeline::sync_context(
                *store, user, application.clock().now(),
                [&](std::size_t done, std::size_t files, const std::string& path) {
                    progress.detail(fmt::format("{}, {} of {}, {}", user.handle, done + 1, files, path));
                },
                options);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::failed) throw;
            // One user's missing folder does not keep the others waiting.
            application.complain(error.what());
            application.exit_code = 1;
            continue;
        }
        for (const auto* problem : {&report.reader_problem, &report.transcriber_problem})
            if (!problem->empty()) {
                application.complain(*problem);
                application.exit_code = 1;
            }
        Json unreadable = Json::array(), out_of_reach = Json::array(), drafts = Json::array();
        for (const auto& problem : report.unreadable) {
            application.complain(
                fmt::format("user '{}', {}: {}", user.handle, printable(problem.path), problem.message));
            unreadable.push_back({{"path", problem.path}, {"message", problem.message}});
        }
        for (const auto& warning : report.large)
            application.complain(
                fmt::format("user '{}', {}: {}", user.handle, printable(warning.path), warning.message));
        for (const auto& problem : report.out_of_reach)
            out_of_reach.push_back({{"path", problem.path}, {"message", problem.message}});
        if (!report.out_of_reach.empty()) {
            application.exit_code = 1;
            tell_old_problems(application, user, report);
        }
        tell_of_others(application, user, report);
        for (const auto& draft : report.drafts) {
            drafts.push_back(draft_change_json(draft));
            application.note(draft_change_text(user.handle, draft));
        }
        for (const auto& decision : report.decisions)
            application.explain(
                fmt::format("user '{}', {}: {}", user.handle, printable(decision.path), decision.message));
        for (const auto& warning : report.warnings)
            application.explain(
                fmt::format("user '{}', {}: {}", user.handle, printable(warning.path), warning.message));
        all.push_back({{"user", user.handle},
                       {"added", report.added},
                       {"changed", report.changed},
                       {"not_read", report.not_read},
                       {"renamed", report.renamed},
                       {"removed", report.removed},
                       {"unchanged", report.unchanged},
                       {"skipped", report.skipped},
                       {"excluded", report.excluded},
                       {"marked_private", report.marked_private},
                       {"waiting", report.waiting},
                       {"recordings", report.recordings},
                       {"without_transcript", report.without_transcript},
                       {"transcribed", report.transcribed},
                       {"transcriber_failures", report.transcriber_failures},
                       {"by_others", report.by_others},
                       {"unreadable", unreadable},
                       {"out_of_reach", out_of_reach},
                       {"drafts", drafts}});
        if (!application.globals.json) application.print(summary(user, report));
    }
    if (application.globals.json) application.print_json(all);
}

void list(Application& application, const std::string& name) {
    const auto store = application.open_store();
    const auto user_id = name.empty() ? std::string() : store->user(name).id;
    const auto documents = store->documents(user_id);
    const auto others = store->other_files(user_id);
    if (application.globals.json) {
        Json json = Json::array();
        for (const auto& document : documents)
            json.push_back({{"id", document.id},
                            {"user", document.user_handle},
                            {"path", document.path},
                            {"kind", document.kind},
                            {"kind_reason", document.kind_reason},
                            {"format", document.format},
                            {"title", document.title},
                            {"language", document.language.empty() ? Json() : Json(document.language)},
                            {"date", document.date.empty() ? Json() : Json(document.date)},
                            {"published", document.published},
                            {"url", document.url.empty() ? Json() : Json(document.url)},
                            {"passages", document.passages},
                            {"warnings", document.warnings},
                            {"error_message", document.error.empty() ? Json() : Json(document.error)},
                            {"changed_at", document.changed_at}});
        for (const auto& file : others)
            json.push_back({{"id", Json()},
                            {"user", file.user_handle},
                            {"path", file.path},
                            {"kind", file.kind},
                            {"format", file.format},
                            {"passages", 0},
                            {"no_document", file.what},
                            {"transcript", file.transcript.empty() ? Json() : Json(file.transcript)}});
        return application.print_json(json);
    }
    const Painter paint(application.globals);
    Table table(
        {"user", "kind", "path", "format", "lang", "passages", "published", "title", "why this kind"});
    for (const auto& document : documents)
        table.add({document.user_handle, document.kind, document.path,
                   document.error.empty() ? document.format : paint.state("unreadable"),
                   document.language.empty() ? "-" : document.language, fmt::format("{}", document.passages),
                   document.published ? "yes" : "-", document.error.empty() ? document.title : document.error,
                   document.error.empty() ? document.kind_reason : ""});
    for (const auto& file : others)
        table.add({file.user_handle, file.kind, file.path, file.format, "-", "-", "-", file.what, ""});
    if (table.empty())
        return application.note("No documents. 'pacelane context sync' brings in the users' folders.");
    application.print(table.text());
}

}  // namespace

void add_context(Command& app, Application& application) {
    auto& command = app.subcommand("context", "The users' documents: bring in, list, show, explain, search");
    struct ContextFlags {
        std::string user;
        bool transcribe_again = false;
    };
    auto flags = std::make_shared<ContextFlags>();
    auto& sync_command =
        command.subcommand("sync", "Bring in what changed in the context folders (analyze does it too)");
    sync_command.option("-u,--user", flags->user, "Only this user's").type_name("USER");
    sync_command.flag("--transcribe-again", flags->transcribe_again,
                      "Also recordings on which the transcriber failed before");
    sync_command.callback([&application, flags] { sync(application, flags->user, flags->transcribe_again); });
    auto& list_command = command.subcommand("list", "Show the documents");
    list_command.option("-u,--user", flags->user, "Only this user's").type_name("USER");
    list_command.callback([&application, flags] { list(application, flags->user); });
    add_context_show(command, application);
    add_context_explain(command, application);
    add_context_search(command, application);
}

}  // namespace pacelane::cli
