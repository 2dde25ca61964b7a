#include <algorithm>
#include <pacelane/base/version.h>
#include <pacelane/monitor/prometheus.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::monitor {

namespace {

using Labels = std::vector<std::pair<std::string_view, std::string>>;

/// As the text format of metrics quotes a label's value, which is not how HTML does.
std::string label_value(std::string_view value) {
    std::string text;
    for (const char c : value) {
        if (c == '\\' || c == '"') text += '\\';
        if (c == '\n')
            text += "\\n";
        else
            text += c;
    }
    return text;
}

/// Metrics, one after the other, each with its samples.
class Page {
public:
    void metric(std::string_view name, std::string_view type, std::string_view help) {
        name_ = name;
        names_.emplace_back(name);
        text_ += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
    }
    void sample(const Labels& labels, double value, std::string_view suffix = {}) {
        std::string inner;
        for (const auto& [label, of] : labels)
            inner += fmt::format("{}{}=\"{}\"", inner.empty() ? "" : ",", label, label_value(of));
        text_ += fmt::format("{}{}{} {}\n", name_, suffix, inner.empty() ? "" : "{" + inner + "}", value);
    }
    void sample(const Labels& labels, std::int64_t value, std::string_view suffix = {}) {
        sample(labels, static_cast<double>(value), suffix);
    }
    const std::string& text() const { return text_; }
    std::vector<std::string>& names() { return names_; }

private:
    std::string_view name_;
    std::string text_;
    std::vector<std::string> names_;
};

double unix_seconds(Instant at) {
    return std::chrono::duration<double>(at.time_since_epoch()).count();
}

template <class Value>
void of_each_queue(Page& page, const store::Snapshot& snapshot, Value&& value) {
    for (const auto& queue : snapshot.queues)
        page.sample({{"queue", queue.name}}, value(queue));
}

void queues(Page& page, const store::Snapshot& snapshot) {
    page.metric("pacelane_queue_messages", "gauge",
                "Live messages of a queue: visible to workers, or in flight (with a worker, or waiting for "
                "their time).");
    for (const auto& queue : snapshot.queues) {
        page.sample({{"queue", queue.name}, {"state", "visible"}}, queue.visible);
        page.sample({{"queue", queue.name}, {"state", "in_flight"}}, queue.in_flight);
    }
    page.metric("pacelane_queue_oldest_message_age_seconds", "gauge",
                "Age of the message that waits longest; 0 when none waits.");
    of_each_queue(page, snapshot, [](const auto& queue) { return queue.oldest_age_sec.value_or(0); });
    page.metric("pacelane_queue_sent_messages_total", "counter", "Messages ever sent to a queue.");
    of_each_queue(page, snapshot, [](const auto& queue) { return queue.sent; });
    page.metric("pacelane_queue_archived_messages", "gauge",
                "Messages in the archive of a queue; of a large archive of one's own queue, an estimate.");
    of_each_queue(page, snapshot, [](const auto& queue) { return queue.archived; });
    page.metric("pacelane_queue_archived_last_hour_messages", "gauge",
                "Messages archived in the last hour; of one's own queue, 4096 at most.");
    of_each_queue(page, snapshot, [](const auto& queue) { return queue.archived_last_hour; });
    page.metric("pacelane_queue_dead_letters", "gauge", "What failed for good and waits for a person.");
    of_each_queue(page, snapshot, [](const auto& queue) { return queue.dead_letters; });
}

void work(Page& page, const store::Snapshot& snapshot) {
    page.metric("pacelane_analyses", "gauge", "Analyses by state.");
    for (const auto& [state, count] : snapshot.analyses)
        page.sample({{"state", state}}, count);
    page.metric("pacelane_drafts", "gauge", "Drafts by state.");
    for (const auto& [state, count] : snapshot.generations)
        page.sample({{"state", state}}, count);
    page.metric("pacelane_stage_duration_seconds", "summary",
                "How long the work on one message took; quantiles of the last 500 that were completed.");
    for (const auto& timing : snapshot.timings) {
        if (timing.sample > 0) {
            page.sample({{"stage", timing.stage}, {"quantile", "0.5"}}, timing.p50_sec);
            page.sample({{"stage", timing.stage}, {"quantile", "0.95"}}, timing.p95_sec);
        }
        page.sample({{"stage", timing.stage}}, timing.total_sec, "_sum");
        page.sample({{"stage", timing.stage}}, timing.completed, "_count");
    }
    page.metric("pacelane_errors", "gauge",
                "What 'pacelane status errors' lists: failures that nobody has dealt with, unreadable "
                "documents.");
    page.sample({}, snapshot.error_count);
    page.metric("pacelane_failed_last_day", "gauge", "Analyses and drafts that failed in the last 24 hours.");
    page.sample({}, snapshot.failed_last_day);
}

void schedules(Page& page, const store::Snapshot& snapshot) {
    page.metric("pacelane_users", "gauge", "Active users.");
    page.sample({}, snapshot.users);
    page.metric("pacelane_schedules", "gauge", "Schedules by state.");
    page.sample({{"state", "active"}}, snapshot.active_schedules);
    page.sample({{"state", "at_rest"}}, snapshot.resting_schedules);
    page.metric("pacelane_scheduler_enabled", "gauge", "1 while the scheduler is on, else 0.");
    page.sample({}, std::int64_t{snapshot.scheduler.enabled});
    page.metric("pacelane_scheduler_last_tick_timestamp_seconds", "gauge",
                "When 'pacelane schedule' last ran; 0 when it never did.");
    page.sample({}, snapshot.scheduler.last_tick_at ? unix_seconds(*snapshot.scheduler.last_tick_at) : 0);
    page.metric("pacelane_scheduler_overdue_seconds", "gauge",
                "For how long a schedule has been due that no tick has seen yet; 0 when none is.");
    page.sample({}, snapshot.overdue_since
                        ? std::chrono::duration<double>(snapshot.at - *snapshot.overdue_since).count()
                        : 0);
    page.metric("pacelane_snapshot_timestamp_seconds", "gauge", "When these figures were taken.");
    page.sample({}, unix_seconds(snapshot.at));
    page.metric("pacelane_build_info", "gauge", "Always 1; the version as a label.");
    page.sample({{"version", std::string(version())}}, std::int64_t{1});
}

Page page_of(const store::Snapshot& snapshot) {
    Page page;
    queues(page, snapshot);
    work(page, snapshot);
    schedules(page, snapshot);
    return page;
}

}  // namespace

std::string prometheus(const store::Snapshot& snapshot) {
    return page_of(snapshot).text();
}

std::vector<std::string> metric_names() {
    auto names = std::move(page_of({}).names());
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace pacelane::monitor
