// `status --check`: the line, the exit code, and who is told.
#include "commands/status_check.h"

#include "command_line/option.h"
#include "process.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <pacelane/base/error.h>
#include <pacelane/monitor/check.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

constexpr int kUnknown = 3;
constexpr std::chrono::seconds kPatience{30};    // with the command that is told
constexpr std::chrono::seconds kNoticeGrace{5};  // for it to end when it is asked to

/// Runs the workspace's command; empty, or why it failed.
std::string tell(const std::vector<std::string>& command, const Json& notice) {
    try {
        require_program(command.front());
        ChildProcess child({.arguments = command,
                            .environment = {},
                            .input = to_text(notice) + "\n",
                            .output_to_stderr = true});
        if (child.wait(kPatience)) return child.failure();
        child.stop(kNoticeGrace);
        return fmt::format("it did not end within {} s and was stopped", kPatience.count());
    } catch (const Error& error) {
        return error.what();
    }
}

/// Tells of a change, once; what could not be told is told by the next check.
void notify(Application& application, store::Store& store, const monitor::CheckResult& result) {
    const auto& command = application.settings().notify.value;
    if (command.empty()) return;
    try {
        const Instant now = application.clock().now();
        const auto before = store.claim_notice(result.health, now + kPatience + 2 * kNoticeGrace);
        if (!before) return;
        const auto failure =
            tell(command, monitor::notice(result, *before, now, application.database_path()));
        store.settle_notice(result.health, failure.empty());
        if (!failure.empty())
            application.complain(fmt::format("notify: '{}' failed ({}); the next check tries again",
                                             command.front(), failure));
    } catch (const Error& error) {
        application.complain(
            fmt::format("notify: nobody was told ({}); the next check tries again", error.what()));
    }
}

}  // namespace

bool asks_for_check(const std::vector<std::string>& words) {
    const auto end = std::find(words.begin(), words.end(), "--");
    return std::find(words.begin(), end, "status") != end && std::find(words.begin(), end, "--check") != end;
}

int unknown_health(Application& application, const std::string& why) {
    const auto line = monitor::unknown_line(why);
    if (application.globals.json)
        application.print_json({{"state", "unknown"}, {"summary", why}, {"line", line}});
    else
        application.print_raw(line + "\n");
    return kUnknown;
}

void check_health(Application& application, const HealthCheck& wish) {
    monitor::Thresholds thresholds;
    const auto age = parse_duration(wish.max_age);
    if (!age || age->count() == 0)
        throw Error(ErrorKind::usage,
                    fmt::format("--max-age '{}': give an age such as 90s, 15m, 2h or 1d", wish.max_age));
    thresholds.max_age = *age;
    thresholds.max_failed = static_cast<std::int64_t>(wish.max_failed);
    const auto store = application.open_store();
    const auto result = monitor::check(store->snapshot({}), thresholds);
    if (application.globals.json)
        application.print_json(
            {{"state", monitor::name(result.health)}, {"summary", result.summary}, {"line", result.line}});
    else
        application.print_raw(result.line + "\n");
    application.exit_code = static_cast<int>(result.health);
    notify(application, *store, result);
}

}  // namespace pacelane::cli
