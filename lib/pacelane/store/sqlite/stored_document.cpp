// One document, as it was read.
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/store/sqlite/detail/passage_row.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>

namespace pacelane::store {

namespace {

constexpr std::size_t kShortestId = 4;  // of the beginning of an id

std::string_view last_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

/// A document that may be meant: the same file name elsewhere, or a path that is spelt nearly so.
std::string meant(sqlite::Connection& connection, std::string_view user_id, std::string_view wanted) {
    std::vector<std::string> paths;
    auto query =
        connection.prepare("SELECT DISTINCT path FROM documents WHERE ?1 = '' OR user_id = ?1 ORDER BY path");
    query.with(user_id);
    while (query.step()) {
        paths.push_back(query.text(0));
        if (last_name(paths.back()) == last_name(wanted)) return paths.back();
    }
    return std::string(nearest(wanted, std::vector<std::string_view>(paths.begin(), paths.end())));
}

}  // namespace

StoredDocument SqliteStore::document(std::string_view user_id, std::string_view id_or_path) {
    return connection_.snapshot([&] {
        auto row = connection_.prepare(fmt::format(
            "SELECT d.id, u.handle, d.path, d.kind, d.kind_reason, d.format, d.title, coalesce(d.language, "
            "''), coalesce(d.document_date, ''), coalesce(d.error_message, ''), d.warnings, d.changed_at, "
            "d.published, d.url, d.title_from_name, d.participants, d.omitted, d.document_key FROM documents "
            "d JOIN users u ON u.id = d.user_id WHERE (?1 = '' OR d.user_id = ?1) AND (d.path = ?2 OR "
            "length(?2) >= {} AND substr(d.id, 1, length(?2)) = ?2) ORDER BY d.path <> ?2 LIMIT 2",
            kShortestId));
        row.with(user_id, id_or_path);
        if (!row.step()) {
            const auto other = meant(connection_, user_id, id_or_path);
            throw Error(ErrorKind::bad_input,
                        fmt::format("no document '{}' {}", printable(id_or_path),
                                    other.empty() ? "('pacelane context list' shows them)"
                                                  : fmt::format("(did you mean '{}'?)", printable(other))));
        }
        StoredDocument found;
        auto& summary = found.summary;
        summary.id = row.text(0);
        summary.user_handle = row.text(1);
        summary.path = row.text(2);
        summary.kind = row.text(3);
        summary.kind_reason = row.text(4);
        summary.format = row.text(5);
        summary.title = row.text(6);
        summary.language = row.text(7);
        summary.date = row.text(8);
        summary.error = row.text(9);
        summary.warnings = strings_of(row.text(10));
        summary.changed_at = row.text(11);
        summary.published = row.integer(12) != 0;
        summary.url = row.text(13);
        found.title_from_name = row.integer(14) != 0;
        found.participants = strings_of(row.text(15));
        found.omitted = strings_of(row.text(16));
        const auto key = row.integer(17);
        const bool by_path = summary.path == id_or_path;
        // (A path is not also the beginning of another document's id.)
        if (row.step() && (row.view(2) == id_or_path) == by_path)
            throw Error(
                ErrorKind::bad_input,
                by_path
                    ? fmt::format("several users have a document '{}'; name the user with --user", id_or_path)
                    : fmt::format("'{}' is the beginning of several documents' ids; give more of it",
                                  id_or_path));
        auto passages = connection_.prepare(fmt::format(
            "SELECT {} FROM passages p WHERE p.document_key = ? ORDER BY p.ordinal", kPassageColumns));
        passages.with(key);
        while (passages.step())
            found.passages.push_back(passage_of(passages, 0));
        summary.passages = static_cast<std::int64_t>(found.passages.size());
        return found;
    });
}

}  // namespace pacelane::store
