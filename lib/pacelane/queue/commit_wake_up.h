#pragma once

#include <atomic>
#include <chrono>
#include <pacelane/base/export.h>
#include <pacelane/queue/consumer.h>
#include <pacelane/queue/queue.h>
#include <pacelane/sqlite/change_watch.h>
#include <pacelane/sqlite/connection.h>
#include <string>

namespace pacelane::queue {

/// Wakes a consumer when a commit, by any process, makes a message of its queue visible. Commits that do not,
/// the consumer's own among them, cost one look on a read-only connection. A message that falls due is no
/// commit: the consumer's poll_interval finds it.
class PACELANE_API CommitWakeUp final : public WakeUp {
public:
    /// `path`: the database, which must exist. `clock` and `stop` (null: none) must outlive this; `stop`,
    /// when set, ends wait() within 100 ms. Throws Error as sqlite::Connection does.
    CommitWakeUp(const std::string& path, std::string queue, const Clock& clock,
                 const std::atomic<bool>* stop = nullptr);
    /// Throws Error(bad_input) when the queue was dropped.
    void wait(std::chrono::milliseconds longest) override;
    void interrupt() override { watch_.interrupt(); }

private:
    bool message_waits();

    sqlite::ChangeWatch watch_;
    sqlite::Connection connection_;  // for looks at the queue
    Queues queues_;
    const std::string queue_;
    const std::atomic<bool>* stop_;
};

}  // namespace pacelane::queue
