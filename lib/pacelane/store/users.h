#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <pacelane/base/time.h>
#include <pacelane/config/workspace.h>
#include <pacelane/schedule/explain.h>
#include <pacelane/schedule/recurrence.h>
#include <string>
#include <string_view>
#include <vector>

/// Users and their schedules, and what an import, a tick and a retry tell of them.
namespace pacelane::store {

/// The queues of the pipeline.
inline constexpr std::string_view kAnalysisQueue = "pacing_content_queue";
inline constexpr std::string_view kSuggestionQueue = "content_suggestions_queue";

struct User {
    std::string id;
    std::string handle;
    std::string name;
    std::string headline;
    std::string timezone;
    std::string language;  ///< "en", "pt-BR" … or empty
    std::vector<std::string> pillars;
    std::string tone;
    std::vector<std::string> aliases;  ///< other names for them in documents
    std::string folder;  ///< of the workspace file: what the patterns in `context` are relative to
    config::ContextFolders context;
    ProposalLimits limits;
    std::vector<std::string> private_matter;  ///< paths and words that are for nobody else
    std::vector<std::string> networks;        ///< for which posts are made ready
    bool is_active = true;
    std::string problem;  ///< why the row cannot be read; then only id, handle, zone and state are
};

struct Schedule {
    std::string id;
    std::string user_id;
    std::string user_handle;
    std::string timezone;
    bool user_is_active = true;
    std::string preferred_time;
    std::vector<std::string> content_types;
    bool is_active = true;
    std::string inactive_reason;  ///< "paused", "pruned", "file" or empty
    schedule::Rule rule;
    std::string problem;  ///< why it cannot run: its zone is unknown, its row damaged; empty when it can
    std::optional<Instant> next_due_at;
    std::optional<Instant> last_triggered_at;
};

/// A schedule, and what a tick would know of it.
struct ScheduleFacts {
    Schedule schedule;
    schedule::Facts facts;
};

/// Drafts, and suggestions that wait to be written.
struct DraftChange {
    std::string id;  ///< of the generation
    std::string content_type;
    std::string title;
    std::string reason;  ///< why it is withdrawn; empty: it has come back
};

struct UserDraftChange {
    std::string user_handle;
    DraftChange draft;
};

struct ImportReport {
    int users_added = 0;
    int users_updated = 0;
    int users_unchanged = 0;
    int users_deactivated = 0;
    int schedules_added = 0;
    int schedules_updated = 0;
    int schedules_unchanged = 0;
    int schedules_deactivated = 0;
    std::vector<std::string> stay_paused;  ///< ids of schedules that the file names but a person paused
    /// Withdrawn, or back, because other words are private now. Paths take effect with the next sync.
    std::vector<UserDraftChange> drafts;
};

struct TickItem {
    std::string user_handle;
    std::string schedule_id;
    std::string timezone;
    schedule::Rule rule;
    std::string analysis_id;
    Date analysis_date;
    bool enqueued = false;  ///< false: that day's analysis exists already
    std::int64_t msg_id = 0;
    bool late = false;  ///< the preferred window was over
    int missed = 0;     ///< earlier due days that passed without a tick
};

/// A schedule that no tick can deal with. It stays due, and the others go on.
struct TickProblem {
    std::string user_handle;
    std::string schedule_id;
    std::string timezone;
    std::string message;  ///< what is wrong and what to do
};

struct TickReport {
    bool enabled = true;                ///< false: the scheduler is disabled, no schedule was checked
    std::vector<TickItem> items;        ///< users who are due
    std::vector<TickItem> passed_over;  ///< users not due now, but with missed days
    std::vector<TickProblem> problems;  ///< users that cannot be checked
    int missed = 0;  ///< in total: due days that passed without a tick; they are not made up. Days on which
                     ///< the schedule, its user or the scheduler was paused do not count.
};

/// pacing_scheduler_config.
struct SchedulerState {
    bool enabled = true;
    std::optional<Instant> last_tick_at;  ///< also of one that had nobody due
    std::optional<Instant> changed_at;    ///< when it was last switched on or off
};

struct FailedDraft {
    std::string generation_id;
    std::optional<std::int64_t> msg_id;
};

struct EnqueueResult {
    bool enqueued = false;  ///< false: analysis_exists
    std::int64_t msg_id = 0;
    std::string analysis_id;
    std::string status;  ///< of the existing analysis
    /// Failed drafts of a completed analysis: when re-opened, each with its new message, else without.
    std::vector<FailedDraft> failed_drafts;
};

/// What is to be opened again: all that failed, of one user or of everybody, or just these. Ids may be unique
/// beginnings.
struct Reopening {
    bool all = false;
    std::string user_id;                ///< with `all`: empty for everybody's
    std::vector<std::string> analyses;  ///< one that failed; of one that is completed, its failed drafts
    std::vector<std::string> drafts;
};

/// What was opened again, each with its new message. What had not failed, or no longer, is not in it.
struct Reopened {
    struct Row {
        std::string id;
        std::int64_t msg_id = 0;
    };
    std::vector<Row> analyses;
    std::vector<Row> drafts;
};

}  // namespace pacelane::store
