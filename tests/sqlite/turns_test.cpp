#include "helpers.h"

#include <csignal>
#include <filesystem>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include <sqlite3.h>

using namespace pacelane;
using namespace pacelane::sqlite;

namespace {

struct Shared {
    Shared() {
        Connection connection(path, creating());
        connection.execute(
            "PRAGMA journal_mode = WAL; CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)");
    }
    void add(Connection& connection) {
        connection.transaction([&] { connection.execute("INSERT INTO notes (text) VALUES ('a')"); });
    }
    /// A process that runs `work` and is then dealt the signal, wherever it is.
    template <class Work>
    pid_t hit(int signal, Work&& work) {
        const pid_t child = ::fork();
        if (child == 0) {
            Connection connection(path, {});
            work(connection);
            ::raise(signal);
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, WUNTRACED);
        return child;
    }
    TemporaryFolder folder;
    std::string path = folder / "p.db";
};

}  // namespace

TEST_SUITE("turns at writing") {
    TEST_CASE_FIXTURE(Shared, "writers killed in the middle of a transaction hold up nobody") {
        for (int n = 0; n < 20; ++n)
            hit(SIGKILL, [&](Connection& c) { c.transaction([] { ::raise(SIGKILL); }); });
        Connection connection(path, {});
        add(connection);
        CHECK(count(connection) == 1);
    }

    TEST_CASE_FIXTURE(Shared, "a writer stopped between two writes holds up nobody") {
        const pid_t child = hit(SIGSTOP, [&](Connection& c) { c.give_way(); });
        Connection connection(path, {});
        add(connection);
        CHECK(count(connection) == 1);
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
    }

    TEST_CASE_FIXTURE(Shared, "many threads write, none is refused and no write is lost") {
        std::vector<std::thread> threads;
        for (int n = 0; n < 8; ++n)
            threads.emplace_back([&] {
                Connection connection(path, {});
                for (int i = 0; i < 20; ++i)
                    add(connection);
            });
        for (auto& thread : threads)
            thread.join();
        Connection connection(path, {});
        CHECK(count(connection) == 160);
    }

    // The file of the log is used again from its start, so its size is the longest that the log ever was.
    TEST_CASE_FIXTURE(Shared, "the write-ahead log stays short, for one writer and for many") {
        const auto write = [&](Connection& connection, int times) {
            for (int n = 0; n < times; ++n)
                connection.transaction(
                    [&] { connection.execute("INSERT INTO notes (text) VALUES (hex(randomblob(4000)))"); });
        };
        const auto pages = [&] { return std::filesystem::file_size(path + "-wal") / 4096; };
        Connection connection(path, {});
        write(connection, 1000);  // of some three pages each
        CHECK(pages() > 900);
        CHECK(pages() < 1200);
        std::vector<std::thread> threads;
        for (int n = 0; n < 4; ++n)
            threads.emplace_back([&] {
                Connection own(path, {});
                write(own, 2000);
            });
        for (auto& thread : threads)
            thread.join();
        CHECK(pages() < 12'000);  // of the 24,000 and more that were written
        CHECK(count(connection) == 9000);
    }

    TEST_CASE_FIXTURE(Shared,
                      "a process stopped within a transaction makes others give up when their time is over") {
        const pid_t child = hit(SIGSTOP, [&](Connection& c) { c.transaction([] { ::raise(SIGSTOP); }); });
        Options options;
        options.busy_timeout = std::chrono::milliseconds(50);
        Connection connection(path, options);
        const auto kind = [&] {
            try {
                add(connection);
            } catch (const Error& error) {
                return error.kind();
            }
            return ErrorKind::usage;
        };
        CHECK(kind() == ErrorKind::busy);
        CHECK(kind() == ErrorKind::busy);
        // Its end frees the lock at once.
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        add(connection);
        CHECK(count(connection) == 1);
    }

    TEST_CASE_FIXTURE(Shared, "a writer that knows nothing of turns is waited for, and waits") {
        sqlite3* other = nullptr;
        REQUIRE(sqlite3_open(path.c_str(), &other) == SQLITE_OK);
        sqlite3_busy_timeout(other, 10'000);
        REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
        std::thread waiter([&] {
            Connection connection(path, {});
            add(connection);
        });
        CHECK(sqlite3_exec(other, "INSERT INTO notes (text) VALUES ('b'); COMMIT", nullptr, nullptr,
                           nullptr) == SQLITE_OK);
        for (int n = 0; n < 50; ++n)
            CHECK(sqlite3_exec(other, "INSERT INTO notes (text) VALUES ('c')", nullptr, nullptr, nullptr) ==
                  SQLITE_OK);
        waiter.join();
        sqlite3_close(other);
        Connection connection(path, {});
        CHECK(count(connection) == 52);
    }

    TEST_CASE_FIXTURE(Shared, "waiters killed while in line are passed over") {
        Connection holder(path, {});
        std::vector<pid_t> waiters;
        holder.transaction([&] {
            for (int n = 0; n < 5; ++n) {
                const pid_t child = ::fork();
                if (child == 0) {
                    Connection connection(path, {});
                    add(connection);
                    ::_exit(0);
                }
                waiters.push_back(child);
            }
            // Wherever they are: not yet in line, in line, or in SQLite's busy handler.
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            for (const pid_t child : waiters) {
                ::kill(child, SIGKILL);
                ::waitpid(child, nullptr, 0);
            }
        });
        Options options;
        options.busy_timeout = std::chrono::seconds(2);
        Connection connection(path, options);
        add(connection);
        add(holder);
        CHECK(count(connection) == 2);
    }

    TEST_CASE_FIXTURE(Shared, "two connections of one thread do not wait for each other's turn") {
        Options options;
        options.busy_timeout = std::chrono::seconds(2);
        Connection first(path, options), second(path, options);
        for (int n = 0; n < 20; ++n) {
            add(first);
            add(second);
        }
        CHECK(count(first) == 40);
    }
}
