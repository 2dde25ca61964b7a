#pragma once

#include <pacelane/store/snapshot.h>
#include <string>
#include <string_view>

namespace pacelane::monitor {

inline Instant at(std::string_view text) {
    return parse_instant(text).value();
}

inline bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// A pipeline with something of everything.
inline store::Snapshot busy_pipeline() {
    store::Snapshot snapshot;
    snapshot.at = at("2026-11-19T12:00:00Z");
    store::QueueSnapshot queue;
    queue.name = "pacing_content_queue";
    queue.description = "Users whose context waits for analysis";
    queue.of_pipeline = true;
    queue.length = 3;
    queue.visible = 2;
    queue.in_flight = 1;
    queue.oldest_age_sec = 600;
    queue.sent = 1'234'570;
    queue.archived = 1'234'567;
    queue.archived_last_hour = 12;
    queue.dead_letters = 1;
    snapshot.queues.push_back(queue);
    queue = {};
    queue.name = "content_suggestions_queue";
    queue.of_pipeline = true;
    snapshot.queues.push_back(queue);
    queue = {};
    queue.name = "a \"queue\" \\ of a very long name, as long as a name may be";
    queue.archived = 30000;
    queue.archived_is_estimate = true;
    snapshot.queues.push_back(queue);
    snapshot.analyses = {{"pending", 2}, {"processing", 1}, {"completed", 1'000'000}, {"failed", 1}};
    snapshot.generations = {
        {"pending", 0}, {"generating", 0}, {"completed", 2'000'000}, {"failed", 3}, {"withdrawn", 7}};
    snapshot.timings = {{"analyze", 500, 0.42, 12.3, 1'000'000, 500'000.5}, {"write", 0, 0, 0, 0, 0}};
    for (int n = 0; n < 14; ++n)
        snapshot.history.push_back(
            {add_days(parse_date("2026-11-06").value(), n), n, n == 13 ? 1 : 0, 2 * n, 0, 3 * n});
    store::AnalysisSummary analysis;
    analysis.id = "019a9e3e-0000-7000-8000-000000000001";
    analysis.user_handle = "maya";
    analysis.analysis_date = "2026-11-19";
    analysis.status = "completed";
    analysis.topics = {"Why the flaky tests were quarantined and what became of them afterwards", "Backups"};
    analysis.suggestions = 2;
    analysis.created_at = analysis.started_at = "2026-11-19T11:00:00.000Z";
    analysis.completed_at = "2026-11-19T11:00:02.000Z";
    analysis.duration_sec = 2;
    analysis.attempts = 1;
    snapshot.latest_analyses.push_back(analysis);
    analysis.status = "failed";
    analysis.topics.clear();
    analysis.suggestions = 0;
    analysis.attempts = 5;
    analysis.error =
        "the folder /home/maya/notes is not mounted:\nnothing was read, and nothing is known of it";
    snapshot.latest_analyses.push_back(analysis);
    store::GenerationSummary draft;
    draft.id = "019a9e3e-0000-7000-8000-000000000002";
    draft.analysis_id = analysis.id;
    draft.user_handle = "somebody.with.a.long.name";
    draft.analysis_date = "2026-11-19";
    draft.content_type = "linkedin_post";
    draft.title =
        "Quarantining 73 flaky tests made people trust a red build again, which nobody had expected";
    draft.status = "completed";
    draft.created_at = "2026-11-19T11:00:02.000Z";
    draft.duration_sec = 0.1;
    snapshot.latest_generations.push_back(draft);
    snapshot.errors.push_back({"analyze", analysis.id, "maya", "2026-11-19", "failed", analysis.error,
                               "2026-11-19T11:00:02.000Z", analysis.id, "2026-11-19"});
    snapshot.error_count = 4;
    snapshot.failed_last_day = 1;
    store::ScheduleSnapshot schedule;
    schedule.schedule.id = "019a9e3e-0000-7000-8000-000000000003";
    schedule.schedule.user_handle = "maya";
    schedule.schedule.timezone = "Europe/Stockholm";
    schedule.in_words = "weekly on monday, thursday, 08:00-10:00";
    schedule.next_runs = {at("2026-11-23T07:00:00Z")};
    snapshot.due.push_back(schedule);
    schedule.schedule.is_active = false;
    schedule.schedule.inactive_reason = "paused";
    schedule.next_runs.clear();
    snapshot.due.push_back(schedule);
    snapshot.active_schedules = 1;
    snapshot.resting_schedules = 1;
    snapshot.users = 2;
    snapshot.scheduler.last_tick_at = at("2026-11-19T11:55:00Z");
    return snapshot;
}

}  // namespace pacelane::monitor
