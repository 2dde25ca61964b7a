#pragma once

#include "temporary_folder.h"

#include <functional>
#include <optional>
#include <pacelane/base/error.h>
#include <pacelane/sqlite/connection.h>
#include <string>

#include <doctest/doctest.h>

namespace pacelane::sqlite {

inline Options creating() {
    Options options;
    options.create = true;
    return options;
}
/// Gives up at once instead of waiting for others.
inline Options impatient() {
    Options options;
    options.busy_timeout = std::chrono::milliseconds(1);
    return options;
}

/// A database in memory with a table `notes (id, text)`.
struct Notes {
    Notes() { connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)"); }
    Connection connection{":memory:", creating()};

    void add(std::string_view text) {
        connection.prepare("INSERT INTO notes (text) VALUES (?)").with(text).run();
    }
};

inline std::int64_t count(Connection& connection) {
    auto query = connection.prepare("SELECT count(*) FROM notes");
    query.step();
    return query.integer(0);
}

/// The Error that the work throws; a failed check when it throws none.
inline Error error_of(const std::function<void()>& work) {
    std::optional<Error> caught;
    try {
        work();
    } catch (const Error& error) {
        caught = error;
    }
    REQUIRE(caught);
    return *caught;
}
inline bool says(const Error& error, std::string_view part) {
    return std::string_view(error.what()).find(part) != std::string_view::npos;
}

}  // namespace pacelane::sqlite
