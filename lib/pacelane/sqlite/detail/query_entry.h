#pragma once

#include <memory>
#include <pacelane/sqlite/connection.h>

#include <sqlite3.h>

namespace pacelane::sqlite {

// The statement itself is SQLite's: SQLiteCpp's makes an object with a shared pointer for each column of each
// row, which the queue's hot paths would pay for.
struct Query::Entry {
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement;
    bool on_loan = false;
};

}  // namespace pacelane::sqlite
