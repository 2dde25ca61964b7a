// How a worker takes a message, keeps it, and gives it back: common to both stages.
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>

namespace pacelane::store {

void SqliteStore::mark_failed(const Stage& stage, std::string_view row_id, std::string_view reason) {
    connection_
        .prepare(fmt::format("UPDATE {} SET {} = 'failed', error_message = ?, completed_at = ? WHERE id = ?",
                             stage.table, stage.status_column))
        .with(reason, now_text(), row_id)
        .run();
}

std::vector<Discarded> SqliteStore::claim_message(const Stage& stage, const RetryPolicy& policy,
                                                  std::optional<std::int64_t> msg_id,
                                                  const std::function<void(const Lease&)>& load) {
    std::vector<Discarded> discarded;
    const auto discard = [&](Discarded what) {
        queues_.archive(stage.queue, what.msg_id);
        discarded.push_back(std::move(what));
    };
    // One transaction a message, so that a row is never 'processing' while its message is free.
    for (bool more = true; more;) {
        more = connection_.transaction([&] {
            // A manual trigger takes just its own message, even one that waits for its next attempt.
            if (msg_id) queues_.set_vt(stage.queue, *msg_id, std::chrono::seconds::zero());
            auto messages = msg_id ? queues_.read_one(stage.queue, *msg_id, policy.visibility)
                                   : queues_.read(stage.queue, policy.visibility, 1);
            if (messages.empty()) return false;
            const auto& message = messages.front();
            const bool again = !msg_id;

            auto row = connection_.prepare(stage.row);
            if (!message.message || !row.with(*message.message).step()) {
                Discarded stray;
                stray.msg_id = message.msg_id;
                stray.reason = fmt::format("message {} of {} is about nothing that is in the database: {}",
                                           message.msg_id, stage.queue, message.message.value_or("null"));
                discard(std::move(stray));
                return again;
            }
            const auto row_id = row.text(0);
            const auto state = row.text(1);
            const auto about = [&](const std::string& reason, std::optional<Failure> failure = {}) {
                return Discarded{message.msg_id,    reason, row_id, row.text(3), row.text(4), row.text(5),
                                 std::move(failure)};
            };
            if (state == "completed" || state == "failed") {
                discard(about(fmt::format("message {} of {}: {} is {} already", message.msg_id, stage.queue,
                                          row_id, state)));
                return again;
            }
            if (message.read_ct > policy.max_attempts) {
                const auto reason = fmt::format("gave up after {} attempts whose workers did not finish",
                                                message.read_ct - 1);
                mark_failed(stage, row_id, reason);
                Failure failure;
                failure.final = true;
                failure.attempt = message.read_ct - 1;
                discard(about(reason, failure));
                return again;
            }
            const Instant now = clock_.now();
            connection_
                .prepare(fmt::format("UPDATE {} SET {} = ?, started_at = ? WHERE id = ?", stage.table,
                                     stage.status_column))
                .with(stage.working, format_instant(now), row_id)
                .run();
            const Lease lease{message.msg_id, message.read_ct, row_id, now, row.text(2)};
            try {
                load(lease);
            } catch (const Error& error) {
                if (error.kind() != ErrorKind::bad_input) throw;
                const auto failure = fail(stage, lease, error.what(), policy);
                discarded.push_back(about(error.what(), failure));
                return again;
            }
            return false;
        });
    }
    return discarded;
}

bool SqliteStore::holds(const Stage& stage, const Lease& lease) {
    return queue::is_held(queues_, stage.queue, lease.msg_id, lease.read_ct);
}

Failure SqliteStore::fail(const Stage& stage, const Lease& lease, std::string_view reason,
                          const RetryPolicy& policy) {
    return connection_.transaction([&] {
        Failure failure;
        failure.attempt = lease.read_ct;
        if (!holds(stage, lease)) {
            failure.recorded = false;
            return failure;
        }
        if (lease.read_ct >= policy.max_attempts) {
            mark_failed(stage, lease.row_id, reason);
            queues_.archive(stage.queue, lease.msg_id);
            failure.final = true;
            return failure;
        }
        const auto delay = policy.delay(lease.read_ct);
        failure.next_attempt = queues_.set_vt(stage.queue, lease.msg_id, delay)->vt;
        connection_
            .prepare(fmt::format("UPDATE {} SET {} = 'pending', error_message = ? WHERE id = ?", stage.table,
                                 stage.status_column))
            .with(reason, lease.row_id)
            .run();
        return failure;
    });
}

bool SqliteStore::extend(const Stage& stage, const Lease& lease, std::chrono::seconds visibility) {
    return connection_.transaction([&] {
        if (!holds(stage, lease)) return false;
        queues_.set_vt(stage.queue, lease.msg_id, visibility);
        return true;
    });
}

}  // namespace pacelane::store
