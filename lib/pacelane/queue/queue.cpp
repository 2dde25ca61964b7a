#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/queue/detail/table.h>
#include <pacelane/queue/json_text.h>
#include <set>
#include <thread>

#include <fmt/format.h>

namespace pacelane::queue {

namespace {

// Times are text of four-digit years.
Instant after(Instant now, std::chrono::seconds delay) {
    constexpr Instant kFirst = std::chrono::sys_days(std::chrono::year(1) / 1 / 1);
    // In seconds: a delay in milliseconds could overflow.
    using std::chrono::seconds;
    if (delay > std::chrono::floor<seconds>(kLastInstant - now) ||
        delay < std::chrono::ceil<seconds>(kFirst - now))
        throw Error(ErrorKind::bad_input, fmt::format("{} seconds from {} is outside the years 1 to 9999",
                                                      delay.count(), format_instant(now)));
    return now + delay;
}

void check_quantity(std::int64_t quantity) {
    if (quantity < 0)
        throw Error(ErrorKind::bad_input, fmt::format("quantity {}: may not be negative", quantity));
}

std::vector<std::int64_t> once_each(std::span<const std::int64_t> ids) {
    std::vector<std::int64_t> unique;
    std::set<std::int64_t> seen;
    for (const auto id : ids)
        if (seen.insert(id).second) unique.push_back(id);
    return unique;
}

}  // namespace

Queues::Queues(sqlite::Connection& connection, const Clock& clock) : connection_(connection), clock_(clock) {}
Queues::~Queues() = default;

const Queues::Table& Queues::table(std::string_view queue) {
    auto found = tables_.find(queue);
    if (found == tables_.end())
        found = tables_.emplace(std::string(queue), std::make_unique<Table>(queue)).first;
    return *found->second;
}

void Queues::refuse_missing(std::string_view queue) {
    throw Error(ErrorKind::bad_input, fmt::format("queue '{}' does not exist; create it first", queue));
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
            "CREATE TABLE \"a_{0}\" (msg_id INTEGER PRIMARY KEY, read_ct INTEGER NOT NULL, enqueued_at TEXT "
            "NOT NULL, "
            "archived_at TEXT NOT NULL, vt TEXT NOT NULL, message TEXT, headers TEXT) STRICT;",
            escaped(name)));
        connection_.execute(index_statements(name));
    });
}

bool Queues::drop(std::string_view queue) {
    const auto name = checked_suffix(queue);
    return connection_.transaction([&] {
        if (connection_.prepare("DELETE FROM queues WHERE table_suffix = ?").with(name).run() == 0)
            return false;
        connection_.execute(fmt::format("DROP TABLE \"q_{0}\"; DROP TABLE \"a_{0}\";", escaped(name)));
        return true;
    });
}

std::vector<QueueInfo> Queues::list() {
    std::vector<QueueInfo> all;
    auto query = connection_.prepare("SELECT queue_name, created_at FROM queues ORDER BY queue_name");
    while (query.step())
        all.push_back({query.text(0), instant_of(query, 1)});
    return all;
}

std::int64_t Queues::send(std::string_view queue, std::string_view message, const SendOptions& options) {
    return send_all(queue, std::span(&message, 1), options, {}).front();
}

std::vector<std::int64_t> Queues::send_batch(std::string_view queue, std::span<const std::string> messages,
                                             const SendOptions& options,
                                             std::span<const std::string> headers) {
    if (!headers.empty() && headers.size() != messages.size())
        throw Error(ErrorKind::bad_input, fmt::format("{} headers for {} messages: give one for each message",
                                                      headers.size(), messages.size()));
    for (const auto& header : headers)
        check_json(header, "a header");
    const std::vector<std::string_view> views(messages.begin(), messages.end());
    return connection_.transaction([&] { return send_all(queue, views, options, headers); });
}

void Queues::check_size(std::string_view queue, std::size_t bytes, std::size_t number, std::size_t count) {
    constexpr std::size_t kRest = 200;  // bytes of a row: times, numbers and lengths
    const auto most = connection_.longest_row() - std::min(connection_.longest_row(), kRest);
    if (bytes <= most) return;
    const auto which =
        count == 1 ? std::string("the message") : fmt::format("message {} of {}", number, count);
    throw Error(
        ErrorKind::bad_input,
        fmt::format("queue '{}': {} is too large: {} bytes with its headers, and a queue takes at most "
                    "{}; store the content elsewhere and send a reference to it",
                    queue, which, bytes, most));
}

std::vector<std::int64_t> Queues::send_all(std::string_view queue, std::span<const std::string_view> messages,
                                           const SendOptions& options, std::span<const std::string> headers) {
    const auto header_size = [&](std::size_t i) {
        if (!headers.empty()) return headers[i].size();
        return options.headers ? options.headers->size() : 0;
    };
    for (std::size_t i = 0; i < messages.size(); ++i) {
        check_size(queue, messages[i].size() + header_size(i), i + 1, messages.size());
        check_json(messages[i], "the message");
    }
    if (options.headers) check_json(*options.headers, "the headers");
    return with_table(queue, [&](const Table& table) {
        const Instant now = clock_.now();
        const Instant visible_at = options.visible_at ? *options.visible_at : after(now, options.delay);
        const auto enqueued_at = format_instant(now);
        const auto vt = format_instant(visible_at);
        std::vector<std::int64_t> ids;
        ids.reserve(messages.size());
        connection_.give_way();
        auto insert = connection_.prepare(table.send);
        insert.bind_borrowed(1, enqueued_at).bind_borrowed(2, vt).bind(3, visible_at > now);
        for (std::size_t i = 0; i < messages.size(); ++i) {
            insert.bind_borrowed(4, messages[i]);
            if (!headers.empty())
                insert.bind_borrowed(5, headers[i]);
            else if (options.headers)
                insert.bind_borrowed(5, *options.headers);
            insert.run();
            ids.push_back(connection_.last_insert_id());
        }
        return ids;
    });
}

std::vector<Message> Queues::take(const Table& table, Instant now, std::chrono::seconds vt,
                                  std::int64_t quantity, const Condition* condition) {
    // Messages whose time has come join the ready ones. Each is moved once for each time it was hidden, so
    // the cost of a read does not grow with the number of messages that are hidden, or ready.
    const auto now_text = format_instant(now);
    const auto vt_text = format_instant(after(now, vt));
    const bool hidden = vt > std::chrono::seconds::zero();
    connection_.prepare(table.promote).bind_borrowed(1, now_text).run();
    std::vector<Message> messages;
    if (!condition || condition->matches_all()) {
        auto update = connection_.prepare(table.read_first);
        update.bind_borrowed(1, now_text).bind(2, quantity).bind_borrowed(3, vt_text).bind(4, hidden);
        while (update.step())
            messages.push_back(message_of(update));
        return messages;
    }
    std::vector<std::int64_t> ids;
    {
        auto visible = connection_.prepare(table.visible);
        visible.bind_borrowed(1, now_text);
        while (static_cast<std::int64_t>(ids.size()) < quantity && visible.step())
            if (!visible.is_null(1) && condition->holds_for(visible.view(1)))
                ids.push_back(visible.integer(0));
    }
    auto update = connection_.prepare(table.read_one);
    for (const auto id : ids) {
        update.bind_borrowed(1, now_text).bind(2, id).bind_borrowed(3, vt_text).bind(4, hidden);
        if (update.step()) messages.push_back(message_of(update));
        update.reset();
    }
    return messages;
}

std::vector<Message> Queues::read(std::string_view queue, std::chrono::seconds vt, std::int64_t quantity,
                                  const Condition* condition) {
    check_quantity(quantity);
    return with_table(queue, [&](const Table& table) {
        return connection_.transaction([&] { return take(table, clock_.now(), vt, quantity, condition); });
    });
}

bool Queues::has_visible(std::string_view queue) {
    return with_table(queue, [&](const Table& table) {
        const auto now = format_instant(clock_.now());
        auto query = connection_.prepare(table.has_visible);
        query.bind_borrowed(1, now);
        return query.step() && query.integer(0) != 0;
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
    return with_table(queue, [&](const Table& table) {
        const Instant now = clock_.now();
        std::vector<Message> messages;
        auto update = connection_.prepare(table.read_one);
        update.with(format_instant(now), id, format_instant(after(now, vt)),
                    vt > std::chrono::seconds::zero());
        while (update.step())
            messages.push_back(message_of(update));
        return messages;
    });
}

std::vector<Message> Queues::pop(std::string_view queue, std::int64_t quantity) {
    check_quantity(quantity);
    return with_table(queue, [&](const Table& table) {
        return connection_.transaction([&] {
            const auto now = format_instant(clock_.now());
            connection_.prepare(table.promote).bind_borrowed(1, now).run();
            auto pop = connection_.prepare(table.pop_first);
            pop.bind_borrowed(1, now).bind(2, quantity);
            std::vector<Message> messages;
            while (pop.step())
                messages.push_back(message_of(pop));
            return messages;
        });
    });
}

std::vector<std::int64_t> Queues::archive(std::string_view queue, std::span<const std::int64_t> ids) {
    return with_table(queue, [&](const Table& table) {
        return connection_.transaction([&] {
            const auto now = format_instant(clock_.now());
            auto copy = connection_.prepare(table.copy);
            auto remove = connection_.prepare(table.remove);
            copy.bind_borrowed(1, now);
            std::vector<std::int64_t> moved;
            for (const auto id : ids) {
                if (copy.bind(2, id).run() == 0) continue;
                remove.bind(1, id).run();
                moved.push_back(id);
            }
            return moved;
        });
    });
}

std::vector<std::int64_t> Queues::remove(std::string_view queue, std::span<const std::int64_t> ids) {
    return with_table(queue, [&](const Table& table) {
        return connection_.transaction([&] {
            auto remove = connection_.prepare(table.remove);
            std::vector<std::int64_t> removed;
            for (const auto id : ids)
                if (remove.bind(1, id).run() > 0) removed.push_back(id);
            return removed;
        });
    });
}

std::vector<Message> Queues::set_vt(std::string_view queue, std::span<const std::int64_t> ids,
                                    std::chrono::seconds vt) {
    return with_table(queue, [&](const Table& table) {
        return connection_.transaction([&] {
            const auto visible_at = format_instant(after(clock_.now(), vt));
            auto update = connection_.prepare(table.set_vt);
            std::vector<Message> messages;
            for (const auto id : once_each(ids)) {
                update.with(visible_at, vt > std::chrono::seconds::zero(), id);
                if (update.step()) messages.push_back(message_of(update));
                update.reset();
            }
            return messages;
        });
    });
}

std::int64_t Queues::purge(std::string_view queue) {
    return with_table(queue, [&](const Table& table) {
        return connection_.prepare(fmt::format("DELETE FROM \"q_{}\"", table.escaped_suffix)).run();
    });
}

Metrics Queues::metrics(std::string_view queue) {
    return with_table(queue, [&](const Table& table) {
        const Instant now = clock_.now();
        Metrics metrics;
        metrics.scrape_time = now;
        const auto age = [&](const sqlite::Query& query, int column) -> std::optional<std::int64_t> {
            if (query.is_null(column)) return std::nullopt;
            return std::chrono::floor<std::chrono::seconds>(now - instant_of(query, column)).count();
        };
        auto query = connection_.prepare(
            fmt::format("SELECT (SELECT queue_name FROM queues WHERE table_suffix = ?1), count(*), "
                        "count(*) FILTER (WHERE vt <= ?2), max(enqueued_at), min(enqueued_at), "
                        "(SELECT seq FROM sqlite_sequence WHERE name = 'q_' || ?1) FROM \"q_{}\"",
                        table.escaped_suffix));
        query.with(table.suffix, format_instant(now));
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
    return connection_.snapshot([&] {
        std::vector<Metrics> all;
        for (const auto& queue : list())
            all.push_back(metrics(queue.queue_name));
        return all;
    });
}

std::vector<Message> Queues::peek(std::string_view queue, std::int64_t quantity) {
    check_quantity(quantity);
    return with_table(queue, [&](const Table& table) {
        std::vector<Message> messages;
        auto query = connection_.prepare(
            fmt::format("SELECT {} FROM \"q_{}\" ORDER BY msg_id LIMIT ?", kColumns, table.escaped_suffix));
        query.with(quantity);
        while (query.step())
            messages.push_back(message_of(query));
        return messages;
    });
}

std::optional<StoredMessage> Queues::find(std::string_view queue, std::int64_t id) {
    return with_table(queue, [&](const Table& table) -> std::optional<StoredMessage> {
        auto query = connection_.prepare(
            fmt::format("SELECT {0}, NULL FROM \"q_{1}\" WHERE msg_id = ?1 "
                        "UNION ALL SELECT {0}, archived_at FROM \"a_{1}\" WHERE msg_id = ?1",
                        kColumns, table.escaped_suffix));
        if (!query.with(id).step()) return std::nullopt;
        StoredMessage found{message_of(query), {}};
        if (!query.is_null(6)) found.archived_at = instant_of(query, 6);
        return found;
    });
}

std::int64_t Queues::trim_archive(std::string_view queue, Instant before) {
    return with_table(queue, [&](const Table& table) {
        return connection_
            .prepare(fmt::format("DELETE FROM \"a_{}\" WHERE archived_at < ?", table.escaped_suffix))
            .with(format_instant(before))
            .run();
    });
}

}  // namespace pacelane::queue
