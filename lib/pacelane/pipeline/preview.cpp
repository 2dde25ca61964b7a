#include <pacelane/pipeline/preview.h>
#include <pacelane/pipeline/worker.h>

namespace pacelane::pipeline {

Trigger trigger_analysis(store::Store& store, const store::User& user, std::string_view schedule_id,
                         std::optional<Date> date, bool again) {
    return {again ? store.enqueue_again(user, schedule_id, date)
                  : store.enqueue(user, schedule_id, date, false)};
}

Preview preview_analysis(store::Store& store, const store::User& user, std::string_view schedule_id,
                         std::optional<Date> date, const queue::RetryPolicy& policy, bool candidate_bodies,
                         bool again) {
    Preview preview;
    const auto copy = store.copy_of(user);
    preview.trigger = trigger_analysis(*copy, user, schedule_id, date, again);
    if (!preview.trigger.runs()) return preview;
    auto leased = copy->lease_analysis(policy, preview.trigger.enqueued.analysis_id);
    if (!leased.discarded.empty()) preview.discarded = leased.discarded.back().reason;
    if (!leased.job) return preview;
    preview.job = std::move(leased.job);
    const auto& job = *preview.job;
    preview.result = analyze_user(*copy, job.user, job.analysis_date, job.content_types, job.started_at,
                                  &preview.sync, candidate_bodies);
    return preview;
}

}  // namespace pacelane::pipeline
