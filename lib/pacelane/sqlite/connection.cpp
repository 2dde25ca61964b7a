#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <pacelane/sqlite/connection.h>
#include <pacelane/sqlite/detail/errors.h>
#include <pacelane/sqlite/detail/query_entry.h>
#include <pacelane/sqlite/detail/write_fairness.h>
#include <pacelane/sqlite/maintenance.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

namespace pacelane::sqlite {

namespace {

// SQLite refuses longer ones without saying why.
void check_length(const std::string& path) {
    constexpr std::size_t kLongest = 512;  // its MAX_PATHNAME, in bytes
    std::error_code failure;
    const auto whole = std::filesystem::absolute(path, failure).lexically_normal().string();
    if (whole.size() > kLongest)
        throw Error(ErrorKind::configuration,
                    fmt::format("{}: the path is too long: {} bytes, and SQLite opens none of more than {}; "
                                "choose a shorter one",
                                path, whole.size(), kLongest));
}

// The database holds private notes: a new file belongs to its owner alone. Whether it was created here.
bool create_private_file(const std::string& path) {
    const auto folder = std::filesystem::path(path).parent_path();
    std::error_code failure;
    if (!folder.empty()) std::filesystem::create_directories(folder, failure);
    const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST) return false;  // another process was faster
    // Whatever the umask. SQLite gives the files beside it the same mode.
    if (file < 0 || ::fchmod(file, 0600) != 0)
        throw Error(ErrorKind::configuration,
                    fmt::format("{}: the database cannot be created: {}", path, std::strerror(errno)));
    ::close(file);
    return true;
}

}  // namespace

Connection::Connection(const std::string& path, const Options& options) : path_(path) {
    struct stat status {};
    const bool in_memory = path == ":memory:";
    if (!in_memory) check_length(path);
    bool created = false;
    if (!in_memory && ::stat(path.c_str(), &status) != 0) {
        if (!options.create && !is_there(path))
            throw Error(ErrorKind::configuration,
                        fmt::format("{}: there is no database; create it with 'pacelane migrate'", path));
        created = create_private_file(path);
    } else if (!in_memory && S_ISDIR(status.st_mode)) {
        throw Error(ErrorKind::configuration, fmt::format("{}: is a folder, not a database file", path));
    }
    translated(path_, database_, [&] {
        const int flags =
            options.read_only ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
        try {
            database_ = std::make_unique<SQLite::Database>(path, flags | SQLITE_OPEN_NOMUTEX,
                                                           static_cast<int>(options.busy_timeout.count()));
        } catch (...) {
            if (created) ::unlink(path.c_str());  // an empty file would look like a database
            throw;
        }
        if (!in_memory) {
            fairness_ = std::make_unique<WriteFairness>(path, options.busy_timeout);
            sqlite3_busy_handler(
                database_->getHandle(),
                [](void* fairness, int attempt) {
                    return static_cast<WriteFairness*>(fairness)->wait(attempt) ? 1 : 0;
                },
                fairness_.get());
            // Called after a commit, when SQLite's lock is free again.
            sqlite3_wal_hook(
                database_->getHandle(),
                [](void* fairness, sqlite3* handle, const char* schema, int pages) {
                    if (static_cast<WriteFairness*>(fairness)->checkpoint_due(pages))
                        sqlite3_wal_checkpoint_v2(handle, schema, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                                                  nullptr);
                    return SQLITE_OK;
                },
                fairness_.get());
        }
        sqlite3_limit(database_->getHandle(), SQLITE_LIMIT_LENGTH, options.longest_row);
        database_->exec("PRAGMA foreign_keys = ON");
        // The journal of a statement that changes several rows is kept in memory: to make a file for it costs
        // more than the reading of a message.
        database_->exec("PRAGMA temp_store = MEMORY");
        // What is deleted is overwritten: it is somebody's private text.
        database_->exec("PRAGMA secure_delete = ON");
        database_->exec(options.durability == Durability::full ? "PRAGMA synchronous = FULL"
                                                               : "PRAGMA synchronous = NORMAL");
    });
}

Connection::~Connection() {
    cache_.clear();
}

Query Connection::prepare(std::string_view sql) {
    return translated(path_, database_, [&] {
        auto found = cache_.find(sql);
        if (found == cache_.end()) found = cache_.try_emplace(std::string(sql)).first;
        for (auto& entry : found->second) {
            if (entry->on_loan) continue;
            entry->on_loan = true;
            return Query(*this, *entry);
        }
        sqlite3_stmt* statement = nullptr;
        const int code = sqlite3_prepare_v3(database_->getHandle(), found->first.c_str(), -1,
                                            SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        if (code != SQLITE_OK) throw SQLite::Exception(database_->getHandle(), code);
        found->second.push_back(std::unique_ptr<Query::Entry>(
            new Query::Entry{std::unique_ptr<sqlite3_stmt, Query::Entry::Finalize>(statement), true}));
        return Query(*this, *found->second.back());
    });
}

void Connection::execute(const std::string& sql) {
    translated(path_, database_, [&] { database_->exec(sql); });
}

void Connection::attempt(const std::function<void()>& work) {
    prepare("SAVEPOINT attempt").run();
    const bool spoiled = spoiled_;
    try {
        work();
    } catch (const std::exception& error) {
        // A full disk, for one, ends the whole transaction.
        if (sqlite3_get_autocommit(database_->getHandle()) != 0) throw Undone(error.what());
        prepare("ROLLBACK TO attempt").run();
        prepare("RELEASE attempt").run();
        spoiled_ = spoiled;
        throw;
    }
    prepare("RELEASE attempt").run();
}

void Connection::give_way() {
    if (fairness_ && depth_ == 0) fairness_->take_turn();
}

void Connection::end_turn() {
    if (fairness_ && fairness_->writing() && sqlite3_get_autocommit(database_->getHandle()) != 0)
        fairness_->done();
}

void Connection::copy_over(Connection& target) {
    translated(target.path_, target.database_, [&] {
        auto* into = target.database_->getHandle();
        const std::unique_ptr<sqlite3_backup, int (*)(sqlite3_backup*)> copy(
            sqlite3_backup_init(into, "main", database_->getHandle(), "main"), sqlite3_backup_finish);
        if (!copy) throw SQLite::Exception(into, sqlite3_errcode(into));
        constexpr int kPrimary = 0xff;  // the step tells the extended code
        const int code = sqlite3_backup_step(copy.get(), -1) & kPrimary;
        if (code != SQLITE_DONE) throw SQLite::Exception(sqlite3_errstr(code), code);
    });
}

std::size_t Connection::longest_row() const {
    return static_cast<std::size_t>(sqlite3_limit(database_->getHandle(), SQLITE_LIMIT_LENGTH, -1));
}

std::int64_t Connection::last_insert_id() const {
    return database_->getLastInsertRowid();
}

Connection::Scope::Scope(Connection& connection, Access access) : connection_(connection), access_(access) {
    if (connection_.depth_ == 0 && access == Access::write) {
        connection_.give_way();
        connection_.prepare("BEGIN IMMEDIATE").run();
    } else if (connection_.depth_ == 0) {
        connection_.prepare("BEGIN").run();
    }
    ++connection_.depth_;
}

Connection::Scope::~Scope() {
    if (!open_) return;
    // An error in the middle: SQLite may already have rolled back by itself (disk full), so this may fail,
    // harmlessly.
    if (--connection_.depth_ == 0) {
        connection_.database_->tryExec("ROLLBACK");
        connection_.end_turn();
        connection_.spoiled_ = false;
    } else if (access_ == Access::write) {
        connection_.spoiled_ = true;
    }
}

void Connection::Scope::commit() {
    if (connection_.depth_ == 1) {
        if (connection_.spoiled_)
            throw Error(
                ErrorKind::failed,
                fmt::format("{}: a part of the transaction failed; all of it was undone", connection_.path_));
        connection_.prepare("COMMIT").run();
    }
    --connection_.depth_;
    open_ = false;
}

}  // namespace pacelane::sqlite
