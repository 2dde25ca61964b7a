#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/base/time.h>
#include <pacelane/queue/containment.h>
#include <pacelane/queue/names.h>
#include <pacelane/sqlite/connection.h>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// pgmq 1.5 on SQLite. A queue is a table of live messages (q_<name>) and one of archived ones (a_<name>);
/// see names.h.
namespace pacelane::queue {

struct Message {
    std::int64_t msg_id = 0;   ///< from 1, never given twice in a queue
    std::int64_t read_ct = 0;  ///< how often it was read
    Instant enqueued_at;
    Instant vt;                          ///< visible from then on
    std::optional<std::string> message;  ///< JSON text as it was sent
    std::optional<std::string> headers;  ///< JSON text
};

/// A message wherever it is.
struct StoredMessage : Message {
    std::optional<Instant> archived_at;  ///< nullopt while it is live
};

/// How a message is sent.
struct SendOptions {
    std::chrono::seconds delay{};        ///< until it is visible; negative: at once
    std::optional<Instant> visible_at;   ///< instead of the delay; in the past: at once
    std::optional<std::string> headers;  ///< JSON text
};

/// The two parts of a queue.
enum class Part { live, archive };

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
    Queues(sqlite::Connection& connection, const Clock& clock);
    ~Queues();
    Queues(const Queues&) = delete;
    Queues& operator=(const Queues&) = delete;

    /// Creates the queue; nothing happens when it is there already.
    void create(std::string_view queue);
    /// Removes the queue with all its messages; false when there is none.
    bool drop(std::string_view queue);
    std::vector<QueueInfo> list();

    /// Sends a message; its msg_id. Throws Error(bad_input) if it is not JSON, or larger than a row can be
    /// (sqlite::Options::longest_row).
    std::int64_t send(std::string_view queue, std::string_view message, const SendOptions& options = {});
    /// Sends all, in order, in one transaction; the options hold for each. When `headers` is not empty, it
    /// pairs with the messages instead of `options.headers`; Error(bad_input) if their numbers differ.
    std::vector<std::int64_t> send_batch(std::string_view queue, std::span<const std::string> messages,
                                         const SendOptions& options = {},
                                         std::span<const std::string> headers = {});
    /// Takes up to `quantity` visible messages, lowest msg_id first, and hides them for `vt` (zero or less:
    /// not at all). With a condition, only messages that it holds for.
    std::vector<Message> read(std::string_view queue, std::chrono::seconds vt, std::int64_t quantity = 1,
                              const Condition* condition = nullptr);
    /// The same; while there is nothing to read, looks again every `interval` until `longest` is over.
    std::vector<Message> read_with_poll(std::string_view queue, std::chrono::seconds vt,
                                        std::int64_t quantity, std::chrono::milliseconds longest,
                                        std::chrono::milliseconds interval,
                                        const Condition* condition = nullptr);
    /// Whether a read would find a message. Takes no lock that keeps others from writing.
    bool has_visible(std::string_view queue);
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
    /// Makes the messages visible `vt` from now (negative: at once), whether or not they were; those that are
    /// there, after the change, in the order of `ids`. An id that comes twice counts once, here and above.
    std::vector<Message> set_vt(std::string_view queue, std::span<const std::int64_t> ids,
                                std::chrono::seconds vt);
    std::optional<Message> set_vt(std::string_view queue, std::int64_t id, std::chrono::seconds vt) {
        auto messages = set_vt(queue, std::span(&id, 1), vt);
        if (messages.empty()) return std::nullopt;
        return std::move(messages.front());
    }
    /// Deletes all live messages; how many.
    std::int64_t purge(std::string_view queue);
    Metrics metrics(std::string_view queue);
    std::vector<Metrics> metrics_all();
    /// The first live messages by msg_id, visible or not, untouched.
    std::vector<Message> peek(std::string_view queue, std::int64_t quantity);
    /// A message, live or archived, untouched.
    std::optional<StoredMessage> find(std::string_view queue, std::int64_t id);
    /// Calls `visit` with every message by msg_id, the live ones, or the archived ones; what comes or goes
    /// meanwhile is not seen.
    void each(std::string_view queue, Part part, const std::function<void(const StoredMessage&)>& visit);
    /// Puts messages back, live or archived, as they were: read_ct, enqueued_at, vt, headers. They get new
    /// ids, in their order, or keep theirs: Error(bad_input), and nothing is put back, when one is or was
    /// there. The ids.
    std::vector<std::int64_t> restore(std::string_view queue, std::span<const StoredMessage> messages,
                                      bool keep_ids);
    /// Deletes the messages that were archived before `before`; how many.
    std::int64_t trim_archive(std::string_view queue, Instant before);

    /// Runs `work` with all its calls as one transaction.
    template <class Work>
    auto transaction(Work&& work) -> std::invoke_result_t<Work> {
        return connection_.transaction(std::forward<Work>(work));
    }

private:
    struct Table;
    // The statements of a queue; its name is checked, its existence is not.
    const Table& table(std::string_view queue);
    [[noreturn]] static void refuse_missing(std::string_view queue);
    template <class Work>
    auto with_table(std::string_view queue, Work&& work);
    /// Refuses a message that no row can hold, the `number`-th of `count`.
    void check_size(std::string_view queue, std::size_t bytes, std::size_t number, std::size_t count);
    std::vector<std::int64_t> send_all(std::string_view queue, std::span<const std::string_view> messages,
                                       const SendOptions& options, std::span<const std::string> headers);
    std::vector<Message> take(const Table& table, Instant now, std::chrono::seconds vt, std::int64_t quantity,
                              const Condition* condition);

    sqlite::Connection& connection_;
    const Clock& clock_;
    std::map<std::string, std::unique_ptr<Table>, std::less<>> tables_;
};

}  // namespace pacelane::queue
