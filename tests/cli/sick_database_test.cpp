// Databases that cannot be used, or not now: what every command says, and that nothing is the worse for it.
#include "cli/sandbox.h"

#include <csignal>
#include <filesystem>
#include <sys/resource.h>
#include <sys/stat.h>

#include <doctest/doctest.h>
#include <sqlite3.h>

namespace {

constexpr rlim_t kSmall = 1'200'000;
/// No file can grow beyond this: as on a full disk, a write fails halfway.
void fill_disk() {
    const struct rlimit limit { kSmall, kSmall };
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::signal(SIGXFSZ, SIG_IGN);
}

struct Sick : Sandbox {
    Sick() {
        write_small_workspace(*this);
        environment = {"PACELANE_BUSY_TIMEOUT_MS=20"};
        REQUIRE(run({"migrate"}).exit_code == 0);
        REQUIRE(run({"schedule", "import", "pacelane.yaml"}).exit_code == 0);
        REQUIRE(run({"queue", "create", "jobs"}).exit_code == 0);
        REQUIRE(run({"enqueue", "--user", "ana"}).exit_code == 0);
        database = path("pacelane.db");
    }
    static std::vector<std::vector<std::string>> commands() {
        return {{"schedule"}, {"enqueue", "--user", "ana", "--date", "2026-01-01"},
                {"analyze"},  {"queue", "send", "jobs", "1"},
                {"write"},    {"queue", "read", "jobs"}};
    }
    /// Each command fails with this exit code and says this; the file is not a byte different.
    void all_refuse(int exit_code, const std::string& says, bool with_status = true) const {
        auto all = commands();
        if (with_status) all.push_back({"status"});
        const auto before = read("pacelane.db");
        for (const auto& command : all) {
            const auto result = run(command);
            CHECK_MESSAGE(result.exit_code == exit_code, command[0] << ": " << result.err);
            CHECK_MESSAGE(result.err.find(says) != std::string::npos, command[0] << ": " << result.err);
            CHECK_MESSAGE(result.err.find("pacelane.db") != std::string::npos, result.err);
        }
        CHECK(read("pacelane.db") == before);
    }
    void works() const {
        CHECK(value("PRAGMA integrity_check") == "ok");
        for (const auto& command : commands()) {
            const auto result = run(command);
            CHECK_MESSAGE(result.exit_code == 0, command[0] << ": " << result.err);
        }
        CHECK(value("SELECT count(*) FROM pacing_context_analysis WHERE analysis_status = 'completed'") !=
              "0");
    }
    std::string database;
};

}  // namespace

TEST_CASE_FIXTURE(Sick, "a read-only file: 78, and to check the permissions") {
    before_exec = obey_permissions;
    ::chmod(database.c_str(), 0400);
    // `write` finds nothing to write, but it has to look for it in a transaction.
    all_refuse(78, "check its permissions", false);
    ::chmod(database.c_str(), 0600);
    works();
}

TEST_CASE_FIXTURE(Sick, "a read-only folder: 78, and to check the permissions") {
    std::filesystem::create_directory(path("vault"));
    std::filesystem::copy_file(database, path("vault/pacelane.db"));
    ::chmod(path("vault").c_str(), 0500);
    before_exec = obey_permissions;
    environment.emplace_back("PACELANE_DB=vault/pacelane.db");
    all_refuse(78, "permissions");
    const auto created = run({"--db", "vault/new.db", "migrate"});
    CHECK(created.exit_code == 78);
    CHECK(created.err.find("vault/new.db: the database cannot be created: Permission denied") !=
          std::string::npos);
    ::chmod(path("vault").c_str(), 0700);
    CHECK(run({"status"}).exit_code == 0);
}

TEST_CASE_FIXTURE(Sick,
                  "a file or a folder that may not be read: 78, the reason, and to check the permissions") {
    std::filesystem::create_directory(path("vault"));
    REQUIRE(run({"backup", "vault/copy.db"}).exit_code == 0);
    before_exec = obey_permissions;
    const auto refuses = [&](const std::vector<std::string>& args, const std::string& file) {
        const auto result = run(args);
        CHECK_MESSAGE(result.exit_code == 78, args.back() << ": " << result.err);
        CHECK_MESSAGE(
            result.err.find(file + ": cannot be read: Permission denied; check ") != std::string::npos,
            args.back() << ": " << result.err);
        CHECK(result.err.find("filesystem error") == std::string::npos);
    };
    ::chmod(path("vault/copy.db").c_str(), 0);
    refuses({"restore", "vault/copy.db"}, "vault/copy.db");
    ::chmod(path("vault/copy.db").c_str(), 0600);
    ::chmod(path("vault").c_str(), 0);
    refuses({"restore", "vault/copy.db"}, "vault/copy.db");
    refuses({"backup", "vault/copy.db"}, "vault/copy.db");
    for (const auto& command : {std::vector<std::string>{"status"},
                                {"migrate", "--status"},
                                {"migrate", "--dry-run"},
                                {"schedule"},
                                {"backup", "copy.db"}}) {
        auto args = command;
        args.insert(args.begin(), {"--db", "vault/copy.db"});
        refuses(args, "vault/copy.db");
    }
    CHECK(run({"--db", "vault/copy.db", "restore", "pacelane.db"}).exit_code == 78);
    ::chmod(path("vault").c_str(), 0700);
    CHECK(run({"restore", "vault/copy.db"}).exit_code == 0);
}

TEST_CASE_FIXTURE(
    Sick, "a full disk: 1, what was acknowledged is there, what was not is not, and it goes on later") {
    before_exec = fill_disk;
    const std::string big = "\"" + std::string(100'000, 'x') + "\"";
    int acknowledged = 0;
    Result result;
    for (int n = 0; n < 40; ++n) {
        result = run_with_input({"queue", "send", "jobs", "-"}, big);
        if (result.exit_code != 0) break;
        ++acknowledged;
    }
    CHECK(result.exit_code == 1);
    CHECK_MESSAGE(result.err.find("pacelane.db: the disk is full") != std::string::npos, result.err);
    CHECK(result.err.find("Free some space") != std::string::npos);
    CHECK(acknowledged > 0);
    CHECK(value("SELECT count(*) FROM q_jobs") == std::to_string(acknowledged));
    before_exec = nullptr;
    works();
}

TEST_CASE_FIXTURE(Sick, "an empty file: 78 and 'pacelane migrate', which makes it a database") {
    std::filesystem::remove(path("pacelane.db-wal"));
    std::filesystem::remove(path("pacelane.db-shm"));
    write("pacelane.db", "");
    all_refuse(78, "run 'pacelane migrate'");
    CHECK(run({"migrate"}).exit_code == 0);
    CHECK(run({"status"}).exit_code == 0);
}

TEST_CASE_FIXTURE(Sick, "a file cut in half: 78, that it is damaged, and to restore a backup") {
    query("PRAGMA wal_checkpoint(TRUNCATE)");
    std::filesystem::resize_file(database, std::filesystem::file_size(database) / 2);
    const auto before = read("pacelane.db");
    for (const auto& command :
         {std::vector<std::string>{"analyze"}, {"status"}, {"queue", "send", "jobs", "1"}}) {
        const auto result = run(command);
        CHECK(result.exit_code == 78);
        CHECK_MESSAGE(result.err.find("damaged") != std::string::npos, result.err);
        CHECK(result.err.find("restore a backup") != std::string::npos);
    }
}

TEST_CASE_FIXTURE(Sick, "a database of a newer program: 78, and to use a newer pacelane") {
    query("INSERT INTO schema_migrations VALUES (9999, 'future', 'x', '2030-01-01T00:00:00.000Z')");
    all_refuse(78, "use a newer pacelane");
    CHECK(run({"migrate"}).exit_code == 78);
}

TEST_CASE_FIXTURE(Sick, "a damaged first page: 78, and to restore a backup, which then works") {
    REQUIRE(run({"backup", "copy.db"}).exit_code == 0);
    query("PRAGMA wal_checkpoint(TRUNCATE)");
    auto bytes = read("pacelane.db");
    bytes.replace(100, 200, 200, '\x5a');
    write("pacelane.db", bytes);
    all_refuse(78, "restore a backup");
    const auto result = run({"restore", "copy.db"});
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    CHECK(read("pacelane.db.before-restore-20261119T213000") == bytes);
    works();
}

TEST_CASE_FIXTURE(Sick,
                  "another program's database with a table of the same name: 78, and to choose another") {
    const auto other = path("rails.db");
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(other.c_str(), &database) == SQLITE_OK);
    sqlite3_exec(database, "CREATE TABLE schema_migrations (version varchar NOT NULL PRIMARY KEY)", nullptr,
                 nullptr, nullptr);
    sqlite3_close(database);
    const auto before = read("rails.db");
    for (const auto& command :
         {std::vector<std::string>{"migrate"}, {"migrate", "--status"}, {"status"}, {"schedule"}}) {
        auto args = command;
        args.insert(args.begin(), {"--db", "rails.db"});
        const auto result = run(args);
        CHECK(result.exit_code == 78);
        CHECK_MESSAGE(result.err.find("rails.db: is a database of another program; choose another file") !=
                          std::string::npos,
                      result.err);
    }
    const auto restored = run({"restore", "rails.db"});
    CHECK(restored.exit_code == 65);
    CHECK(restored.err.find("rails.db: is no database of Pacelane") != std::string::npos);
    CHECK(read("rails.db") == before);
}

TEST_CASE_FIXTURE(Sick, "a text file: 78, and to choose another file") {
    write("notes.txt", std::string(5000, 'x'));
    for (const auto& command : commands()) {
        auto args = command;
        args.insert(args.begin(), {"--db", "notes.txt"});
        const auto result = run(args);
        CHECK(result.exit_code == 78);
        CHECK_MESSAGE(
            result.err.find("notes.txt: is not a SQLite database; choose another") != std::string::npos,
            result.err);
    }
    CHECK(read("notes.txt") == std::string(5000, 'x'));
}

TEST_CASE_FIXTURE(Sick, "the time to wait for a lock can be set, and must be a number") {
    environment = {"PACELANE_BUSY_TIMEOUT_MS=soon"};
    const auto result = run({"status"});
    CHECK(result.exit_code == 2);
    CHECK(result.err.find("PACELANE_BUSY_TIMEOUT_MS 'soon'") != std::string::npos);
}

TEST_CASE_FIXTURE(Sick, "durability is full unless the flag or the workspace says normal") {
    CHECK(run({"queue", "send", "jobs", "1", "--durability", "normal"}).exit_code == 0);
    CHECK(run({"queue", "send", "jobs", "1", "--durability", "some"}).exit_code == 2);
    const auto workspace = read("pacelane.yaml");
    write("pacelane.yaml", "durability: normal\n" + workspace);
    CHECK(run({"schedule", "import", "pacelane.yaml"}).exit_code == 0);
    write("pacelane.yaml", "durability: fast\n" + workspace);
    const auto result = run({"schedule", "import", "pacelane.yaml"});
    CHECK(result.exit_code == 65);
    CHECK(result.err.find("pacelane.yaml:1:13: durability 'fast': give full or normal") != std::string::npos);
}
