#pragma once

#include "temporary_folder.h"

#include <functional>
#include <pacelane/base/error.h>
#include <pacelane/queue/queue.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace pacelane::queue {

using std::chrono::seconds;

/// A database in memory with a queue `jobs` in it, at a time that only the test moves.
struct Jobs {
    Jobs() {
        connection.execute(bytes_of(PACELANE_SOURCE_DIR "/schema/sqlite/0001_initial.sql"));
        queues.create("jobs");
    }
    static sqlite::Options creating() {
        sqlite::Options options;
        options.create = true;
        return options;
    }
    std::vector<std::int64_t> send(int count) {
        return queues.send_batch("jobs", std::vector<std::string>(static_cast<std::size_t>(count), "{}"));
    }
    std::vector<std::int64_t> read_ids(std::int64_t quantity, seconds vt = seconds(30)) {
        return ids(queues.read("jobs", vt, quantity));
    }
    static std::vector<std::int64_t> ids(const std::vector<Message>& messages) {
        std::vector<std::int64_t> all;
        for (const auto& message : messages)
            all.push_back(message.msg_id);
        return all;
    }

    ManualClock clock{parse_instant("2026-11-19T08:00:00Z").value()};
    sqlite::Connection connection{":memory:", creating()};
    Queues queues{connection, clock};
};

using Ids = std::vector<std::int64_t>;

/// What the Error says that the work throws; it must be bad input.
inline std::string refusal(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::bad_input);
        return error.what();
    }
    FAIL("nothing was refused");
    return "";
}

}  // namespace pacelane::queue
