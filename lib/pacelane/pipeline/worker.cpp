#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <pacelane/base/error.h>
#include <pacelane/pipeline/worker.h>
#include <pacelane/queue/limit.h>
#include <thread>
#include <vector>

namespace pacelane::pipeline {

namespace {

using store::Store;

/// Keeps a message hidden while its worker is busy with it, from a thread and a store of its own. The store
/// is opened only when the work takes long, so quick messages pay nothing but the thread.
class Heartbeat {
public:
    Heartbeat(const StoreFactory& open, const store::Lease& lease, std::chrono::seconds visibility,
              bool (Store::*extend)(const store::Lease&, std::chrono::seconds))
        : thread_([this, &open, lease, visibility, extend] {
              std::unique_ptr<Store> store;
              std::unique_lock lock(mutex_);
              const auto beat = std::chrono::milliseconds(visibility) / 3;
              while (!done_.wait_for(lock, beat, [this] { return finished_; })) {
                  try {
                      if (!store) store = open();
                      if (!(store.get()->*extend)(lease, visibility))
                          return;  // lost: the commit will be refused
                  } catch (const Error&) {
                      // Busy or worse: the next beat tries again, and the worker's own commit has the last
                      // word.
                  }
              }
          }) {}
    ~Heartbeat() {
        {
            const std::lock_guard lock(mutex_);
            finished_ = true;
        }
        done_.notify_one();
        thread_.join();
    }

private:
    std::mutex mutex_;
    std::condition_variable done_;
    bool finished_ = false;
    std::thread thread_;
};

/// One stage, as drain() needs it.
template <class Job>
struct Stage {
    const char* name;
    store::Claim<Job> (Store::*claim)(const store::RetryPolicy&, std::string_view);
    store::Failure (Store::*fail)(const store::Lease&, std::string_view, const store::RetryPolicy&);
    bool (Store::*extend)(const store::Lease&, std::chrono::seconds);
    std::string (*subject)(const Job&);
    std::string (*analysis_id)(const Job&);
    /// Does the work and commits it; false when the lease was lost. Fills in the event.
    bool (*work)(Store&, const Job&, Event&);
    /// Whether an analysis has just one message here, which is claimed even while it waits for its next
    /// attempt: a run for that analysis makes one attempt and no more.
    bool one_message;
};

template <class Job>
class Drain {
public:
    Drain(const StoreFactory& open, const Stage<Job>& stage, const WorkerOptions& options,
          const Observer& observer)
        : open_(open), stage_(stage), options_(options), observer_(observer), limit_(options.limit) {}

    RunReport run() {
        const int jobs = options_.analysis_id.empty() ? std::max(options_.jobs, 1) : 1;
        std::vector<std::thread> others;
        for (int n = 1; n < jobs; ++n)
            others.emplace_back([this] { guarded_loop(); });
        guarded_loop();
        for (auto& thread : others)
            thread.join();
        if (failure_) std::rethrow_exception(failure_);
        return report_;
    }

private:
    bool stopped() const { return failed_.load() || (options_.stop && options_.stop->load()); }

    // An error of the store itself ends the run; its messages come back when their timeout ends.
    void guarded_loop() {
        try {
            loop();
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!failure_) failure_ = std::current_exception();
            failed_ = true;
        }
    }

    void loop() {
        const auto store = open_();
        const bool once = stage_.one_message && !options_.analysis_id.empty();
        while (!stopped() && !limit_.reached()) {
            if (!limit_.reserve()) {
                // The other threads have the places that are left, and may find nothing to use them for.
                if (!options_.follow) return;
                wait();
                continue;
            }
            auto claimed = (store.get()->*stage_.claim)(options_.retry, options_.analysis_id);
            for (const auto& discarded : claimed.discarded) {
                tell(event_of(discarded));
            }
            if (claimed.job) {
                limit_.take();
                handle(*store, *claimed.job);
                if (once) return;
                continue;
            }
            limit_.give_back();
            if (once) return;
            if (!claimed.discarded.empty()) continue;
            if (!options_.follow) return;
            wait();
        }
    }

    Event event_of(const store::Discarded& discarded) const {
        Event event;
        event.kind = discarded.failure ? Event::Kind::failed : Event::Kind::discarded;
        event.stage = stage_.name;
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

    void handle(Store& store, const Job& job) {
        Event event;
        event.stage = stage_.name;
        event.analysis_id = stage_.analysis_id(job);
        event.attempt = job.lease.read_ct;
        event.last_failure = job.lease.last_failure;
        event.user_handle = job.user.handle;
        event.row_id = job.lease.row_id;
        event.msg_id = job.lease.msg_id;
        event.subject = stage_.subject(job);
        try {
            const Heartbeat heartbeat(open_, job.lease, options_.retry.visibility, stage_.extend);
            if (!stage_.work(store, job, event)) event.kind = Event::Kind::lost;
        } catch (const std::exception& error) {
            event.kind = Event::Kind::failed;
            event.text = error.what();
            event.failure = (store.*stage_.fail)(job.lease, error.what(), options_.retry);
            if (!event.failure.recorded) event.kind = Event::Kind::lost;
        }
        tell(event);
    }

    void tell(const Event& event) {
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
            case Event::Kind::discarded:
                ++report_.failed;
                break;
        }
        if (observer_) observer_(event);
    }

    // In short naps, so that a stop, or the last message that may be taken, is heard of at once.
    void wait() {
        constexpr std::chrono::milliseconds nap{50};
        for (auto waited = nap; waited <= options_.poll_interval && !stopped() && !limit_.reached();
             waited += nap)
            std::this_thread::sleep_for(nap);
    }

    const StoreFactory& open_;
    const Stage<Job>& stage_;
    const WorkerOptions& options_;
    const Observer& observer_;
    queue::Limit limit_;
    std::atomic<bool> failed_{false};
    std::mutex mutex_;
    std::exception_ptr failure_;
    RunReport report_;
};

}  // namespace

RunReport run_analyze(const StoreFactory& open, const WorkerOptions& options, const Observer& observer) {
    static constexpr Stage<store::AnalysisJob> stage{
        "analyze",
        &Store::claim_analysis,
        &Store::fail_analysis,
        &Store::extend_analysis,
        [](const store::AnalysisJob& job) { return format_date(job.analysis_date); },
        [](const store::AnalysisJob& job) { return job.lease.row_id; },
        [](Store& store, const store::AnalysisJob& job, Event& event) {
            const auto result = analyze_user(store, job.user, job.analysis_date, job.content_types,
                                             job.lease.started_at, &event.sync);
            event.kind = Event::Kind::analyzed;
            event.suggestions = result.suggestions.size();
            event.text = result.reason;
            return store.complete_analysis(job, result);
        },
        true};
    return Drain<store::AnalysisJob>(open, stage, options, observer).run();
}

RunReport run_write(const StoreFactory& open, const WorkerOptions& options, const Observer& observer) {
    static constexpr Stage<store::GenerationJob> stage{
        "write",
        &Store::claim_generation,
        &Store::fail_generation,
        &Store::extend_generation,
        [](const store::GenerationJob& job) { return job.content_type; },
        [](const store::GenerationJob& job) { return job.analysis_id; },
        [](Store& store, const store::GenerationJob& job, Event& event) {
            const auto draft = compose_draft(store, job.user, job.suggestion, job.recent_claims);
            event.kind = Event::Kind::written;
            event.text = draft.title;
            return store.complete_generation(job, draft);
        },
        false};
    return Drain<store::GenerationJob>(open, stage, options, observer).run();
}

}  // namespace pacelane::pipeline
