#pragma once

#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/base/time.h>
#include <pacelane/sqlite/connection.h>
#include <string>
#include <string_view>
#include <vector>

/// The database's schema and its versions. A migration is one file of schema/sqlite, embedded in the library.
namespace pacelane::store {

struct Migration {
    int version = 0;
    std::string_view name;  ///< like the rest: not copied, as every start of the program makes all of these
    std::string_view sql;
    std::string_view digest{};  ///< of the SQL, when it is known already
    /// Runs after the SQL, in the same transaction: what SQL alone cannot say.
    void (*step)(sqlite::Connection&) = nullptr;
    std::string checksum() const;  ///< SHA-256 of the SQL
};

/// All migrations of this build, by version.
PACELANE_API const std::vector<Migration>& embedded_migrations();

struct MigrationState {
    int version = 0;
    std::string name;
    std::string checksum;
    std::optional<Instant> applied_at;  ///< absent: pending
};

struct MigrationReport {
    std::vector<MigrationState> migrations;  ///< all known ones, applied and pending, after the call
    std::vector<int> applied;  ///< the versions that this call applied (or, in a dry run, would apply)
    std::string backup;  ///< the copy made of the file before it was upgraded; empty when there was no need
};

struct MigrateOptions {
    bool dry_run = false;
    std::optional<int> to;  ///< stop after this version
};

/// Creates or upgrades the database file. Each migration is one transaction; before an existing database is
/// upgraded, a copy of it is made beside it (<file>.backup-<version>-<time>). Throws Error(configuration)
/// when the database was made by a newer program, a checksum has changed or a version is missing in between;
/// nothing is changed then.
PACELANE_API MigrationReport migrate(const std::string& path, const MigrateOptions& options,
                                     const Clock& clock,
                                     const std::vector<Migration>& migrations = embedded_migrations());
/// Gives an empty database, such as one in memory, the whole schema.
PACELANE_API void create_schema(sqlite::Connection& connection, const Clock& clock);
/// What is applied and what is pending; creates nothing. A missing file has everything pending.
PACELANE_API MigrationReport
migration_status(const std::string& path, const std::vector<Migration>& migrations = embedded_migrations());
/// Throws Error(configuration), naming the command that mends it, unless exactly these migrations are
/// applied.
PACELANE_API void require_current_schema(sqlite::Connection& connection,
                                         const std::vector<Migration>& migrations = embedded_migrations());

/// The time as it is part of a copy's name: 20261119T120000.
std::string file_stamp(Instant now);

}  // namespace pacelane::store
