#pragma once

#include <cstdint>
#include <optional>
#include <pacelane/queue/lease.h>
#include <pacelane/store/users.h>
#include <pacelane/writer/writer.h>
#include <string>
#include <vector>

/// What workers lease from the pipeline's queues.
namespace pacelane::store {

/// What a worker has to do: the message that it holds, and the row that the message is about.
struct Job {
    queue::Lease lease;
    std::string row_id;  ///< of the analysis or the generation
    Instant started_at;
    std::string last_failure;  ///< why the attempt before failed; empty for the first one, or when it died
    User user;
};

struct AnalysisJob : Job {
    std::string schedule_id;  ///< may be empty
    Date analysis_date;
    std::vector<std::string> content_types;
};

struct GenerationJob : Job {
    std::string analysis_id;
    std::string content_type;
    writer::Suggestion suggestion;
    Date analysis_date;
};

/// A message on which no work could start: what it names does not exist, is done already or cannot be loaded,
/// or its workers died once too often.
struct Discarded {
    std::int64_t msg_id = 0;
    std::string reason;
    std::string row_id;  ///< of the analysis or the generation; empty when there is none, like what follows
    std::string analysis_id;
    std::string user_handle;
    std::string subject;                    ///< analysis date, or content type
    std::optional<queue::Failure> failure;  ///< when this was an attempt that failed
    bool permanent = false;                 ///< no attempt can succeed (queue::Cause)
};

template <class Job>
struct Leased {
    std::optional<Job> job;            ///< nullopt: nothing is visible
    std::vector<Discarded> discarded;  ///< met on the way
};

}  // namespace pacelane::store
