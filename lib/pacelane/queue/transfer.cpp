#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/queue/detail/table.h>
#include <pacelane/queue/json_text.h>

#include <fmt/format.h>

namespace pacelane::queue {

void Queues::each(std::string_view queue, Part part, const std::function<void(const StoredMessage&)>& visit) {
    with_table(queue, [&](const Table& table) {
        const bool archive = part == Part::archive;
        auto query = connection_.prepare(fmt::format("SELECT {}, {} FROM \"{}_{}\" ORDER BY msg_id", kColumns,
                                                     archive ? "archived_at" : "NULL", archive ? "a" : "q",
                                                     table.escaped_suffix));
        while (query.step()) {
            StoredMessage message{message_of(query), {}};
            if (archive) message.archived_at = instant_of(query, 6);
            visit(message);
        }
    });
}

std::vector<std::int64_t> Queues::restore(std::string_view queue, std::span<const StoredMessage> messages,
                                          bool keep_ids) {
    for (std::size_t i = 0; i < messages.size(); ++i) {
        const auto& message = messages[i];
        const auto size = [](const std::optional<std::string>& text) { return text ? text->size() : 0; };
        check_size(queue, size(message.message) + size(message.headers), i + 1, messages.size());
        if (message.message) check_json(*message.message, "the message");
        if (message.headers) check_json(*message.headers, "the headers");
    }
    return connection_.transaction([&] {
        return with_table(queue, [&](const Table& table) {
            const Instant now = clock_.now();
            auto given = connection_.prepare(
                fmt::format("SELECT 1 FROM \"q_{0}\" WHERE msg_id = ?1 "
                            "UNION ALL SELECT 1 FROM \"a_{0}\" WHERE msg_id = ?1 "
                            "UNION ALL SELECT 1 FROM sqlite_sequence WHERE name = ?2 AND seq >= ?1",
                            table.escaped_suffix));
            auto insert = connection_.prepare(fmt::format(
                "INSERT INTO \"q_{}\" (msg_id, read_ct, enqueued_at, vt, hidden, message, headers) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                table.escaped_suffix));
            auto archive = connection_.prepare(
                fmt::format("UPDATE \"a_{}\" SET archived_at = ? WHERE msg_id = ?", table.escaped_suffix));
            const auto live_name = "q_" + table.suffix;
            std::vector<std::int64_t> ids;
            // By id, as each id that is kept must be above all given before it.
            std::vector<const StoredMessage*> in_order;
            for (const auto& message : messages)
                in_order.push_back(&message);
            if (keep_ids)
                std::sort(in_order.begin(), in_order.end(),
                          [](const auto* a, const auto* b) { return a->msg_id < b->msg_id; });
            for (const auto* message : in_order) {
                if (keep_ids) {
                    given.with(message->msg_id, live_name);
                    if (message->msg_id < 1 || given.step())
                        throw Error(ErrorKind::bad_input,
                                    fmt::format("queue '{}': the msg_id {} cannot be kept, it was given "
                                                "already; import with new ids instead",
                                                queue, message->msg_id));
                    given.reset();
                }
                insert.with(keep_ids ? std::optional(message->msg_id) : std::nullopt, message->read_ct,
                            format_instant(message->enqueued_at), format_instant(message->vt),
                            message->vt > now, message->message, message->headers);
                insert.run();
                const auto id = connection_.last_insert_id();
                ids.push_back(id);
                if (!message->archived_at) continue;
                // Through the live table, which gives the ids.
                this->archive(queue, id);
                archive.with(format_instant(*message->archived_at), id).run();
            }
            return ids;
        });
    });
}

}  // namespace pacelane::queue
