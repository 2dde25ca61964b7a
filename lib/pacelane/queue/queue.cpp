#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/queue/queue.h>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::queue {

namespace {

constexpr std::size_t kLongestName = 47;  // as in pgmq

std::string checked_suffix(std::string_view queue) {
    const auto refuse = [&](std::string_view why) {
        throw Error(ErrorKind::bad_input, fmt::format("queue name '{}': {}", queue, why));
    };
    if (queue.empty()) refuse("is empty");
    if (queue.size() > kLongestName) refuse("is longer than 47 characters");
    if (queue.find_first_of("$;'") != std::string_view::npos || queue.find("--") != std::string_view::npos)
        refuse("may not contain $, ;, ' or --");
    if (queue.find_first_of(std::string_view("\"\0", 2)) != std::string_view::npos)
        refuse("may not contain \" or NUL");
    return ascii_lower(queue);
}

void check_json(std::string_view text, std::string_view what) {
    // nlohmann's validator, not SQLite 3.40's: the latter accepts what JSON does not allow in a few corners.
    if (!nlohmann::json::accept(text))
        throw Error(ErrorKind::bad_input, fmt::format("{} is not valid JSON: {}{}", what, text.substr(0, 80),
                                                      text.size() > 80 ? "…" : ""));
}

// Times are text of four-digit years.
Instant after(Instant now, std::chrono::seconds delay) {
    static const Instant kLast = *parse_instant("9999-12-31T23:59:59Z");
    static const Instant kFirst = *parse_instant("0001-01-01T00:00:00Z");
    if (delay > kLast - now || delay < kFirst - now)
        throw Error(ErrorKind::bad_input, fmt::format("{} seconds: out of range", delay.count()));
    return now + delay;
}

Instant instant(const sqlite::Query& query, int column) {
    return parse_instant(query.text(column)).value_or(Instant{});
}

Message message_of(const sqlite::Query& query) {
    return {query.integer(0),  query.integer(1),       instant(query, 2),
            instant(query, 3), query.optional_text(4), query.optional_text(5)};
}

std::vector<std::int64_t> once_each(std::span<const std::int64_t> ids) {
    std::vector<std::int64_t> unique;
    std::set<std::int64_t> seen;
    for (const auto id : ids)
        if (seen.insert(id).second) unique.push_back(id);
    return unique;
}

constexpr std::string_view kColumns = "msg_id, read_ct, enqueued_at, vt, message, headers";

// Messages whose time has come join the ready ones. Each is moved once for each time it was hidden, so the
// cost of a read does not grow with the number of messages that are hidden, or ready.
void promote(sqlite::Connection& connection, const std::string& suffix, const std::string& now) {
    connection.prepare(fmt::format("UPDATE \"q_{}\" SET hidden = 0 WHERE hidden = 1 AND vt <= ?", suffix))
        .with(now)
        .run();
}

std::vector<std::int64_t> visible_ids(sqlite::Connection& connection, const std::string& suffix,
                                      const std::string& now, std::int64_t quantity,
                                      const Condition* condition = nullptr) {
    if (quantity < 0)
        throw Error(ErrorKind::bad_input, fmt::format("quantity {}: may not be negative", quantity));
    promote(connection, suffix, now);
    // vt again, for a clock that was set back: a message that became ready in the future is not visible yet.
    auto query =
        connection.prepare(fmt::format("SELECT msg_id{1} FROM \"q_{0}\" INDEXED BY \"q_{0}_ready\" "
                                       "WHERE hidden = 0 AND vt <= ?1 ORDER BY msg_id LIMIT ?2",
                                       suffix, condition ? ", message" : ""));
    query.with(now, condition ? -1 : quantity);
    std::vector<std::int64_t> ids;
    while (static_cast<std::int64_t>(ids.size()) < quantity && query.step())
        if (!condition || (!query.is_null(1) && condition->holds_for(query.text(1))))
            ids.push_back(query.integer(0));
    return ids;
}

// Reads one message, if it is visible: counts the reading and hides it.
void take(sqlite::Connection& connection, const std::string& suffix, std::int64_t id, Instant now,
          std::chrono::seconds vt, std::vector<Message>& taken) {
    auto update =
        connection.prepare(fmt::format("UPDATE \"q_{}\" SET read_ct = read_ct + 1, vt = ?, hidden = ? "
                                       "WHERE msg_id = ? AND vt <= ? RETURNING {}",
                                       suffix, kColumns));
    update.with(format_instant(after(now, vt)), vt > std::chrono::seconds::zero(), id, format_instant(now));
    if (update.step()) taken.push_back(message_of(update));
}

}  // namespace

std::string Queues::suffix(std::string_view queue) {
    auto name = checked_suffix(queue);
    auto query = connection_.prepare("SELECT 1 FROM queues WHERE table_suffix = ?");
    if (!query.with(name).step())
        throw Error(ErrorKind::bad_input, fmt::format("queue '{}' does not exist", queue));
    return name;
}

void Queues::create(std::string_view queue) {
    const auto name = checked_suffix(queue);
    connection_.transaction([&] {
        const bool is_new =
            connection_
                .prepare(
                    "INSERT INTO queues (queue_name, table_suffix, created_at) VALUES (?, ?, ?) "
                    "ON CONFLICT (table_suffix) DO NOTHING")
                .with(queue, name, format_instant(clock_.now()))
                .run() > 0;
        if (!is_new) return;
        connection_.execute(fmt::format(
            "CREATE TABLE \"q_{0}\" (msg_id INTEGER PRIMARY KEY AUTOINCREMENT, read_ct INTEGER NOT NULL "
            "DEFAULT 0, "
            "enqueued_at TEXT NOT NULL, vt TEXT NOT NULL, hidden INTEGER NOT NULL DEFAULT 0, "
            "message TEXT CHECK (message IS NULL OR json_valid(message)), "
            "headers TEXT CHECK (headers IS NULL OR json_valid(headers))) STRICT;"
            "CREATE INDEX \"q_{0}_ready\" ON \"q_{0}\" (msg_id) WHERE hidden = 0;"
            "CREATE INDEX \"q_{0}_hidden\" ON \"q_{0}\" (vt) WHERE hidden = 1;"
            "CREATE TABLE \"a_{0}\" (msg_id INTEGER PRIMARY KEY, read_ct INTEGER NOT NULL, enqueued_at TEXT "
            "NOT NULL, "
            "archived_at TEXT NOT NULL, vt TEXT NOT NULL, message TEXT, headers TEXT) STRICT;",
            name));
    });
}

bool Queues::drop(std::string_view queue) {
    const auto name = checked_suffix(queue);
    return connection_.transaction([&] {
        if (connection_.prepare("DELETE FROM queues WHERE table_suffix = ?").with(name).run() == 0)
            return false;
        connection_.execute(fmt::format("DROP TABLE \"q_{0}\"; DROP TABLE \"a_{0}\";", name));
        return true;
    });
}

std::vector<QueueInfo> Queues::list() {
    std::vector<QueueInfo> all;
    auto query = connection_.prepare("SELECT queue_name, created_at FROM queues ORDER BY queue_name");
    while (query.step())
        all.push_back({query.text(0), instant(query, 1)});
    return all;
}

std::int64_t Queues::send(std::string_view queue, std::string_view message, const SendOptions& options) {
    const std::string one(message);
    return send_batch(queue, std::span(&one, 1), options).front();
}

std::vector<std::int64_t> Queues::send_batch(std::string_view queue, std::span<const std::string> messages,
                                             const SendOptions& options,
                                             std::span<const std::string> headers) {
    if (!headers.empty() && headers.size() != messages.size())
        throw Error(ErrorKind::bad_input, fmt::format("{} headers for {} messages: give one for each message",
                                                      headers.size(), messages.size()));
    for (const auto& message : messages)
        check_json(message, "the message");
    for (const auto& header : headers)
        check_json(header, "a header");
    if (options.headers) check_json(*options.headers, "the headers");
    return connection_.transaction([&] {
        const auto name = suffix(queue);
        const Instant now = clock_.now();
        const Instant visible_at = options.visible_at ? *options.visible_at : after(now, options.delay);
        const auto enqueued_at = format_instant(now);
        const auto vt = format_instant(visible_at);
        std::vector<std::int64_t> ids;
        auto insert = connection_.prepare(fmt::format(
            "INSERT INTO \"q_{}\" (enqueued_at, vt, hidden, message, headers) VALUES (?, ?, ?, ?, ?)", name));
        for (std::size_t i = 0; i < messages.size(); ++i) {
            insert.with(enqueued_at, vt, visible_at > now, messages[i],
                        headers.empty() ? options.headers : std::optional(headers[i]));
            insert.run();
            ids.push_back(connection_.last_insert_id());
        }
        return ids;
    });
}

std::vector<Message> Queues::read(std::string_view queue, std::chrono::seconds vt, std::int64_t quantity,
                                  const Condition* condition) {
    return connection_.transaction([&] {
        const auto name = suffix(queue);
        const Instant now = clock_.now();
        std::vector<Message> messages;
        for (const auto id : visible_ids(connection_, name, format_instant(now), quantity, condition))
            take(connection_, name, id, now, vt, messages);
        return messages;
    });
}

std::vector<Message> Queues::read_with_poll(std::string_view queue, std::chrono::seconds vt,
                                            std::int64_t quantity, std::chrono::milliseconds longest,
                                            std::chrono::milliseconds interval, const Condition* condition) {
    using Steady = std::chrono::steady_clock;
    const auto end = Steady::now() + longest;
    while (true) {
        auto messages = read(queue, vt, quantity, condition);
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Steady::now());
        if (!messages.empty() || quantity == 0 || left.count() <= 0) return messages;
        std::this_thread::sleep_for(std::clamp(interval, std::chrono::milliseconds(1), left));
    }
}

std::vector<Message> Queues::read_one(std::string_view queue, std::int64_t id, std::chrono::seconds vt) {
    return connection_.transaction([&] {
        const auto name = suffix(queue);
        std::vector<Message> messages;
        take(connection_, name, id, clock_.now(), vt, messages);
        return messages;
    });
}

std::vector<Message> Queues::pop(std::string_view queue, std::int64_t quantity) {
    return connection_.transaction([&] {
        const auto name = suffix(queue);
        std::vector<Message> messages;
        for (const auto id : visible_ids(connection_, name, format_instant(clock_.now()), quantity)) {
            auto take = connection_.prepare(
                fmt::format("DELETE FROM \"q_{}\" WHERE msg_id = ? RETURNING {}", name, kColumns));
            take.with(id);
            if (take.step()) messages.push_back(message_of(take));
        }
        return messages;
    });
}

std::vector<std::int64_t> Queues::archive(std::string_view queue, std::span<const std::int64_t> ids) {
    return connection_.transaction([&] {
        const auto name = suffix(queue);
        const auto now = format_instant(clock_.now());
        std::vector<std::int64_t> moved;
        for (const auto id : ids) {
            const auto copied =
                connection_
                    .prepare(fmt::format("INSERT INTO \"a_{0}\" (msg_id, read_ct, enqueued_at, "
                                         "archived_at, vt, message, headers) SELECT msg_id, read_ct, "
                                         "enqueued_at, ?, vt, message, headers FROM \"q_{0}\" "
                                         "WHERE msg_id = ?",
                                         name))
                    .with(now, id)
                    .run();
            if (copied == 0) continue;
            connection_.prepare(fmt::format("DELETE FROM \"q_{}\" WHERE msg_id = ?", name)).with(id).run();
            moved.push_back(id);
        }
        return moved;
    });
}

std::vector<std::int64_t> Queues::remove(std::string_view queue, std::span<const std::int64_t> ids) {
    return connection_.transaction([&] {
        const auto name = suffix(queue);
        std::vector<std::int64_t> removed;
        for (const auto id : ids)
            if (connection_.prepare(fmt::format("DELETE FROM \"q_{}\" WHERE msg_id = ?", name))
                    .with(id)
                    .run() > 0)
                removed.push_back(id);
        return removed;
    });
}

std::vector<Message> Queues::set_vt(std::string_view queue, std::span<const std::int64_t> ids,
                                    std::chrono::seconds vt) {
    return connection_.transaction([&] {
        const auto name = suffix(queue);
        const auto visible_at = format_instant(after(clock_.now(), vt));
        std::vector<Message> messages;
        for (const auto id : once_each(ids)) {
            auto update = connection_.prepare(fmt::format(
                "UPDATE \"q_{}\" SET vt = ?, hidden = ? WHERE msg_id = ? RETURNING {}", name, kColumns));
            update.with(visible_at, vt > std::chrono::seconds::zero(), id);
            if (update.step()) messages.push_back(message_of(update));
        }
        return messages;
    });
}

std::int64_t Queues::purge(std::string_view queue) {
    return connection_.transaction(
        [&] { return connection_.prepare(fmt::format("DELETE FROM \"q_{}\"", suffix(queue))).run(); });
}

Metrics Queues::metrics(std::string_view queue) {
    return connection_.snapshot([&] {
        const auto name = suffix(queue);
        const Instant now = clock_.now();
        Metrics metrics;
        metrics.scrape_time = now;
        const auto age = [&](const sqlite::Query& query, int column) -> std::optional<std::int64_t> {
            if (query.is_null(column)) return std::nullopt;
            return std::chrono::floor<std::chrono::seconds>(now - instant(query, column)).count();
        };
        auto query = connection_.prepare(
            fmt::format("SELECT (SELECT queue_name FROM queues WHERE table_suffix = ?1), count(*), "
                        "count(*) FILTER (WHERE vt <= ?2), max(enqueued_at), min(enqueued_at), "
                        "(SELECT seq FROM sqlite_sequence WHERE name = 'q_' || ?1) FROM \"q_{}\"",
                        name));
        query.with(name, format_instant(now));
        if (query.step()) {
            metrics.queue_name = query.text(0);
            metrics.queue_length = query.integer(1);
            metrics.queue_visible_length = query.integer(2);
            metrics.newest_msg_age_sec = age(query, 3);
            metrics.oldest_msg_age_sec = age(query, 4);
            metrics.total_messages = query.is_null(5) ? 0 : query.integer(5);
        }
        return metrics;
    });
}

std::vector<Metrics> Queues::metrics_all() {
    std::vector<Metrics> all;
    for (const auto& queue : list())
        all.push_back(metrics(queue.queue_name));
    return all;
}

std::vector<Message> Queues::peek(std::string_view queue, std::int64_t quantity) {
    if (quantity < 0)
        throw Error(ErrorKind::bad_input, fmt::format("quantity {}: may not be negative", quantity));
    std::vector<Message> messages;
    auto query = connection_.prepare(
        fmt::format("SELECT {} FROM \"q_{}\" ORDER BY msg_id LIMIT ?", kColumns, suffix(queue)));
    query.with(quantity);
    while (query.step())
        messages.push_back(message_of(query));
    return messages;
}

std::optional<StoredMessage> Queues::find(std::string_view queue, std::int64_t id) {
    auto query =
        connection_.prepare(fmt::format("SELECT {0}, NULL FROM \"q_{1}\" WHERE msg_id = ?1 "
                                        "UNION ALL SELECT {0}, archived_at FROM \"a_{1}\" WHERE msg_id = ?1",
                                        kColumns, suffix(queue)));
    if (!query.with(id).step()) return std::nullopt;
    StoredMessage found{message_of(query), {}};
    if (!query.is_null(6)) found.archived_at = instant(query, 6);
    return found;
}

std::int64_t Queues::trim_archive(std::string_view queue, Instant before) {
    return connection_.transaction([&] {
        return connection_.prepare(fmt::format("DELETE FROM \"a_{}\" WHERE archived_at < ?", suffix(queue)))
            .with(format_instant(before))
            .run();
    });
}

}  // namespace pacelane::queue
