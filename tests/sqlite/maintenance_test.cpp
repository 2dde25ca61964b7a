#include "helpers.h"

#include <pacelane/sqlite/maintenance.h>

using namespace pacelane;
using namespace pacelane::sqlite;

namespace {

/// A file with a write-ahead log, and 200 notes in random order of which each says whose it is.
struct Filed {
    Filed() {
        connection.execute(
            "CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT);"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) INSERT INTO notes "
            "SELECT hex(randomblob(8)), iif(i % 2, 'ours ', 'theirs ') || hex(randomblob(i)) FROM n");
    }
    std::int64_t pragma(const std::string& name) {
        auto query = connection.prepare("PRAGMA " + name);
        query.step();
        return query.integer(0);
    }
    bool anywhere(std::string_view text) const {
        return bytes_of(path).find(text) != std::string::npos ||
               bytes_of(path + "-wal").find(text) != std::string::npos;
    }
    TemporaryFolder folder;
    std::string path = folder / "p.db";
    Connection connection{path, creating()};
};

}  // namespace

TEST_SUITE("the care of a file") {
    TEST_CASE("compacting leaves no trace of what was deleted, neither in the file nor in the log") {
        Filed filed;
        use_write_ahead_log(filed.connection);
        filed.connection.execute("UPDATE notes SET text = text || '!'");
        REQUIRE(filed.anywhere("theirs"));
        filed.connection.execute("DELETE FROM notes WHERE text LIKE 'theirs%'");
        compact(filed.connection);
        CHECK_FALSE(filed.anywhere("theirs"));
        CHECK(filed.anywhere("ours"));
        CHECK(count(filed.connection) == 100);
    }

    TEST_CASE("compacting makes a file that did not remember its free pages do so") {
        Filed filed;
        REQUIRE(filed.pragma("auto_vacuum") == 0);
        CHECK(give_back_free_pages(filed.connection) == 0);
        compact(filed.connection);
        CHECK(filed.pragma("auto_vacuum") == 2);
        filed.connection.execute("DELETE FROM notes");
        CHECK(give_back_free_pages(filed.connection) > 0);
        CHECK(filed.pragma("freelist_count") == 0);
    }

    TEST_CASE("the log cannot be emptied while another connection reads: busy, and the work is done") {
        Filed filed;
        use_write_ahead_log(filed.connection);
        Connection mine(filed.path, impatient());
        filed.connection.execute("BEGIN; SELECT count(*) FROM notes");
        const auto error = error_of([&] { compact(mine); });
        CHECK(error.kind() == ErrorKind::busy);
        CHECK(says(error, "another process reads"));
        filed.connection.execute("COMMIT");
        compact(mine);
        CHECK(std::filesystem::file_size(filed.path + "-wal") == 0);
    }

    TEST_CASE("reports a damaged and an intact database") {
        Filed filed;
        CHECK(damage(filed.connection) == "");
        filed.connection.execute(
            "PRAGMA foreign_keys = OFF; CREATE TABLE tags (note TEXT REFERENCES notes (id));"
            "INSERT INTO tags VALUES ('none')");
        CHECK(damage(filed.connection) == "a row of tags refers to one of notes that is not there");
    }
}
