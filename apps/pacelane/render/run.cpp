#include "render/run.h"

#include "command_line/command.h"
#include "render/progress.h"
#include "render/table.h"
#include "signals.h"

#include <pacelane/base/text.h>
#include <pacelane/queue/commit_wake_up.h>
#include <pacelane/store/snapshot.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

std::string_view name(pipeline::Event::Kind kind) {
    constexpr std::string_view names[] = {"analyzed", "written", "failed", "refused", "lost", "discarded"};
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
    if (event.kind == pipeline::Event::Kind::failed || event.kind == pipeline::Event::Kind::refused) {
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
    part(sync.renamed, "moved");
    part(sync.removed, "removed");
    part(sync.not_read, "unreadable");
    part(static_cast<int>(sync.out_of_reach.size()), "not to be read");
    return text.empty() ? "context unchanged" : "context: " + text;
}

}  // namespace

void add_worker_flags(Command& command, WorkerFlags& flags) {
    command.option("--limit", flags.limit, "Stop after so many messages").type_name("N").positive();
    command.option("-j,--jobs", flags.jobs, "Work on so many messages at once")
        .type_name("N")
        .range(1, 64)
        .default_shown();
    command.flag("--follow", flags.follow,
                 "Wait for further messages until SIGTERM or SIGINT; --json then prints only the counts");
}

pipeline::WorkerOptions worker_options(const WorkerFlags& flags) {
    pipeline::WorkerOptions options;
    options.limit = flags.limit;
    options.jobs = flags.jobs;
    options.follow = flags.follow;
    options.stop = &stop_on_signals();
    return options;
}

std::unique_ptr<queue::WakeUp> follow(Application& application, std::string_view queue,
                                      pipeline::WorkerOptions& options) {
    if (!options.follow) return nullptr;
    auto wake_up = std::make_unique<queue::CommitWakeUp>(application.database_path(), std::string(queue),
                                                         application.clock(), options.stop);
    options.wake_up = wake_up.get();
    return wake_up;
}

RunRenderer::RunRenderer(Application& application, bool counts_only)
    : application_(application), counts_only_(counts_only), events_(std::make_unique<Json>(Json::array())) {
    if (!counts_only) progress_ = std::make_unique<Progress>(application, "Working");
}

RunRenderer::~RunRenderer() = default;

pipeline::Observer RunRenderer::observer() {
    return [this](const pipeline::Event& event) { render(event); };
}

void RunRenderer::log(const pipeline::Event& event) {
    using Kind = pipeline::Event::Kind;
    const auto& log = application_.log();
    const auto fields_with = [&](std::vector<LogField> more) {
        std::vector<LogField> fields;
        if (!event.user_handle.empty()) fields.push_back({"user", event.user_handle});
        fields.push_back({"msg_id", event.msg_id});
        if (!event.analysis_id.empty()) fields.push_back({"analysis_id", event.analysis_id});
        if (!event.row_id.empty() && event.row_id != event.analysis_id)
            fields.push_back({"generation_id", event.row_id});
        if (!event.subject.empty())
            fields.push_back({event.stage == "write" ? "content_type" : "analysis_date", event.subject});
        fields.insert(fields.end(), more.begin(), more.end());
        return fields;
    };
    const auto write = [&](LogLevel level, std::string_view what, const std::string& reason,
                           std::vector<LogField> more = {}) {
        if (log.takes(level))
            log.write({level, event.stage, std::string(what), fields_with(std::move(more)), reason});
    };
    if (event.attempt > 1)
        write(LogLevel::debug, "tried_again",
              event.last_failure.empty() ? "the worker of the attempt before died, or took too long"
                                         : "the attempt before failed: " + event.last_failure,
              {{"attempt", event.attempt}});
    for (const auto& decision : event.sync.decisions)
        write(LogLevel::debug, "document", decision.message, {{"path", decision.path}});
    if (event.sync.unchanged > 0)
        write(LogLevel::debug, "documents_unchanged", "not opened: as they were when they were last read",
              {{"documents", event.sync.unchanged}});
    for (const auto& warning : event.sync.warnings)
        write(LogLevel::debug, "document", warning.message, {{"path", warning.path}});
    for (const auto& warning : event.sync.large)
        write(LogLevel::warning, "large", warning.message, {{"path", warning.path}});
    if (!event.sync.waiting.empty())
        write(LogLevel::info, "documents_waiting", pipeline::waiting_text(event.sync.waiting));
    if (event.sync.without_transcript > 0)
        write(LogLevel::info, "recordings_without_transcript", "listed, and not read",
              {{"recordings", event.sync.without_transcript}});
    for (const auto& problem : event.sync.unreadable)
        write(LogLevel::warning, "unreadable", problem.message, {{"path", problem.path}});
    for (const auto& draft : event.sync.drafts)
        if (draft.reason.empty())
            write(LogLevel::info, "restored", "what it rests on is there again", {{"draft_id", draft.id}});
        else
            write(LogLevel::warning, "withdrawn", draft.reason, {{"draft_id", draft.id}});
    switch (event.kind) {
        case Kind::analyzed:
            write(
                LogLevel::info, "analyzed", event.text,
                {{"attempt", event.attempt}, {"suggestions", static_cast<std::int64_t>(event.suggestions)}});
            break;
        case Kind::written:
            write(LogLevel::info, "written", "", {{"attempt", event.attempt}, {"title", event.text}});
            break;
        case Kind::failed: {
            std::vector<LogField> more{{"attempt", event.failure.attempt}};
            if (event.failure.next_attempt)
                more.push_back({"next_attempt", format_instant(*event.failure.next_attempt)});
            else
                more.push_back({"next_attempt", nullptr});
            if (event.failure.final && event.stage == "analyze")
                more.push_back({"remedy", fmt::format("pacelane enqueue --user {} --date {} --retry",
                                                      event.user_handle, event.subject)});
            write(LogLevel::error, "failed", event.text, std::move(more));
            break;
        }
        case Kind::refused:
            write(LogLevel::info, "refused", event.text, {{"attempt", event.failure.attempt}});
            break;
        case Kind::lost:
            write(LogLevel::warning, "lost",
                  "took longer than its visibility timeout, another worker took over; nothing was stored",
                  {{"attempt", event.attempt}});
            break;
        case Kind::discarded:
            write(LogLevel::warning, "discarded", event.text);
            break;
    }
}

void RunRenderer::render(const pipeline::Event& event) {
    using Kind = pipeline::Event::Kind;
    log(event);
    if (progress_) {
        ++(event.kind == Kind::analyzed ? analyzed_ : event.kind == Kind::written ? written_ : failed_);
        progress_->detail(fmt::format("{} analyzed, {} written{}", analyzed_, written_,
                                      failed_ > 0 ? fmt::format(", {} failed", failed_) : ""));
    }
    if (application_.globals.json) {
        // Who follows may do so for months.
        if (!counts_only_) events_->push_back(json_of(event));
        return;
    }
    if (event.kind == Kind::written)
        application_.print(fmt::format("{}  {:<13}  {}  {}", event.user_handle, event.subject, event.row_id,
                                       printable(event.text)));
    if (event.kind == Kind::refused)
        application_.print(fmt::format("{}  {}  {}: {}", event.user_handle, event.subject,
                                       event.stage == "write" ? "nothing to write" : "cannot be analyzed",
                                       printable(event.text)));
    if (event.kind != Kind::analyzed) return;
    if (event.suggestions > 0)
        application_.print(fmt::format("{}  {}  {}  ({}){}", event.user_handle, event.subject,
                                       counted(event.suggestions, "suggestion"), context_changes(event.sync),
                                       event.text.empty() ? "" : ": " + event.text));
    else
        application_.print(
            fmt::format("{}  {}  nothing to write about: {}", event.user_handle, event.subject, event.text));
}

void RunRenderer::tell_nothing(std::string_view nothing, std::string_view queue) {
    if (application_.globals.quiet) return;
    const auto snapshot = application_.open_store()->snapshot({});
    for (const auto& one : snapshot.queues) {
        if (one.name != queue || one.length == 0) continue;
        constexpr std::chrono::minutes visibility =
            std::chrono::duration_cast<std::chrono::minutes>(queue::RetryPolicy{}.visibility);
        return application_.note(fmt::format(
            "{} now: {} in work, or waiting for the next attempt; what a killed worker held is "
            "taken again after {} minutes.",
            nothing, counted(static_cast<std::size_t>(one.length), "message"), visibility.count()));
    }
    application_.note(fmt::format("{}.", nothing));
}

void RunRenderer::finish(const std::vector<pipeline::RunReport>& reports, std::string_view nothing,
                         std::string_view queue) {
    progress_.reset();
    pipeline::RunReport sum;
    for (const auto& report : reports) {
        sum.completed += report.completed;
        sum.failed += report.failed;
        sum.refused += report.refused;
        sum.lost += report.lost;
    }
    if (sum.failed > 0) application_.exit_code = 1;
    if (application_.globals.json) {
        Json json{{"completed", sum.completed},
                  {"failed", sum.failed},
                  {"refused", sum.refused},
                  {"lost", sum.lost}};
        if (!counts_only_) json["messages"] = std::move(*events_);
        application_.print_json(json);
    } else if (sum.completed + sum.failed + sum.refused + sum.lost == 0) {
        tell_nothing(nothing, queue);
    }
}

}  // namespace pacelane::cli
