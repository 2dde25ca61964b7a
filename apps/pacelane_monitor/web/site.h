#pragma once

#include "actions/runs.h"
#include "options.h"
#include "web/access.h"
#include "web/http.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <pacelane/base/error.h>
#include <pacelane/base/json.h>
#include <pacelane/monitor/pages.h>
#include <pacelane/store/snapshot.h>
#include <string>

namespace pacelane::monitor_program {

/// What the monitor answers. For one thread.
class Site {
public:
    Site(const Options& options, const ListenAddress& address, Runs& runs, const Clock& clock);

    Response answer(const Request& request);
    /// What was kept to answer many readers alike is old now. From any thread.
    void forget() { stale_ = true; }
    /// The same after this change; what its event is called. Pages that know of an older one have not seen
    /// it.
    std::string forget(std::uint64_t version);

private:
    // Dispatch
    Response answer_here(const Request& request);
    /// Where to go afterwards: a path of the monitor, with the base.
    std::string way_back(const std::string& path) const;
    Response answer_known(const Request& request, const Access::Visitor& visitor);
    Response log_in(const Request& request);
    Response get(const Request& request);
    Response post(const Request& request, const Access::Visitor& visitor);
    /// Those that this path of the API is for, when the request's is not among them.
    std::optional<std::string> other_methods(const Request& request) const;

    // Pages
    std::optional<Response> page(const Request& request);
    Response draft_text(const std::string& id, bool markdown);
    monitor::Frame frame(const Request& request);
    monitor::Frame bare_frame(const Request& request) const;
    std::string event_id(std::uint64_t version) const;

    // The API
    std::optional<Response> api(const Request& request);
    Response ready(const Request& request);
    Response act(const Request& request);
    Response begin(const Request& request, const Trigger& trigger);
    /// There is nothing to do (409).
    Response refused(const Request& request, const char* heading, const char* why);
    Response analyze(const Request& request);
    Response write(const Request& request);
    Response retry(const Request& request);
    Response pause(const Request& request, bool pause);
    std::optional<Trigger> retry_all(const std::string& user, const std::string& state);

    // What is shown
    store::Store& store();
    const store::Snapshot& snapshot();
    const std::vector<std::string>& users();
    store::Filter filter(const Request& request, std::initializer_list<const char*> states);
    static monitor::Choice choice(const Request& request);

    Options options_;
    Runs& runs_;
    const Clock& clock_;
    Access access_;
    std::unique_ptr<store::Store> store_;

    // Of the last second: 200 readers who are told of a change cost one look at the database.
    std::atomic<bool> stale_{true};
    std::atomic<std::uint64_t> version_{0};
    std::uint64_t shown_version_ = 0;  // of what is being answered
    const std::string process_;        // versions of another process are others
    std::chrono::steady_clock::time_point looked_at_;
    std::optional<store::Snapshot> snapshot_;
    std::optional<std::vector<std::string>> users_;
    std::chrono::steady_clock::time_point users_at_;
    std::map<std::string, Response> answers_;  // by path and query
    std::size_t answers_bytes_ = 0;
    std::string token_place_;  // stand for token and nonce in what is kept
    std::string nonce_place_;
};

/// {"error": {"message": …}}, with the status that fits the error.
Response json_error(const Error& error);
Response json_response(int status, const Json& json);
/// A path of this host to go (back) to; "/" for anything else.
std::string safe_path(const std::string& path);

}  // namespace pacelane::monitor_program
