#pragma once

#include <pacelane/base/export.h>
#include <pacelane/sqlite/connection.h>
#include <string>

/// The care of a database file as a whole.
namespace pacelane::sqlite {

/// SQLite cannot read the file: it is no database, or is damaged.
class PACELANE_API Unsound : public Error {
public:
    explicit Unsound(const std::string& message) : Error(ErrorKind::configuration, message) {}
};

/// Whether there is such a file. Throws Error(configuration) when it cannot be told, as a folder may not be
/// entered.
PACELANE_API bool is_there(const std::string& path);
/// Switches the file to the write-ahead log, for good. A new file is first told to remember its free pages,
/// so that they can be given back.
PACELANE_API void use_write_ahead_log(Connection& connection);
/// What SQLite's own checks find wrong first; empty: the database is sound. Throws Error(failed) when the
/// disk cannot be read.
PACELANE_API std::string damage(Connection& connection);
/// Gives the pages that are free back to the file system, a few at a time, so that others can write in
/// between; how many bytes. Nothing for a file that does not remember them: compact() mends that.
PACELANE_API std::int64_t give_back_free_pages(Connection& connection);
/// Writes the file anew, and empties the write-ahead log: no trace of what was deleted remains in either.
/// Writers wait meanwhile. Throws Error(busy) when the log cannot be emptied because somebody reads.
PACELANE_API void compact(Connection& connection);

}  // namespace pacelane::sqlite
