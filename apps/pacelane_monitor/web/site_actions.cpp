// POST: what is asked for is looked up first, so that only what exists becomes a command line.
#include "web/request_parts.h"
#include "web/site.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::monitor_program {

namespace {

bool wants_json(const Request& request) {
    return request.json || request.header("accept").find("application/json") != std::string::npos ||
           !request.header("authorization").empty();
}

bool is_set(const std::string& value) {
    return value == "true" || value == "1" || value == "on";
}

/// So many errors are looked at to tell what failed; all are retried.
constexpr std::size_t kMostCounted = 500;

}  // namespace

Response Site::begin(const Request& request, const Trigger& trigger) {
    const auto begun = runs_.begin(trigger);
    if (wants_json(request))
        return json_response(202, {{"run", begun.id},
                                   {"title", trigger.title},
                                   {"was_running", begun.was_running},
                                   {"url", access_.base() + "/api/v1/runs/" + begun.id}});
    Response response{303, "text/plain; charset=utf-8", "", {}};
    response.headers.emplace_back("Location", way_back(request.field("back")));
    return response;
}

Response Site::analyze(const Request& request) {
    const auto user = store().user(request.field("user"));
    Date date = schedule::local_time(clock_.now(), user.timezone).date;
    if (const auto& text = request.field("date"); !text.empty()) {
        const auto given = parse_date(text);
        if (!given) throw Error(ErrorKind::usage, fmt::format("date: '{}' is not like 2026-11-19", text));
        date = *given;
    }
    const auto day = format_date(date);
    const bool again = is_set(request.field("again"));
    store::Filter filter;
    filter.user_id = user.id;
    filter.limit = 400;
    const auto all = store().analyses(filter);
    const auto existing = std::find_if(all.begin(), all.end(),
                                       [&](const auto& analysis) { return analysis.analysis_date == day; });
    if (existing == all.end() || existing->status == "pending")
        return begin(request, analyze_trigger(user.handle, day));
    if (existing->status == "failed")
        return begin(request, retry_trigger({{"analyze", user.handle, day, existing->id, {}}}));
    if (existing->status == "completed" && again)
        return begin(request, analyze_trigger(user.handle, day, true));
    const bool completed = existing->status == "completed";
    const auto text = completed ? fmt::format(
                                      "The analysis of {} is completed. To make it again keeps what was "
                                      "written, and what was found before as its history.",
                                      day)
                                : fmt::format("The analysis of {} is at work already.", day);
    if (wants_json(request)) {
        Json json{{"result", "analysis_exists"},
                  {"analysis_id", existing->id},
                  {"analysis_status", existing->status},
                  {"error", {{"message", text}}}};
        if (completed)
            json["offer"] = fmt::format("{}/again?user={}&date={}", access_.base(),
                                        percent_encoded(user.handle), percent_encoded(day));
        return json_response(409, json);
    }
    monitor::Message message{fmt::format("{}, {}", user.handle, day), text, way_back(request.field("back"))};
    if (completed) {
        message.again_user = user.handle;
        message.again_date = day;
    }
    Response response;
    response.status = 409;
    response.body = monitor::message_page(message, frame(request));
    return response;
}

Response Site::write(const Request& request) {
    const auto& analysis = request.field("analysis");
    if (analysis.empty()) return begin(request, write_trigger());
    return begin(request, write_trigger(store().analysis_view(analysis).summary.id));
}

std::optional<Trigger> Site::retry_all(const std::string& user, const std::string& state) {
    if (!state.empty() && state != "failed") return std::nullopt;
    AllFailed all;
    store::Filter filter;
    if (!user.empty()) {
        const auto known = store().user(user);
        filter.user_id = known.id;
        all.user = known.handle;
    }
    filter.status = "failed";
    filter.limit = kMostCounted;
    const auto errors = store().errors(filter);
    for (const auto& error : errors)
        (error.stage == "analyze" ? all.analyze : all.write) = true;
    if (errors.empty()) return std::nullopt;
    all.count = std::to_string(errors.size());
    if (errors.size() == kMostCounted) {
        all.count += "+";
        all.analyze = all.write = true;
    }
    return retry_all_trigger(all);
}

Response Site::retry(const Request& request) {
    std::optional<Trigger> trigger;
    if (is_set(request.field("all"))) {
        trigger = retry_all(request.field("user"), request.field("state"));
    } else if (const auto& stage = request.field("stage"); stage == "write") {
        const auto draft = store().generation(request.field("id"));
        if (draft.status == "failed")
            trigger =
                retry_trigger({{stage, draft.user_handle, draft.analysis_date, draft.analysis_id, draft.id}});
    } else if (stage == "analyze") {
        const auto analysis = store().analysis_view(request.field("id")).summary;
        if (analysis.status == "failed")
            trigger = retry_trigger({{stage, analysis.user_handle, analysis.analysis_date, analysis.id, {}}});
    } else {
        throw Error(ErrorKind::usage, "give stage (analyze or write) and id, or all");
    }
    if (!trigger) {
        if (wants_json(request))
            return json_response(409, {{"error", {{"message", "nothing of that has failed (any more)"}}}});
        Response response;
        response.status = 409;
        response.body = monitor::message_page(
            {"Nothing to retry", "Nothing of that has failed (any more).", way_back(request.field("back"))},
            frame(request));
        return response;
    }
    return begin(request, *trigger);
}

Response Site::pause(const Request& request, bool pause) {
    const auto schedule = store().schedule(request.field("schedule"));
    auto trigger = pause_trigger({schedule.id}, pause);
    trigger.title += " of " + schedule.user_handle;
    return begin(request, trigger);
}

}  // namespace pacelane::monitor_program
