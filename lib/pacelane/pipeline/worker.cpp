#include <mutex>
#include <optional>
#include <pacelane/base/error.h>
#include <pacelane/pipeline/context_files.h>
#include <pacelane/pipeline/worker.h>
#include <set>
#include <string>

namespace pacelane::pipeline {

namespace {

using store::Store;

/// One stage, as run_stage() needs it.
template <class Job>
struct Stage {
    const char* name;
    store::Leased<Job> (Store::*lease)(const queue::RetryPolicy&, std::string_view);
    queue::Failure (Store::*fail)(const store::Job&, const queue::Cause&, const queue::RetryPolicy&);
    bool (Store::*extend)(const queue::Lease&, std::chrono::seconds);
    std::string (*subject)(const Job&);
    std::string (*analysis_id)(const Job&);
    /// Does the work and commits it; false when the lease was lost. Fills in the event.
    bool (*work)(Store&, const Job&, Event&);
    /// Whether what a run is for has just one message here, which is taken even while it waits for its next
    /// attempt: the run makes one attempt and no more.
    bool one_message;
};

/// Counts the events and passes them on, one at a time.
class Teller {
public:
    explicit Teller(const Observer& observer) : observer_(observer) {}
    void operator()(const Event& event) {
        const std::lock_guard lock(mutex_);
        switch (event.kind) {
            case Event::Kind::analyzed:
            case Event::Kind::written:
                ++report_.completed;
                break;
            case Event::Kind::lost:
                ++report_.lost;
                break;
            case Event::Kind::failed:
                ++report_.failed;
                break;
            case Event::Kind::refused:
            case Event::Kind::discarded:
                ++report_.refused;
                break;
        }
        if (observer_) observer_(event);
    }
    const RunReport& report() const { return report_; }

private:
    const Observer& observer_;
    std::mutex mutex_;
    RunReport report_;
};

/// What all tasks of a run have in common.
template <class Job>
struct Run {
    const StoreFactory& open;
    const Stage<Job>& stage;
    const WorkerOptions& options;
    Teller tell;
};

Event::Kind kind_of(const queue::Failure& failure, bool permanent) {
    if (!failure.held) return Event::Kind::lost;
    return permanent ? Event::Kind::refused : Event::Kind::failed;
}

template <class Job>
class JobTask final : public queue::Task {
public:
    JobTask(Run<Job>& run, Store& store, Job job) : run_(run), store_(store), job_(std::move(job)) {
        event_.stage = run.stage.name;
        event_.analysis_id = run.stage.analysis_id(job_);
        event_.attempt = job_.lease.read_ct;
        event_.last_failure = job_.last_failure;
        event_.user_handle = job_.user.handle;
        event_.row_id = job_.row_id;
        event_.msg_id = job_.lease.msg_id;
        event_.subject = run.stage.subject(job_);
    }

    void attempt() override {
        if (!run_.stage.work(store_, job_, event_)) event_.kind = Event::Kind::lost;
        settled_ = true;
        run_.tell(event_);
    }
    void fail(const std::exception& error) override {
        // Not a failed attempt, but an error of the observer.
        if (settled_) throw;
        const auto cause = queue::cause_of(error);
        event_.text = cause.reason;
        event_.failure = (store_.*run_.stage.fail)(job_, cause, run_.options.retry);
        event_.kind = kind_of(event_.failure, cause.permanent);
        run_.tell(event_);
    }
    bool extend() override {
        // A store is for one thread. It is opened when the work takes long, which is seldom.
        if (!own_store_) own_store_ = run_.open();
        return (own_store_.get()->*run_.stage.extend)(job_.lease, run_.options.retry.visibility);
    }

private:
    Run<Job>& run_;
    Store& store_;
    Job job_;
    Event event_;
    bool settled_ = false;
    std::unique_ptr<Store> own_store_;  // of the thread that extends
};

template <class Job>
Event event_of(const Stage<Job>& stage, const store::Discarded& discarded) {
    Event event;
    event.kind =
        discarded.failure ? kind_of(*discarded.failure, discarded.permanent) : Event::Kind::discarded;
    event.stage = stage.name;
    event.user_handle = discarded.user_handle;
    event.row_id = discarded.row_id;
    event.analysis_id = discarded.analysis_id;
    event.msg_id = discarded.msg_id;
    event.subject = discarded.subject;
    event.text = discarded.reason;
    if (discarded.failure) {
        event.failure = *discarded.failure;
        event.attempt = event.failure.attempt;
    }
    return event;
}

template <class Job>
RunReport run_stage(const StoreFactory& open, const Stage<Job>& stage, const WorkerOptions& options,
                    const Observer& observer) {
    Run<Job> run{open, stage, options, Teller(observer)};
    queue::ConsumerOptions consumer;
    consumer.limit = options.limit;
    const auto& only = options.draft_id.empty() ? options.analysis_id : options.draft_id;
    consumer.jobs = only.empty() ? options.jobs : 1;
    consumer.follow = options.follow;
    consumer.once = stage.one_message && !only.empty();
    consumer.heartbeat = std::chrono::milliseconds(options.retry.visibility) / 3;
    consumer.poll_interval = options.poll_interval;
    consumer.stop = options.stop;
    consumer.wake_up = options.wake_up;
    queue::consume(
        [&]() -> queue::Intake {
            return [&run, &only, store = std::shared_ptr<Store>(run.open())] {
                auto leased = (store.get()->*run.stage.lease)(run.options.retry, only);
                for (const auto& discarded : leased.discarded)
                    run.tell(event_of(run.stage, discarded));
                queue::Taken taken;
                taken.look_again = !leased.discarded.empty();
                if (leased.job)
                    taken.task = std::make_unique<JobTask<Job>>(run, *store, std::move(*leased.job));
                return taken;
            };
        },
        consumer);
    return run.tell.report();
}

}  // namespace

namespace {

/// Notes change between the analysis and the writing. When one that the suggestion rests on did, all that
/// changed is brought in, as a sync does; that may withdraw the suggestion: why, or empty.
std::string withdrawn_by_now(Store& store, const store::GenerationJob& job, SyncReport& sync) {
    std::set<std::string> paths;
    for (const auto& source : job.suggestion.related_context)
        paths.insert(source.path);
    if (!have_changed(store, job.user, paths)) return "";
    sync = sync_context(store, job.user, job.started_at);
    for (const auto& draft : sync.drafts)
        if (draft.id == job.row_id) return draft.reason;
    return "";
}

}  // namespace

RunReport run_analyze(const StoreFactory& open, const WorkerOptions& options, const Observer& observer) {
    static constexpr Stage<store::AnalysisJob> stage{
        "analyze",
        &Store::lease_analysis,
        &Store::fail_analysis,
        &Store::extend_analysis,
        [](const store::AnalysisJob& job) { return format_date(job.analysis_date); },
        [](const store::AnalysisJob& job) { return job.row_id; },
        [](Store& store, const store::AnalysisJob& job, Event& event) {
            const auto result = analyze_user(store, job.user, job.analysis_date, job.content_types,
                                             job.started_at, &event.sync);
            event.kind = Event::Kind::analyzed;
            event.suggestions = result.suggestions.size();
            event.text = result.reason;
            return store.complete_analysis(job, result);
        },
        true};
    return run_stage(open, stage, options, observer);
}

RunReport run_write(const StoreFactory& open, const WorkerOptions& options, const Observer& observer) {
    Stage<store::GenerationJob> stage{
        "write",
        &Store::lease_generation,
        &Store::fail_generation,
        &Store::extend_generation,
        [](const store::GenerationJob& job) { return job.content_type; },
        [](const store::GenerationJob& job) { return job.analysis_id; },
        [](Store& store, const store::GenerationJob& job, Event& event) {
            if (const auto reason = withdrawn_by_now(store, job, event.sync); !reason.empty()) {
                event.kind = Event::Kind::discarded;
                event.text = reason;
                return true;
            }
            const auto draft = compose_draft(store, job.user, job.suggestion, job.analysis_date);
            event.kind = Event::Kind::written;
            event.text = draft.title;
            return store.complete_generation(job, draft);
        },
        false};
    if (!options.draft_id.empty()) {
        stage.lease = &Store::lease_draft;
        stage.one_message = true;
    }
    return run_stage(open, stage, options, observer);
}

}  // namespace pacelane::pipeline
