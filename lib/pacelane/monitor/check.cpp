#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/monitor/check.h>
#include <pacelane/monitor/words.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::monitor {

namespace {

using store::Health;

std::string upper(std::string_view text) {
    std::string upper(text);
    for (auto& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return upper;
}

// What follows '|' is read by machines, and ends the line for people.
std::string without_bars(std::string text) {
    std::replace(text.begin(), text.end(), '|', '/');
    return text;
}

Health by_age(std::int64_t age, const Thresholds& thresholds) {
    if (age > thresholds.max_age.count()) return Health::critical;
    return age > thresholds.max_age.count() / 2 ? Health::warning : Health::ok;
}

void add(std::vector<Problem>& problems, Health health, std::string text) {
    if (health != Health::ok) problems.push_back({health, std::move(text)});
}

std::vector<Problem> problems_of(const store::Snapshot& snapshot, const Thresholds& thresholds) {
    std::vector<Problem> problems;
    for (const auto& queue : snapshot.queues)
        if (queue.of_pipeline && queue.oldest_age_sec)
            add(problems, by_age(*queue.oldest_age_sec, thresholds),
                fmt::format("the oldest of {} in {} is {} old", counted(queue.length, "message"), queue.name,
                            age_in_words(*queue.oldest_age_sec)));
    if (!snapshot.scheduler.enabled) {
        if (snapshot.active_schedules > 0)
            add(problems, Health::warning,
                "the scheduler is switched off ('pacelane schedule enable' switches it on)");
    } else if (snapshot.overdue_since) {
        const auto overdue =
            std::chrono::floor<std::chrono::seconds>(snapshot.at - *snapshot.overdue_since).count();
        add(problems, by_age(overdue, thresholds),
            fmt::format("a schedule has been due for {}: does 'pacelane schedule' run?",
                        age_in_words(overdue)));
    }
    for (const auto& one : snapshot.due)
        if (one.schedule.is_active && !one.schedule.problem.empty())
            add(problems, Health::warning,
                fmt::format("a schedule of {} cannot run: {}", one.schedule.user_handle,
                            one.schedule.problem));
    if (snapshot.failed_last_day > thresholds.max_failed)
        add(problems, Health::warning,
            fmt::format("{} failed in the last 24 hours (pacelane status errors)",
                        counted(snapshot.failed_last_day, "analysis or draft", "analyses and drafts")));
    std::stable_sort(problems.begin(), problems.end(),
                     [](const Problem& a, const Problem& b) { return a.health > b.health; });
    return problems;
}

std::string perfdata(const store::Snapshot& snapshot, const Thresholds& thresholds) {
    std::string text;
    std::int64_t oldest = 0;
    for (const auto& queue : snapshot.queues) {
        if (!queue.of_pipeline) continue;
        text += fmt::format("{}={};;;0 ", queue.name, queue.length);
        oldest = std::max(oldest, queue.oldest_age_sec.value_or(0));
    }
    const auto limits = fmt::format("{};{};0", thresholds.max_age.count() / 2, thresholds.max_age.count());
    const auto overdue =
        snapshot.overdue_since
            ? std::chrono::floor<std::chrono::seconds>(snapshot.at - *snapshot.overdue_since).count()
            : 0;
    text += fmt::format("oldest_age={}s;{} overdue={}s;{} failed_last_day={};{};;0", oldest, limits, overdue,
                        limits, snapshot.failed_last_day, thresholds.max_failed);
    return text;
}

}  // namespace

std::string_view name(Health health) {
    constexpr std::array<std::string_view, 3> names = {"ok", "warning", "critical"};
    return names.at(static_cast<std::size_t>(health));
}

CheckResult check(const store::Snapshot& snapshot, const Thresholds& thresholds) {
    CheckResult result;
    result.problems = problems_of(snapshot, thresholds);
    for (const auto& problem : result.problems) {
        result.health = std::max(result.health, problem.health);
        result.summary += (result.summary.empty() ? "" : "; ") + printable(problem.text);
    }
    if (result.problems.empty()) {
        std::int64_t waiting = 0;
        for (const auto& queue : snapshot.queues)
            if (queue.of_pipeline) waiting += queue.length;
        result.summary = fmt::format(
            "{} waiting, {}, {}", counted(waiting, "message"),
            counted(snapshot.active_schedules, "active schedule"),
            snapshot.scheduler.last_tick_at
                ? "last tick " + format_instant(*snapshot.scheduler.last_tick_at).substr(0, 16) + "Z"
                : "no tick yet");
    }
    result.line = fmt::format("PACELANE {} - {} | {}", upper(name(result.health)),
                              without_bars(result.summary), perfdata(snapshot, thresholds));
    return result;
}

Json notice(const CheckResult& result, Health told_before, Instant at, std::string_view database) {
    Json problems = Json::array();
    for (const auto& problem : result.problems)
        problems.push_back({{"state", name(problem.health)}, {"text", problem.text}});
    return {{"state", name(result.health)}, {"previous_state", name(told_before)},
            {"summary", result.summary},    {"problems", std::move(problems)},
            {"at", format_instant(at)},     {"database", database}};
}

std::string unknown_line(std::string_view why) {
    std::string line;
    for (const char c : why)
        if (c == '\n')
            line += "; ";
        else
            line += c;
    return "PACELANE UNKNOWN - " + without_bars(printable(line));
}

}  // namespace pacelane::monitor
