#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <pacelane/base/error.h>
#include <pacelane/base/export.h>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

struct sqlite3_stmt;
namespace SQLite {
class Database;
}  // namespace SQLite

/// SQLite as Pacelane uses it: one connection a thread, WAL, foreign keys, statements kept, errors with exit
/// codes.
namespace pacelane::sqlite {

class Connection;
class WriteFairness;

/// A statement names a table that is not there (any more).
class PACELANE_API NoSuchTable : public Error {
public:
    explicit NoSuchTable(const std::string& message) : Error(ErrorKind::failed, message) {}
};

/// A transaction was undone as a whole, although only a part of it failed.
class PACELANE_API Undone : public Error {
public:
    explicit Undone(const std::string& message) : Error(ErrorKind::failed, message) {}
};

/// A prepared statement on loan from its connection; going out of scope resets it. Columns count from 0,
/// parameters from 1.
class PACELANE_API Query {
public:
    Query(Query&&) noexcept;
    Query& operator=(Query&&) = delete;
    ~Query();

    Query& bind(int parameter, std::int64_t value);
    Query& bind(int parameter, int value) { return bind(parameter, static_cast<std::int64_t>(value)); }
    Query& bind(int parameter, bool value) { return bind(parameter, static_cast<std::int64_t>(value)); }
    Query& bind(int parameter, double value);
    Query& bind(int parameter, std::string_view value);
    Query& bind(int parameter, const std::string& value) { return bind(parameter, std::string_view(value)); }
    Query& bind(int parameter, const char* value) { return bind(parameter, std::string_view(value)); }
    /// Without a copy: the text must live until the statement was run.
    Query& bind_borrowed(int parameter, std::string_view value);
    /// As a blob; the bytes must live until the statement was run.
    Query& bind_bytes(int parameter, std::string_view bytes);
    Query& bind(int parameter, std::nullptr_t);
    template <class T>
    Query& bind(int parameter, const std::optional<T>& value) {
        return value ? bind(parameter, *value) : bind(parameter, nullptr);
    }
    /// Binds the values to the parameters 1, 2, …
    template <class... T>
    Query& with(const T&... values) {
        int parameter = 0;
        (bind(++parameter, values), ...);
        return *this;
    }

    /// Moves to the next row; false when there is none.
    bool step();
    /// Back to before the first row, so that it can be bound and run again.
    void reset();
    /// Runs a statement that returns no rows; the number of rows that it changed.
    std::int64_t run();

    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;
    /// The same without a copy, until the next step.
    std::string_view view(int column) const;
    /// Of a blob, until the next step.
    std::string_view bytes(int column) const;
    std::optional<std::string> optional_text(int column) const;
    std::optional<std::int64_t> optional_integer(int column) const;

private:
    friend class Connection;
    struct Entry;
    Query(Connection& connection, Entry& entry) : connection_(&connection), entry_(&entry) {}
    sqlite3_stmt* statement() const;
    void check(int code) const;
    Connection* connection_;
    Entry* entry_;
};

/// `full`: an acknowledged change survives a loss of power. `normal`: it survives a crash of the process, not
/// always one of the machine.
enum class Durability { full, normal };

struct Options {
    bool create = false;  ///< create the file when it is missing (mode 0600)
    bool read_only = false;
    std::chrono::milliseconds busy_timeout{
        10'000};  ///< how long to wait for another writer before Error(busy)
    Durability durability = Durability::full;
    int longest_row = 1'000'000'000;  ///< bytes; a longer row is refused. SQLite takes no more than this.
};

/// A connection to one database file. Not thread-safe: one a thread.
class PACELANE_API Connection {
public:
    /// Throws Error(configuration) when the file is missing (and not to be created), unreadable or no
    /// database.
    Connection(const std::string& path, const Options& options);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    const std::string& path() const { return path_; }
    /// The statement, prepared once and kept for as long as the connection lives.
    Query prepare(std::string_view sql);
    /// Runs one or more statements that take no parameters.
    void execute(const std::string& sql);
    std::int64_t last_insert_id() const;
    /// Options::longest_row.
    std::size_t longest_row() const;
    bool in_transaction() const { return depth_ > 0; }
    /// To be called before a single statement that writes outside of a transaction: waits for this
    /// connection's turn, as transaction() does by itself. The turn ends with the statement.
    void give_way();
    /// Puts a copy of the whole database, page by page, in the place of what is in `target`, in one
    /// transaction of `target`: it has all of it or, when this throws, what it had.
    void copy_over(Connection& target);

    /// Runs `work` in a write transaction and commits; when it throws, rolls back and throws on.
    /// Inside another one, it is a part of it: it takes effect, or not, with the outermost. One that threw
    /// makes the commit of the outermost throw Error(failed), so that no half of its work can be kept.
    template <class Work>
    auto transaction(Work&& work) -> std::invoke_result_t<Work> {
        Scope scope(*this, Access::write);
        return scope.run(std::forward<Work>(work));
    }
    /// Runs `work` as a part of the open transaction that can fail by itself: when it throws, its part is
    /// undone and it throws on, but the transaction goes on. Throws Undone if SQLite undid all of the
    /// transaction.
    void attempt(const std::function<void()>& work);
    /// The same for reading: all queries in `work` see one state of the database.
    template <class Work>
    auto snapshot(Work&& work) -> std::invoke_result_t<Work> {
        Scope scope(*this, Access::read);
        return scope.run(std::forward<Work>(work));
    }

private:
    friend class Query;
    enum class Access { read, write };
    class PACELANE_API Scope {
    public:
        Scope(Connection& connection, Access access);
        ~Scope();
        template <class Work>
        auto run(Work&& work) -> std::invoke_result_t<Work> {
            if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
                work();
                commit();
            } else {
                auto result = work();
                commit();
                return result;
            }
        }

    private:
        void commit();
        Connection& connection_;
        Access access_;
        bool open_ = true;
    };

    void end_turn();

    std::string path_;
    std::unique_ptr<WriteFairness> fairness_;
    std::unique_ptr<SQLite::Database> database_;
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, std::vector<std::unique_ptr<Query::Entry>>, Hash, std::equal_to<>> cache_;
    int depth_ = 0;
    bool spoiled_ = false;  // a part of the open transaction threw
};

}  // namespace pacelane::sqlite
