// A user is forgotten: by the tables, and by the bytes of the files.
#include "cli/sandbox.h"

#include <filesystem>

#include <doctest/doctest.h>
#include <sqlite3.h>

namespace {

/// The example workspace, through to the drafts of both users, and something of everything else.
struct Full : Sandbox {
    Full() {
        use_example();
        for (const auto& command : std::vector<std::vector<std::string>>{
                 {"migrate"}, {"schedule", "import", "pacelane.yaml"}, {"schedule"}, {"analyze"}, {"write"}})
            REQUIRE(run(command).exit_code == 0);
        maya = value("SELECT id FROM users WHERE handle = 'maya'");
        // Waiting messages of both, and a dead letter with the reason in its headers.
        for (const auto* user : {"maya", "rafael"})
            REQUIRE(run({"enqueue", "--user", user, "--date", "2026-12-24"}).exit_code == 0);
        REQUIRE(run({"queue", "create", "pacing_content_queue_dead"}).exit_code == 0);
        REQUIRE(run({"queue", "send", "pacing_content_queue_dead", R"({"user_id": ")" + maya + R"("})",
                     "--headers", R"({"error": "kaputt-zweiundvierzig"})"})
                    .exit_code == 0);
    }
    /// All bytes of the database's files.
    std::string raw() const {
        std::string all;
        for (const auto* tail : {"", "-wal", "-shm"})
            all += read(std::string("pacelane.db") + tail);
        return all;
    }
    /// What only this user's rows say: her texts, her names, her ids.
    std::vector<std::string> texts_of(const std::string& user_id) const {
        std::vector<std::string> all;
        for (const auto& sql :
             {"SELECT handle FROM users u WHERE id = '" + user_id + "'",
              "SELECT name FROM users u WHERE id = '" + user_id + "'",
              "SELECT id FROM users u WHERE id = '" + user_id + "'",
              "SELECT substr(p.text, 1, 40) FROM passages p JOIN documents d USING (document_key) WHERE "
              "length(p.text) > 40 AND d.user_id = '" +
                  user_id + "'",
              "SELECT path FROM documents WHERE user_id = '" + user_id + "'",
              "SELECT content_title FROM pacing_content_generation WHERE user_id = '" + user_id + "'",
              "SELECT substr(content_body, -60) FROM pacing_content_generation WHERE user_id = '" + user_id +
                  "'",
              "SELECT id FROM pacing_context_analysis WHERE user_id = '" + user_id + "'"})
            for (const auto& text : query(sql))
                all.push_back(text);
        return all;
    }
    std::string maya;
};

std::vector<std::string> found(const std::string& raw, const std::vector<std::string>& texts) {
    std::vector<std::string> there;
    for (const auto& text : texts)
        if (raw.find(text) != std::string::npos) there.push_back(text);
    return there;
}

}  // namespace

TEST_CASE_FIXTURE(Full, "a forgotten user is in no table and in no byte of the files; another one is whole") {
    const auto hers = texts_of(maya);
    const auto his = texts_of(value("SELECT id FROM users WHERE handle = 'rafael'"));
    REQUIRE(hers.size() > 100);
    REQUIRE(his.size() > 30);
    REQUIRE(found(raw(), hers).size() == hers.size());
    const auto rows_of_rafael = run({"user", "forget", "rafael", "--dry-run", "--json"}).json()["removed"];

    const auto result = run({"user", "forget", "maya", "--yes", "--json"});
    REQUIRE_MESSAGE(result.exit_code == 0, result.err);
    const auto report = result.json();
    CHECK(report["done"] == true);
    for (const auto* table :
         {"users", "pacing_schedules", "documents", "passages", "search_documents", "search_terms",
          "passage_statistics", "pacing_context_analysis", "pacing_content_generation", "suggestion_evidence",
          "q_pacing_content_queue", "a_pacing_content_queue", "a_content_suggestions_queue",
          "q_pacing_content_queue_dead"})
        CHECK_MESSAGE(report["removed"][table] > 0, table);
    CHECK(report["remaining"].size() == report["removed"].size());
    for (const auto& entry : report["remaining"].items())
        CHECK_MESSAGE(entry.value() == 0, entry.key());

    const auto bytes = raw();
    CHECK(found(bytes, hers) == std::vector<std::string>{});
    CHECK(bytes.find("kaputt-zweiundvierzig") == std::string::npos);
    CHECK(found(bytes, his).size() == his.size());
    CHECK(run({"user", "forget", "rafael", "--dry-run", "--json"}).json()["removed"] == rows_of_rafael);
    CHECK(value("PRAGMA integrity_check") == "ok");
    CHECK(query("PRAGMA foreign_key_check").empty());
    CHECK(run({"user", "show", "maya"}).exit_code == 65);
    // What remains goes on.
    CHECK(run({"analyze"}).exit_code == 0);
    CHECK(run({"status"}).exit_code == 0);
}

TEST_CASE_FIXTURE(Full,
                  "without --yes nothing is removed: it is shown what would be, and the exit code is 2") {
    const auto shown = run({"user", "forget", "maya"});
    CHECK(shown.exit_code == 2);
    CHECK(shown.out.find("Would remove maya (Maya Lindqvist)") != std::string::npos);
    CHECK(shown.out.find("passages") != std::string::npos);
    CHECK(shown.err.find("nothing was removed; to remove all of it, add --yes") != std::string::npos);
    const auto dry = run({"user", "forget", "maya", "--dry-run"});
    CHECK(dry.exit_code == 0);
    CHECK(dry.out == shown.out);
    CHECK(value("SELECT count(*) FROM users") == "2");
    CHECK(run({"user", "forget", "mya", "--yes"}).exit_code == 65);
}

TEST_CASE_FIXTURE(Full,
                  "it is told what brings a forgotten user back, and which older copies hold the user") {
    write("pacelane.db.backup-0001-20260101T000000", "an old one");
    const auto result = run({"user", "forget", "maya", "--yes"});
    CHECK(result.exit_code == 0);
    CHECK(result.err.find("pacelane.yaml still names maya: remove the entry") != std::string::npos);
    CHECK(result.err.find("pacelane.db.backup-0001-20260101T000000") != std::string::npos);
    CHECK(run({"schedule", "import", "pacelane.yaml"}).out.find("users: 1 added") != std::string::npos);
    write("pacelane.yaml", "database: pacelane.db\nusers: [{handle: otto, timezone: UTC}]\n");
    std::filesystem::remove(path("pacelane.db.backup-0001-20260101T000000"));
    CHECK(run({"user", "forget", "maya", "--yes"}).err == "");
}

TEST_CASE_FIXTURE(
    Full, "while another process reads, the user is removed, and it is told what remains to be done") {
    environment = {"PACELANE_BUSY_TIMEOUT_MS=50"};
    sqlite3* reader = nullptr;
    REQUIRE(sqlite3_open(path("pacelane.db").c_str(), &reader) == SQLITE_OK);
    sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM users", nullptr, nullptr, nullptr);
    const auto result = run({"user", "forget", "maya", "--yes"});
    sqlite3_close(reader);
    CHECK(result.exit_code == 75);
    CHECK(result.err.find("user 'maya' was removed, but") != std::string::npos);
    CHECK(result.err.find("pacelane prune --compact") != std::string::npos);
    CHECK(value("SELECT group_concat(handle) FROM users") == "rafael");
    CHECK(run({"prune", "--compact"}).exit_code == 0);
    CHECK(raw().find("Maya Lindqvist") == std::string::npos);
}
