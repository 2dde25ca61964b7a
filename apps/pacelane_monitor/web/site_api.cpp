// GET of the API: the same snapshot as JSON.
#include "web/site.h"

#include <pacelane/monitor/check.h>
#include <pacelane/monitor/json.h>
#include <pacelane/monitor/prometheus.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::monitor_program {

namespace {

template <class Rows>
Response listed(const Rows& rows) {
    Json list = Json::array();
    for (const auto& row : rows)
        list.push_back(monitor::to_json(row));
    return json_response(200, list);
}

Json json_of(const Run& run) {
    return {{"id", run.id},
            {"title", run.title},
            {"started_at", run.started_at},
            {"running", run.running},
            {"exit_code", run.running ? Json() : Json(run.exit_code)},
            {"lines", run.lines}};
}

}  // namespace

std::optional<Response> Site::api(const Request& request) {
    if (request.path == "/metrics")
        return Response{200,
                        "text/plain; version=0.0.4; charset=utf-8",
                        monitor::prometheus(snapshot()),
                        {{"Cache-Control", "no-store"}}};
    if (request.path == "/readyz") return ready(request);
    constexpr std::string_view kPrefix = "/api/v1/";
    if (!request.path.starts_with(kPrefix)) return std::nullopt;
    const auto what = request.path.substr(kPrefix.size());
    const auto id_after = [&](std::string_view list) -> std::optional<std::string> {
        if (!what.starts_with(list) || what.size() == list.size()) return std::nullopt;
        return what.substr(list.size());
    };
    if (what == "status") return json_response(200, monitor::to_json(snapshot()));
    if (what == "queues") return listed(snapshot().queues);
    if (what == "schedules") return listed(snapshot().due);
    if (what == "analyses")
        return listed(store().analyses(filter(request, {"pending", "processing", "completed", "failed"})));
    if (what == "generations")
        return listed(store().generations(
            filter(request, {"pending", "generating", "completed", "failed", "withdrawn"})));
    if (what == "errors")
        return listed(
            store().errors(filter(request, {"pending", "processing", "generating", "failed", "unreadable"})));
    if (what == "runs") {
        Json list = Json::array();
        for (const auto& run : runs_.list())
            list.push_back(json_of(run));
        return json_response(200, list);
    }
    if (const auto id = id_after("analyses/"))
        return json_response(200, monitor::to_json(store().analysis_view(*id)));
    if (const auto id = id_after("generations/"))
        return json_response(200, monitor::to_json(store().draft_view(*id)));
    if (const auto id = id_after("runs/"))
        if (const auto run = runs_.find(*id)) return json_response(200, json_of(*run));
    return std::nullopt;
}

Response Site::ready(const Request& request) {
    monitor::Thresholds thresholds;
    if (const auto& text = request.value("max_age"); !text.empty()) {
        if (text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos)
            throw Error(ErrorKind::usage, "max_age is a number of seconds");
        thresholds.max_age = std::chrono::seconds(std::stol(text));
    }
    try {
        const auto& now = snapshot();
        std::int64_t oldest = 0;
        for (const auto& queue : now.queues)
            if (queue.of_pipeline) oldest = std::max(oldest, queue.oldest_age_sec.value_or(0));
        const bool fresh = oldest <= thresholds.max_age.count();
        return json_response(fresh ? 200 : 503,
                             {{"ready", fresh},
                              {"database", "ok"},
                              {"schema", "ok"},
                              {"oldest_work_sec", oldest},
                              {"health", monitor::name(monitor::check(now, thresholds).health)}});
    } catch (const Error& error) {
        store_.reset();
        return json_response(503, {{"ready", false}, {"error", {{"message", error.what()}}}});
    }
}

}  // namespace pacelane::monitor_program
