#include "render/run.h"

#include "render/table.h"
#include "signals.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

std::string_view name(pipeline::Event::Kind kind) {
    constexpr std::string_view names[] = {"analyzed", "written", "failed", "lost", "discarded"};
    return names[static_cast<int>(kind)];
}

Json json_of(const pipeline::Event& event) {
    Json json{{"event", name(event.kind)},
              {"msg_id", event.msg_id},
              {"user", event.user_handle.empty() ? Json() : Json(event.user_handle)},
              {"id", event.row_id.empty() ? Json() : Json(event.row_id)},
              {"subject", event.subject},
              {"text", event.text}};
    if (event.kind == pipeline::Event::Kind::analyzed) {
        json["suggestions"] = event.suggestions;
        Json unreadable = Json::array();
        for (const auto& problem : event.sync.unreadable)
            unreadable.push_back({{"path", problem.path}, {"message", problem.message}});
        json["context"] = {{"added", event.sync.added},     {"changed", event.sync.changed},
                           {"removed", event.sync.removed}, {"unchanged", event.sync.unchanged},
                           {"skipped", event.sync.skipped}, {"unreadable", unreadable}};
    }
    if (event.kind == pipeline::Event::Kind::failed) {
        json["attempt"] = event.failure.attempt;
        json["final"] = event.failure.final;
        json["next_attempt"] =
            event.failure.next_attempt ? Json(format_instant(*event.failure.next_attempt)) : Json();
    }
    return json;
}

std::string context_changes(const pipeline::SyncReport& sync) {
    std::string text;
    const auto part = [&](int count, const char* what) {
        if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, what);
    };
    part(sync.added, "new");
    part(sync.changed, "changed");
    part(sync.removed, "removed");
    return text.empty() ? "context unchanged" : "context: " + text;
}

}  // namespace

void add_worker_flags(CLI::App& command, WorkerFlags& flags) {
    command.add_option("--limit", flags.limit, "Stop after so many messages")
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    command.add_option("--jobs,-j", flags.jobs, "Work on so many messages at once")
        ->type_name("N")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command.add_flag("--follow", flags.follow, "Wait for further messages until SIGTERM or SIGINT");
}

pipeline::WorkerOptions worker_options(const WorkerFlags& flags) {
    pipeline::WorkerOptions options;
    options.limit = flags.limit;
    options.jobs = flags.jobs;
    options.follow = flags.follow;
    options.stop = &stop_on_signals();
    return options;
}

pipeline::Observer RunRenderer::observer() {
    return [this](const pipeline::Event& event) { render(event); };
}

void RunRenderer::render(const pipeline::Event& event) {
    using Kind = pipeline::Event::Kind;
    if (application_.globals.json) events_.push_back(json_of(event));
    for (const auto& problem : event.sync.unreadable)
        application_.complain(
            fmt::format("context: user '{}', {}: {}", event.user_handle, problem.path, problem.message));
    for (const auto& warning : event.sync.warnings)
        application_.explain(fmt::format("{}: {}", warning.path, warning.message));
    switch (event.kind) {
        case Kind::analyzed:
            if (application_.globals.json) break;
            if (event.suggestions > 0)
                application_.print(fmt::format("{}  {}  {}  ({})", event.user_handle, event.subject,
                                               counted(event.suggestions, "suggestion"),
                                               context_changes(event.sync)));
            else
                application_.print(fmt::format("{}  {}  nothing to write about: {}", event.user_handle,
                                               event.subject, event.text));
            break;
        case Kind::written:
            if (!application_.globals.json)
                application_.print(fmt::format("{}  {:<13}  {}  {}", event.user_handle, event.subject,
                                               event.row_id, event.text));
            break;
        case Kind::failed:
            application_.complain(fmt::format(
                "user '{}', {} {}: {} ({})", event.user_handle, event.subject, event.row_id, event.text,
                event.failure.final
                    ? fmt::format("attempt {}, the last: see 'pacelane status errors'", event.failure.attempt)
                    : fmt::format(
                          "attempt {}, the next from {}", event.failure.attempt,
                          event.failure.next_attempt ? format_instant(*event.failure.next_attempt) : "now")));
            break;
        case Kind::lost:
            application_.complain(
                fmt::format("user '{}', {} {}: took longer than its visibility timeout, another worker took "
                            "over; nothing was stored",
                            event.user_handle, event.subject, event.row_id));
            break;
        case Kind::discarded:
            application_.complain(fmt::format("set aside: {}", event.text));
            break;
    }
}

void RunRenderer::finish(const std::vector<pipeline::RunReport>& reports, const char* nothing) {
    pipeline::RunReport sum;
    for (const auto& report : reports) {
        sum.completed += report.completed;
        sum.failed += report.failed;
        sum.lost += report.lost;
    }
    if (sum.failed > 0) application_.exit_code = 1;
    if (application_.globals.json)
        application_.print_json(Json{{"completed", sum.completed},
                                     {"failed", sum.failed},
                                     {"lost", sum.lost},
                                     {"messages", events_.is_null() ? Json::array() : events_}});
    else if (sum.completed + sum.failed + sum.lost == 0)
        application_.note(nothing);
}

}  // namespace pacelane::cli
