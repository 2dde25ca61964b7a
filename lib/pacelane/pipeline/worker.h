#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <pacelane/base/export.h>
#include <pacelane/pipeline/context_sync.h>
#include <pacelane/queue/consumer.h>
#include <pacelane/store/store.h>
#include <string>

/// The stages that drain a queue.
namespace pacelane::pipeline {

/// Opens a store of its own for each thread.
using StoreFactory = std::function<std::unique_ptr<store::Store>()>;

struct WorkerOptions {
    std::size_t limit = 0;    ///< stop after so many messages; 0: when none is visible
    int jobs = 1;             ///< threads
    bool follow = false;      ///< wait for further messages until stopped
    std::string analysis_id;  ///< only this analysis, or its suggestions
    std::string draft_id;     ///< write: one attempt at just this draft
    queue::RetryPolicy retry;
    std::chrono::milliseconds poll_interval{1000};  ///< between looks at an empty queue, with `follow`
    const std::atomic<bool>* stop = nullptr;        ///< set: finish the message at hand, then return
    queue::WakeUp* wake_up = nullptr;               ///< with `follow`; null: only polls
};

/// What happened to one message.
struct Event {
    enum class Kind {
        analyzed,  ///< an analysis is complete
        written,   ///< a draft is complete
        failed,    ///< the attempt failed; `failure` says what follows
        refused,   ///< no attempt can succeed (too little to write from, wrong data): the row has failed
        lost,  ///< the work took longer than the visibility timeout and somebody else took over; nothing was
               ///< stored
        discarded,  ///< the message is about nothing, about what is done already, or about a suggestion that
                    ///< is withdrawn: what it rests on is gone or became private
    };
    Kind kind = Kind::failed;
    std::string stage;  ///< "analyze" or "write"
    std::string user_handle;
    std::string row_id;  ///< of the analysis or the generation
    std::string analysis_id;
    std::int64_t msg_id = 0;
    std::string subject;       ///< analysis date, or content type
    std::string text;          ///< reason of a failure, of no suggestions; title of a draft
    std::int64_t attempt = 0;  ///< the first is 1; 0 when it is not known
    std::string last_failure;  ///< why the attempt before failed; empty when its worker died
    queue::Failure failure;
    std::size_t suggestions = 0;  ///< analyzed
    SyncReport sync;              ///< what an analysis brought in, and a write whose notes had changed
};
/// Called for every message, one call at a time, from any of the threads.
using Observer = std::function<void(const Event&)>;

struct RunReport {
    std::size_t completed = 0;
    std::size_t failed = 0;   ///< attempts that should have succeeded
    std::size_t refused = 0;  ///< messages with which nothing can be done: refused or discarded
    std::size_t lost = 0;
};

/// Drains pacing_content_queue: for each message, brings in what changed in the user's context, analyses it,
/// and stores the result with its suggestion messages.
PACELANE_API RunReport run_analyze(const StoreFactory& open, const WorkerOptions& options = {},
                                   const Observer& observer = {});
/// Drains content_suggestions_queue: a draft for each message, of the notes as they are now.
PACELANE_API RunReport run_write(const StoreFactory& open, const WorkerOptions& options = {},
                                 const Observer& observer = {});

/// The analysis of one user as it would come out now. Reads the context folders and stores what changed there
/// (in a preview: to a copy), and keeps what the documents yield. `candidate_bodies`: see analysis::Input.
PACELANE_API analysis::Result analyze_user(store::Store& store, const store::User& user, Date date,
                                           const std::vector<std::string>& content_types, Instant at,
                                           SyncReport* sync = nullptr, bool candidate_bodies = false);
/// The user as the person for whom drafts are made.
PACELANE_API sources::Person person_of(const store::User& user);
/// The draft of one suggestion from what the store holds of the user. `today`: what its sources say of
/// another day is left out.
PACELANE_API writer::Draft compose_draft(store::Store& store, const store::User& user,
                                         const writer::Suggestion& suggestion, Date today);

}  // namespace pacelane::pipeline
