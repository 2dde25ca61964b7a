#include "helpers.h"

#include <csignal>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

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
}
