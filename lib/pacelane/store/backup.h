#pragma once

#include <cstdint>
#include <map>
#include <pacelane/base/export.h>
#include <pacelane/base/time.h>
#include <pacelane/sqlite/connection.h>
#include <pacelane/store/migrations.h>
#include <string>
#include <vector>

/// Copies of a database file, made and put back. All are for their owner alone (mode 0600).
namespace pacelane::store {

struct BackupReport {
    std::string file;
    std::int64_t bytes = 0;
    int schema_version = 0;
    std::map<std::string, std::int64_t> rows;  ///< by table: users, documents, analyses, drafts
};

/// Copies the database at `path`, as it is at one moment, to `file`, while others read and write. The copy
/// gets its name when it is whole, was checked and is on the disk. Throws Error(bad_input) when `file` is
/// there and not to be replaced, or is the database itself.
PACELANE_API BackupReport backup(const std::string& path, const std::string& file, bool replace,
                                 const sqlite::Options& options = {});

struct RestoreReport : BackupReport {
    std::string kept;      ///< the copy of what was there before; empty: there was nothing
    bool current = false;  ///< false: the schema is older than this program's; to be migrated
};

/// Puts the content of the backup `file` in the place of the database at `path`, which is copied beside it
/// first (<path>.before-restore-<time>): all of it or, when it throws or is killed, nothing. Throws
/// Error(bad_input) when `file` is damaged or no database of Pacelane, Error(configuration) when it is of a
/// newer program, Error(busy) when another process has the database open.
PACELANE_API RestoreReport restore(const std::string& file, const std::string& path, const Clock& clock,
                                   const sqlite::Options& options = {});

/// The copies that migrations and restores have left beside the database, by name.
PACELANE_API std::vector<std::string> copies_beside(const std::string& path);

}  // namespace pacelane::store
