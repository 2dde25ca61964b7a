#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <pacelane/base/error.h>
#include <pacelane/sqlite/maintenance.h>
#include <sys/stat.h>
#include <thread>

#include <fmt/format.h>
#include <sqlite3.h>

namespace pacelane::sqlite {

namespace {

constexpr std::int64_t kIncremental = 2;  // PRAGMA auto_vacuum

std::int64_t pragma(Connection& connection, const char* name) {
    auto query = connection.prepare(fmt::format("PRAGMA {}", name));
    return query.step() ? query.integer(0) : 0;
}

/// The check reports a disk that fails like a page that is wrong, but for the code that it names.
bool is_failed_read(const std::string& wrong) {
    constexpr std::string_view kCode = "error code=";
    constexpr int kPrimary = 0xff;
    const auto at = wrong.find(kCode);
    return at != std::string::npos &&
           (std::atoi(wrong.c_str() + at + kCode.size()) & kPrimary) == SQLITE_IOERR;
}

}  // namespace

bool is_there(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0) return true;
    if (errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG) return false;
    throw Error(ErrorKind::configuration,
                fmt::format("{}: cannot be read: {}; check the permissions of the file and of its folder",
                            path, std::strerror(errno)));
}

// Unlike every other statement, the one that changes the journal's mode does not wait for a lock that another
// process holds, and another process that migrates the same new file is to be expected.
void use_write_ahead_log(Connection& connection) {
    constexpr std::chrono::milliseconds nap{10};
    for (auto left = Options{}.busy_timeout;; left -= nap) {
        try {
            // Has an effect only before the first page is written.
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL");
            return connection.execute("PRAGMA journal_mode = WAL");
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::busy || left <= nap) throw;
        }
        std::this_thread::sleep_for(nap);
    }
}

std::string damage(Connection& connection) {
    auto whole = connection.prepare("PRAGMA integrity_check(1)");
    if (whole.step() && whole.view(0) != "ok") {
        auto wrong = whole.text(0);
        if (is_failed_read(wrong))
            throw Error(ErrorKind::failed,
                        fmt::format("{}: the disk could not be read ({}); check it and try "
                                    "again",
                                    connection.path(), wrong));
        return wrong;
    }
    auto keys = connection.prepare("PRAGMA foreign_key_check");
    if (keys.step())
        return fmt::format("a row of {} refers to one of {} that is not there", keys.view(0), keys.view(2));
    return "";
}

std::int64_t give_back_free_pages(Connection& connection) {
    if (pragma(connection, "auto_vacuum") != kIncremental) return 0;
    std::int64_t given = 0;
    for (auto free = pragma(connection, "freelist_count"); free > 0;) {
        connection.give_way();
        connection.execute("PRAGMA incremental_vacuum(500)");
        const auto left = pragma(connection, "freelist_count");
        if (left >= free) break;  // others free as fast
        given += free - left;
        free = left;
    }
    if (given > 0) connection.execute("PRAGMA wal_checkpoint(PASSIVE)");
    return given * pragma(connection, "page_size");
}

void compact(Connection& connection) {
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL");
    // All of the database goes through a temporary one, which may be larger than the memory.
    connection.execute("PRAGMA temp_store = FILE");
    connection.give_way();
    connection.prepare("VACUUM").run();
    connection.execute("PRAGMA temp_store = MEMORY");
    auto checkpoint = connection.prepare("PRAGMA wal_checkpoint(TRUNCATE)");
    if (checkpoint.step() && checkpoint.integer(0) != 0)
        throw Error(ErrorKind::busy,
                    fmt::format("{}: the write-ahead log could not be emptied: another process reads; try "
                                "again",
                                connection.path()));
}

}  // namespace pacelane::sqlite
