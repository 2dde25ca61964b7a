// How a worker takes a job and gives it back: the row that goes with the message. The rules of the queue
// (queue/lease.h) decide who holds a message and when it has failed.
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>

namespace pacelane::store {

std::vector<Discarded> SqliteStore::lease_message(const JobKind& kind, const queue::RetryPolicy& policy,
                                                  std::optional<std::int64_t> msg_id,
                                                  const std::function<void(const Job&)>& load) {
    std::vector<Discarded> discarded;
    // One transaction a message, so that a row is never 'processing' while its message is free.
    for (bool more = true; more;) {
        more = connection_.transaction([&] {
            // A manual trigger takes just its own message, even one that waits for its next attempt.
            if (msg_id) queues_.set_vt(kind.queue, *msg_id, std::chrono::seconds::zero());
            auto messages = msg_id ? queues_.read_one(kind.queue, *msg_id, policy.visibility)
                                   : queues_.read(kind.queue, policy.visibility, 1);
            if (messages.empty()) return false;
            const auto& message = messages.front();
            const bool again = !msg_id;
            Discarded about;
            about.msg_id = message.msg_id;
            const auto discard = [&](std::string reason) {
                queues_.archive(kind.queue, message.msg_id);
                about.reason = std::move(reason);
                about.permanent = true;
                discarded.push_back(about);
                return again;
            };

            auto row = connection_.prepare(kind.row);
            if (!message.message || !row.with(*message.message).step())
                return discard(fmt::format("message {} of {} is about nothing that is in the database: {}",
                                           message.msg_id, kind.queue, message.message.value_or("null")));
            about.row_id = row.text(0);
            const auto state = row.text(1);
            about.analysis_id = row.text(3);
            about.user_handle = row.text(4);
            about.subject = row.text(5);
            if (state == "completed" || state == "failed")
                return discard(fmt::format("message {} of {}: {} is {} already", message.msg_id, kind.queue,
                                           about.row_id, state));
            Job job;
            job.lease = queue::lease_of(message);
            job.row_id = about.row_id;
            job.started_at = clock_.now();
            job.last_failure = row.text(2);
            const auto fail_now = [&](const queue::Cause& cause) {
                about.reason = cause.reason;
                about.permanent = cause.permanent;
                about.failure = fail(kind, job, cause, policy);
                discarded.push_back(about);
                return again;
            };
            if (const auto cause = queue::exhausted(job.lease, policy)) return fail_now(*cause);
            connection_
                .prepare(fmt::format("UPDATE {} SET {} = ?, started_at = ?, attempts = ? WHERE id = ?",
                                     kind.table, kind.status_column))
                .with(kind.working, format_instant(job.started_at), job.lease.read_ct, job.row_id)
                .run();
            try {
                load(job);
            } catch (const Error& error) {
                // What is wrong with one user's rows stops no other user's work.
                if (error.kind() != ErrorKind::bad_input && error.kind() != ErrorKind::configuration) throw;
                return fail_now(queue::cause_of(error));
            }
            return false;
        });
    }
    return discarded;
}

queue::Failure SqliteStore::fail(const JobKind& kind, const Job& job, const queue::Cause& cause,
                                 const queue::RetryPolicy& policy) {
    return connection_.transaction([&] {
        const auto failure = queue::fail_held(queues_, kind.queue, job.lease, policy, cause);
        if (!failure.held) return failure;
        connection_
            .prepare(fmt::format("UPDATE {} SET {} = ?, error_message = ?, completed_at = ? WHERE id = ?",
                                 kind.table, kind.status_column))
            .with(failure.final ? "failed" : "pending", cause.reason,
                  failure.final ? std::optional(now_text()) : std::nullopt, job.row_id)
            .run();
        return failure;
    });
}

}  // namespace pacelane::store
