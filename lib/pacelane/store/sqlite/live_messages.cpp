#include <algorithm>
#include <cmath>
#include <pacelane/store/sqlite/detail/live_messages.h>
#include <queue>

#include <fmt/format.h>

namespace pacelane::store {

namespace {

constexpr std::int64_t kMostExact = 10'000;
// Ids are cut into so many ranges, and of each so many are looked at.
constexpr std::size_t kRanges = 64;
constexpr std::int64_t kSample = 64;

/// From one live message to another.
struct IdRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::int64_t width() const { return last - first + 1; }
    bool operator<(const IdRange& other) const { return width() < other.width(); }
};

/// The ids of the queue without its large gaps: one message that waits for weeks, far before all others, must
/// not make a long queue.
std::vector<IdRange> ranges_of(sqlite::Connection& connection, const std::string& table) {
    auto ends =
        connection.prepare(fmt::format("SELECT (SELECT min(msg_id) FROM \"q_{0}\"), (SELECT max(msg_id) FROM "
                                       "\"q_{0}\")",
                                       table));
    if (!ends.step() || ends.is_null(0)) return {};
    std::priority_queue<IdRange> open;
    open.push({ends.integer(0), ends.integer(1)});
    auto middle = connection.prepare(
        fmt::format("SELECT (SELECT max(msg_id) FROM \"q_{0}\" WHERE msg_id <= ?1), (SELECT min(msg_id) FROM "
                    "\"q_{0}\" WHERE msg_id > ?1)",
                    table));
    while (open.size() < kRanges && open.top().width() > kSample) {
        const auto range = open.top();
        open.pop();
        middle.with(range.first + (range.last - range.first) / 2).step();
        open.push({range.first, middle.integer(0)});
        open.push({middle.integer(1), range.last});
        middle.reset();
    }
    std::vector<IdRange> ranges;
    for (; !open.empty(); open.pop())
        ranges.push_back(open.top());
    return ranges;
}

}  // namespace

LiveMessages live_messages(sqlite::Connection& connection, const std::string& table, const std::string& now) {
    // By the readers' indexes, which hold nothing of the messages themselves.
    const auto few = [&](char index, const char* condition) {
        auto query =
            connection.prepare(fmt::format("SELECT count(*) FROM (SELECT 1 FROM \"q_{0}\" INDEXED BY "
                                           "\"q{1}_{0}\" WHERE {2} LIMIT ?2)",
                                           table, index, condition));
        query.with(now, kMostExact + 1).step();
        return query.integer(0);
    };
    LiveMessages live;
    live.ready = few('r', "hidden = 0 AND ?1 = ?1");
    live.due = few('h', "hidden = 1 AND vt <= ?1");
    live.in_flight = few('h', "hidden = 1 AND vt > ?1");
    live.is_estimate = std::max({live.ready, live.due, live.in_flight}) > kMostExact;
    if (!live.is_estimate) return live;

    double ready = 0, due = 0, in_flight = 0;
    auto window = connection.prepare(
        fmt::format("SELECT count(*) FILTER (WHERE hidden = 0), count(*) FILTER (WHERE hidden = 1 AND vt <= "
                    "?3), count(*) FILTER (WHERE hidden = 1 AND vt > ?3) FROM \"q_{}\" WHERE msg_id BETWEEN "
                    "?1 AND ?2",
                    table));
    for (const auto& range : ranges_of(connection, table)) {
        const auto seen = std::min(range.width(), kSample);
        const auto first = range.first + (range.width() - seen) / 2;
        window.with(first, first + seen - 1, now).step();
        const double share = static_cast<double>(range.width()) / static_cast<double>(seen);
        ready += share * static_cast<double>(window.integer(0));
        due += share * static_cast<double>(window.integer(1));
        in_flight += share * static_cast<double>(window.integer(2));
        window.reset();
    }
    // What was counted to its end is known.
    const auto known_or = [](std::int64_t& counted, double estimate) {
        if (counted > kMostExact) counted = std::max<std::int64_t>(counted, std::llround(estimate));
    };
    known_or(live.ready, ready);
    known_or(live.due, due);
    known_or(live.in_flight, in_flight);
    return live;
}

}  // namespace pacelane::store
