#pragma once

#include <optional>
#include <pacelane/queue/queue.h>
#include <pacelane/sqlite/group_commit.h>
#include <type_traits>
#include <utility>

namespace pacelane::queue {

/// The queues of one database for many threads, which share their commits. Thread-safe.
class SharedQueues {
public:
    /// The connection and the clock must outlive this; nobody else may use the connection.
    SharedQueues(sqlite::Connection& connection, const Clock& clock)
        : queues_(connection, clock), group_(connection) {}

    /// Runs `work(Queues&)` as one transaction, or part of one; returns what it returns once that is
    /// committed.
    template <class Work>
    auto run(Work&& work) -> std::invoke_result_t<Work, Queues&> {
        if constexpr (std::is_void_v<std::invoke_result_t<Work, Queues&>>) {
            group_.run([&] { work(queues_); });
        } else {
            std::optional<std::invoke_result_t<Work, Queues&>> result;
            group_.run([&] { result.emplace(work(queues_)); });
            return std::move(*result);
        }
    }

private:
    Queues queues_;
    sqlite::GroupCommit group_;
};

}  // namespace pacelane::queue
