// Everything of a user, counted and removed.
#include <pacelane/sqlite/maintenance.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>

namespace pacelane::store {

namespace {

/// The rows of a user in one table.
struct Holding {
    std::string table;      ///< quoted
    std::string condition;  ///< SQL on the user's id, or key
    bool by_key = false;
};

std::string quoted(std::string name) {
    for (std::size_t at = 0; (at = name.find('"', at)) != std::string::npos; at += 2)
        name.insert(at, 1, '"');
    return '"' + name + '"';
}

// Found by their columns, so that no table that is yet to come is left out.
std::vector<std::pair<std::string, Holding>> holdings(sqlite::Connection& connection) {
    std::vector<std::pair<std::string, Holding>> all;
    auto tables = connection.prepare(
        "SELECT t.name, max(c.name = 'user_id') FROM sqlite_master t, pragma_table_info(t.name) c WHERE "
        "t.type = 'table' AND c.name IN ('user_id', 'user_key') GROUP BY t.name ORDER BY t.name");
    while (tables.step()) {
        const bool by_key = tables.integer(1) == 0;
        all.push_back(
            {tables.text(0), {quoted(tables.text(0)), by_key ? "user_key = ?" : "user_id = ?", by_key}});
    }
    auto queues = connection.prepare("SELECT table_suffix FROM queues ORDER BY table_suffix");
    while (queues.step())
        for (const auto* part : {"q_", "a_"}) {
            const auto table = part + queues.text(0);
            all.push_back(
                {table,
                 {quoted(table), "CASE WHEN json_valid(message) THEN message ->> '$.user_id' END = ?"}});
        }
    return all;
}

RowCounts count(sqlite::Connection& connection, std::string_view id, std::int64_t key) {
    RowCounts counts;
    for (const auto& [name, holding] : holdings(connection)) {
        auto query = connection.prepare(
            fmt::format("SELECT count(*) FROM {} WHERE {}", holding.table, holding.condition));
        if (holding.by_key)
            query.with(key);
        else
            query.with(id);
        query.step();
        counts[name] = query.integer(0);
    }
    return counts;
}

}  // namespace

RowCounts SqliteStore::rows_of(const User& user) {
    return connection_.snapshot([&] { return count(connection_, user.id, user_key(user.id)); });
}

Forgotten SqliteStore::forget(const User& user) {
    Forgotten forgotten;
    const auto key = connection_.transaction([&] {
        const auto owner = user_key(user.id);
        forgotten.removed = count(connection_, user.id, owner);
        for (const auto& [name, holding] : holdings(connection_)) {
            auto remove =
                connection_.prepare(fmt::format("DELETE FROM {} WHERE {}", holding.table, holding.condition));
            if (holding.by_key)
                remove.with(owner);
            else
                remove.with(user.id);
            remove.run();
        }
        return owner;
    });
    forgotten.remaining = connection_.snapshot([&] { return count(connection_, user.id, key); });
    // Deleted rows are overwritten with zeros, but pages that were filled anew may hold, in their unused
    // part, copies of rows that moved elsewhere.
    try {
        compact();
    } catch (const Error& error) {
        throw Error(error.kind(),
                    fmt::format("user '{}' was removed, but the database's files may still hold traces of "
                                "what was deleted; run 'pacelane prune --compact' ({})",
                                user.handle, error.what()));
    }
    return forgotten;
}

void SqliteStore::compact() {
    sqlite::compact(connection_);
}

}  // namespace pacelane::store
