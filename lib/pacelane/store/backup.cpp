#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <pacelane/base/error.h>
#include <pacelane/sqlite/maintenance.h>
#include <pacelane/sqlite/partial_file.h>
#include <pacelane/store/backup.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::store {

namespace fs = std::filesystem;

namespace {

enum class Content { missing, database, other };

struct Closing {
    int file;
    ~Closing() { ::close(file); }
};

/// `other`: SQLite would not open it, as it is none or is not all there.
Content content_of(const std::string& path) {
    if (!sqlite::is_there(path)) return Content::missing;
    const auto unreadable = [&] {
        throw Error(ErrorKind::configuration,
                    fmt::format("{}: cannot be read: {}; check its permissions", path, std::strerror(errno)));
    };
    const Closing opened{::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
    struct stat status {};
    if (opened.file < 0 || ::fstat(opened.file, &status) != 0) unreadable();
    if (!S_ISREG(status.st_mode))
        throw Error(ErrorKind::bad_input,
                    fmt::format("{}: is no file but a folder or a device; choose another name", path));
    constexpr std::string_view kMagic{"SQLite format 3\0", 16};
    constexpr std::size_t kPageSize = 16, kWriteVersion = 18, kPages = 28, kHeader = 100;  // offsets
    constexpr std::uint64_t kNewestVersion = 2;  // what is newer, SQLite takes for a file it may not write
    std::string first(kHeader, '\0');
    if (::pread(opened.file, first.data(), kHeader, 0) < 0) unreadable();
    if (!first.starts_with(kMagic)) return Content::other;
    const auto number = [&](std::size_t at, std::size_t bytes) {
        std::uint64_t value = 0;
        for (auto n = at; n < at + bytes; ++n)
            value = value << 8 | static_cast<unsigned char>(first[n]);
        return value;
    };
    const auto page_size = number(kPageSize, 2) == 1 ? 65536 : number(kPageSize, 2);
    if (number(kWriteVersion, 1) > kNewestVersion) return Content::other;
    const auto size = static_cast<std::uint64_t>(status.st_size);
    return size < number(kPages, 4) * page_size ? Content::other : Content::database;
}

/// Whether another process holds a lock of SQLite's on the file.
bool in_use(const std::string& path) {
    constexpr off_t kFirstLock = 0x40000000, kLocks = 512;
    const int file = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) return false;
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = kFirstLock;
    lock.l_len = kLocks;
    const bool held = ::fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    ::close(file);
    return held;
}

[[noreturn]] void refuse_in_use(const std::string& path) {
    throw Error(
        ErrorKind::busy,
        fmt::format("{}: another process has the database open; stop it (a worker with --follow, say) "
                    "and try again. Nothing was restored",
                    path));
}

bool same_file(const std::string& one, const std::string& other) {
    std::error_code ignored;
    return fs::equivalent(one, other, ignored);
}

bool is_folder(const std::string& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

sqlite::Options reading(sqlite::Options options) {
    options.read_only = true;
    return options;
}

/// What is in a database that is known to be sound.
void describe(sqlite::Connection& connection, BackupReport& report) {
    const auto number = [&](const char* sql) {
        auto query = connection.prepare(sql);
        return query.step() ? query.integer(0) : 0;
    };
    report.schema_version = static_cast<int>(number("SELECT max(version) FROM schema_migrations"));
    report.bytes = number("PRAGMA page_count") * number("PRAGMA page_size");
    report.rows = {{"users", number("SELECT count(*) FROM users")},
                   {"documents", number("SELECT count(*) FROM documents")},
                   {"analyses", number("SELECT count(*) FROM pacing_context_analysis")},
                   {"drafts", number("SELECT count(*) FROM pacing_content_generation")}};
}

/// Throws unless it is one of Pacelane that this program knows.
void check_history(sqlite::Connection& connection) {
    const auto& path = connection.path();
    const auto refuse = [&] {
        throw Error(ErrorKind::bad_input, fmt::format("{}: is no database of Pacelane", path));
    };
    // Others, too, have a table of this name.
    if (!connection.prepare("SELECT 1 FROM pragma_table_info('schema_migrations') WHERE name = 'checksum'")
             .step())
        refuse();
    const auto status = migration_status(path);
    if (std::none_of(status.migrations.begin(), status.migrations.end(),
                     [](const MigrationState& migration) { return migration.applied_at.has_value(); }))
        refuse();
}

/// A backup, opened and checked.
std::unique_ptr<sqlite::Connection> checked(const std::string& file, const sqlite::Options& options) {
    const auto refuse = [&](const std::string& why) {
        throw Error(ErrorKind::bad_input, fmt::format("{}: {}; nothing was restored", file, why));
    };
    if (is_folder(file)) refuse("is a folder; give the name of the backup in it");
    switch (content_of(file)) {
        case Content::missing:
            refuse("there is no such file");
            break;
        case Content::other:
            refuse("is not a SQLite database, or not all of one");
            break;
        case Content::database:
            break;
    }
    std::unique_ptr<sqlite::Connection> connection;
    std::string wrong;
    try {
        connection = std::make_unique<sqlite::Connection>(file, reading(options));
        wrong = sqlite::damage(*connection);
    } catch (const sqlite::Unsound& error) {
        wrong = error.what();
    }
    if (!wrong.empty()) refuse(fmt::format("is damaged ({}); choose another backup", wrong));
    check_history(*connection);
    return connection;
}

/// A name that nothing has yet.
std::string kept_name(const std::string& path, Instant now) {
    const auto stem = fmt::format("{}.before-restore-{}", path, file_stamp(now));
    auto name = stem;
    for (int n = 2; sqlite::is_there(name); ++n)
        name = fmt::format("{}-{}", stem, n);
    return name;
}

/// From here on the connection has the file for itself, as long as it lives.
void take_alone(sqlite::Connection& connection) {
    constexpr std::chrono::milliseconds nap{20}, patience{1000};
    connection.execute("PRAGMA locking_mode = EXCLUSIVE");
    for (auto left = patience;; left -= nap) {
        try {
            return connection.execute("BEGIN EXCLUSIVE; COMMIT");
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::busy) throw;
        }
        if (left <= nap) refuse_in_use(connection.path());
        std::this_thread::sleep_for(nap);
    }
}

std::int64_t page_size(sqlite::Connection& connection) {
    auto query = connection.prepare("PRAGMA page_size");
    return query.step() ? query.integer(0) : 0;
}

/// A database, sound or not: page by page into a copy of it, then from the backup into it. Throws
/// sqlite::Unsound, and has changed nothing, when SQLite cannot read it.
void replace_content(sqlite::Connection& backup, const std::string& path, const std::string& kept_as,
                     sqlite::Options options) {
    options.busy_timeout = std::chrono::milliseconds(0);
    auto target = std::make_unique<sqlite::Connection>(path, options);
    take_alone(*target);
    {
        sqlite::PartialFile kept(kept_as);
        {
            sqlite::Connection copy(kept.path(), options);
            target->copy_over(copy);
            try {
                copy.execute("PRAGMA journal_mode = DELETE");  // a copy is one file
            } catch (const Error&) {
                // Damaged, and kept as it is.
            }
        }
        kept.finish(false);
    }
    // A write-ahead log has pages of one size only.
    const bool other_size = page_size(backup) != page_size(*target);
    try {
        if (other_size) target->execute("PRAGMA journal_mode = DELETE");
        backup.copy_over(*target);
    } catch (const Error&) {
        ::unlink(kept_as.c_str());  // of what is still there
        try {
            target->execute("PRAGMA journal_mode = WAL");
        } catch (const Error&) {
            // What is there is sound in the other mode, too.
        }
        throw;
    }
    try {
        if (other_size) {
            target.reset();  // it knows the old pages
            target = std::make_unique<sqlite::Connection>(path, options);
            sqlite::use_write_ahead_log(*target);
        }
        target->execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const Error&) {
        // It is restored; the next checkpoint moves it into the file.
    }
}

void copy_bytes(const std::string& from, const std::string& to) {
    std::error_code failure;
    fs::copy_file(from, to, fs::copy_options::overwrite_existing, failure);
    ::chmod(to.c_str(), 0600);
    if (failure)
        throw Error(ErrorKind::failed, fmt::format("{}: cannot be copied to {}: {}; nothing was restored",
                                                   from, to, failure.message()));
}

/// What lies there with its logs, without which it is not what it was; they are there before it has its name.
void keep_file(const std::string& path, const std::string& kept_as) {
    constexpr const char* kLogs[] = {"-wal", "-journal"};
    sqlite::PartialFile kept(kept_as);
    copy_bytes(path, kept.path());
    try {
        for (const auto* tail : kLogs) {
            ::unlink((kept_as + tail).c_str());
            if (!sqlite::is_there(path + tail)) continue;
            sqlite::PartialFile log(kept_as + tail);
            copy_bytes(path + tail, log.path());
            log.finish(false);
        }
        kept.finish(false);
    } catch (const Error&) {
        for (const auto* tail : kLogs)
            ::unlink((kept_as + tail).c_str());
        throw;
    }
}

/// No database, or none that SQLite can open: a new file in its place.
void replace_file(sqlite::Connection& backup, const std::string& path, const std::string& kept_as,
                  const sqlite::Options& options) {
    sqlite::PartialFile fresh(path);
    {
        sqlite::Connection target(fresh.path(), options);
        backup.copy_over(target);
        sqlite::use_write_ahead_log(target);
    }
    if (in_use(path)) refuse_in_use(path);
    if (!kept_as.empty()) keep_file(path, kept_as);
    fresh.finish(true);
}

}  // namespace

BackupReport backup(const std::string& path, const std::string& file, bool replace,
                    const sqlite::Options& options) {
    sqlite::Connection source(path, options);
    check_history(source);
    if (same_file(path, file))
        throw Error(ErrorKind::bad_input,
                    fmt::format("{}: is the database itself; choose another name", file));
    if (is_folder(file))
        throw Error(ErrorKind::bad_input,
                    fmt::format("{}: is a folder; give the name of a file in it", file));
    if (sqlite::is_there(file) && !replace)
        throw Error(
            ErrorKind::bad_input,
            fmt::format("{}: is there already; choose another name, or replace it with --force", file));
    if (in_use(file))
        throw Error(ErrorKind::busy,
                    fmt::format("{}: another process has it open; stop it, or choose another name. Nothing "
                                "was replaced",
                                file));
    BackupReport report;
    report.file = file;
    sqlite::PartialFile partial(file);
    // One state of the database, whatever others write meanwhile, and complete without a write-ahead log.
    source.prepare("VACUUM INTO ?").with(partial.path()).run();
    {
        sqlite::Connection copy(partial.path(), reading(options));
        if (const auto wrong = sqlite::damage(copy); !wrong.empty())
            throw Error(ErrorKind::failed, fmt::format("{}: the backup is not sound ({}); is the database? "
                                                       "Nothing was kept",
                                                       file, wrong));
        check_history(copy);
        describe(copy, report);
    }
    partial.finish(replace);
    return report;
}

RestoreReport restore(const std::string& file, const std::string& path, const Clock& clock,
                      const sqlite::Options& options) {
    if (same_file(path, file))
        throw Error(ErrorKind::bad_input,
                    fmt::format("{}: is the database itself; give the file of a backup", file));
    const auto backup = checked(file, options);
    RestoreReport report;
    report.file = file;
    const auto present = content_of(path);
    if (present != Content::missing) report.kept = kept_name(path, clock.now());
    bool replaced = false;
    if (present == Content::database) {
        try {
            replace_content(*backup, path, report.kept, options);
            replaced = true;
        } catch (const sqlite::Unsound&) {
            // What it was to be restored for: damaged where SQLite begins to read.
        }
    }
    if (!replaced) {
        std::error_code ignored;  // without its folder the file cannot be created, which is said then
        fs::create_directories(fs::absolute(path).parent_path(), ignored);
        replace_file(*backup, path, report.kept, options);
    }
    describe(*backup, report);
    report.current = report.schema_version == embedded_migrations().back().version;
    return report;
}

std::vector<std::string> copies_beside(const std::string& path) {
    const auto whole = fs::absolute(path);
    const auto name = whole.filename().string();
    std::vector<std::string> found;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(whole.parent_path(), ignored)) {
        const auto other = entry.path().filename().string();
        if (other.starts_with(name + ".backup-") || other.starts_with(name + ".before-restore-"))
            found.push_back(entry.path().string());
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace pacelane::store
