// Databases of every released schema, with the data of a real run in them, upgraded by the real program.
#include "cli/sandbox.h"

#include <csignal>
#include <filesystem>
#include <sys/resource.h>
#include <unistd.h>

#include <doctest/doctest.h>

namespace {

namespace fs = std::filesystem;

int newest_version() {
    int versions = 0;
    for (const auto& file : fs::directory_iterator(PACELANE_SOURCE_DIR "/schema/sqlite"))
        versions += file.path().extension() == ".sql";
    return versions;
}

/// pacelane.db is of an older schema and holds, as far as that has columns for it, what current.db holds:
/// users, documents, analyses and drafts of the example, with one analysis, one draft and a dead letter
/// waiting.
struct Old : Sandbox {
    explicit Old(int version) {
        use_example();
        for (const auto& command : std::vector<std::vector<std::string>>{
                 {"migrate"}, {"schedule", "import", "pacelane.yaml"}, {"schedule"}, {"analyze"}})
            REQUIRE(run(command).exit_code == 0);
        REQUIRE(run({"write", "--limit", "5"}).exit_code == 0);
        REQUIRE(run({"enqueue", "--user", "maya", "--date", "2026-11-20"}).exit_code == 0);
        REQUIRE(run({"queue", "create", "jobs"}).exit_code == 0);
        REQUIRE(run({"queue", "send", "jobs", R"({"amount": 1.10})"}).exit_code == 0);
        REQUIRE(run({"backup", "current.db"}).exit_code == 0);
        for (const auto* tail : {"", "-wal", "-shm"})
            fs::remove(path(std::string("pacelane.db") + tail));
        REQUIRE(run({"migrate", "--to", std::to_string(version)}).exit_code == 0);
        REQUIRE(run({"--db", "current.db", "queue", "list"}).exit_code == 0);
        // The queue of one's own is made as it was made then.
        for (const auto& sql :
             query(std::string("SELECT ") +
                       (version < 4 ? "replace(replace(sql, '\"qr_jobs\"', 'q_jobs_ready'), '\"qh_jobs\"', "
                                      "'q_jobs_hidden')"
                                    : "sql") +
                       " FROM c.sqlite_master WHERE tbl_name IN ('q_jobs', 'a_jobs') AND sql "
                       "IS NOT NULL ORDER BY type DESC",
                   true))
            query(sql);
        for (const auto& table : tables()) {
            const auto columns = columns_of(table);
            query("PRAGMA foreign_keys = OFF; INSERT OR REPLACE INTO " + table + " (" + columns +
                      ") SELECT " + columns + " FROM c." + table,
                  true);
        }
        query("DELETE FROM sqlite_sequence; INSERT INTO sqlite_sequence SELECT * FROM c.sqlite_sequence",
              true);
    }
    using Sandbox::query;
    /// With current.db attached as c.
    std::vector<std::string> query(const std::string& sql, bool attached) const {
        return Sandbox::query((attached ? "ATTACH '" + path("current.db") + "' AS c; " : "") + sql);
    }
    std::vector<std::string> tables() const {
        return query(
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name "
            "<> 'schema_migrations' AND name IN (SELECT name FROM c.sqlite_master) ORDER BY name = "
            "'passage_statistics', name LIKE 'monitor%', name",
            true);
    }
    std::string columns_of(const std::string& table) const {
        return query("SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info('" + table +
                         "', 'main') INTERSECT SELECT name FROM pragma_table_info('" + table + "', 'c'))",
                     true)
            .front();
    }
    std::string tables_and_rows() const {
        std::string all;
        for (const auto& table : query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
            all += table + " " + value("SELECT count(*) FROM " + table) + "\n";
        return all + value("SELECT group_concat(sql) FROM sqlite_master");
    }
};

void small_files() {
    const struct rlimit limit { 300'000, 300'000 };
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace

TEST_CASE("a database of every older schema is upgraded with all that is in it, and the pipeline goes on") {
    for (int version = 1; version < newest_version(); ++version) {
        INFO("from version " << version);
        Old old(version);
        std::vector<std::pair<std::string, std::string>> columns;
        for (const auto& table : old.tables())
            columns.emplace_back(table, old.columns_of(table));
        CHECK(columns.size() >= 15);
        CHECK(old.run({"status"}).exit_code == 78);
        CHECK(old.run({"migrate", "--status"}).exit_code == 1);

        const auto result = old.run({"migrate", "--json"});
        REQUIRE_MESSAGE(result.exit_code == 0, result.err);
        const auto report = result.json();
        CHECK(report["applied"].size() == static_cast<std::size_t>(newest_version() - version));
        CHECK(fs::exists(report["backup"].get<std::string>()));
        CHECK(old.run({"migrate", "--status"}).exit_code == 0);
        CHECK(old.value("PRAGMA integrity_check") == "ok");
        CHECK(old.query("PRAGMA foreign_key_check").empty());
        for (const auto& entry : columns) {
            const auto& table = entry.first;
            auto names = entry.second;
            // Migration 0015 has every document read again.
            if (const auto at = names.find(",reader_version");
                table == "documents" && at != std::string::npos)
                names.erase(at, std::string_view(",reader_version").size());
            CHECK_MESSAGE(old.value("SELECT count(*) FROM " + table) ==
                              old.query("SELECT count(*) FROM c." + table, true).front(),
                          table);
            CHECK_MESSAGE(old.query("SELECT count(*) FROM (SELECT " + names + " FROM main." + table +
                                        " EXCEPT SELECT " + names + " FROM c." + table + ")",
                                    true)
                                  .front() == "0",
                          table);
        }

        CHECK(old.run({"write"}).exit_code == 0);
        CHECK(old.value("SELECT count(*) > 1 AND min(generation_status = 'completed') FROM "
                        "pacing_content_generation") == "1");
        old.now = "2026-11-23T21:30:00Z";  // a Monday
        CHECK(old.run({"schedule"}).out.find("enqueued maya") != std::string::npos);
        CHECK(old.run({"analyze", "--write"}).exit_code == 0);
        CHECK(old.value("SELECT group_concat(DISTINCT analysis_status) FROM pacing_context_analysis") ==
              "completed");
        CHECK(old.run({"queue", "pop", "jobs", "--json"}).json()[0]["message"]["amount"] == 1.10);
        CHECK(old.run({"queue", "send", "jobs", "2"}).out == "2\n");
    }
}

TEST_CASE("an upgrade that fails leaves what was there, and names the copy made of it") {
    Old old(1);
    old.query("ALTER TABLE documents ADD COLUMN reader_version INTEGER");
    const auto before = old.tables_and_rows();
    const auto result = old.run({"migrate"});
    CHECK(result.exit_code == 1);
    CHECK(result.err.find("migration 0002_reader_version failed and was undone: ") != std::string::npos);
    CHECK(result.err.find("duplicate column name") != std::string::npos);
    CHECK(result.err.find("pacelane.db.backup-0001-20261119T213000") != std::string::npos);
    CHECK(old.tables_and_rows() == before);
    CHECK(old.value("SELECT max(version) FROM schema_migrations") == "1");
    old.query("ALTER TABLE documents DROP COLUMN reader_version");
    CHECK(old.run({"migrate"}).exit_code == 0);
}

TEST_CASE("an upgrade on a full disk leaves what was there, and no half of a copy") {
    Old old(1);
    old.query("PRAGMA wal_checkpoint(TRUNCATE)");
    const auto before = old.tables_and_rows();
    old.before_exec = small_files;
    const auto result = old.run({"migrate"});
    CHECK(result.exit_code == 1);
    CHECK_MESSAGE(result.err.find("Free some space") != std::string::npos, result.err);
    CHECK(old.tables_and_rows() == before);
    for (const auto& file : fs::directory_iterator(old.folder()))
        CHECK(file.path().filename().string().find(".backup-") == std::string::npos);
    old.before_exec = nullptr;
    CHECK(old.run({"migrate"}).exit_code == 0);
}

TEST_CASE(
    "queues that only differ in the case of a letter beyond ASCII: named, and upgraded under another name") {
    Old old(3);
    old.query(
        "INSERT INTO queues (queue_name, table_suffix, created_at) VALUES ('É', 'É', '1'), ('é', 'é', '2');"
        "CREATE TABLE \"q_É\" AS SELECT * FROM q_jobs; CREATE TABLE \"a_É\" AS SELECT * FROM a_jobs;"
        "CREATE TABLE \"q_é\" AS SELECT * FROM q_jobs; CREATE TABLE \"a_é\" AS SELECT * FROM a_jobs");
    const auto result = old.run({"migrate"});
    CHECK(result.exit_code == 78);
    CHECK_MESSAGE(result.err.find("queues 'É' and 'é'") != std::string::npos, result.err);
    CHECK(result.err.find("UPDATE queues SET queue_name = 'NEW_NAME' WHERE queue_name = 'é'") !=
          std::string::npos);
    old.query("UPDATE queues SET queue_name = 'other' WHERE queue_name = 'é'");
    CHECK(old.run({"migrate"}).exit_code == 0);
    for (const auto* name : {"É", "é", "other", "jobs"})
        CHECK(old.run({"queue", "read", name, "--vt", "0", "--json"}).json().size() == 1);
    CHECK(old.run({"queue", "create", "jobs_ready"}).exit_code == 0);
}

TEST_CASE("an upgrade from the first version, and the reading after it, may be killed at any moment") {
    const Old old(1);
    old.query("VACUUM INTO '" + old.path("v1.db") + "'");
    const auto rows = [&] {
        return old.value("SELECT count(*) FROM users") + " " + old.value("SELECT count(*) FROM documents") +
               " " + old.value("SELECT count(*) FROM passages") + " " +
               old.value("SELECT count(*) FROM pacing_content_generation") + " " +
               old.value("SELECT group_concat(DISTINCT first_seen_at) FROM passages");
    };
    const auto kill_after = [&](const std::vector<std::string>& command, unsigned microseconds) {
        const auto pid = old.start(command);
        ::usleep(microseconds);
        ::kill(pid, SIGKILL);
        return Sandbox::wait(pid) == 128 + SIGKILL;
    };
    const auto before = rows();
    int killed = 0;
    for (unsigned round = 0; round < 12; ++round) {
        std::vector<fs::path> used;
        for (const auto& file : fs::directory_iterator(old.folder()))
            if (file.path().filename().string().starts_with("pacelane.db")) used.push_back(file.path());
        for (const auto& file : used)
            fs::remove(file);
        fs::copy_file(old.path("v1.db"), old.path("pacelane.db"));
        for (const auto& command : {std::vector<std::string>{"migrate"}, {"context", "sync"}}) {
            killed += kill_after(command, 2'000 + round * 4'000) ? 1 : 0;
            CHECK(old.value("PRAGMA integrity_check") == "ok");
            CHECK(rows() == before);
            CHECK(old.run(command).exit_code == 0);
            CHECK(rows() == before);
        }
        CHECK(old.value("SELECT max(version) FROM schema_migrations") == std::to_string(newest_version()));
        CHECK(old.value("SELECT count(*) FROM documents WHERE reader_version = 0") == "0");
    }
    CHECK(killed > 0);
}
