#pragma once

#include <pacelane/queue/queue.h>
#include <string>
#include <string_view>

namespace pacelane::queue {

/// The columns of a message, in the order that message_of takes them.
inline constexpr std::string_view kColumns = "msg_id, read_ct, enqueued_at, vt, message, headers";

/// The table suffix of a queue: its folded name. Throws Error(bad_input) for a name that is not
/// allowed.
std::string checked_suffix(std::string_view queue);
/// For use between double quotes in SQL.
std::string escaped(std::string suffix);
/// Creates the indexes of the live table.
std::string index_statements(const std::string& suffix);

/// A queue's statements: kept, so that a call formats no SQL.
struct Queues::Table {
    explicit Table(std::string_view queue);

    std::string suffix;          ///< of the tables' names
    std::string escaped_suffix;  ///< the same, between double quotes
    std::string send, promote, visible, has_visible, read_first, read_one, pop_first, copy, remove, set_vt;
};

/// The moment in a column.
Instant instant_of(const sqlite::Query& query, int column);
/// The message in a row of kColumns.
Message message_of(const sqlite::Query& query);

template <class Work>
auto Queues::with_table(std::string_view queue, Work&& work) {
    const auto& known = table(queue);
    try {
        return work(known);
    } catch (const sqlite::NoSuchTable&) {
        refuse_missing(queue);
    }
}

}  // namespace pacelane::queue
