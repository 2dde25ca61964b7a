#pragma once

#include <chrono>
#include <exception>
#include <optional>
#include <pacelane/queue/queue.h>
#include <string>

/// Working on a message that was read. Only the worker that holds a message may archive it, extend it or fail
/// it. Its read_ct is the proof: when the visibility timeout ends and somebody else reads the message, the
/// number changes.
namespace pacelane::queue {

/// A message in the hands of a worker.
struct Lease {
    std::int64_t msg_id = 0;
    std::int64_t read_ct = 0;  ///< of the read that gave the lease; also the number of the attempt
};
inline Lease lease_of(const Message& read) {
    return {read.msg_id, read.read_ct};
}

/// How often and when a message is tried.
struct RetryPolicy {
    std::int64_t max_attempts = 5;         ///< after so many failed attempts the message has failed
    std::chrono::seconds first_delay{30};  ///< before the second attempt; then four times as long each …
    std::chrono::seconds longest_delay{3600};  ///< … up to this
    std::chrono::seconds visibility{300};      ///< how long a message is hidden; extended during the work
    /// Until the next attempt, when `attempt` (from 1) has failed.
    PACELANE_API std::chrono::seconds delay(std::int64_t attempt) const;
};

/// Why an attempt failed.
struct Cause {
    std::string reason;
    /// Another attempt would fail in the same way: this one is the last.
    bool permanent = false;
    /// The message was read, but not worked on: this read is no attempt.
    bool untried = false;
};
/// `permanent` follows from the kind of an Error (is_permanent() of base/error.h); any other exception is
/// transient.
PACELANE_API Cause cause_of(const std::exception& error);
/// Set when the message was read once more than it may be tried: the workers of all its attempts died or were
/// stopped. It must not be worked on, but passed to fail_held() with this cause. For queues that only workers
/// read: where people read as well, read_ct counts more than attempts.
PACELANE_API std::optional<Cause> exhausted(const Lease& lease, const RetryPolicy& policy);

/// What follows a failed attempt.
struct Failure {
    bool held = true;                            ///< false: another worker has the message; nothing was done
    bool final = false;                          ///< there is no further attempt; the message is archived
    std::int64_t attempt = 0;                    ///< which one failed, from 1
    std::optional<Instant> next_attempt;         ///< unless it was the last
    std::optional<std::int64_t> dead_letter_id;  ///< the message's id in the dead-letter queue
};

/// Whether the message is live and nobody has read it since.
PACELANE_API bool is_held(Queues& queues, std::string_view queue, const Lease& lease);
/// These two, and fail_held(), are one transaction each; false when the message is no longer held.
PACELANE_API bool archive_held(Queues& queues, std::string_view queue, const Lease& lease);
PACELANE_API bool extend_held(Queues& queues, std::string_view queue, const Lease& lease,
                              std::chrono::seconds vt);
/// Hides the message until its next attempt. When the cause is permanent or no attempt is left, archives it
/// and, unless `dead_letter_queue` is empty, sends a copy there. That queue is created when it is missing.
/// The copy's headers say where it comes from: x-pacelane-queue, x-pacelane-msg-id, x-pacelane-attempts,
/// x-pacelane-error.
PACELANE_API Failure fail_held(Queues& queues, std::string_view queue, const Lease& lease,
                               const RetryPolicy& policy, const Cause& cause,
                               std::string_view dead_letter_queue = {});

}  // namespace pacelane::queue
