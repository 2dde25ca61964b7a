#include <pacelane/sqlite/detail/errors.h>
#include <pacelane/sqlite/detail/query_entry.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::sqlite {

Query::Query(Query&& other) noexcept
    : connection_(other.connection_), entry_(std::exchange(other.entry_, nullptr)) {}

Query::~Query() {
    if (!entry_) return;
    sqlite3_reset(statement());
    sqlite3_clear_bindings(statement());
    entry_->on_loan = false;
    connection_->end_turn();
}

sqlite3_stmt* Query::statement() const {
    return entry_->statement.get();
}

void Query::check(int code) const {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    translated(connection_->path_, connection_->database_, [&] {
        if (code == SQLITE_RANGE)
            throw SQLite::Exception("no such parameter: " + std::string(sqlite3_sql(statement())), code);
        throw SQLite::Exception(connection_->database_->getHandle(), code);
    });
}

Query& Query::bind(int parameter, std::int64_t value) {
    check(sqlite3_bind_int64(statement(), parameter, value));
    return *this;
}

Query& Query::bind(int parameter, double value) {
    check(sqlite3_bind_double(statement(), parameter, value));
    return *this;
}

Query& Query::bind(int parameter, std::string_view value) {
    check(sqlite3_bind_text64(statement(), parameter, value.empty() ? "" : value.data(), value.size(),
                              SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Query& Query::bind_borrowed(int parameter, std::string_view value) {
    check(sqlite3_bind_text64(statement(), parameter, value.empty() ? "" : value.data(), value.size(),
                              SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

Query& Query::bind_bytes(int parameter, std::string_view bytes) {
    check(sqlite3_bind_blob64(statement(), parameter, bytes.empty() ? "" : bytes.data(), bytes.size(),
                              SQLITE_STATIC));
    return *this;
}

Query& Query::bind(int parameter, std::nullptr_t) {
    check(sqlite3_bind_null(statement(), parameter));
    return *this;
}

bool Query::step() {
    const int code = sqlite3_step(statement());
    if (code == SQLITE_ROW) return true;
    check(code);
    return false;
}

void Query::reset() {
    sqlite3_reset(statement());
}

std::int64_t Query::run() {
    const int code = sqlite3_step(statement());
    if (code == SQLITE_ROW)
        throw Error(ErrorKind::failed, fmt::format("{}: returns rows, and was run as if it did not: {}",
                                                   connection_->path_, sqlite3_sql(statement())));
    check(code);
    sqlite3_reset(statement());
    connection_->end_turn();
    return sqlite3_changes64(connection_->database_->getHandle());
}

bool Query::is_null(int column) const {
    return sqlite3_column_type(statement(), column) == SQLITE_NULL;
}

std::int64_t Query::integer(int column) const {
    return sqlite3_column_int64(statement(), column);
}

double Query::real(int column) const {
    return sqlite3_column_double(statement(), column);
}

std::string_view Query::view(int column) const {
    // The bytes are asked for after the text: to ask may convert the value.
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement(), column));
    if (!text) return {};
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement(), column))};
}

std::string_view Query::bytes(int column) const {
    const auto* blob = static_cast<const char*>(sqlite3_column_blob(statement(), column));
    if (!blob) return {};
    return {blob, static_cast<std::size_t>(sqlite3_column_bytes(statement(), column))};
}

std::string Query::text(int column) const {
    return std::string(view(column));
}

std::optional<std::string> Query::optional_text(int column) const {
    if (is_null(column)) return std::nullopt;
    return text(column);
}

std::optional<std::int64_t> Query::optional_integer(int column) const {
    if (is_null(column)) return std::nullopt;
    return integer(column);
}

}  // namespace pacelane::sqlite
