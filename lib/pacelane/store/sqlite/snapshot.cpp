// The pipeline at one moment. Nothing here looks at work row by row: schema versions 13 and 16 count it.
#include <algorithm>
#include <cmath>
#include <pacelane/store/snapshot.h>
#include <pacelane/store/sqlite/detail/live_messages.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>

namespace pacelane::store {

namespace {

constexpr int kHistoryDays = 14;
// So many messages of an archive that has no counter are looked at.
constexpr std::int64_t kMostCounted = 4096;
// Nobody reads on from here; to count them all would cost what they are.
constexpr std::int64_t kMostFailed = 100'000;

template <class... T>
std::int64_t number(sqlite::Connection& connection, const std::string& sql, const T&... values) {
    auto query = connection.prepare(sql);
    query.with(values...);
    return query.step() ? query.integer(0) : 0;
}

std::string doubled_quotes(std::string suffix) {
    for (std::size_t at = 0; (at = suffix.find('"', at)) != std::string::npos; at += 2)
        suffix.insert(at, 1, '"');
    return suffix;
}

/// A counter of schema version 13 or 16.
std::int64_t counted_rows(sqlite::Connection& connection, std::string_view what, std::string_view state) {
    return number(connection, "SELECT n FROM monitor_counts WHERE what = ?1 AND state = ?2", what, state);
}

/// How many messages an archive without a counter holds: counted when they are few, else judged by how close
/// together their ids lie in some places.
void measure_archive(sqlite::Connection& connection, const std::string& suffix, const std::string& hour_ago,
                     QueueSnapshot& queue) {
    queue.archived_last_hour =
        number(connection,
               fmt::format("SELECT count(*) FILTER (WHERE archived_at > ?1) FROM (SELECT archived_at FROM "
                           "\"a_{}\" ORDER BY msg_id DESC LIMIT ?2)",
                           suffix),
               hour_ago, kMostCounted);
    queue.archived =
        number(connection, fmt::format("SELECT count(*) FROM (SELECT 1 FROM \"a_{}\" LIMIT ?1)", suffix),
               kMostCounted);
    if (queue.archived < kMostCounted) return;
    auto ends = connection.prepare(fmt::format(
        "SELECT (SELECT min(msg_id) FROM \"a_{0}\"), (SELECT max(msg_id) FROM \"a_{0}\")", suffix));
    ends.step();
    const auto first = ends.integer(0);
    const auto span = ends.integer(1) - first + 1;
    constexpr std::int64_t kPlaces = 32, kWidth = 64;
    auto window = connection.prepare(
        fmt::format("SELECT count(*) FROM \"a_{}\" WHERE msg_id BETWEEN ?1 AND ?1 + {}", suffix, kWidth - 1));
    std::int64_t found = 0;
    for (std::int64_t place = 0; place < kPlaces; ++place) {
        window.with(first + (span - kWidth) / (kPlaces - 1) * place).step();
        found += window.integer(0);
        window.reset();
    }
    const double share = static_cast<double>(found) / static_cast<double>(kPlaces * kWidth);
    queue.archived = std::max<std::int64_t>(queue.archived, std::llround(share * static_cast<double>(span)));
    queue.archived_is_estimate = true;
}

/// As the view pacing_queue_status has it; to ask the view counts the queues' messages one by one.
std::string description_of(std::string_view queue) {
    return queue == kAnalysisQueue     ? "Users whose context waits for analysis"
           : queue == kSuggestionQueue ? "Suggestions that wait to be written"
                                       : "";
}

/// The value below which this share of the sorted ones lies, between the two nearest.
double percentile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - static_cast<double>(below));
}

}  // namespace

std::vector<QueueSnapshot> SqliteStore::queue_snapshots(Instant now) {
    const auto now_string = format_instant(now);
    const auto hour_ago = format_instant(now - std::chrono::hours(1));
    std::vector<std::pair<std::string, std::string>> names;  // and suffixes
    auto list = connection_.prepare(
        "SELECT queue_name, table_suffix FROM queues ORDER BY CASE table_suffix WHEN ?1 THEN 0 WHEN ?2 THEN "
        "1 "
        "ELSE 2 END, table_suffix");
    list.with(kAnalysisQueue, kSuggestionQueue);
    while (list.step())
        names.emplace_back(list.text(0), list.text(1));
    std::vector<QueueSnapshot> all;
    for (const auto& [name, suffix] : names) {
        QueueSnapshot queue;
        queue.name = name;
        queue.of_pipeline = suffix == kAnalysisQueue || suffix == kSuggestionQueue;
        queue.description = description_of(suffix);
        const auto table = doubled_quotes(suffix);
        const auto live = live_messages(connection_, table, now_string);
        queue.in_flight = live.in_flight;
        queue.visible = live.ready + live.due;
        queue.length = queue.visible + queue.in_flight;
        queue.length_is_estimate = live.is_estimate;
        queue.sent = number(connection_, "SELECT seq FROM sqlite_sequence WHERE name = 'q_' || ?1", suffix);
        auto oldest = connection_.prepare(
            fmt::format("SELECT enqueued_at FROM \"q_{}\" ORDER BY msg_id LIMIT 1", table));
        if (oldest.step())
            if (const auto at = parse_instant(oldest.text(0)))
                queue.oldest_age_sec =
                    std::max<std::int64_t>(0, std::chrono::floor<std::chrono::seconds>(now - *at).count());
        if (queue.of_pipeline) {
            queue.archived = counted_rows(connection_, "archive", suffix);
            queue.archived_last_hour =
                number(connection_, "SELECT sum(n) FROM monitor_minutes WHERE queue = ?1 AND minute > ?2",
                       suffix, hour_ago.substr(0, 16));
            queue.dead_letters =
                counted_rows(connection_, suffix == kAnalysisQueue ? "analyses" : "generations", "failed");
        } else {
            measure_archive(connection_, table, hour_ago, queue);
        }
        all.push_back(std::move(queue));
    }
    // `queue work` puts what failed for good into <name>_dead.
    for (auto& queue : all)
        for (const auto& dead : all)
            if (!queue.of_pipeline && dead.name == queue.name + "_dead") queue.dead_letters = dead.length;
    return all;
}

std::vector<ScheduleSnapshot> SqliteStore::schedule_snapshots(Instant now, const SnapshotOptions& options) {
    std::vector<std::string> ids;
    const auto add = [&](std::string_view sql) {
        auto query = connection_.prepare(sql);
        query.with(static_cast<std::int64_t>(options.schedules - ids.size()));
        while (query.step())
            ids.push_back(query.text(0));
    };
    add("SELECT id FROM pacing_schedules WHERE is_active = 1 AND next_due_at IS NOT NULL ORDER BY "
        "next_due_at, rowid LIMIT ?");
    add("SELECT id FROM pacing_schedules WHERE is_active = 1 AND next_due_at IS NULL LIMIT ?");
    add("SELECT id FROM pacing_schedules WHERE is_active = 0 ORDER BY updated_at DESC, rowid LIMIT ?");
    std::vector<ScheduleSnapshot> all;
    for (const auto& id : ids) {
        ScheduleSnapshot one;
        one.schedule = schedule(id);
        const auto& found = one.schedule;
        if (found.problem.empty()) {
            one.in_words = schedule::describe(found.rule);
            if (found.is_active && found.user_is_active)
                one.next_runs = schedule::upcoming(found.rule, now, found.timezone, options.next_runs);
        }
        if (found.is_active && found.user_is_active && found.next_due_at && *found.next_due_at <= now)
            one.due_since = found.next_due_at;
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<DayCounts> SqliteStore::history(Instant now) {
    const Date today(std::chrono::floor<std::chrono::days>(now));
    std::vector<DayCounts> days(kHistoryDays);
    for (int n = 0; n < kHistoryDays; ++n)
        days[static_cast<std::size_t>(n)].date = add_days(today, n + 1 - kHistoryDays);
    auto query = connection_.prepare("SELECT day, what, n FROM monitor_days WHERE day BETWEEN ?1 AND ?2");
    query.with(format_date(days.front().date), format_date(today));
    while (query.step()) {
        const auto date = parse_date(query.view(0));
        if (!date) continue;
        auto& day = days.at(static_cast<std::size_t>(days_between(days.front().date, *date)));
        const auto what = query.view(1);
        auto& count = what == "analyses_completed"      ? day.analyses_completed
                      : what == "analyses_failed"       ? day.analyses_failed
                      : what == "generations_completed" ? day.generations_completed
                      : what == "generations_failed"    ? day.generations_failed
                                                        : day.messages;
        count = query.integer(2);
    }
    return days;
}

std::vector<StageTiming> SqliteStore::timings() {
    std::vector<StageTiming> all;
    for (const auto* stage : {"analyze", "write"}) {
        StageTiming timing;
        timing.stage = stage;
        auto total = connection_.prepare("SELECT completed, total_ms FROM monitor_stages WHERE stage = ?1");
        if (total.with(stage).step()) {
            timing.completed = total.integer(0);
            timing.total_sec = static_cast<double>(total.integer(1)) / 1000;
        }
        std::vector<double> seconds;
        auto query = connection_.prepare("SELECT ms FROM monitor_timings WHERE stage = ?1");
        query.with(stage);
        while (query.step())
            seconds.push_back(static_cast<double>(query.integer(0)) / 1000);
        std::sort(seconds.begin(), seconds.end());
        // All of them zero: the clock stood still, as by --now, and nothing was measured.
        if (!seconds.empty() && seconds.back() > 0) {
            timing.sample = seconds.size();
            timing.p50_sec = percentile(seconds, 0.5);
            timing.p95_sec = percentile(seconds, 0.95);
        }
        all.push_back(std::move(timing));
    }
    return all;
}

Snapshot SqliteStore::snapshot(const SnapshotOptions& options) {
    return connection_.snapshot([&] {
        Snapshot snapshot;
        snapshot.at = clock_.now();
        snapshot.queues = queue_snapshots(snapshot.at);
        for (const auto* state : {"pending", "processing", "completed", "failed"})
            snapshot.analyses[state] = counted_rows(connection_, "analyses", state);
        for (const auto* state : {"pending", "generating", "completed", "failed", "withdrawn"})
            snapshot.generations[state] = counted_rows(connection_, "generations", state);
        snapshot.latest_analyses = analyses(options.analyses);
        snapshot.latest_generations = generations(options.generations);
        snapshot.errors = errors(options.errors);
        snapshot.error_count = counted_rows(connection_, "analyses", "with_error") +
                               counted_rows(connection_, "generations", "with_error") +
                               number(connection_,
                                      "SELECT count(*) FROM documents INDEXED BY documents_errors WHERE "
                                      "error_message IS NOT NULL");
        snapshot.failed_last_day = number(
            connection_,
            "SELECT min(?2, (SELECT count(*) FROM (SELECT 1 FROM pacing_context_analysis INDEXED BY "
            "pacing_context_analysis_failed WHERE analysis_status = 'failed' AND completed_at > ?1 LIMIT "
            "?2)) "
            "+ (SELECT count(*) FROM (SELECT 1 FROM pacing_content_generation INDEXED BY "
            "pacing_content_generation_failed WHERE generation_status = 'failed' AND completed_at > ?1 AND "
            "withdrawn_at IS NULL LIMIT ?2)))",
            format_instant(snapshot.at - std::chrono::hours(24)), kMostFailed);
        snapshot.timings = timings();
        snapshot.due = schedule_snapshots(snapshot.at, options);
        snapshot.active_schedules = counted_rows(connection_, "schedules", "active");
        snapshot.resting_schedules = counted_rows(connection_, "schedules", "inactive");
        snapshot.users = counted_rows(connection_, "users", "active");
        snapshot.history = history(snapshot.at);
        snapshot.scheduler = scheduler();
        // What a tick saw and left due cannot run, and is told by itself.
        auto overdue = connection_.prepare(
            "SELECT min(next_due_at) FROM pacing_schedules WHERE is_active = 1 AND next_due_at <= ?1 AND "
            "next_due_at > ?2");
        const auto& ticked = snapshot.scheduler.last_tick_at;
        overdue.with(format_instant(snapshot.at), ticked ? format_instant(*ticked) : std::string());
        if (overdue.step() && !overdue.is_null(0)) snapshot.overdue_since = parse_instant(overdue.text(0));
        return snapshot;
    });
}

}  // namespace pacelane::store
