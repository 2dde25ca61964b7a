#include "web/site.h"

#include "web/request_parts.h"

#include <pacelane/base/hash.h>
#include <pacelane/base/text.h>
#include <pacelane/monitor/template.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::monitor_program {

namespace {

using Steady = std::chrono::steady_clock;
constexpr std::size_t kKeptBytes = 8 * 1024 * 1024;
constexpr std::size_t kKeptAnswers = 200;
/// What was started and ended well is told on every page for so long; what failed, for as long as it is kept.
constexpr std::chrono::minutes kShown{5};

bool is_api(const Request& request) {
    return request.path.starts_with("/api/") || request.path == "/metrics" || request.path == "/readyz";
}

bool sends_token(const Request& request) {
    return !request.header("authorization").empty() || (request.method == "POST" && request.path == "/login");
}

Response text_response(int status, std::string text) {
    return {status, "text/plain; charset=utf-8", std::move(text), {{"Cache-Control", "no-store"}}};
}

Response redirect(const std::string& to) {
    auto response = text_response(303, "");
    response.headers.emplace_back("Location", to);
    return response;
}

int status_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage:
            return 400;
        case ErrorKind::bad_input:
            return 404;
        case ErrorKind::busy:
            return 503;
        case ErrorKind::configuration:
        case ErrorKind::unavailable:
            return 503;
        case ErrorKind::failed:
            break;
    }
    return 500;
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

// Version of the embedded files: they may be kept by browsers until it changes.
const std::string& assets_version() {
    static const std::string version = [] {
        std::string all;
        for (const auto* file : {"monitor.css", "monitor.js", "monitor.svg"})
            all += monitor::embedded_file(file);
        return sha256_hex(all).substr(0, 12);
    }();
    return version;
}

std::optional<Response> asset(const Request& request) {
    const std::pair<const char*, const char*> files[] = {{"monitor.css", "text/css; charset=utf-8"},
                                                         {"monitor.js", "text/javascript; charset=utf-8"},
                                                         {"monitor.svg", "image/svg+xml"}};
    for (const auto& [name, type] : files)
        if (request.path == fmt::format("/assets/{}", name))
            return Response{200,
                            type,
                            std::string(monitor::embedded_file(name)),
                            {{"Cache-Control", "public, max-age=31536000, immutable"}}};
    return std::nullopt;
}

void add_guards(Response& response, const std::string& nonce) {
    const auto policy =
        nonce.empty() ? std::string("default-src 'none'; frame-ancestors 'none'")
                      : fmt::format(
                            "default-src 'none'; script-src 'nonce-{}'; style-src 'self'; img-src 'self'; "
                            "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
                            "'none'",
                            nonce);
    response.headers.insert(response.headers.end(), {{"Content-Security-Policy", policy},
                                                     {"X-Content-Type-Options", "nosniff"},
                                                     {"X-Frame-Options", "DENY"},
                                                     {"Referrer-Policy", "same-origin"},
                                                     {"Cross-Origin-Resource-Policy", "same-origin"},
                                                     {"Cross-Origin-Opener-Policy", "same-origin"}});
}

}  // namespace

std::string safe_path(const std::string& path) {
    if (!path.starts_with('/') || path.starts_with("//") || path.size() > 1000) return "/";
    for (const unsigned char c : path)
        if (c <= ' ' || c >= 0x7f || c == '\\' || c == '"' || c == '<' || c == '>') return "/";
    return path;
}

Response json_response(int status, const Json& json) {
    return {status,
            "application/json",
            json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n",
            {{"Cache-Control", "no-store"}}};
}

Response json_error(const Error& error) {
    return json_response(status_of(error.kind()), {{"error", {{"message", error.what()}}}});
}

Site::Site(const Options& options, const ListenAddress& address, Runs& runs, const Clock& clock)
    : options_(options),
      runs_(runs),
      clock_(clock),
      access_(options, address),
      process_(random_token(4)),
      token_place_(random_token(16)),
      nonce_place_(random_token(16)) {}

std::string Site::event_id(std::uint64_t version) const {
    return fmt::format("{}.{}", process_, version);
}

std::string Site::forget(std::uint64_t version) {
    // In this order: who reads the new version finds that what was kept is old.
    stale_ = true;
    version_ = version;
    return event_id(version);
}

std::string Site::way_back(const std::string& path) const {
    const auto& base = access_.base();
    auto safe = safe_path(path);
    return safe.starts_with(base + "/") ? safe : base + "/";
}

Response Site::answer(const Request& request) {
    // Proxies hand the path on as it is, or without what they were found by.
    const auto& base = access_.base();
    if (base.empty() || !request.path.starts_with(base)) return answer_here(request);
    auto below = request;
    below.path.erase(0, base.size());
    return below.path.empty() || below.path.starts_with('/') ? answer_here(below) : answer_here(request);
}

Response Site::answer_here(const Request& request) {
    Response response;
    std::string token;
    try {
        if (auto refusal = access_.refusal(request)) {
            response = std::move(*refusal);
        } else if (request.method != "GET" && request.method != "HEAD" && request.method != "POST") {
            response = text_response(405, "only GET, HEAD and POST are understood\n");
            response.headers.emplace_back("Allow", "GET, HEAD, POST");
        } else if (request.broken != 0) {
            response = text_response(request.broken, request.why_broken + "\n");
        } else if (request.path.empty()) {
            response = redirect(access_.base() + "/");
        } else if (request.path == "/healthz") {
            response = text_response(200, "ok\n");
        } else if (auto file = asset(request)) {
            response = std::move(*file);
        } else if (auto guesses = sends_token(request) ? access_.refusal_of_guesses(request) : std::nullopt) {
            response = std::move(*guesses);
        } else if (request.path == "/login" && access_.needs_login()) {
            response = log_in(request);
        } else if (const auto visitor = access_.visitor(request)) {
            token = visitor->token;
            response = answer_known(request, *visitor);
        } else if (is_api(request) || request.method == "POST" || !request.header("authorization").empty()) {
            response = text_response(401, "the token is missing or wrong\n");
            response.headers.emplace_back("WWW-Authenticate", "Bearer");
        } else {
            response = redirect(access_.base() +
                                "/login?next=" + percent_encoded(way_back(access_.base() + request.path)));
        }
    } catch (const Error& error) {
        // The database may have been replaced: it is opened anew.
        if (error.kind() != ErrorKind::bad_input && error.kind() != ErrorKind::usage) store_.reset();
        if (is_api(request) || request.json) {
            response = json_error(error);
        } else {
            auto frame = bare_frame(request);
            response.status = status_of(error.kind());
            response.body = monitor::message_page(
                {response.status == 404 ? "Not found" : "That did not work", error.what()}, frame);
        }
    }
    // A script reads one kind of error, whatever refused it; a person whose form was refused reads words.
    if (is_api(request) && response.status >= 400 && response.type.starts_with("text/plain") &&
        request.header("accept").find("text/html") == std::string::npos) {
        auto headers = std::move(response.headers);
        response =
            json_response(response.status, {{"error", {{"message", std::string(trim(response.body))}}}});
        response.headers = std::move(headers);
    }
    const bool page = response.type.starts_with("text/html");
    std::string nonce;
    if (page) {
        nonce = random_token(16);
        replace_all(response.body, token_place_, token);
        replace_all(response.body, nonce_place_, nonce);
        response.headers.emplace_back("Cache-Control", "no-store");
    }
    add_guards(response, nonce);
    return response;
}

Response Site::answer_known(const Request& request, const Access::Visitor& visitor) {
    if (const auto methods = other_methods(request)) {
        auto response = text_response(405, fmt::format("{} is for {}\n", request.path, *methods));
        response.headers.emplace_back("Allow", *methods);
        return response;
    }
    if (request.method == "POST") return post(request, visitor);
    if (request.path == "/api/v1/events") {
        Response response;
        response.type = "text/event-stream";
        response.events = true;
        const auto& last = request.header("last-event-id");
        response.since = last.empty() ? request.value("since") : last;
        response.headers = {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}};
        return response;
    }
    const auto now = Steady::now();
    shown_version_ = version_;
    if (stale_.exchange(false) || now - looked_at_ > std::chrono::seconds(1)) {
        looked_at_ = now;
        snapshot_.reset();
        answers_.clear();
        answers_bytes_ = 0;
    }
    auto key = percent_encoded(request.path);
    for (const auto& [name, value] : request.query)
        key += fmt::format("&{}={}", percent_encoded(name), percent_encoded(value));
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;
    auto response = get(request);
    // How a run goes is in memory.
    const bool of_runs = request.path.starts_with("/api/v1/runs");
    if (response.status == 200 && !of_runs && answers_.size() < kKeptAnswers &&
        answers_bytes_ + response.body.size() < kKeptBytes) {
        answers_bytes_ += response.body.size();
        answers_.emplace(key, response);
    }
    return response;
}

Response Site::log_in(const Request& request) {
    const bool posted = request.method == "POST";
    const auto next = way_back(posted ? request.field("next") : request.value("next"));
    if (posted)
        if (const auto cookie = access_.log_in(request, request.field("secret"))) {
            auto response = redirect(next);
            response.headers.emplace_back("Set-Cookie", *cookie);
            return response;
        }
    Response response;
    response.status = posted ? 403 : 200;
    response.body = monitor::login_page(next, posted, bare_frame(request));
    return response;
}

Response Site::get(const Request& request) {
    if (auto response = api(request)) return *response;
    if (auto response = page(request)) return *response;
    throw Error(ErrorKind::bad_input, "there is no such page");
}

Response Site::post(const Request& request, const Access::Visitor& visitor) {
    if (auto refusal = access_.refusal_of_change(request, visitor)) return *refusal;
    if (request.path == "/logout" && access_.needs_login()) {
        auto response = redirect(access_.base() + "/login");
        response.headers.emplace_back("Set-Cookie", access_.log_out(request));
        return response;
    }
    return act(request);
}

// ---- what is shown

store::Store& Site::store() {
    if (!store_) store_ = open_to_look(options_, clock_);
    return *store_;
}

const store::Snapshot& Site::snapshot() {
    if (!snapshot_) {
        store::SnapshotOptions options;
        options.schedules = 200;
        options.next_runs = 3;
        snapshot_ = store().snapshot(options);
    }
    return *snapshot_;
}

const std::vector<std::string>& Site::users() {
    // So many make no menu, and would cost more than all the rest.
    constexpr std::int64_t kMost = 200;
    const auto now = Steady::now();
    if (!users_ || now - users_at_ > std::chrono::seconds(10)) {
        users_.emplace();
        users_at_ = now;
        if (snapshot().users <= kMost)
            for (const auto& user : store().users())
                if (user.is_active) users_->push_back(user.handle);
    }
    return *users_;
}

monitor::Choice Site::choice(const Request& request) {
    monitor::Choice choice{request.value("user"), request.value("state"), 20};
    if (const auto& count = request.value("n"); !count.empty()) {
        if (count.size() > 3 || count.find_first_not_of("0123456789") != std::string::npos)
            throw Error(ErrorKind::usage, "n is a number from 1 to 500");
        choice.count = std::stoul(count);
        if (choice.count < 1 || choice.count > 500)
            throw Error(ErrorKind::usage, "n is a number from 1 to 500");
    }
    return choice;
}

store::Filter Site::filter(const Request& request, std::initializer_list<const char*> states) {
    const auto wanted = choice(request);
    store::Filter filter;
    if (!wanted.user.empty()) filter.user_id = store().user(wanted.user).id;
    filter.status = wanted.state;
    filter.limit = wanted.count;
    bool known = wanted.state.empty();
    std::string list;
    for (const auto* state : states) {
        known = known || wanted.state == state;
        list += fmt::format("{}{}", list.empty() ? "" : ", ", state);
    }
    if (!known) throw Error(ErrorKind::usage, fmt::format("no state '{}'; there are {}", wanted.state, list));
    return filter;
}

monitor::Frame Site::bare_frame(const Request& request) const {
    monitor::Frame frame;
    frame.live = true;
    frame.actions = !options_.read_only;
    frame.can_log_out = access_.needs_login();
    frame.token = token_place_;
    frame.nonce = nonce_place_;
    frame.assets = assets_version();
    frame.version = event_id(shown_version_);
    frame.now = clock_.now();
    frame.base = access_.base();
    frame.here = frame.base + request.path;
    const char* joint = "?";
    for (const auto& [name, value] : request.query) {
        frame.here += fmt::format("{}{}={}", joint, percent_encoded(name), percent_encoded(value));
        joint = "&";
    }
    frame.here = way_back(frame.here);
    return frame;
}

monitor::Frame Site::frame(const Request& request) {
    auto frame = bare_frame(request);
    frame.users = users();
    frame.errors = static_cast<std::size_t>(snapshot().error_count);
    for (auto& run : runs_.list()) {
        const bool is_old = !run.running && run.exit_code == 0 && Steady::now() - run.ended > kShown;
        frame.runs.push_back(
            {run.id, run.title, run.started_at, run.running, run.exit_code, run.lines, is_old});
    }
    return frame;
}

}  // namespace pacelane::monitor_program
