#pragma once

#include <chrono>
#include <pacelane/queue/queue.h>
#include <string>

/// Working on a message that was read: who still holds it may settle it, nobody else. A reading is proved by
/// its read_ct: if the visibility timeout ended and somebody else read the message, the number is another.
namespace pacelane::queue {

struct RetryPolicy {
    std::int64_t max_attempts = 5;             ///< then the message is dead-lettered
    std::chrono::seconds first_delay{30};      ///< four times as long after each further attempt …
    std::chrono::seconds longest_delay{3600};  ///< … up to this
    /// Until the next attempt, when `attempt` (from 1) has failed.
    PACELANE_API std::chrono::seconds delay(std::int64_t attempt) const;
};

/// What follows a failed attempt.
struct Retry {
    bool held = true;                     ///< false: another worker has the message; nothing was done
    std::optional<Instant> next_attempt;  ///< absent: dead-lettered
    std::int64_t dead_letter_id = 0;      ///< its msg_id there
};

/// Whether the message is live and nobody has read it since the reading with this read_ct.
PACELANE_API bool is_held(Queues& queues, std::string_view queue, std::int64_t msg_id, std::int64_t read_ct);
/// Each is one transaction; false when the reading is no longer held.
PACELANE_API bool archive_held(Queues& queues, std::string_view queue, const Message& read);
PACELANE_API bool extend_held(Queues& queues, std::string_view queue, const Message& read,
                              std::chrono::seconds vt);
/// Makes the message visible again after the policy's delay; after the last attempt, sends it to
/// `dead_letter_queue`, which is created if need be, and archives it. There its headers say where it comes
/// from: x-pacelane-queue, x-pacelane-msg-id, x-pacelane-attempts, x-pacelane-error.
PACELANE_API Retry fail_held(Queues& queues, std::string_view queue, const Message& read,
                             const RetryPolicy& policy, std::string_view reason,
                             std::string_view dead_letter_queue);

}  // namespace pacelane::queue
