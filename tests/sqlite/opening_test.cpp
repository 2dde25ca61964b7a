#include "helpers.h"

#include <sys/stat.h>

using namespace pacelane;
using namespace pacelane::sqlite;

namespace {

int mode_of(const std::string& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 07777;
}

Error refusal(const std::string& path, const Options& options = {}) {
    return error_of([&] { Connection connection(path, options); });
}

}  // namespace

TEST_SUITE("opening a database") {
    TEST_CASE("a missing file is not created unasked; the message names it and the remedy") {
        TemporaryFolder folder;
        const auto error = refusal(folder / "p.db");
        CHECK(error.kind() == ErrorKind::configuration);
        CHECK(says(error, folder / "p.db"));
        CHECK(says(error, "pacelane migrate"));
        CHECK_FALSE(std::filesystem::exists(folder / "p.db"));
    }

    TEST_CASE("a new database is for its owner alone, and so are the files beside it") {
        TemporaryFolder folder;
        const auto umask = ::umask(0);
        Connection connection(folder / "p.db", creating());
        connection.execute("PRAGMA journal_mode = WAL; CREATE TABLE notes (text)");
        ::umask(umask);
        CHECK(mode_of(folder / "p.db") == 0600);
        CHECK(mode_of(folder / "p.db-wal") == 0600);
        CHECK(mode_of(folder / "p.db-shm") == 0600);
    }

    TEST_CASE("a database that is there keeps its mode") {
        TemporaryFolder folder;
        folder.write("p.db", "");
        ::chmod((folder / "p.db").c_str(), 0640);
        Connection connection(folder / "p.db", creating());
        CHECK(mode_of(folder / "p.db") == 0640);
    }

    TEST_CASE("the folders of a new database are made") {
        TemporaryFolder folder;
        Connection connection(folder / "a/b/p.db", creating());
        CHECK(std::filesystem::exists(folder / "a/b/p.db"));
    }

    TEST_CASE("a database that cannot be created is named with the reason") {
        TemporaryFolder folder;
        folder.write("file", "");
        const auto error = refusal(folder / "file/p.db", creating());
        CHECK(error.kind() == ErrorKind::configuration);
        CHECK(says(error, folder / "file/p.db"));
        CHECK(says(error, "Not a directory"));
    }

    TEST_CASE("a file that is no database is refused and left as it is") {
        TemporaryFolder folder;
        const std::string text(4096, 'x');
        folder.write("notes.txt", text);
        const auto error = refusal(folder / "notes.txt");
        CHECK(error.kind() == ErrorKind::configuration);
        CHECK(says(error, (folder / "notes.txt") + ": is not a SQLite database"));
        CHECK(bytes_of(folder / "notes.txt") == text);
    }

    TEST_CASE("a folder is refused") {
        TemporaryFolder folder;
        const auto error = refusal(folder.path().string());
        CHECK(error.kind() == ErrorKind::configuration);
        CHECK(says(error, folder.path().string() + ": is a folder"));
    }

    TEST_CASE("through a read-only connection nothing is written") {
        TemporaryFolder folder;
        { Connection(folder / "p.db", creating()).execute("CREATE TABLE notes (text)"); }
        Options options;
        options.read_only = true;
        Connection connection(folder / "p.db", options);
        CHECK(count(connection) == 0);
        const auto error = error_of([&] { connection.execute("INSERT INTO notes VALUES ('a')"); });
        CHECK(error.kind() == ErrorKind::configuration);
        CHECK(says(error, folder / "p.db"));
        CHECK(says(error, "cannot be written"));
    }

    TEST_CASE("a damaged database is distinguished from a file that is not a database") {
        TemporaryFolder folder;
        {
            Connection connection(folder / "p.db", creating());
            connection.execute(
                "CREATE TABLE notes (text); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                "WHERE i < 500) INSERT INTO notes SELECT hex(zeroblob(100)) FROM n");
        }
        auto bytes = bytes_of(folder / "p.db");
        REQUIRE(bytes.size() > 8192);
        std::fill(bytes.begin() + 4096, bytes.end(), '\xAA');
        folder.write("p.db", bytes);
        Connection connection(folder / "p.db", {});
        const auto error = error_of([&] { count(connection); });
        CHECK(error.kind() == ErrorKind::configuration);
        CHECK(says(error, "damaged"));
    }

    TEST_CASE("while another process has the whole database, opening it is busy, not broken") {
        TemporaryFolder folder;
        Connection first(folder / "p.db", creating());
        first.execute("CREATE TABLE notes (text)");
        first.execute("BEGIN EXCLUSIVE");
        const auto error = refusal(folder / "p.db", impatient());
        CHECK(error.kind() == ErrorKind::busy);
        CHECK(error.exit_code() == 75);
    }
}
