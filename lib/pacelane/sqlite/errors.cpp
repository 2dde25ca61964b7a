#include <cerrno>
#include <cstring>
#include <pacelane/sqlite/connection.h>
#include <pacelane/sqlite/detail/errors.h>
#include <pacelane/sqlite/maintenance.h>

#include <fmt/format.h>

namespace pacelane::sqlite {

void rethrow(const SQLite::Exception& error, const std::string& path, sqlite3* handle) {
    const auto code = error.getErrorCode();
    const int system = handle ? sqlite3_system_errno(handle) : 0;
    const std::string reason = system != 0 ? std::strerror(system) : error.what();
    const auto disk_is_full = [&](const std::string& why) {
        return Error(ErrorKind::failed,
                     fmt::format("{}: the disk is full{}; nothing was changed. Free some space and try again",
                                 path, why));
    };
    const auto damaged = [&] {
        return Unsound(fmt::format("{}: the database is damaged ({}); restore a backup", path, error.what()));
    };
    switch (code) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Error(
                ErrorKind::busy,
                fmt::format("{}: the database is busy: another process holds its lock; try again", path));
        case SQLITE_FULL:
            throw disk_is_full("");
        case SQLITE_IOERR:
            // Quotas and limits on the size of files are no SQLITE_FULL, but what helps is the same. The
            // index of the write-ahead log cannot grow for no other reason.
            if (system == ENOSPC || system == EDQUOT || system == EFBIG)
                throw disk_is_full(" (" + reason + ")");
            if (handle && sqlite3_extended_errcode(handle) == SQLITE_IOERR_SHMSIZE) throw disk_is_full("");
            // SQLite does not keep the reason when it is the commit that fails.
            if (handle && system == 0 && sqlite3_extended_errcode(handle) == SQLITE_IOERR_WRITE)
                throw Error(
                    ErrorKind::failed,
                    fmt::format("{}: the disk is full, or cannot be written; nothing was changed. Free some "
                                "space, or check the disk, and try again",
                                path));
            throw Error(ErrorKind::failed,
                        fmt::format("{}: the disk could not be read or written ({}); check it and try again",
                                    path, reason));
        case SQLITE_TOOBIG:
            throw Error(
                ErrorKind::bad_input,
                fmt::format("{}: too large: SQLite stores at most {} bytes in one row; split the text, "
                            "or store it elsewhere and refer to it",
                            path, handle ? sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, -1) : 1'000'000'000));
        case SQLITE_NOTADB:
            throw Unsound(fmt::format("{}: is not a SQLite database; choose another file with --db", path));
        case SQLITE_CORRUPT:
            throw damaged();
        case SQLITE_READONLY:
        case SQLITE_PERM:
            throw Error(
                ErrorKind::configuration,
                fmt::format("{}: the database or its folder cannot be written; check its permissions", path));
        case SQLITE_CANTOPEN:
            throw Error(
                ErrorKind::configuration,
                fmt::format("{}: the database cannot be opened ({}); check the permissions of the file "
                            "and of its folder",
                            path, reason));
        case SQLITE_ERROR:
            if (std::strncmp(error.what(), "no such table", 13) == 0)
                throw NoSuchTable(fmt::format("{}: {}", path, error.what()));
            // Of the schema's format, a number on the first page that no SQLite has written.
            if (std::strcmp(error.what(), "unsupported file format") == 0) throw damaged();
            [[fallthrough]];
        default:
            throw Error(ErrorKind::failed, fmt::format("{}: {}", path, error.what()));
    }
}

}  // namespace pacelane::sqlite
