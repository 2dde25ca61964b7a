#include <pacelane/queue/detail/table.h>

#include <fmt/format.h>

namespace pacelane::queue {

Queues::Table::Table(std::string_view queue)
    : suffix(checked_suffix(queue)), escaped_suffix(escaped(suffix)) {
    const auto of = [&](std::string_view sql) {
        return fmt::format(fmt::runtime(sql), escaped_suffix, kColumns);
    };
    send = of("INSERT INTO \"q_{0}\" (enqueued_at, vt, hidden, message, headers) VALUES (?, ?, ?, ?, ?)");
    promote = of("UPDATE \"q_{0}\" SET hidden = 0 WHERE hidden = 1 AND vt <= ?");
    // vt again, for a clock that was set back: a message that became ready in the future is not visible
    // yet.
    visible =
        of("SELECT msg_id, message FROM \"q_{0}\" INDEXED BY \"qr_{0}\" "
           "WHERE hidden = 0 AND vt <= ?1 ORDER BY msg_id");
    has_visible =
        of("SELECT EXISTS (SELECT 1 FROM \"q_{0}\" INDEXED BY \"qr_{0}\" WHERE hidden = 0 AND vt <= ?1) "
           "OR EXISTS (SELECT 1 FROM \"q_{0}\" WHERE hidden = 1 AND vt <= ?1)");
    const auto visible_ids =
        of("(SELECT msg_id FROM \"q_{0}\" INDEXED BY \"qr_{0}\" WHERE hidden = 0 AND vt <= ?1 "
           "ORDER BY msg_id LIMIT ?2)");
    const auto read = of("UPDATE \"q_{0}\" SET read_ct = read_ct + 1, vt = ?3, hidden = ?4 WHERE ");
    const auto pop = of("DELETE FROM \"q_{0}\" WHERE ");
    const auto returning = of(" RETURNING {1}");
    read_first = read + "msg_id IN " + visible_ids + returning;
    read_one = read + "msg_id = ?2 AND vt <= ?1" + returning;
    pop_first = pop + "msg_id IN " + visible_ids + returning;
    copy =
        of("INSERT INTO \"a_{0}\" (msg_id, read_ct, enqueued_at, archived_at, vt, message, headers) "
           "SELECT msg_id, read_ct, enqueued_at, ?1, vt, message, headers FROM \"q_{0}\" WHERE msg_id = ?2");
    remove = pop + "msg_id = ?";
    set_vt = of("UPDATE \"q_{0}\" SET vt = ?, hidden = ? WHERE msg_id = ? RETURNING {1}");
}

Instant instant_of(const sqlite::Query& query, int column) {
    return parse_instant(query.view(column)).value_or(Instant{});
}

Message message_of(const sqlite::Query& query) {
    return {query.integer(0),     query.integer(1),       instant_of(query, 2),
            instant_of(query, 3), query.optional_text(4), query.optional_text(5)};
}

}  // namespace pacelane::queue
