// A copy, in memory, of one user's part of the database.
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>

namespace pacelane::store {

namespace {

struct TableCopy {
    std::string name;
    std::string sql;  ///< that creates it
    std::string condition;
    bool has_rowid = true;
};

/// The tables of `original`, without those of other queues than the pipeline's, and what to copy of each.
std::vector<TableCopy> tables_to_copy(sqlite::Connection& connection) {
    std::vector<TableCopy> tables;
    auto query = connection.prepare(
        "SELECT m.name, m.sql, max(c.name = 'user_key'), max(c.name = 'user_id'), l.wr, "
        "q.queue_name FROM original.sqlite_master m JOIN pragma_table_info(m.name, 'original') c "
        "JOIN pragma_table_list(m.name) l ON l.schema = 'original' "
        "LEFT JOIN original.queues q ON m.name IN ('q_' || q.table_suffix, 'a_' || q.table_suffix) "
        "WHERE m.type = 'table' AND substr(m.name, 1, 7) <> 'sqlite_' GROUP BY m.name ORDER BY m.rowid");
    while (query.step()) {
        TableCopy table{query.text(0), query.text(1), "true", query.integer(4) == 0};
        if (!query.is_null(5)) {
            const auto queue = query.text(5);
            if (queue != kAnalysisQueue && queue != kSuggestionQueue) continue;
            table.condition = table.name == "q_" + std::string(kAnalysisQueue)
                                  ? "CASE WHEN json_valid(message) THEN message ->> '$.user_id' END = ?1"
                                  : "false";
        } else if (query.integer(2) != 0) {
            table.condition = "user_key = ?2";
        } else if (query.integer(3) != 0) {
            table.condition = "user_id = ?1";
        }
        tables.push_back(std::move(table));
    }
    return tables;
}

void copy_rows(sqlite::Connection& connection, const TableCopy& table, std::string_view user_id,
               std::int64_t user_key) {
    std::string columns;  // without generated ones
    auto names = connection.prepare("SELECT name FROM pragma_table_info(?, 'original') ORDER BY cid");
    names.with(table.name);
    while (names.step())
        columns += fmt::format("{}\"{}\"", columns.empty() ? "" : ", ", names.text(0));
    auto copy =
        connection.prepare(fmt::format("INSERT INTO main.\"{0}\" ({1}) SELECT {1} FROM original.\"{0}\" "
                                       "WHERE {2} AND ?1 IS NOT NULL AND ?2 IS NOT NULL{3}",
                                       table.name, columns, table.condition,
                                       // What is sorted by rowid comes in the same order.
                                       table.has_rowid ? " ORDER BY rowid" : ""));
    copy.with(user_id, user_key).run();
}

}  // namespace

SqliteStore::SqliteStore(const Clock& clock)
    : clock_(clock), connection_(":memory:", {}), queues_(connection_, clock) {}

std::unique_ptr<Store> SqliteStore::copy_of(const User& user) {
    std::unique_ptr<SqliteStore> copy(new SqliteStore(clock_));
    auto& connection = copy->connection_;
    const auto key = user_key(user.id);
    connection.prepare("ATTACH ? AS original").with(connection_.path()).run();
    // A transaction that only reads `original`.
    connection.snapshot([&] {
        connection.execute("PRAGMA defer_foreign_keys = ON");
        const auto tables = tables_to_copy(connection);
        for (const auto& table : tables) {
            connection.execute(table.sql);
            copy_rows(connection, table, user.id, key);
        }
        // Triggers only now: what they did is among the rows already.
        std::vector<std::string> rest;
        auto query = connection.prepare(
            "SELECT sql FROM original.sqlite_master m WHERE type <> 'table' AND sql IS NOT NULL AND (type = "
            "'view' OR tbl_name IN (SELECT name FROM main.sqlite_master)) ORDER BY rowid");
        while (query.step())
            rest.push_back(query.text(0));
        for (const auto& sql : rest)
            connection.execute(sql);
    });
    connection.execute("DETACH original");
    return copy;
}

}  // namespace pacelane::store
