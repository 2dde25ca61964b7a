#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/base/time.h>
#include <pacelane/sqlite/connection.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// pgmq 1.5 on SQLite. A queue is a table of live messages (q_<name>) and one of archived ones (a_<name>).
namespace pacelane::queue {

struct Message {
    std::int64_t msg_id = 0;   ///< from 1, never given twice in a queue
    std::int64_t read_ct = 0;  ///< how often it was read
    Instant enqueued_at;
    Instant vt;                          ///< visible from then on
    std::optional<std::string> message;  ///< JSON text as it was sent
    std::optional<std::string> headers;  ///< JSON text
};

struct QueueInfo {
    std::string queue_name;
    Instant created_at;
};

struct Metrics {
    std::string queue_name;
    std::int64_t queue_length = 0;  ///< all live messages, visible or not
    std::int64_t queue_visible_length = 0;
    std::optional<std::int64_t> newest_msg_age_sec;
    std::optional<std::int64_t> oldest_msg_age_sec;
    std::int64_t total_messages = 0;  ///< ids ever given
    Instant scrape_time;
};

/// The queues of one database. Every call is one transaction, or part of the caller's when there is one on
/// the connection. All throw Error(bad_input) for a name that is not allowed or a queue that does not exist,
/// and Error(busy) when the database stays locked. Not thread-safe: one a thread, as its connection.
class PACELANE_API Queues {
public:
    Queues(sqlite::Connection& connection, const Clock& clock) : connection_(connection), clock_(clock) {}

    /// Creates the queue; nothing happens when it is there already. At most 47 characters, none of `$` `;`
    /// `'`, no `--`.
    void create(std::string_view queue);
    /// Removes the queue with all its messages; false when there is none.
    bool drop(std::string_view queue);
    std::vector<QueueInfo> list();

    /// Sends a message, visible after `delay` (negative: at once); its msg_id. Throws Error(bad_input) if it
    /// is not JSON.
    std::int64_t send(std::string_view queue, std::string_view message, std::chrono::seconds delay = {},
                      std::optional<std::string_view> headers = {});
    /// Sends all, in order, in one transaction.
    std::vector<std::int64_t> send_batch(std::string_view queue, std::span<const std::string> messages,
                                         std::chrono::seconds delay = {},
                                         std::optional<std::string_view> headers = {});
    /// Takes up to `quantity` visible messages, lowest msg_id first, and hides them for `vt`.
    std::vector<Message> read(std::string_view queue, std::chrono::seconds vt, std::int64_t quantity = 1);
    /// Takes just this message if it is visible, as read does.
    std::vector<Message> read_one(std::string_view queue, std::int64_t id, std::chrono::seconds vt);
    /// Takes the lowest visible messages and deletes them.
    std::vector<Message> pop(std::string_view queue, std::int64_t quantity = 1);
    /// Moves the messages to the archive; the ids that were there.
    std::vector<std::int64_t> archive(std::string_view queue, std::span<const std::int64_t> ids);
    bool archive(std::string_view queue, std::int64_t id) {
        return !archive(queue, std::span(&id, 1)).empty();
    }
    /// Deletes the messages; the ids that were there.
    std::vector<std::int64_t> remove(std::string_view queue, std::span<const std::int64_t> ids);
    bool remove(std::string_view queue, std::int64_t id) { return !remove(queue, std::span(&id, 1)).empty(); }
    /// Makes the message visible `vt` from now; the message after the change, or nullopt when it is not
    /// there.
    std::optional<Message> set_vt(std::string_view queue, std::int64_t id, std::chrono::seconds vt);
    /// Deletes all live messages; how many.
    std::int64_t purge(std::string_view queue);
    Metrics metrics(std::string_view queue);
    std::vector<Metrics> metrics_all();
    /// A live message, untouched.
    std::optional<Message> peek(std::string_view queue, std::int64_t id);

private:
    // The checked table suffix of an existing queue.
    std::string suffix(std::string_view queue);

    sqlite::Connection& connection_;
    const Clock& clock_;
};

}  // namespace pacelane::queue
