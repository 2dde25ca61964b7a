#pragma once

#include <memory>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace pacelane::sqlite {

/// What SQLite says, as an error that a person can act on. `handle` may be null: the database did not open.
[[noreturn]] void rethrow(const SQLite::Exception& error, const std::string& path, sqlite3* handle);

template <class Work>
auto translated(const std::string& path, const std::unique_ptr<SQLite::Database>& database, Work&& work) {
    try {
        return work();
    } catch (const SQLite::Exception& error) {
        rethrow(error, path, database ? database->getHandle() : nullptr);
    }
}

}  // namespace pacelane::sqlite
