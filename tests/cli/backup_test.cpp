// backup, restore and prune, as they are run.
#include "cli/sandbox.h"

#include <filesystem>
#include <sys/stat.h>

#include <doctest/doctest.h>
#include <sqlite3.h>

namespace {

struct Backups : Sandbox {
    Backups() {
        write_small_workspace(*this);
        for (const auto& command : std::vector<std::vector<std::string>>{
                 {"migrate"}, {"schedule", "import", "pacelane.yaml"}, {"schedule"}, {"analyze"}, {"write"}})
            REQUIRE(run(command).exit_code == 0);
    }
    int mode_of(const std::string& name) const {
        struct stat status {};
        REQUIRE(::stat(path(name).c_str(), &status) == 0);
        return status.st_mode & 07777;
    }
    std::string drafts() const {
        return value("SELECT group_concat(id || content_body) FROM pacing_content_generation");
    }
};

void no_umask() {
    ::umask(0);
}

}  // namespace

TEST_CASE_FIXTURE(Backups, "a backup is made, described and put back") {
    const auto made = run({"backup", "copy.db", "--json"}).json();
    CHECK(made["file"] == path("copy.db"));
    CHECK(made["bytes"] == std::filesystem::file_size(path("copy.db")));
    CHECK(made["rows"]["users"] == 1);
    CHECK(made["rows"]["drafts"] == 1);
    const auto before = drafts();
    REQUIRE(before.size() > 100);

    REQUIRE(run({"user", "forget", "ana", "--yes"}).exit_code == 0);
    const auto restored = run({"restore", "copy.db"});
    REQUIRE_MESSAGE(restored.exit_code == 0, restored.err);
    CHECK(restored.out.find("pacelane.db.before-restore-20261119T213000") != std::string::npos);
    CHECK(restored.out.find("1 user, 1 document, 1 analysis, 1 draft") != std::string::npos);
    CHECK(drafts() == before);
    CHECK(value("PRAGMA integrity_check") == "ok");
    CHECK(run({"status"}).exit_code == 0);
    CHECK(run({"user", "forget", "ana"}).err.find("pacelane.db.before-restore-20261119T213000") !=
          std::string::npos);
}

TEST_CASE_FIXTURE(Backups, "a backup replaces a file only with --force, and quietly with -q") {
    CHECK(run({"-q", "backup", "copy.db"}).out == "");
    const auto again = run({"backup", "copy.db"});
    CHECK(again.exit_code == 65);
    CHECK(again.err.find("copy.db: is there already; choose another name, or replace it with --force") !=
          std::string::npos);
    CHECK(run({"backup", "copy.db", "--force"}).exit_code == 0);
    CHECK(run({"backup", "pacelane.db", "--force"}).exit_code == 65);
}

TEST_CASE_FIXTURE(Backups,
                  "a backup with --force is what the database is, whatever log lay beside the old one") {
    REQUIRE(run({"backup", "copy.db"}).exit_code == 0);
    sqlite3* old = nullptr;
    REQUIRE(sqlite3_open(path("copy.db").c_str(), &old) == SQLITE_OK);
    REQUIRE(sqlite3_exec(old, "PRAGMA journal_mode = WAL; UPDATE users SET handle = 'old'", nullptr, nullptr,
                         nullptr) == SQLITE_OK);
    const auto in_use = run({"backup", "copy.db", "--force"});
    CHECK(in_use.exit_code == 75);
    CHECK_MESSAGE(in_use.err.find("copy.db: another process has it open") != std::string::npos, in_use.err);
    const auto log = read("copy.db-wal");
    REQUIRE(log.size() > 4096);
    sqlite3_close(old);
    write("copy.db-wal", log);  // as a process that was killed leaves it
    REQUIRE(run({"backup", "copy.db", "--force"}).exit_code == 0);
    CHECK_FALSE(std::filesystem::exists(path("copy.db-wal")));
    REQUIRE(run({"restore", "copy.db"}).exit_code == 0);
    CHECK(value("SELECT handle FROM users") == "ana");
    CHECK(value("PRAGMA integrity_check") == "ok");
}

TEST_CASE_FIXTURE(Backups, "a backup writes through no link that lies in its way") {
    write("mine.txt", "mine");
    std::filesystem::create_symlink("mine.txt", path("copy.db.partial"));
    const auto result = run({"backup", "copy.db"});
    CHECK(result.exit_code == 65);
    CHECK_MESSAGE(
        result.err.find("copy.db.partial: is no left-over of a backup, and was left as it is; move it "
                        "away, or choose another name") != std::string::npos,
        result.err);
    CHECK(read("mine.txt") == "mine");
}

TEST_CASE_FIXTURE(Backups, "all files are for their owner alone, whatever the umask") {
    before_exec = no_umask;
    for (const auto& command :
         std::vector<std::vector<std::string>>{{"--db", "new.db", "migrate", "--to", "1"},
                                               {"--db", "new.db", "migrate"},
                                               {"backup", "copy.db"},
                                               {"restore", "copy.db"}})
        REQUIRE(run(command).exit_code == 0);
    for (const auto* name : {"new.db", "new.db.backup-0001-20261119T213000", "copy.db", "pacelane.db",
                             "pacelane.db.before-restore-20261119T213000"})
        CHECK_MESSAGE(mode_of(name) == 0600, name);
    sqlite3* reader = nullptr;  // keeps the files beside the database
    REQUIRE(sqlite3_open(path("pacelane.db").c_str(), &reader) == SQLITE_OK);
    sqlite3_exec(reader, "SELECT count(*) FROM users", nullptr, nullptr, nullptr);
    CHECK(run({"enqueue", "--user", "ana", "--date", "2026-12-24"}).exit_code == 0);
    CHECK(mode_of("pacelane.db-wal") == 0600);
    CHECK(mode_of("pacelane.db-shm") == 0600);
    sqlite3_close(reader);
}

TEST_CASE_FIXTURE(Backups, "a restore is refused with 75 while a process has the database open") {
    REQUIRE(run({"backup", "copy.db"}).exit_code == 0);
    sqlite3* reader = nullptr;
    REQUIRE(sqlite3_open(path("pacelane.db").c_str(), &reader) == SQLITE_OK);
    sqlite3_exec(reader, "SELECT count(*) FROM users", nullptr, nullptr, nullptr);
    const auto refused = run({"restore", "copy.db"});
    sqlite3_close(reader);
    CHECK(refused.exit_code == 75);
    CHECK(refused.err.find("another process has the database open; stop it") != std::string::npos);
    CHECK(run({"restore", "copy.db"}).exit_code == 0);
}

TEST_CASE_FIXTURE(Backups, "a restore names what is wrong with the file, exit code 65") {
    write("notes.txt", "no database");
    const auto text = run({"restore", "notes.txt"});
    CHECK(text.exit_code == 65);
    CHECK(text.err.find("notes.txt: is not a SQLite database") != std::string::npos);
    const auto missing = run({"restore", "none.db", "--json"});
    CHECK(missing.exit_code == 65);
    CHECK(missing.json()["error"]["exit_code"] == 65);
    CHECK(run({"restore", "pacelane.db"}).exit_code == 65);
}

TEST_CASE_FIXTURE(Backups, "pruning says what it removes; what was suggested is not suggested again") {
    const auto usage = run({"prune"});
    CHECK(usage.exit_code == 2);
    CHECK(usage.err.find("--older-than 30d") != std::string::npos);
    CHECK(run({"prune", "--older-than", "soon"}).exit_code == 2);

    now = "2026-11-20T21:30:00Z";  // another analysis, which finds nothing new to say
    REQUIRE(run({"schedule"}).exit_code == 0);
    REQUIRE(run({"analyze"}).exit_code == 0);
    now = "2027-01-05T12:00:00Z";
    const auto dry = run({"prune", "--older-than", "30d", "--dry-run", "--json"}).json();
    CHECK(dry["drafts"] == 1);
    CHECK(dry["analyses_reduced"] == 1);
    CHECK(dry["archived_messages"]["pacing_content_queue"] == 2);
    CHECK(dry["dry_run"] == true);
    CHECK(value("SELECT count(*) FROM pacing_content_generation") == "1");
    const auto done = run({"prune", "--older-than", "30d"});
    CHECK(done.exit_code == 0);
    CHECK(done.out.find("Removed what was over before 2026-12-06T12:00:00.000Z") != std::string::npos);
    CHECK(value("SELECT count(*) FROM pacing_content_generation") == "0");
    CHECK(value("SELECT count(*) FROM a_pacing_content_queue") == "0");
    // The old analysis is listed as one that had a suggestion.
    const auto analyses = run({"status", "analyses"});
    CHECK(analyses.out.find("nothing to write about: \n") == std::string::npos);

    const auto again = run({"analyze", "--user", "ana", "--json"});
    REQUIRE(again.exit_code == 0);
    CHECK(value("SELECT count(*) FROM pacing_content_generation") == "0");
    CHECK(run({"prune", "--compact"}).exit_code == 0);
    CHECK(value("PRAGMA integrity_check") == "ok");
}
