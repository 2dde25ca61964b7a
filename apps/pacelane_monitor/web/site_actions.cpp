// POST: what is asked for is looked up first, so that only what exists becomes a command line.
#include "web/request_parts.h"
#include "web/site.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <pacelane/base/text.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::monitor_program {

namespace {

bool wants_json(const Request& request) {
    return request.json || request.header("accept").find("application/json") != std::string::npos ||
           !request.header("authorization").empty();
}

/// What must be given.
const std::string& needed(const Request& request, const char* name) {
    const auto& value = request.field(name);
    if (value.empty()) throw Error(ErrorKind::usage, fmt::format("give {}", name));
    return value;
}

bool is_set(const Request& request, const char* name) {
    const auto& value = request.field(name);
    if (value == "true" || value == "1" || value == "on") return true;
    if (value.empty() || value == "false" || value == "0" || value == "off") return false;
    throw Error(ErrorKind::usage, fmt::format("{}: '{}' is neither true nor false", name, value));
}

bool is_one_of(std::string_view name, std::initializer_list<const char*> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// A misspelt field would make one draft's order everybody's.
void check_fields(const Request& request, std::initializer_list<const char*> known, const char* repeated) {
    for (const auto& [name, value] : request.fields) {
        if (!is_one_of(name, known) && !is_one_of(name, {"token", "back"})) {
            const std::vector<std::string> names(known.begin(), known.end());
            throw Error(ErrorKind::usage,
                        fmt::format("there is no field '{}' here, but {}", name, join(names, ", ")));
        }
        if (value.find('\0') != std::string::npos)
            throw Error(ErrorKind::usage, fmt::format("{} holds a zero byte", name));
        if (name != repeated && request.fields.count(name) > 1)
            throw Error(ErrorKind::usage, fmt::format("{} is given more than once", name));
    }
}

constexpr std::string_view kApi = "/api/v1/";

bool is_action(std::string_view name) {
    return is_one_of(name, {"analyze", "write", "retry", "pause", "resume"});
}

bool is_look(std::string_view name) {
    return is_one_of(name, {"status", "analyses", "generations", "errors", "schedules", "queues", "runs",
                            "events"}) ||
           name.starts_with("analyses/") || name.starts_with("generations/") || name.starts_with("runs/");
}

/// So many errors are looked at to tell what failed; all are retried.
constexpr std::size_t kMostCounted = 500;

}  // namespace

std::optional<std::string> Site::other_methods(const Request& request) const {
    const bool posted = request.method == "POST";
    std::string_view name = request.path;
    const bool probe = name == "/metrics" || name == "/readyz";
    if (!name.starts_with(kApi) && !probe) return std::nullopt;
    name.remove_prefix(probe ? 0 : kApi.size());
    if (posted && (probe || is_look(name))) return "GET, HEAD";
    if (!posted && is_action(name) && !options_.read_only) return "POST";
    return std::nullopt;
}

Response Site::act(const Request& request) {
    if (options_.read_only)
        throw Error(ErrorKind::bad_input, "this monitor only shows: it was started with --read-only");
    const std::string_view path = request.path;
    const auto name = path.starts_with(kApi) ? path.substr(kApi.size()) : std::string_view{};
    if (!is_action(name)) throw Error(ErrorKind::bad_input, "there is no such action");
    forget();
    if (name == "analyze") {
        check_fields(request, {"user", "date", "again"}, "");
        return analyze(request);
    }
    if (name == "write") {
        check_fields(request, {"analysis"}, "");
        return write(request);
    }
    if (name == "retry") {
        check_fields(request, {"stage", "id", "all", "user", "state"}, "");
        return retry(request);
    }
    check_fields(request, {"schedule"}, "schedule");
    return pause(request, name == "pause");
}

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

Response Site::refused(const Request& request, const char* heading, const char* why) {
    if (wants_json(request)) return json_response(409, {{"error", {{"message", why}}}});
    std::string sentence = why;
    sentence.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence.front())));
    Response response;
    response.status = 409;
    response.body =
        monitor::message_page({heading, sentence + ".", way_back(request.field("back"))}, frame(request));
    return response;
}

Response Site::analyze(const Request& request) {
    const auto user = store().user(needed(request, "user"));
    Date date = schedule::local_time(clock_.now(), user.timezone).date;
    if (const auto& text = request.field("date"); !text.empty()) {
        const auto given = parse_date(text);
        if (!given) throw Error(ErrorKind::usage, fmt::format("date: '{}' is not like 2026-11-19", text));
        date = *given;
    }
    const auto day = format_date(date);
    const bool again = is_set(request, "again");
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
    if (is_set(request, "all")) {
        trigger = retry_all(request.field("user"), request.field("state"));
    } else if (const auto& stage = request.field("stage"); stage == "write") {
        const auto draft = store().generation(needed(request, "id"));
        if (draft.status == "failed")
            trigger =
                retry_trigger({{stage, draft.user_handle, draft.analysis_date, draft.analysis_id, draft.id}});
    } else if (stage == "analyze") {
        const auto analysis = store().analysis_view(needed(request, "id")).summary;
        if (analysis.status == "failed")
            trigger = retry_trigger({{stage, analysis.user_handle, analysis.analysis_date, analysis.id, {}}});
    } else {
        throw Error(ErrorKind::usage, "give stage (analyze or write) and id, or all");
    }
    if (!trigger) return refused(request, "Nothing to retry", "nothing of that has failed (any more)");
    return begin(request, *trigger);
}

Response Site::pause(const Request& request, bool pause) {
    if (request.field("schedule").empty())
        throw Error(ErrorKind::usage, "no schedule is marked: give schedule, one or several");
    std::vector<std::string> ids, users;
    const auto [first, last] = request.fields.equal_range("schedule");
    const bool several = std::distance(first, last) > 1;
    for (auto given = first; given != last; ++given) {
        const auto schedule = store().schedule(given->second);
        // Of several, only those that it changes.
        const bool changes = pause ? schedule.is_active : schedule.inactive_reason == "paused";
        if ((several && !changes) || std::find(ids.begin(), ids.end(), schedule.id) != ids.end()) continue;
        ids.push_back(schedule.id);
        users.push_back(schedule.user_handle);
    }
    if (ids.empty())
        return refused(request, pause ? "Nothing to pause" : "Nothing to resume",
                       pause ? "none of these schedules is active" : "none of these schedules is paused");
    auto trigger = pause_trigger(ids, pause);
    if (ids.size() == 1) trigger.title += " of " + users.front();
    return begin(request, trigger);
}

}  // namespace pacelane::monitor_program
