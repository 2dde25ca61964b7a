#pragma once

#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/pipeline/context_sync.h>
#include <pacelane/store/store.h>
#include <string>

/// What an analysis of one user, asked for by hand, does.
namespace pacelane::pipeline {

/// An analysis that was asked for by hand.
struct Trigger {
    store::EnqueueResult enqueued;
    /// False: that day's analysis is at work, done or failed, and stays as it is.
    bool runs() const { return enqueued.enqueued || enqueued.status == "pending"; }
};
/// Enqueues the analysis, unless it exists; with `again` a completed one is made again. Parameters and
/// errors: Store::enqueue, Store::enqueue_again.
PACELANE_API Trigger trigger_analysis(store::Store& store, const store::User& user,
                                      std::string_view schedule_id, std::optional<Date> date,
                                      bool again = false);

struct Preview {
    Trigger trigger;                        ///< as it would be
    std::optional<store::AnalysisJob> job;  ///< what a worker would take; nullopt when it would take nothing
    std::string discarded;                  ///< why it would take nothing, when that is known
    analysis::Result result;                ///< what it would store; empty without a job
    SyncReport sync;
};
/// What trigger_analysis() and a worker would do now, found out by the same operations on a copy of the
/// user's rows: it stores nothing, and no writer waits for it. Throws what the worker would fail with.
PACELANE_API Preview preview_analysis(store::Store& store, const store::User& user,
                                      std::string_view schedule_id = {}, std::optional<Date> date = {},
                                      const queue::RetryPolicy& policy = {}, bool candidate_bodies = false,
                                      bool again = false);

}  // namespace pacelane::pipeline
