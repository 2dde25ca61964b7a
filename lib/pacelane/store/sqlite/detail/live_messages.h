#pragma once

#include <cstdint>
#include <pacelane/sqlite/connection.h>
#include <string>

namespace pacelane::store {

/// The live messages of a queue.
struct LiveMessages {
    std::int64_t ready = 0;      ///< never hidden, or put back
    std::int64_t due = 0;        ///< hidden until a time that has come
    std::int64_t in_flight = 0;  ///< hidden until later
    bool is_estimate = false;
};

/// Counted while they are few, else judged by where ids lie and by samples: a counter would cost each send a
/// fifth of its speed. `table`: the queue's suffix, with doubled quotes. `now`: RFC 3339.
LiveMessages live_messages(sqlite::Connection& connection, const std::string& table, const std::string& now);

}  // namespace pacelane::store
