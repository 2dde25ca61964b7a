#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <sqlite3.h>

namespace pacelane::bench {

/// The work of a queue as one would write it by hand: SQLite's C calls, prepared statements, the tables of
/// the queue `jobs` in a database that pacelane made. Times are constants, texts are not copied, errors
/// abort.
class BareQueue {
public:
    BareQueue(const std::string& path, bool full);
    ~BareQueue();
    BareQueue(const BareQueue&) = delete;
    BareQueue& operator=(const BareQueue&) = delete;

    void send(std::span<const std::string> messages);
    std::vector<std::int64_t> read(int count);
    void archive(const std::vector<std::int64_t>& ids);
    void pop();
    void clear();

    /// Bytes of the messages that were read, so that no reading can be left out.
    std::size_t bytes_seen = 0;

private:
    sqlite3_stmt* prepare(const char* sql);
    void run(sqlite3_stmt* statement);
    void step_through(sqlite3_stmt* statement, std::vector<std::int64_t>* ids);

    sqlite3* database_ = nullptr;
    std::vector<sqlite3_stmt*> all_;
    sqlite3_stmt *begin_, *commit_, *send_, *promote_, *read_, *pop_, *copy_, *remove_;
};

}  // namespace pacelane::bench
