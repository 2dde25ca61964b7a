#include "helpers.h"

#include <algorithm>
#include <csignal>
#include <pacelane/queue/queue.h>
#include <pacelane/store/backup.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

using namespace pacelane;
using namespace pacelane::store;

namespace {

struct Kept : Pipeline {
    std::string copy = folder / "copy.db";
    RestoreReport put_back(const std::string& file) { return restore(file, path, clock); }
    std::string value_in(const std::string& file, std::string_view sql) {
        sqlite::Options options;
        options.read_only = true;
        sqlite::Connection connection(file, options);
        auto query = connection.prepare(sql);
        return query.step() ? query.text(0) : "nothing";
    }
    std::vector<std::string> files() {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
            names.push_back(entry.path().filename().string());
        std::sort(names.begin(), names.end());
        return names;
    }
    static int mode_of(const std::string& file) {
        struct stat status {};
        REQUIRE(::stat(file.c_str(), &status) == 0);
        return status.st_mode & 07777;
    }
};

}  // namespace

TEST_SUITE("a backup") {
    TEST_CASE("is a sound database of its own, also of what is only in the write-ahead log") {
        Kept kept;
        const auto report = backup(kept.path, kept.copy, false);
        CHECK(report.rows.at("users") == 2);
        CHECK(report.bytes == static_cast<std::int64_t>(std::filesystem::file_size(kept.copy)));
        CHECK(kept.value_in(kept.copy, "SELECT count(*) FROM users") == "2");
        CHECK(kept.value_in(kept.copy, "PRAGMA integrity_check") == "ok");
        kept.store.reset();
        CHECK(kept.files() == std::vector<std::string>{"copy.db", "p.db"});
    }

    TEST_CASE("is for its owner alone, whatever the umask") {
        Kept kept;
        for (const mode_t mask : {0U, 0277U}) {
            const auto umask = ::umask(mask);
            backup(kept.path, kept.copy, true);
            ::umask(umask);
            CHECK(Kept::mode_of(kept.copy) == 0600);
        }
    }

    TEST_CASE("replaces no file unasked") {
        Kept kept;
        kept.folder.write("copy.db", "mine");
        const auto error = error_of([&] { backup(kept.path, kept.copy, false); });
        CHECK(error.kind() == ErrorKind::bad_input);
        CHECK(says(error, "--force"));
        CHECK(bytes_of(kept.copy) == "mine");
        backup(kept.path, kept.copy, true);
        CHECK(kept.value_in(kept.copy, "SELECT count(*) FROM users") == "2");
    }

    TEST_CASE("never replaces the database itself, under whatever name") {
        Kept kept;
        std::filesystem::create_symlink(kept.path, kept.folder / "link.db");
        for (const auto& name : {kept.path, kept.folder / "link.db"})
            CHECK(says(error_of([&] { backup(kept.path, name, true); }), "is the database itself"));
        CHECK(kept.value("SELECT count(*) FROM users") == "2");
    }

    TEST_CASE("that cannot be made says where, and leaves nothing") {
        Kept kept;
        const auto error = error_of([&] { backup(kept.path, kept.folder / "none/copy.db", false); });
        CHECK(says(error, "none/copy.db"));
        CHECK(says(error, "No such file or directory"));
        CHECK(says(error_of([&] { backup(kept.path, kept.folder.path().string(), true); }), "is a folder"));
    }

    TEST_CASE("is written over what a killed process left of one") {
        Kept kept;
        std::string left;
        SUBCASE("before its first page") {
            left = std::string(10'000, '\0');
        }
        SUBCASE("after it") {
            left = bytes_of(kept.path).substr(0, 5000);
        }
        kept.folder.write("copy.db.partial", left);
        kept.folder.write("copy.db.partial-journal", "y");
        backup(kept.path, kept.copy, false);
        CHECK(kept.value_in(kept.copy, "SELECT count(*) FROM users") == "2");
        CHECK_FALSE(std::filesystem::exists(kept.copy + ".partial"));
        CHECK_FALSE(std::filesystem::exists(kept.copy + ".partial-journal"));
    }

    TEST_CASE("is not written over, nor through, what is something else") {
        Kept kept;
        const auto mine = kept.folder.write("mine.txt", "mine");
        const auto partial = kept.copy + ".partial";
        SUBCASE("a link") {
            std::filesystem::create_symlink(mine, partial);
        }
        SUBCASE("a link to nothing") {
            std::filesystem::create_symlink(kept.folder / "none", partial);
        }
        SUBCASE("another name of a file") {
            kept.folder.write("mine.txt", "");
            std::filesystem::create_hard_link(mine, partial);
        }
        SUBCASE("a file") {
            std::filesystem::copy_file(mine, partial);
        }
        SUBCASE("a pipe") {
            REQUIRE(::mkfifo(partial.c_str(), 0600) == 0);
        }
        const auto before = bytes_of(mine);
        const auto files = kept.files();
        const auto error = error_of([&] { backup(kept.path, kept.copy, false); });
        CHECK(error.kind() == ErrorKind::bad_input);
        CHECK(says(error, "copy.db.partial: is no left-over of a backup"));
        CHECK(bytes_of(mine) == before);
        CHECK(kept.files() == files);
    }

    TEST_CASE("replaces also what SQLite keeps beside a file") {
        Kept kept;
        backup(kept.path, kept.copy, false);
        {
            sqlite::Connection old(kept.copy, {});
            old.execute("PRAGMA journal_mode = WAL");
            old.execute("UPDATE users SET handle = 'old' || handle");
            // As a process that was killed leaves them.
            for (const auto* tail : {"", "-wal", "-shm"})
                std::filesystem::copy_file(kept.copy + tail, kept.folder / "killed.db" + tail);
        }
        for (const auto* tail : {"", "-wal", "-shm"})
            std::filesystem::copy_file(kept.folder / "killed.db" + tail, kept.copy + tail,
                                       std::filesystem::copy_options::overwrite_existing);
        kept.folder.write("copy.db-journal", "a journal");
        backup(kept.path, kept.copy, true);
        for (const auto* tail : {"-wal", "-shm", "-journal"})
            CHECK_FALSE(std::filesystem::exists(kept.copy + tail));
        CHECK(kept.value_in(kept.copy, "SELECT group_concat(handle) FROM users") == "maya,rafael");
        CHECK(kept.value_in(kept.copy, "PRAGMA integrity_check") == "ok");
    }

    TEST_CASE("replaces no file that a process has open") {
        Kept kept;
        backup(kept.path, kept.copy, false);
        int ready[2], done[2];
        REQUIRE((::pipe(ready) == 0 && ::pipe(done) == 0));
        const auto child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            sqlite::Connection reader(kept.copy, {});
            reader.execute("BEGIN; SELECT count(*) FROM users");
            char byte = 'r';
            const bool told = ::write(ready[1], &byte, 1) == 1 && ::read(done[0], &byte, 1) == 1;
            ::_exit(told ? 0 : 1);
        }
        char byte = 0;
        REQUIRE(::read(ready[0], &byte, 1) == 1);
        const auto before = bytes_of(kept.copy);
        const auto error = error_of([&] { backup(kept.path, kept.copy, true); });
        CHECK(error.kind() == ErrorKind::busy);
        CHECK(says(error, "copy.db: another process has it open"));
        CHECK(bytes_of(kept.copy) == before);
        REQUIRE(::write(done[1], &byte, 1) == 1);
        REQUIRE(::waitpid(child, nullptr, 0) == child);
        for (const int end : {ready[0], ready[1], done[0], done[1]})
            ::close(end);
        backup(kept.path, kept.copy, true);
        CHECK(kept.value_in(kept.copy, "SELECT count(*) FROM users") == "2");
    }

    TEST_CASE("holds one moment, while others write") {
        Kept kept;
        auto connection = kept.connect();
        queue::Queues(connection, kept.clock).create("pairs");
        std::atomic<bool> stop{false};
        std::thread writer([&] {
            auto mine = kept.connect();
            queue::Queues queues(mine, kept.clock);
            const std::vector<std::string> pair{"1", "2"};
            while (!stop)
                queues.send_batch("pairs", pair);
        });
        for (int n = 0; n < 10; ++n) {
            backup(kept.path, kept.copy, true);
            CHECK(kept.value_in(kept.copy, "SELECT count(*) % 2 FROM q_pairs") == "0");
        }
        stop = true;
        writer.join();
        CHECK(kept.value("PRAGMA integrity_check") == "ok");
    }

    TEST_CASE("of two processes to one file is made by one of them at a time") {
        Kept kept;
        std::atomic<int> made{0}, busy{0};
        CHECK(race(4, [&](int) {
                  for (int n = 0; n < 5; ++n) {
                      try {
                          backup(kept.path, kept.copy, true);
                          ++made;
                      } catch (const Error& error) {
                          if (error.kind() != ErrorKind::busy) throw;
                          ++busy;
                      }
                  }
              }) == "");
        CHECK(made > 0);
        CHECK(made + busy == 20);
        CHECK(kept.value_in(kept.copy, "PRAGMA integrity_check") == "ok");
    }
}

TEST_SUITE("a restore") {
    TEST_CASE("brings back what was there, and keeps what is there now") {
        Kept kept;
        backup(kept.path, kept.copy, false);
        kept.store->forget(kept.maya);
        kept.store.reset();
        const auto report = kept.put_back(kept.copy);
        CHECK(report.current);
        CHECK(report.kept == kept.path + ".before-restore-20261119T120000");
        CHECK(kept.column("SELECT handle FROM users ORDER BY handle") == "maya rafael");
        CHECK(kept.value_in(report.kept, "SELECT group_concat(handle) FROM users") == "rafael");
        CHECK(kept.value("PRAGMA journal_mode") == "wal");
        CHECK(Kept::mode_of(report.kept) == 0600);
        CHECK(kept.files() ==
              std::vector<std::string>{"copy.db", "p.db", "p.db.before-restore-20261119T120000"});
        CHECK(copies_beside(kept.path) == std::vector{report.kept});
    }

    TEST_CASE("of what was kept undoes a restore") {
        Kept kept;
        backup(kept.path, kept.copy, false);
        kept.store->forget(kept.maya);
        kept.store.reset();
        kept.put_back(kept.put_back(kept.copy).kept);
        CHECK(kept.column("SELECT handle FROM users") == "rafael");
    }

    TEST_CASE("creates a missing database, and heeds no log that lies there") {
        Kept kept;
        backup(kept.path, kept.copy, false);
        // A log with another change in it, of a file that is gone.
        kept.execute("DELETE FROM users");
        const auto log = bytes_of(kept.path + "-wal");
        REQUIRE(log.size() > 0);
        kept.store.reset();
        std::filesystem::remove(kept.path);
        kept.folder.write("p.db-wal", log);
        CHECK(kept.put_back(kept.copy).kept == "");
        CHECK(kept.value("SELECT count(*) FROM users") == "2");
        CHECK(kept.value("PRAGMA journal_mode") == "wal");
        CHECK(Kept::mode_of(kept.path) == 0600);
    }

    TEST_CASE("replaces a file that is no database, or a damaged one, and keeps it") {
        Kept kept;
        backup(kept.path, kept.copy, false);
        kept.store.reset();
        SUBCASE("garbage") {
            kept.folder.write("p.db", "not a database");
            const auto report = kept.put_back(kept.copy);
            CHECK(bytes_of(report.kept) == "not a database");
            CHECK(Kept::mode_of(report.kept) == 0600);
        }
        SUBCASE("cut in half") {
            std::filesystem::resize_file(kept.path, std::filesystem::file_size(kept.path) / 8192 * 4096);
            CHECK(std::filesystem::exists(kept.put_back(kept.copy).kept));
        }
        SUBCASE("overwritten in the middle") {
            auto bytes = bytes_of(kept.path);
            bytes.replace(4096, 3 * 4096, 3 * 4096, 'x');
            kept.folder.write("p.db", bytes);
            CHECK(std::filesystem::exists(kept.put_back(kept.copy).kept));
        }
        CHECK(kept.value("SELECT count(*) FROM users") == "2");
        CHECK(kept.value("PRAGMA integrity_check") == "ok");
    }

    TEST_CASE("replaces a database whose first page is damaged, and keeps it") {
        Kept kept;
        backup(kept.path, kept.copy, false);
        kept.store.reset();
        auto bytes = bytes_of(kept.path);
        std::size_t at = 0, count = 1;
        char with = '\xff';
        SUBCASE("page size") {
            at = 16;
        }
        SUBCASE("version") {
            at = 18;
        }
        SUBCASE("fractions of the payload") {
            at = 21;
        }
        SUBCASE("format of the schema") {
            at = 47;
        }
        SUBCASE("the whole header but its name") {
            at = 16;
            count = 84;
            with = '\0';
        }
        SUBCASE("the root of the schema") {
            at = 100;
            count = 200;
        }
        bytes.replace(at, count, count, with);
        kept.folder.write("p.db", bytes);
        const auto report = kept.put_back(kept.copy);
        CHECK(bytes_of(report.kept) == bytes);
        CHECK(kept.value("SELECT count(*) FROM users") == "2");
        CHECK(kept.value("PRAGMA integrity_check") == "ok");
        CHECK(kept.value("PRAGMA journal_mode") == "wal");
        CHECK(copies_beside(kept.path) == std::vector{report.kept});
        // As a backup, it is refused.
        const auto error = error_of([&] { kept.put_back(report.kept); });
        CHECK(error.kind() == ErrorKind::bad_input);
        CHECK(says(error, "nothing was restored"));
    }

    TEST_CASE("replaces no damaged file that a process has open") {
        Kept kept;
        backup(kept.path, kept.copy, false);
        kept.store.reset();
        int ready[2], done[2];
        REQUIRE((::pipe(ready) == 0 && ::pipe(done) == 0));
        const auto child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            sqlite::Connection reader(kept.path, {});
            reader.execute("SELECT count(*) FROM users");
            char byte = 'r';
            const bool told = ::write(ready[1], &byte, 1) == 1 && ::read(done[0], &byte, 1) == 1;
            ::_exit(told ? 0 : 1);
        }
        char byte = 0;
        REQUIRE(::read(ready[0], &byte, 1) == 1);
        auto bytes = bytes_of(kept.path);
        bytes.replace(16, 84, 84, '\0');
        kept.folder.write("p.db", bytes);
        const auto error = error_of([&] { kept.put_back(kept.copy); });
        CHECK(error.kind() == ErrorKind::busy);
        CHECK(bytes_of(kept.path) == bytes);
        CHECK(copies_beside(kept.path).empty());
        REQUIRE(::write(done[1], &byte, 1) == 1);
        REQUIRE(::waitpid(child, nullptr, 0) == child);
        for (const int end : {ready[0], ready[1], done[0], done[1]})
            ::close(end);
    }

    TEST_CASE("keeps the logs of what SQLite cannot open with it") {
        Kept kept;
        backup(kept.path, kept.copy, false);
        kept.store.reset();
        kept.folder.write("p.db", "not a database");
        kept.folder.write("p.db-wal", "its log");
        kept.folder.write("p.db-journal", "its journal");
        const auto report = kept.put_back(kept.copy);
        CHECK(bytes_of(report.kept) == "not a database");
        CHECK(bytes_of(report.kept + "-wal") == "its log");
        CHECK(bytes_of(report.kept + "-journal") == "its journal");
        for (const auto* tail : {"", "-wal", "-journal"})
            CHECK(Kept::mode_of(report.kept + tail) == 0600);
        CHECK(kept.value("SELECT count(*) FROM users") == "2");
        CHECK_FALSE(std::filesystem::exists(kept.path + "-journal"));
    }

    TEST_CASE("of a backup with pages of another size") {
        for (const int size : {512, 1024, 16384, 65536}) {
            CAPTURE(size);
            Kept kept;
            kept.store->put_document(kept.maya,
                                     document("a.md", std::vector<std::string>(2000, "Queues lose nothing.")),
                                     kept.clock.now());
            backup(kept.path, kept.copy, false);
            kept.store->forget(kept.maya);
            kept.store.reset();
            sqlite::Connection(kept.copy, {}).execute(fmt::format("PRAGMA page_size = {}; VACUUM", size));
            const auto report = kept.put_back(kept.copy);
            CHECK(kept.column("SELECT handle FROM users ORDER BY handle") == "maya rafael");
            CHECK(kept.value("SELECT count(*) FROM passages") == "2000");
            CHECK(kept.value("PRAGMA page_size") == std::to_string(size));
            CHECK(kept.value("PRAGMA journal_mode") == "wal");
            CHECK(kept.value("PRAGMA integrity_check") == "ok");
            kept.put_back(report.kept);
            CHECK(kept.column("SELECT handle FROM users") == "rafael");
            CHECK(kept.value("PRAGMA integrity_check") == "ok");
        }
    }

    TEST_CASE("is refused while another connection has the database open, and changes nothing") {
        Kept kept;
        backup(kept.path, kept.copy, false);
        kept.store->forget(kept.maya);
        const auto error = error_of([&] { kept.put_back(kept.copy); });
        CHECK(error.kind() == ErrorKind::busy);
        CHECK(says(error, "another process has the database open"));
        CHECK(kept.column("SELECT handle FROM users") == "rafael");
        CHECK(copies_beside(kept.path).empty());
    }

    TEST_CASE("refuses what is no sound backup, and changes nothing") {
        Kept kept;
        backup(kept.path, kept.copy, false);
        kept.store.reset();
        std::string file = kept.copy, expected;
        auto kind = ErrorKind::bad_input;
        SUBCASE("missing") {
            file = kept.folder / "none.db";
            expected = "there is no such file";
        }
        SUBCASE("no database") {
            file = kept.folder.write("notes.txt", "notes");
            expected = "is not a SQLite database";
        }
        SUBCASE("of another program") {
            file = kept.folder / "other.db";
            sqlite::Options create;
            create.create = true;
            sqlite::Connection(file, create).execute("CREATE TABLE bookmarks (url)");
            expected = "is no database of Pacelane";
        }
        SUBCASE("of another program with a table of the same name") {
            file = kept.folder / "other.db";
            sqlite::Options create;
            create.create = true;
            sqlite::Connection(file, create)
                .execute("CREATE TABLE schema_migrations (version TEXT NOT NULL PRIMARY KEY)");
            expected = "is no database of Pacelane";
        }
        SUBCASE("damaged") {
            auto bytes = bytes_of(file);
            bytes.replace(4096, 3 * 4096, 3 * 4096, 'x');
            file = kept.folder.write("bad.db", bytes);
            expected = "is damaged";
        }
        SUBCASE("of a newer program") {
            sqlite::Connection(file, {}).execute(
                "INSERT INTO schema_migrations VALUES (9999, 'future', 'x', '2030-01-01T00:00:00.000Z')");
            expected = "use a newer pacelane";
            kind = ErrorKind::configuration;
        }
        SUBCASE("the database itself") {
            file = kept.path;
            expected = "is the database itself";
        }
        const auto before = bytes_of(kept.path);
        const auto error = error_of([&] { kept.put_back(file); });
        CHECK(error.kind() == kind);
        CHECK_MESSAGE(says(error, expected), error.what());
        CHECK(bytes_of(kept.path) == before);
        CHECK(copies_beside(kept.path).empty());
    }

    TEST_CASE("of an older schema says so") {
        Kept kept;
        MigrateOptions first;
        first.to = 1;
        migrate(kept.folder / "old.db", first, kept.clock);
        kept.store.reset();
        const auto report = kept.put_back(kept.folder / "old.db");
        CHECK_FALSE(report.current);
        CHECK(report.schema_version == 1);
        CHECK(migrate(kept.path, {}, kept.clock).applied.front() == 2);
    }

    TEST_CASE("that is killed at any moment leaves the old database or the new one") {
        Kept kept;
        kept.store->put_document(kept.maya,
                                 document("a.md", std::vector<std::string>(2000, "Queues lose nothing.")),
                                 kept.clock.now());
        backup(kept.path, kept.copy, false);
        kept.store->forget(kept.maya);
        kept.store.reset();
        const auto old = bytes_of(kept.path);
        SUBCASE("as it is") {}
        SUBCASE("with pages of another size") {
            sqlite::Connection(kept.copy, {}).execute("PRAGMA page_size = 1024; VACUUM");
        }
        int untouched = 0;
        for (int microseconds = 500; microseconds < 60'000; microseconds += 1'500) {
            for (const auto& name : kept.files())
                if (name != "copy.db") std::filesystem::remove(kept.folder / name);
            kept.folder.write("p.db", old);
            const auto child = ::fork();
            REQUIRE(child >= 0);
            if (child == 0) {
                try {
                    restore(kept.copy, kept.path, kept.clock);
                } catch (...) {
                }
                ::_exit(0);
            }
            ::usleep(static_cast<useconds_t>(microseconds));
            ::kill(child, SIGKILL);
            int status = 0;
            REQUIRE(::waitpid(child, &status, 0) == child);
            const auto users = kept.column("SELECT handle FROM users ORDER BY handle");
            CHECK((users == "rafael" || users == "maya rafael"));
            CHECK(kept.value("SELECT count(*) FROM passages") == (users == "rafael" ? "0" : "2000"));
            CHECK(kept.value("PRAGMA integrity_check") == "ok");
            untouched += users == "rafael";
        }
        CHECK(untouched > 0);
        kept.put_back(kept.copy);
        CHECK(kept.column("SELECT handle FROM users ORDER BY handle") == "maya rafael");
    }
}
