#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <pacelane/analysis/analysis.h>
#include <pacelane/base/export.h>
#include <pacelane/base/time.h>
#include <pacelane/config/workspace.h>
#include <pacelane/queue/lease.h>
#include <pacelane/schedule/explain.h>
#include <pacelane/schedule/recurrence.h>
#include <pacelane/store/documents.h>
#include <pacelane/store/jobs.h>
#include <pacelane/store/summaries.h>
#include <pacelane/store/users.h>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The coarse operations of the pipeline on its database. Each is atomic: it happens as a whole or not at
/// all.
namespace pacelane::store {

// What the monitor looks at: snapshot.h.
struct Snapshot;
struct SnapshotOptions;
struct AnalysisView;
struct DraftView;

/// Of the pipeline, as `status --check` sees it.
enum class Health { ok, warning, critical };

/// The seam to the database engine. Not thread-safe: one Store a thread. Everything throws Error.
class PACELANE_API Store {
public:
    virtual ~Store() = default;

    // Users and schedules
    virtual ImportReport import(const config::Workspace& workspace, bool prune = false) = 0;
    /// All users, also those with a `problem`.
    virtual std::vector<User> users() = 0;
    /// By handle or UUID. Throws Error(bad_input), with the nearest handle, when there is none, and
    /// Error(configuration) when the row cannot be read.
    virtual User user(std::string_view handle_or_id) = 0;
    /// The same, but a row that cannot be read comes with its `problem`.
    virtual User user_or_broken(std::string_view handle_or_id) = 0;
    /// Also those with a `problem`, whose rule and zone must not be used.
    virtual std::vector<Schedule> schedules(std::string_view user_id = {}) = 0;
    /// `id` may be a unique beginning of a schedule's id. Throws Error(bad_input) when none or several match.
    virtual Schedule schedule(std::string_view id) = 0;
    /// Adds a schedule that no workspace file has: an import, with or without pruning, leaves it as it is.
    /// Throws Error(bad_input) when the user has the same one already.
    virtual Schedule add_schedule(const User& user, const config::ScheduleEntry& entry) = 0;
    /// The user's schedules with what decides whether they are due at `at`.
    virtual std::vector<ScheduleFacts> schedule_facts(const User& user, Instant at) = 0;
    virtual void set_schedule_active(std::string_view id, bool active) = 0;
    virtual void remove_schedule(std::string_view id) = 0;

    /// All that is stored of a user: rows of any table that belong to them, and messages of any queue, live
    /// or archived, that have their id as "user_id".
    virtual RowCounts rows_of(const User& user) = 0;
    /// Removes all of it in one transaction, then every trace of it from the database's files. When only the
    /// latter fails, the Error says so. A worker that is processing work of the user can no longer store it.
    virtual Forgotten forget(const User& user) = 0;
    /// Removes what came to its end before `before`: messages in the archives of the pipeline's queues,
    /// drafts (completed or failed) and analyses none of whose drafts remain. Each user's last completed
    /// analysis stays, and of the others what keeps their subjects from being suggested again. In small
    /// transactions. With `dry_run`, only counts.
    virtual Pruned prune(Instant before, bool dry_run) = 0;
    /// Writes the database's file anew, so that no trace of what was deleted remains in it.
    virtual void compact() = 0;

    /// Runs `work` on this store and then undoes all that it changed: for a dry run of what is short. Holds
    /// the database's write lock meanwhile.
    virtual void rehearse(const std::function<void()>& work) = 0;
    /// A store in memory with what this one has of the user at this moment, for a dry run of what takes long:
    /// the copy leaves no trace, and no writer waits for it. Without finished messages and drafts' messages.
    virtual std::unique_ptr<Store> copy_of(const User& user) = 0;

    // Into the pipeline
    /// Enqueues everyone who is due now, in one transaction.
    virtual TickReport tick() = 0;
    virtual SchedulerState scheduler() = 0;
    /// Switches the tick as a whole on or off; false when it was so already. What fell due while it was off
    /// does not count as missed when it is on again.
    virtual bool set_scheduler_enabled(bool enabled) = 0;
    /// `schedule_id`: default the first active one; `date`: default today in the user's zone. `retry`
    /// re-opens a failed analysis, or the failed drafts of a completed one.
    virtual EnqueueResult enqueue(const User& user, std::string_view schedule_id = {},
                                  std::optional<Date> date = {}, bool retry = false) = 0;
    /// All of it, or, when an id is of nothing (Error(bad_input)), none.
    virtual Reopened reopen(const Reopening& what) = 0;

    /// As enqueue. An analysis of that date that is completed is made again: what it found goes to
    /// pacing_analysis_history, its drafts stay, what was only suggested is dropped. One that failed is
    /// re-opened.
    virtual EnqueueResult enqueue_again(const User& user, std::string_view schedule_id = {},
                                        std::optional<Date> date = {}) = 0;

    // Context
    virtual std::map<std::string, StoredFile> stored_files(std::string_view user_id) = 0;
    /// Inserts or replaces; passages whose text was there before keep their first_seen_at. `at`: the time of
    /// the sync. When the content is the same as before and was only read again (by newer readers, as another
    /// kind), nothing in it is new: passages that come out differently count as seen when the content was.
    virtual void put_document(const User& user, const NewDocument& document, Instant at) = 0;
    /// Only the file's size and time changed, not its content.
    virtual void touch_document(const User& user, std::string_view path, const StoredFile& file) = 0;
    virtual void remove_document(const User& user, std::string_view path) = 0;
    /// The ids of the documents that the user's drafts and suggestions rest on.
    virtual std::set<std::string> cited_documents(const User& user) = 0;
    /// All of the changes in one transaction. Withdraws the drafts, and the suggestions that wait to be
    /// written, that rest on a document that is removed or became private, and lets those come back whose
    /// documents are there and not private (any more). Looks at the drafts only if a document of `cited` is
    /// concerned.
    virtual std::vector<DraftChange> apply(const User& user, const DocumentChanges& changes,
                                           const std::set<std::string>& cited, Instant at) = 0;
    virtual std::vector<DocumentSummary> documents(std::string_view user_id = {}) = 0;
    /// The files of a user's context, or of all users', that are no documents, by path.
    virtual std::vector<OtherFile> other_files(std::string_view user_id = {}) = 0;
    /// These and no others. Writes only what is not so already.
    virtual void set_other_files(const User& user, const std::vector<OtherFile>& files) = 0;
    /// What the transcriber that is called so (a hash; empty: any, the latest that is none's failure) made of
    /// a recording.
    virtual std::optional<Transcription> transcription(const User& user, std::string_view content_hash,
                                                       std::string_view command_hash) = 0;
    virtual void keep_transcription(const User& user, std::string_view content_hash,
                                    std::string_view command_hash, std::string_view path,
                                    const Transcription& made) = 0;
    /// All readable documents with their passages; is_new relative to the user's last completed analysis.
    virtual std::vector<sources::KnownDocument> known_documents(const User& user) = 0;
    /// The same, but of other documents than those with these ids only what tells how these are read: who
    /// takes part or speaks in them, as `participants`; where other headings begin, and which texts they
    /// share with these, as passages with headings and with hashes alone.
    virtual std::vector<sources::KnownDocument> known_documents(const User& user,
                                                                const std::set<std::string>& whole) = 0;
    /// What earlier analyses kept of the user's documents, by document id.
    virtual std::map<std::string, analysis::KeptYield> yields(const User& user) = 0;
    /// Each as a whole or not at all; not of documents that changed since.
    virtual void keep_yields(const User& user,
                             const std::vector<std::pair<std::string, analysis::KeptYield>>& yields) = 0;
    /// Who takes part or speaks in the user's meetings and transcripts: the names as written, by document
    /// path.
    virtual std::map<std::string, std::vector<std::string>> names_in_documents(const User& user) = 0;
    virtual std::vector<analysis::PastSuggestion> past_suggestions(const User& user) = 0;
    /// The best passages first. The one call by which anything is looked for in a user's documents.
    virtual std::vector<SearchHit> search(const User& user, std::string_view text, std::size_t limit) = 0;
    /// By id, a unique beginning of it, or path; of any user when `user_id` is empty. Throws Error(bad_input)
    /// when none or several match.
    virtual StoredDocument document(std::string_view user_id, std::string_view id_or_path) = 0;

    // Analyze
    /// Takes the next visible message, or the one of `analysis_id` (visible or not) for a manual trigger.
    virtual Leased<AnalysisJob> lease_analysis(const queue::RetryPolicy& policy,
                                               std::string_view analysis_id = {}) = 0;
    /// Stores the result, the generation rows and their messages, and archives the message. False, and
    /// nothing stored, when the lease was lost.
    virtual bool complete_analysis(const AnalysisJob& job, const analysis::Result& result) = 0;
    /// Records the failed attempt, in the row and in the queue: see queue::fail_held(). The row waits for the
    /// next attempt, or has failed.
    virtual queue::Failure fail_analysis(const Job& job, const queue::Cause& cause,
                                         const queue::RetryPolicy& policy) = 0;
    virtual bool extend_analysis(const queue::Lease& lease, std::chrono::seconds visibility) = 0;

    // Write
    virtual Leased<GenerationJob> lease_generation(const queue::RetryPolicy& policy,
                                                   std::string_view analysis_id = {}) = 0;
    /// Of just this draft, also while it waits for its next attempt; none when it is not pending.
    virtual Leased<GenerationJob> lease_draft(const queue::RetryPolicy& policy,
                                              std::string_view generation_id) = 0;
    virtual bool complete_generation(const GenerationJob& job, const writer::Draft& draft) = 0;
    virtual queue::Failure fail_generation(const Job& job, const queue::Cause& cause,
                                           const queue::RetryPolicy& policy) = 0;
    virtual bool extend_generation(const queue::Lease& lease, std::chrono::seconds visibility) = 0;

    // Looking
    /// Of one moment: in one read transaction. What it costs depends on what is live, not on what is over.
    virtual Snapshot snapshot(const SnapshotOptions& options) = 0;
    virtual std::vector<AnalysisSummary> analyses(const Filter& filter) = 0;
    virtual std::vector<GenerationSummary> generations(const Filter& filter) = 0;
    virtual std::vector<ErrorEntry> errors(const Filter& filter) = 0;
    /// `id` may be a unique beginning. Throws Error(bad_input) when none or several match.
    virtual Generation generation(std::string_view id) = 0;
    /// What an analysis read, found and suggested; `id` as above.
    virtual AnalysisView analysis_view(std::string_view id) = 0;
    /// A draft with the sources of its sentences; `id` as above.
    virtual DraftView draft_view(std::string_view id) = 0;

    // Telling of it
    /// Whether somebody is to be told that the health is now `health`: it is worse than what was told last,
    /// or good again. Then this caller alone is to tell, until `deadline`, and to say how that went; what
    /// nobody said until then is to be told again. Returns what was told before.
    virtual std::optional<Health> claim_notice(Health health, Instant deadline) = 0;
    /// `told`: it was; otherwise the next caller is to tell.
    virtual void settle_notice(Health health, bool told) = 0;
};

struct OpenOptions {
    std::chrono::milliseconds busy_timeout{10'000};
    bool read_only = false;
    sqlite::Durability durability = sqlite::Durability::full;
};

/// Opens the database at `path`, whose schema must be current. `clock` must outlive the store.
PACELANE_API std::unique_ptr<Store> open_sqlite(const std::string& path, const Clock& clock,
                                                const OpenOptions& options = {});
/// An empty one in memory, with the current schema. `clock` must outlive it.
PACELANE_API std::unique_ptr<Store> open_in_memory(const Clock& clock);
/// Opens stores for the threads of one process, each for one thread, that share the commits of what workers
/// do most: lease, complete, fail and extend. `clock` must outlive them.
PACELANE_API std::function<std::unique_ptr<Store>()> shared_sqlite(const std::string& path,
                                                                   const Clock& clock,
                                                                   const OpenOptions& options = {});

}  // namespace pacelane::store
