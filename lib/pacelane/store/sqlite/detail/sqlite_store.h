#pragma once

#include <functional>
#include <optional>
#include <pacelane/queue/queue.h>
#include <pacelane/sqlite/connection.h>
#include <pacelane/store/store.h>
#include <utility>

namespace pacelane::store {

class SearchIndex;
struct QueueSnapshot;
struct ScheduleSnapshot;
struct DayCounts;
struct StageTiming;
struct SourceView;

/// KnownDocument::revision of the documents `d` in a query.
inline constexpr std::string_view kDocumentRevision =
    "(d.content_hash || ' ' || d.reader_version || ' ' || d.changed_at)";

/// Store on SQLite. Its methods are spread over the files of this folder, by subject.
class SqliteStore : public Store {
public:
    SqliteStore(const std::string& path, const Clock& clock, const OpenOptions& options);

    ImportReport import(const config::Workspace& workspace, bool prune) override;
    std::vector<User> users() override;
    User user(std::string_view handle_or_id) override;
    User user_or_broken(std::string_view handle_or_id) override;
    std::vector<Schedule> schedules(std::string_view user_id) override;
    Schedule schedule(std::string_view id) override;
    Schedule add_schedule(const User& user, const config::ScheduleEntry& entry) override;
    std::vector<ScheduleFacts> schedule_facts(const User& user, Instant at) override;
    void set_schedule_active(std::string_view id, bool active) override;
    void remove_schedule(std::string_view id) override;

    RowCounts rows_of(const User& user) override;
    Forgotten forget(const User& user) override;
    Pruned prune(Instant before, bool dry_run) override;
    void compact() override;
    void rehearse(const std::function<void()>& work) override;
    std::unique_ptr<Store> copy_of(const User& user) override;
    TickReport tick() override;
    SchedulerState scheduler() override;
    bool set_scheduler_enabled(bool enabled) override;
    EnqueueResult enqueue(const User& user, std::string_view schedule_id, std::optional<Date> date,
                          bool retry) override;
    Reopened reopen(const Reopening& what) override;
    EnqueueResult enqueue_again(const User& user, std::string_view schedule_id,
                                std::optional<Date> date) override;

    std::map<std::string, StoredFile> stored_files(std::string_view user_id) override;
    void put_document(const User& user, const NewDocument& document, Instant at) override;
    void touch_document(const User& user, std::string_view path, const StoredFile& file) override;
    void remove_document(const User& user, std::string_view path) override;
    std::set<std::string> cited_documents(const User& user) override;
    std::vector<DraftChange> apply(const User& user, const DocumentChanges& changes,
                                   const std::set<std::string>& cited, Instant at) override;
    std::vector<DocumentSummary> documents(std::string_view user_id) override;
    std::vector<OtherFile> other_files(std::string_view user_id) override;
    void set_other_files(const User& user, const std::vector<OtherFile>& files) override;
    std::optional<Transcription> transcription(const User& user, std::string_view content_hash,
                                               std::string_view command_hash) override;
    void keep_transcription(const User& user, std::string_view content_hash, std::string_view command_hash,
                            std::string_view path, const Transcription& made) override;
    std::vector<sources::KnownDocument> known_documents(const User& user) override;
    std::vector<sources::KnownDocument> known_documents(const User& user,
                                                        const std::set<std::string>& whole) override;
    std::map<std::string, analysis::KeptYield> yields(const User& user) override;
    void keep_yields(const User& user,
                     const std::vector<std::pair<std::string, analysis::KeptYield>>& yields) override;
    std::map<std::string, std::vector<std::string>> names_in_documents(const User& user) override;
    std::vector<analysis::PastSuggestion> past_suggestions(const User& user) override;
    std::vector<SearchHit> search(const User& user, std::string_view text, std::size_t limit) override;
    StoredDocument document(std::string_view user_id, std::string_view id_or_path) override;

    Leased<AnalysisJob> lease_analysis(const queue::RetryPolicy& policy,
                                       std::string_view analysis_id) override;
    bool complete_analysis(const AnalysisJob& job, const analysis::Result& result) override;
    queue::Failure fail_analysis(const Job& job, const queue::Cause& cause,
                                 const queue::RetryPolicy& policy) override;
    bool extend_analysis(const queue::Lease& lease, std::chrono::seconds visibility) override;

    Leased<GenerationJob> lease_generation(const queue::RetryPolicy& policy,
                                           std::string_view analysis_id) override;
    Leased<GenerationJob> lease_draft(const queue::RetryPolicy& policy,
                                      std::string_view generation_id) override;
    bool complete_generation(const GenerationJob& job, const writer::Draft& draft) override;
    queue::Failure fail_generation(const Job& job, const queue::Cause& cause,
                                   const queue::RetryPolicy& policy) override;
    bool extend_generation(const queue::Lease& lease, std::chrono::seconds visibility) override;

    Snapshot snapshot(const SnapshotOptions& options) override;
    std::vector<AnalysisSummary> analyses(const Filter& filter) override;
    std::vector<GenerationSummary> generations(const Filter& filter) override;
    std::vector<ErrorEntry> errors(const Filter& filter) override;
    Generation generation(std::string_view id) override;
    AnalysisView analysis_view(std::string_view id) override;
    DraftView draft_view(std::string_view id) override;
    std::optional<Health> claim_notice(Health health, Instant deadline) override;
    void settle_notice(Health health, bool told) override;

    sqlite::Connection& connection() { return connection_; }

private:
    friend std::unique_ptr<Store> open_in_memory(const Clock& clock);
    explicit SqliteStore(const Clock& clock);  // empty, in memory, without a schema
    /// What differs between the jobs of the two stages.
    struct JobKind {
        std::string_view queue;
        std::string_view table;
        std::string_view status_column;
        std::string_view working;  ///< the state of a row while a worker has it
        /// SQL for the row that a message (?1, JSON) is about: id, state, error_message, id of the analysis,
        /// handle of the user, analysis date or content type.
        std::string_view row;
    };
    static const JobKind kAnalyses;
    static const JobKind kGenerations;

    /// Without `whole`: all of them are.
    std::vector<sources::KnownDocument> known_documents(const User& user, const std::set<std::string>* whole);
    /// With the index of several documents, which the caller writes.
    void put_document(const User& user, const NewDocument& document, Instant at, SearchIndex& index);
    /// Of the drafts that rest on a document concerned: withdraws what rests on documents that are gone (by
    /// id, with the reason) or private, and brings back what does not any more.
    std::vector<DraftChange> review_drafts(const User& user, const std::set<std::string>& concerned,
                                           const std::map<std::string, std::string>& gone, Instant at);
    /// Moves what a completed analysis found to its history; it is pending then, without a message.
    void put_aside(std::string_view analysis_id);
    /// Documents with people in them are to be read again by the next sync.
    void read_people_again(std::string_view user_id);
    std::vector<QueueSnapshot> queue_snapshots(Instant now);
    std::vector<ScheduleSnapshot> schedule_snapshots(Instant now, const SnapshotOptions& options);
    std::vector<DayCounts> history(Instant now);
    std::vector<StageTiming> timings();
    AnalysisSummary analysis(std::string_view id);
    /// The source with the passage in which it stands today.
    SourceView source_view(const Json& json);
    void show_passage(SourceView& source, std::int64_t ordinal);
    std::string now_text() const { return format_instant(clock_.now()); }
    std::int64_t user_key(std::string_view user_id);
    std::int64_t send_analysis(std::string_view user_id, std::string_view schedule_id, Date date);
    /// The message that asks for the draft of a generation's row.
    std::int64_t send_suggestion(std::string_view generation_id);
    // What failed waits again, with this new message; the caller's transaction.
    std::int64_t reopen_analysis(std::string_view analysis_id, std::string_view schedule_id);
    std::int64_t reopen_draft(std::string_view generation_id);
    std::vector<std::string> failed_drafts_of(std::string_view analysis_id);
    Leased<GenerationJob> lease_suggestion(const queue::RetryPolicy& policy,
                                           std::optional<std::int64_t> msg_id);
    /// A pending analysis, whose message is still to be sent: its id, unless the user has one of that date.
    std::optional<std::string> add_analysis(std::string_view user_id, std::string_view schedule_id, Date date,
                                            Instant now);
    /// What a tick found out about a schedule whose time has come.
    struct Visit {
        std::int64_t row = 0;
        std::string user_id;
        TickItem item;
        bool due = false;  ///< the item's analysis_date is due
        std::optional<Instant> next;
    };
    std::vector<Visit> visits_of(Instant now, std::vector<TickProblem>& problems);
    /// An analysis for each that is due, and its id into the item.
    void add_analyses(std::vector<Visit>& visits, Instant now);
    /// To be told of each time by which a next_due_at was computed.
    void due_computed(std::string_view at);
    /// Lets a user's active schedules count from `now` on, in the zone that the user has now.
    void restart_schedules(std::string_view user_id, Instant now);
    /// Rowids of the schedules whose time has come, or was computed by a clock ahead of `now`.
    std::vector<std::int64_t> schedules_to_look_at(std::string_view now);
    std::vector<std::string> content_types_for(std::string_view user_id, std::string_view schedule_id,
                                               Date date);
    /// Reads messages until one can be worked on, whose row is then in the state `working`. `load` adds to
    /// the job what the worker needs, in the same transaction. When the row's data are wrong
    /// (Error(bad_input) or Error(configuration)), that is a failed attempt, not the end of the run.
    template <class SomeJob>
    Leased<SomeJob> lease(const JobKind& kind, const queue::RetryPolicy& policy,
                          std::optional<std::int64_t> msg_id, const std::function<void(SomeJob&)>& load) {
        Leased<SomeJob> leased;
        leased.discarded = lease_message(kind, policy, msg_id, [&](const Job& job) {
            SomeJob loaded;
            static_cast<Job&>(loaded) = job;
            load(loaded);
            leased.job = std::move(loaded);
        });
        return leased;
    }
    std::vector<Discarded> lease_message(const JobKind& kind, const queue::RetryPolicy& policy,
                                         std::optional<std::int64_t> msg_id,
                                         const std::function<void(const Job&)>& load);
    queue::Failure fail(const JobKind& kind, const Job& job, const queue::Cause& cause,
                        const queue::RetryPolicy& policy);

    const Clock& clock_;
    sqlite::Connection connection_;
    queue::Queues queues_;
};

/// A JSON array of strings, and back.
std::string json_of(const std::vector<std::string>& strings);
std::vector<std::string> strings_of(std::string_view json);
/// The columns of pacing_schedules as a rule. Throws Error(bad_input) when one cannot be read.
schedule::Rule rule_of(std::string_view frequency, std::string_view selected_days,
                       std::string_view preferred_time, std::string_view anchor_date);

}  // namespace pacelane::store
