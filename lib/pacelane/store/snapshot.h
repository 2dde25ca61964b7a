#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <pacelane/base/time.h>
#include <pacelane/store/store.h>
#include <string>
#include <vector>

/// The pipeline as it is at one moment: what every face of the monitor shows. Plain values. Instants and ages
/// are those of the store's clock.
namespace pacelane::store {

/// The latest so many of all.
inline Filter latest(std::size_t count) {
    Filter filter;
    filter.limit = count;
    return filter;
}

/// What a snapshot is to hold of the long lists. Counts are always of all.
struct SnapshotOptions {
    Filter analyses = latest(5);
    Filter generations = latest(5);
    Filter errors = latest(5);
    std::size_t schedules = 10;  ///< at most so many, those that are due first; then those at rest
    std::size_t next_runs = 3;   ///< of each schedule
};

struct QueueSnapshot {
    std::string name;
    std::string description;   ///< empty for a queue of one's own
    bool of_pipeline = false;  ///< one of the two that the pipeline itself uses
    std::int64_t length = 0;   ///< live messages
    std::int64_t visible = 0;  ///< of these: a worker could take them now
    /// Of these: hidden, because a worker has them, they wait for the next attempt, or were sent with a
    /// delay.
    std::int64_t in_flight = 0;
    /// Of length, visible and in flight: there are more than 10,000, which are not counted one by one.
    bool length_is_estimate = false;
    std::optional<std::int64_t> oldest_age_sec;  ///< of the live message with the lowest id
    std::int64_t sent = 0;                       ///< ids ever given
    /// Archived in the 60 minutes up to now: the throughput. In a queue of one's own at least so many: no
    /// more than 4096 are counted.
    std::int64_t archived_last_hour = 0;
    std::int64_t archived = 0;  ///< messages in the archive
    bool archived_is_estimate = false;
    /// What failed for good: failed analyses or drafts, or what is live in the queue <name>_dead.
    std::int64_t dead_letters = 0;
};

/// How long the work on one message took, from the start of the last attempt to its end, over the latest
/// completed ones.
struct StageTiming {
    std::string stage;       ///< "analyze" or "write"
    std::size_t sample = 0;  ///< how many it is taken from; 0: there are no figures
    double p50_sec = 0;
    double p95_sec = 0;
    std::int64_t completed = 0;  ///< ever
    double total_sec = 0;        ///< ever, of all of them
};

struct ScheduleSnapshot {
    Schedule schedule;                 ///< with id, user, zone, state, rule and problem
    std::string in_words;              ///< "weekly on monday, thursday, 08:00-10:00"; empty with a problem
    std::vector<Instant> next_runs;    ///< none while it is at rest
    std::optional<Instant> due_since;  ///< its time has come, and no tick has seen it yet
};

/// What came to its end on one day.
struct DayCounts {
    Date date;  ///< UTC
    std::int64_t analyses_completed = 0;
    std::int64_t analyses_failed = 0;
    std::int64_t generations_completed = 0;
    std::int64_t generations_failed = 0;
    std::int64_t messages = 0;  ///< archived in the two queues of the pipeline
};

struct Snapshot {
    Instant at;
    std::vector<QueueSnapshot> queues;             ///< the pipeline's two first, in its order, then by name
    std::map<std::string, std::int64_t> analyses;  ///< by state: pending, processing, completed, failed
    std::map<std::string, std::int64_t> generations;  ///< the same, with generating; and withdrawn
    std::vector<AnalysisSummary> latest_analyses;     ///< newest first
    std::vector<GenerationSummary> latest_generations;
    std::vector<ErrorEntry> errors;
    std::int64_t error_count = 0;       ///< of all errors, whatever the filter
    std::int64_t failed_last_day = 0;   ///< analyses and drafts that are failed, for not longer than 24 hours
    std::vector<StageTiming> timings;   ///< analyze, write
    std::vector<ScheduleSnapshot> due;  ///< what is due next
    std::int64_t active_schedules = 0;
    std::int64_t resting_schedules = 0;  ///< paused, pruned or off in the file
    std::int64_t users = 0;              ///< active ones
    std::vector<DayCounts> history;      ///< the last 14 days, today last; days without anything too
    SchedulerState scheduler;
    std::optional<Instant> overdue_since;  ///< the earliest due time that no tick has seen yet
};

/// The place in a document on which a sentence rests.
struct SourceView {
    std::string document_id;
    std::string path;
    std::string title;
    std::int64_t line = 0;  ///< 1-based
    std::string speaker;
    std::string quote;         ///< verbatim
    std::string passage;       ///< in which the quote stands; empty when it is there no more
    std::string passage_kind;  ///< "paragraph", "turn" …
};

struct SourcedText {
    std::string text;
    std::string
        about;  ///< "who, by when" of an action item, who asked a question, weight of a topic; or empty
    std::vector<SourceView> sources;
};

/// A file that an analysis read.
struct ReadDocument {
    std::string document_id;
    std::string path;
    std::string title;
    std::string kind;  ///< "knowledge" or "meeting"
    bool is_new = false;
    std::int64_t new_passages = 0;  ///< of knowledge
};

struct SuggestionView {
    std::string id;
    std::string topic;
    std::string content_type;
    std::string angle;
    std::string reasoning;
    std::optional<double> confidence;  ///< 0–1
    std::vector<std::string> key_points;
    std::vector<SourceView> sources;
    std::vector<GenerationSummary> drafts;  ///< none or one
};

/// One analysis, opened.
struct AnalysisView {
    AnalysisSummary summary;
    std::string schedule_id;  ///< may be empty
    std::vector<ReadDocument> documents;
    std::vector<SourcedText> insights, topics, decisions, action_items, open_questions;
    std::vector<SuggestionView> suggestions;        ///< with their reasons and drafts
    std::vector<GenerationSummary> earlier_drafts;  ///< of suggestions that the analysis, made again, has not
};

/// A sentence of a draft and where it comes from.
struct ClaimView {
    std::string text;
    double support = 0;  ///< 0–1
    SourceView source;
    /// Where the sentence stands in the body: bytes from its beginning; nullopt for one of the title.
    std::optional<std::size_t> offset;
};

/// One draft, opened.
struct DraftView {
    Generation generation;  ///< with body and metadata
    std::string angle;
    std::string reasoning;
    std::optional<double> confidence;
    std::optional<double> grounded_share;
    std::int64_t characters = 0;
    std::int64_t character_limit = 0;  ///< 0: none known
    std::vector<std::string> hashtags;
    std::vector<ClaimView> claims;  ///< as they stand in title and body
};

}  // namespace pacelane::store
