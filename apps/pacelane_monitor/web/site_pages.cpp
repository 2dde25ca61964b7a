#include "web/request_parts.h"
#include "web/site.h"

#include <fmt/format.h>

namespace pacelane::monitor_program {

namespace {

// What follows `prefix`, if that can be an id.
std::optional<std::string> id_after(const std::string& path, std::string_view prefix,
                                    std::string_view suffix = {}) {
    if (!path.starts_with(prefix) || !path.ends_with(suffix)) return std::nullopt;
    const auto id = path.substr(prefix.size(), path.size() - prefix.size() - suffix.size());
    if (id.empty() || id.size() > 36 || id.find_first_not_of("0123456789abcdef-") != std::string::npos)
        return std::nullopt;
    return id;
}

}  // namespace

std::optional<Response> Site::page(const Request& request) {
    const auto& path = request.path;
    const auto html = [](std::string body) {
        Response response;
        response.body = std::move(body);
        return response;
    };
    if (path == "/") return html(monitor::overview_page(snapshot(), frame(request)));
    if (path == "/analyses")
        return html(monitor::analyses_page(
            store().analyses(filter(request, {"pending", "processing", "completed", "failed"})),
            choice(request), frame(request)));
    if (path == "/drafts")
        return html(
            monitor::drafts_page(store().generations(filter(
                                     request, {"pending", "generating", "completed", "failed", "withdrawn"})),
                                 choice(request), frame(request)));
    if (path == "/errors")
        return html(monitor::errors_page(
            store().errors(filter(request, {"pending", "processing", "generating", "failed", "unreadable"})),
            choice(request), frame(request)));
    if (path == "/schedules") return html(monitor::schedules_page(snapshot(), frame(request)));
    if (path == "/queues") return html(monitor::queues_page(snapshot(), frame(request)));
    if (path == "/runs") return html(monitor::runs_page(frame(request)));
    if (path == "/again" && !options_.read_only) {
        const auto user = store().user(request.value("user")).handle;
        const auto date = parse_date(request.value("date"));
        if (!date) throw Error(ErrorKind::usage, "date is not like 2026-11-19");
        return html(monitor::message_page(
            {fmt::format("{}, {}", user, format_date(*date)),
             "That day has an analysis already. To make it again keeps what was written, and what was found "
             "before as its history.",
             {},
             user,
             format_date(*date)},
            frame(request)));
    }
    if (const auto id = id_after(path, "/analyses/"))
        return html(monitor::analysis_page(store().analysis_view(*id), frame(request)));
    if (const auto id = id_after(path, "/drafts/", ".txt")) return draft_text(*id, false);
    if (const auto id = id_after(path, "/drafts/", ".md")) return draft_text(*id, true);
    if (const auto id = id_after(path, "/drafts/"))
        return html(monitor::draft_page(store().draft_view(*id), frame(request)));
    if (const auto id = id_after(path, "/runs/"))
        if (const auto run = runs_.find(*id))
            return html(monitor::run_page(
                {run->id, run->title, run->started_at, run->running, run->exit_code, run->lines, false},
                frame(request)));
    return std::nullopt;
}

Response Site::draft_text(const std::string& id, bool markdown) {
    const auto draft = store().generation(id);
    if (draft.body.empty()) throw Error(ErrorKind::bad_input, "this draft is not written yet");
    // As plain text in either case: a browser shows it, and runs nothing of it.
    return {200,
            "text/plain; charset=utf-8",
            (markdown ? monitor::markdown_of(draft) : monitor::plain_text_of(draft)) + "\n",
            {{"Cache-Control", "no-store"}}};
}

}  // namespace pacelane::monitor_program
