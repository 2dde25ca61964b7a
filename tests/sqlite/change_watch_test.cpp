#include "helpers.h"

#include <filesystem>
#include <future>
#include <pacelane/sqlite/change_watch.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace pacelane;
using namespace pacelane::sqlite;
using std::chrono::milliseconds;
using Woken = ChangeWatch::Woken;

namespace {

constexpr milliseconds kLong{30'000};  // never waited for: a test that comes to its end fails

/// A database with a table `notes`, and another process that writes into it on demand.
struct Watched {
    explicit Watched(const char* journal = "WAL") {
        Connection connection(path, creating());
        connection.execute(std::string("PRAGMA journal_mode = ") + journal);
        connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)");
    }
    /// In a process of its own, when the watch can be expected to sleep.
    static void write(const std::string& path, const char* sql) {
        const pid_t child = ::fork();
        if (child == 0) {
            ::execlp("sqlite3", "sqlite3", path.c_str(), ".timeout 5000", ".output /dev/null", sql, nullptr);
            ::_exit(127);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        REQUIRE(status == 0);
    }
    void write() { write(path, "INSERT INTO notes (text) VALUES ('a')"); }
    /// What wait() says when the work is done while it waits.
    Woken woken_by(const std::function<void()>& work, milliseconds timeout = kLong) {
        auto waiting = std::async(std::launch::async, [&] { return watch->wait(timeout); });
        std::this_thread::sleep_for(milliseconds(20));
        work();
        return waiting.get();
    }
    void start() { watch.emplace(path); }

    TemporaryFolder folder;
    std::string path = folder / "p.db";
    std::optional<ChangeWatch> watch;
};

}  // namespace

TEST_SUITE("waiting for commits") {
    TEST_CASE("a commit of another process ends the wait") {
        for (const char* journal : {"WAL", "DELETE"}) {
            CAPTURE(journal);
            Watched database(journal);
            database.start();
            CHECK(database.watch->notified());
            for (int n = 0; n < 3; ++n)
                CHECK(database.woken_by([&] { database.write(); }) == Woken::change);
        }
    }

    TEST_CASE("a commit ends the wait where the kernel does not tell of writes") {
        Watched database;
        database.start();
        database.watch->stop_notifications();
        CHECK_FALSE(database.watch->notified());
        CHECK(database.woken_by([&] { database.write(); }) == Woken::change);
    }

    TEST_CASE("a commit before the wait ends it at once, and only once") {
        Watched database;
        database.start();
        database.write();
        database.write();
        CHECK(database.watch->wait(kLong) == Woken::change);
        CHECK(database.watch->wait(milliseconds(1)) == Woken::timeout);
    }

    TEST_CASE("what was committed before the watch began does not end the wait") {
        Watched database;
        database.write();
        database.start();
        CHECK(database.watch->wait(milliseconds(1)) == Woken::timeout);
    }

    TEST_CASE("another connection of the process counts, and a transaction only when it is committed") {
        Watched database;
        Connection connection(database.path, {});
        database.start();
        connection.transaction([&] {
            connection.execute("INSERT INTO notes (text) VALUES ('a')");
            CHECK(database.watch->wait(milliseconds(5)) == Woken::timeout);
        });
        CHECK(database.watch->wait(kLong) == Woken::change);
    }

    TEST_CASE("a statement that changes no row does not end the wait") {
        Watched database;
        database.start();
        const auto nothing = [&] { database.write(database.path, "DELETE FROM notes WHERE id = 7"); };
        CHECK(database.woken_by(nothing, milliseconds(100)) == Woken::timeout);
    }

    TEST_CASE("other files of the folder do not end the wait") {
        Watched database;
        database.start();
        const auto other = [&] { database.folder.write("p.txt", "a"); };
        CHECK(database.woken_by(other, milliseconds(100)) == Woken::timeout);
    }

    TEST_CASE("a log that is emptied, removed and made anew is watched on") {
        Watched database;
        database.start();
        for (int n = 0; n < 2; ++n) {
            // The last to close the database removes its log; the watch alone may not write.
            CHECK(database.woken_by([&] { database.write(); }) == Woken::change);
            database.write(database.path, "PRAGMA wal_checkpoint(TRUNCATE)");
            while (database.watch->wait(milliseconds(5)) == Woken::change) {
            }
        }
    }

    TEST_CASE("a database that is reached by a link is watched where it lies") {
        Watched database;
        std::filesystem::create_directory(database.folder.path() / "links");
        const auto link = database.folder / "links/l.db";
        std::filesystem::create_symlink(database.path, link);
        database.watch.emplace(link);
        CHECK(database.woken_by([&] { database.write(); }) == Woken::change);
    }

    TEST_CASE("the wait ends when it is stopped") {
        Watched database;
        database.start();
        std::atomic<bool> stop{false};
        auto waiting = std::async(std::launch::async, [&] { return database.watch->wait(kLong, &stop); });
        stop = true;
        CHECK(waiting.get() == Woken::stop);
        CHECK(database.watch->wait(kLong, &stop) == Woken::stop);
    }

    TEST_CASE("while another has the database for itself, the wait goes on") {
        Watched database("DELETE");
        Connection connection(database.path, {});
        database.start();
        connection.execute("BEGIN EXCLUSIVE; INSERT INTO notes (text) VALUES ('a')");
        CHECK(database.watch->wait(milliseconds(5)) == Woken::timeout);
        connection.execute("COMMIT");
        CHECK(database.watch->wait(kLong) == Woken::change);
    }
}
