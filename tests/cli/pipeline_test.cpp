// The whole pipeline, as a user runs it.
#include "cli/sandbox.h"

#include <functional>
#include <set>
#include <sys/wait.h>

#include <doctest/doctest.h>
#include <sqlite3.h>

using namespace std::string_literals;

namespace {

std::string in_sql(std::string text) {
    for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 2)
        text.insert(at, 1, '\'');
    return text;
}

}  // namespace

TEST_CASE("the example workspace goes from import to drafts") {
    Sandbox sandbox;
    sandbox.use_example();
    for (const auto& command : std::vector<std::vector<std::string>>{
             {"migrate"}, {"schedule", "import", "pacelane.yaml"}, {"schedule"}, {"analyze"}, {"write"}}) {
        const auto result = sandbox.run(command);
        INFO(command.front() << ": " << result.err);
        REQUIRE(result.exit_code == 0);
    }
    // How many and which is the writer's to judge, and may change; both people get some, in several forms.
    const auto drafts = sandbox.value("SELECT count(*) FROM pacing_content_generation");
    CHECK(sandbox.query("SELECT DISTINCT content_type FROM pacing_content_generation").size() >= 2);
    CHECK(sandbox.value("SELECT count(DISTINCT user_id) FROM pacing_content_generation") == "2");
    CHECK(sandbox.value(
              "SELECT count(*) FROM pacing_content_generation WHERE generation_status <> 'completed'") ==
          "0");
    CHECK(sandbox.value("SELECT sum(pending_messages) FROM pacing_queue_status") == "0");
    CHECK(sandbox.value("SELECT group_concat(DISTINCT content_metadata ->> 'language') FROM "
                        "pacing_content_generation g JOIN "
                        "users u ON u.id = g.user_id WHERE u.handle = 'rafael'") == "pt-BR");

    SUBCASE("every statement of every draft stands in the document that it cites") {
        CHECK(sandbox.value("SELECT min(content_metadata -> 'checks' ->> 'grounded_share') FROM "
                            "pacing_content_generation") == "1.0");
        const auto claims = sandbox.query(
            "SELECT count(*) FROM pacing_content_generation g, json_each(g.content_metadata -> 'sources') s, "
            "json_each(s.value -> 'claims') c");
        CHECK(std::stoi(claims.front()) > 5 * std::stoi(drafts));
        // The quote is verbatim in a passage of the cited document, which belongs to the draft's own user.
        CHECK(sandbox
                  .query("SELECT c.value ->> 'quote' FROM pacing_content_generation g, "
                         "json_each(g.content_metadata -> 'sources') s, "
                         "json_each(s.value -> 'claims') c WHERE NOT EXISTS (SELECT 1 FROM documents d JOIN "
                         "passages p USING "
                         "(document_key) WHERE d.user_id = g.user_id AND d.path = s.value ->> 'path' AND "
                         "(instr(p.text, c.value ->> "
                         "'quote') > 0 OR instr(p.headings, c.value ->> 'quote') > 0 OR d.title = c.value "
                         "->> 'quote'))")
                  .empty());
    }
    SUBCASE("no draft exceeds its platform's limit") {
        CHECK(
            sandbox.value(
                "SELECT count(*) FROM pacing_content_generation WHERE NOT (content_metadata -> 'checks' ->> "
                "'within_limit')") == "0");
    }
    SUBCASE("running every stage again changes nothing") {
        const auto before =
            sandbox.value("SELECT group_concat(id || content_body) FROM pacing_content_generation");
        for (const auto& command : {"schedule", "analyze", "write"})
            CHECK(sandbox.run({command}).exit_code == 0);
        CHECK(sandbox.value("SELECT group_concat(id || content_body) FROM pacing_content_generation") ==
              before);
        CHECK(sandbox.value("SELECT count(*) FROM pacing_context_analysis") == "2");
    }
    SUBCASE("drafts are shown with their sources and exported with front matter") {
        const auto list = sandbox.run({"content", "list", "--json", "--user", "maya"}).json();
        REQUIRE(list.size() >= 1);
        const auto shown = sandbox.run({"content", "show", list[0]["id"]});
        CHECK(shown.out.find("Sources") != std::string::npos);
        const auto exported = sandbox.run({"content", "export", "--all", "--to", "out", "--json"}).json();
        CHECK(std::to_string(exported["files"].size()) == drafts);
        const auto file = sandbox.read(exported["files"][0]);
        CHECK(file.starts_with("---\ntitle: \""));
        CHECK(file.find("\ndraft: true\n") != std::string::npos);
        CHECK(sandbox.run({"content", "export", "--all", "--to", "out"}).exit_code == 0);
        sandbox.write(exported["files"][0], "edited by hand");
        const auto again = sandbox.run({"content", "export", "--all", "--to", "out"});
        CHECK(again.exit_code == 1);
        CHECK(again.err.find("kept") != std::string::npos);
        CHECK(sandbox.read(exported["files"][0]) == "edited by hand");
    }
    SUBCASE("status and search answer in text and in JSON") {
        const auto status = sandbox.run({"status", "--json"}).json();
        CHECK(status["analyses"]["completed"] == 2);
        CHECK(status["queues"][0]["queue_name"] == "pacing_content_queue");
        CHECK(has(sandbox.run({"status"}).out, drafts + " completed"));
        // All happened at one moment, by --now.
        CHECK_FALSE(has(sandbox.run({"status"}).out, "takes"));
        CHECK_FALSE(has(sandbox.run({"status"}).out, "0.00 s"));
        CHECK(status["latest_analyses"][0]["duration_sec"].is_null());
        const auto hits =
            sandbox.run({"context", "search", "--user", "maya", "flaky tests", "--json"}).json();
        REQUIRE(!hits.empty());
        for (const auto& hit : hits)
            CHECK(hit["path"].get<std::string>().starts_with("maya/"));
    }
}

TEST_CASE("a user without documents gets an honest nothing, and exit code 0") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    std::remove(sandbox.path("notes/backups.md").c_str());
    sandbox.run({"migrate"});
    sandbox.run({"schedule", "import", "pacelane.yaml"});
    const auto result = sandbox.run({"analyze", "--user", "ana"});
    CHECK(result.exit_code == 0);
    CHECK(result.out.find("nothing to write about: ") != std::string::npos);
    CHECK(sandbox.value("SELECT analysis_status || json_array_length(content_suggestions) FROM "
                        "pacing_context_analysis") == "completed0");
    CHECK(sandbox.value("SELECT count(*) FROM pacing_content_generation") == "0");
}

TEST_CASE("analyze --user --write goes from nothing to a draft in one call") {
    Sandbox sandbox;
    import_small_workspace(sandbox);
    const auto result = sandbox.run({"analyze", "--user", "ana", "--write"});
    INFO(result.err);
    CHECK(result.exit_code == 0);
    CHECK(sandbox.value("SELECT content_body FROM pacing_content_generation").find("restore") !=
          std::string::npos);
    CHECK(sandbox.run({"analyze", "--user", "ana"}).out == "analysis_exists\n");
}

TEST_CASE("a dry run stores nothing") {
    Sandbox sandbox;
    import_small_workspace(sandbox);
    CHECK(sandbox.run({"schedule", "--dry-run"}).out.find("would enqueue ana") != std::string::npos);
    CHECK(sandbox.run({"analyze", "--user", "ana", "--dry-run"}).exit_code == 0);
    CHECK(sandbox.value(
              "SELECT (SELECT count(*) FROM documents) + (SELECT count(*) FROM pacing_context_analysis)") ==
          "0");
    CHECK(sandbox.run({"schedule"}).out.find("enqueued ana  2026-11-19") != std::string::npos);
}

TEST_CASE("the same subject is not proposed again until there is something new") {
    Sandbox sandbox;
    import_small_workspace(sandbox);
    REQUIRE(sandbox.run({"analyze", "--user", "ana"}).out.find("1 suggestion") != std::string::npos);
    sandbox.now = "2026-11-20T21:30:00Z";
    CHECK(sandbox.run({"analyze", "--user", "ana"}).out.find("nothing to write about") != std::string::npos);
}

TEST_CASE("an unreadable document is reported, and stops neither its user nor the others") {
    Sandbox sandbox;
    import_small_workspace(sandbox);
    sandbox.write("notes/broken.md", "text\0\0\0binary\x01\x02"s);
    sandbox.write("notes/empty.md", "");
    const auto result = sandbox.run({"analyze", "--user", "ana", "--write"});
    CHECK(result.exit_code == 0);
    CHECK(result.err.find("notes/broken.md") != std::string::npos);
    CHECK(sandbox.value(
              "SELECT count(*) FROM pacing_content_generation WHERE generation_status = 'completed'") == "1");
    CHECK(sandbox.run({"status", "errors", "--json"}).json().size() == 2);
}

TEST_CASE("an unchanged file is not read again, a changed one is, a deleted one goes") {
    Sandbox sandbox;
    import_small_workspace(sandbox);
    CHECK(sandbox.run({"context", "sync"}).out == "ana: 1 new, 0 changed, 0 removed, 0 unchanged\n");
    CHECK(sandbox.run({"context", "sync"}).out == "ana: 0 new, 0 changed, 0 removed, 1 unchanged\n");
    sandbox.write("notes/backups.md", "# Another\n\nThis note was replaced by a shorter one today.\n");
    CHECK(sandbox.run({"context", "sync"}).out == "ana: 0 new, 1 changed, 0 removed, 0 unchanged\n");
    std::remove(sandbox.path("notes/backups.md").c_str());
    CHECK(sandbox.run({"context", "sync"}).out == "ana: 0 new, 0 changed, 1 removed, 0 unchanged\n");
    CHECK(sandbox.value("SELECT (SELECT count(*) FROM passages) + (SELECT count(*) FROM search_terms)") ==
          "0");
}

TEST_CASE(
    "a failing message is retried with growing delays and given up after five attempts, and the others go "
    "on") {
    Sandbox sandbox;
    sandbox.use_example();
    sandbox.run({"migrate"});
    sandbox.run({"schedule", "import", "pacelane.yaml"});
    sandbox.query(
        "UPDATE users SET context = json_set(context, '$.folder', '/nowhere') WHERE handle = 'rafael'");
    sandbox.run({"schedule"});
    const auto first = sandbox.run({"analyze"});
    CHECK(first.exit_code == 1);
    CHECK(first.err.find("rafael") != std::string::npos);
    CHECK(first.err.find("/nowhere") != std::string::npos);
    CHECK(first.out.find("maya") != std::string::npos);
    CHECK(sandbox.value(
              "SELECT analysis_status FROM pacing_context_analysis WHERE error_message LIKE '%/nowhere%'") ==
          "pending");
    // Too early: the message is not visible yet.
    CHECK(sandbox.run({"analyze"}).exit_code == 0);
    const std::vector<std::string> later = {"2026-11-19T21:30:30Z", "2026-11-19T21:32:30Z",
                                            "2026-11-19T21:40:30Z", "2026-11-19T22:12:30Z"};
    for (const auto& time : later) {
        sandbox.now = time;
        CHECK(sandbox.run({"analyze"}).exit_code == 1);
    }
    CHECK(sandbox.value(
              "SELECT analysis_status FROM pacing_context_analysis WHERE error_message LIKE '%/nowhere%'") ==
          "failed");
    CHECK(sandbox.value("SELECT read_ct FROM a_pacing_content_queue ORDER BY read_ct DESC LIMIT 1") == "5");
    CHECK(sandbox.value("SELECT count(*) FROM q_pacing_content_queue") == "0");
    CHECK(sandbox.run({"status", "errors"}).out.find("/nowhere") != std::string::npos);
    CHECK(sandbox.run({"enqueue", "--user", "rafael"}).out == "analysis_exists\n");
    sandbox.query("UPDATE users SET context = json_set(context, '$.folder', '" + sandbox.folder() +
                  "') WHERE handle = 'rafael'");
    CHECK(sandbox.run({"enqueue", "--user", "rafael", "--retry", "--date", "2026-11-19"}).exit_code == 0);
    CHECK(sandbox.run({"analyze"}).exit_code == 0);
    CHECK(sandbox.value("SELECT count(*) FROM pacing_context_analysis WHERE analysis_status = 'completed'") ==
          "2");
}

TEST_CASE("twenty enqueues at once give one message") {
    Sandbox sandbox;
    import_small_workspace(sandbox);
    std::vector<int> pids;
    for (int i = 0; i < 20; ++i)
        pids.push_back(i % 2 == 0 ? sandbox.start({"enqueue", "--user", "ana"})
                                  : sandbox.start({"schedule"}));
    for (const int pid : pids)
        CHECK(Sandbox::wait(pid) == 0);
    CHECK(sandbox.value("SELECT count(*) FROM pacing_context_analysis") == "1");
    CHECK(sandbox.value("SELECT count(*) FROM q_pacing_content_queue") == "1");
}

TEST_CASE("several workers share the queue and do nothing twice") {
    Sandbox sandbox;
    sandbox.use_example();
    sandbox.run({"migrate"});
    sandbox.run({"schedule", "import", "pacelane.yaml"});
    sandbox.run({"schedule"});
    std::vector<int> pids;
    for (int i = 0; i < 4; ++i)
        pids.push_back(sandbox.start({"analyze", "--jobs", "2"}));
    for (const int pid : pids)
        CHECK(Sandbox::wait(pid) == 0);
    pids.clear();
    for (int i = 0; i < 4; ++i)
        pids.push_back(sandbox.start({"write", "--jobs", "2"}));
    for (const int pid : pids)
        CHECK(Sandbox::wait(pid) == 0);
    CHECK(sandbox.value("SELECT count(*) FROM a_pacing_content_queue") == "2");
    const auto suggested =
        sandbox.value("SELECT sum(json_array_length(content_suggestions)) FROM pacing_context_analysis");
    CHECK(std::stoi(suggested) >= 2);
    CHECK(sandbox.value(
              "SELECT count(*) || ' ' || count(DISTINCT suggestion_id) FROM pacing_content_generation WHERE "
              "generation_status = 'completed'") == suggested + " " + suggested);
    CHECK(sandbox.value("SELECT max(read_ct) FROM a_content_suggestions_queue") == "1");
}

TEST_CASE("analyze --dry-run prints what analyze then stores, and stores nothing") {
    Sandbox sandbox;
    import_small_workspace(sandbox);
    const auto preview = sandbox.run({"analyze", "--user", "ana", "--dry-run", "--json"});
    CHECK(preview.exit_code == 0);
    for (const auto* table : {"pacing_context_analysis", "documents", "q_pacing_content_queue"})
        CHECK(sandbox.value("SELECT count(*) FROM " + std::string(table)) == "0");
    CHECK(sandbox.run({"analyze", "--user", "ana"}).exit_code == 0);
    const auto stored = [&](const char* column) {
        auto json = nlohmann::json::parse(
            sandbox.value("SELECT " + std::string(column) + " FROM pacing_context_analysis"));
        return json;
    };
    // Ids are made when something is stored.
    const auto without_ids = [](nlohmann::json json) {
        const std::function<void(nlohmann::json&)> erase = [&](nlohmann::json& node) {
            if (node.is_object())
                for (const auto* name : {"id", "document_id"})
                    node.erase(name);
            if (node.is_structured())
                for (auto& child : node)
                    erase(child);
        };
        erase(json);
        return json;
    };
    for (const auto* column : {"knowledge_context", "meeting_context", "content_suggestions"}) {
        CAPTURE(column);
        CHECK(without_ids(preview.json()[column]) == without_ids(stored(column)));
    }
    CHECK(preview.json()["content_suggestions"].size() > 0);
}

TEST_CASE("analyze --dry-run waits for no writer") {
    Sandbox sandbox;
    import_small_workspace(sandbox);
    sandbox.environment = {"PACELANE_BUSY_TIMEOUT_MS=20"};
    const auto free = sandbox.run({"analyze", "--user", "ana", "--dry-run"});
    sqlite3* writer = nullptr;
    REQUIRE(sqlite3_open(sandbox.path("pacelane.db").c_str(), &writer) == SQLITE_OK);
    REQUIRE(sqlite3_exec(writer, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    const auto beside = sandbox.run({"analyze", "--user", "ana", "--dry-run"});
    CHECK(sandbox.run({"enqueue", "--user", "ana"}).exit_code == 75);
    sqlite3_close(writer);
    CHECK(beside.exit_code == 0);
    CHECK(beside.out == free.out);
    CHECK(has(free.out, "linkedin_post: "));
}

TEST_CASE("enqueue --retry --draft re-opens one draft, and write --draft writes just that") {
    Sandbox sandbox;
    import_small_workspace(sandbox);
    sandbox.run({"analyze", "--user", "ana"});
    sandbox.run({"write"});
    sandbox.query(
        "INSERT INTO pacing_content_generation (id, user_id, context_analysis_id, suggestion_id, "
        "content_type, "
        "created_at) SELECT '1' || substr(id, 2), user_id, context_analysis_id, 'another', "
        "content_type, created_at FROM pacing_content_generation LIMIT 1");
    sandbox.query(
        "UPDATE pacing_content_generation SET generation_status = 'failed', error_message = 'broken'");
    const auto one = sandbox.value("SELECT min(id) FROM pacing_content_generation");
    const auto errors = sandbox.run({"status", "errors", "--json"}).json();
    CHECK(errors[0]["analysis_id"] == sandbox.value("SELECT id FROM pacing_context_analysis"));
    CHECK(errors[0]["analysis_date"] == sandbox.value("SELECT analysis_date FROM pacing_context_analysis"));
    CHECK(has(sandbox.run({"status", "errors"}).out, errors[0]["analysis_date"].get<std::string>()));

    const auto opened = sandbox.run({"enqueue", "--retry", "--draft", one, "--json"}).json();
    CHECK(opened["result"] == "reopened");
    CHECK(opened["failed_analyses"].empty());
    REQUIRE(opened["failed_drafts"].size() == 1);
    CHECK(opened["failed_drafts"][0]["generation_id"] == one);
    CHECK(sandbox.run({"enqueue", "--retry", "--draft", one}).out == "nothing_failed\n");
    CHECK(sandbox.value("SELECT count(*) FROM q_content_suggestions_queue") == "1");
    // Another that waits as well is left to the next run.
    const auto other = sandbox.value("SELECT max(id) FROM pacing_content_generation");
    sandbox.run({"enqueue", "--retry", "--draft", other});
    CHECK(sandbox.run({"write", "--draft", one}).exit_code == 0);
    CHECK(sandbox.value("SELECT generation_status FROM pacing_content_generation WHERE id = '" + one + "'") ==
          "completed");
    CHECK(sandbox.value("SELECT generation_status FROM pacing_content_generation WHERE id = '" + other +
                        "'") == "pending");
    CHECK(has(sandbox.run({"write", "--draft", one}).err, "Nothing to write"));
    CHECK(sandbox.value("SELECT count(*) FROM q_content_suggestions_queue") == "1");

    CHECK(sandbox.run({"enqueue", "--draft", one}).exit_code == 2);
    CHECK(sandbox.run({"enqueue", "--retry", "--draft", one, "--user", "ana"}).exit_code == 2);
    CHECK(sandbox.run({"enqueue", "--retry"}).exit_code == 2);
    CHECK(sandbox.run({"enqueue", "--retry", "--draft", "ffff"}).exit_code == 65);
    CHECK(sandbox.run({"write", "--draft", one, "--follow"}).exit_code == 2);
}

TEST_CASE("enqueue --retry opens several at once, or all that failed: in one transaction") {
    Sandbox sandbox;
    import_small_workspace(sandbox);
    sandbox.run({"analyze", "--user", "ana", "--write"});
    // Three more drafts, and the analysis of another user's day, which fail.
    const auto fail = [&] {
        sandbox.query(
            "UPDATE pacing_content_generation SET generation_status = 'failed', error_message = 'broken'");
        sandbox.query(
            "UPDATE pacing_context_analysis SET analysis_status = 'failed', error_message = 'broken' WHERE "
            "id = 'fa0'");
        sandbox.query("DELETE FROM q_content_suggestions_queue");
        sandbox.query("DELETE FROM q_pacing_content_queue");
    };
    for (const auto* letter : {"1", "2", "3"})
        sandbox.query(std::string("INSERT INTO pacing_content_generation (id, user_id, context_analysis_id, "
                                  "suggestion_id, content_type, created_at) SELECT '") +
                      letter + "' || substr(id, 2), user_id, context_analysis_id, '" + letter +
                      "', content_type, created_at FROM pacing_content_generation LIMIT 1");
    sandbox.query(
        "INSERT INTO users (id, handle, name, timezone, created_at, updated_at) SELECT 'other', 'other', "
        "'Other', timezone, created_at, updated_at FROM users");
    sandbox.query(
        "INSERT INTO pacing_context_analysis (id, user_id, analysis_date, created_at) VALUES ('fa0', "
        "'other', '2026-11-18', '2026-11-18T08:00:00.000Z')");
    fail();
    const auto id = [&](const std::string& letter) {
        return sandbox.value("SELECT id FROM pacing_content_generation WHERE id LIKE '" + letter + "%'");
    };
    const auto waiting = [&] {
        return sandbox.value("SELECT count(*) FROM q_content_suggestions_queue") + " " +
               sandbox.value("SELECT count(*) FROM q_pacing_content_queue");
    };
    const auto several = sandbox
                             .run({"enqueue", "--retry", "--draft", id("1"), "--draft", id("2"), "--draft",
                                   id("1"), "--analysis", "fa0", "--json"})
                             .json();
    CHECK(several["result"] == "reopened");
    CHECK(several["failed_drafts"].size() == 2);
    REQUIRE(several["failed_analyses"].size() == 1);
    CHECK(several["failed_analyses"][0]["analysis_id"] == "fa0");
    CHECK(waiting() == "2 1");
    CHECK(sandbox.value("SELECT message ->> 'analysis_date' FROM q_pacing_content_queue") == "2026-11-18");
    CHECK(sandbox.value("SELECT message ->> 'user_id' FROM q_pacing_content_queue") == "other");

    // One that does not exist, and none is opened.
    CHECK(sandbox.run({"enqueue", "--retry", "--draft", id("3"), "--draft", "ffff"}).exit_code == 65);
    CHECK(waiting() == "2 1");
    // A completed analysis: its failed drafts.
    const auto of_analysis =
        sandbox
            .run(
                {"enqueue", "--retry", "--json", "--analysis",
                 sandbox.value("SELECT id FROM pacing_context_analysis WHERE analysis_status = 'completed'")})
            .json();
    CHECK(of_analysis["failed_drafts"].size() == 2);
    CHECK(waiting() == "4 1");

    fail();
    sandbox.query("UPDATE pacing_content_generation SET withdrawn_at = created_at WHERE id LIKE '3%'");
    const auto of_other = sandbox.run({"enqueue", "--retry", "--all", "--user", "other"});
    CHECK(of_other.exit_code == 0);
    CHECK(has(of_other.err, "Opened 1 failed analysis again"));
    CHECK(waiting() == "0 1");
    const auto all = sandbox.run({"enqueue", "--retry", "--all"});
    CHECK(std::count(all.out.begin(), all.out.end(), '\n') == 3);
    CHECK(has(all.err, "Opened 3 failed drafts again"));
    CHECK(waiting() == "3 1");
    CHECK(sandbox.run({"enqueue", "--retry", "--all"}).out == "nothing_failed\n");

    CHECK(sandbox.run({"enqueue", "--all"}).exit_code == 2);
    CHECK(sandbox.run({"enqueue", "--analysis", "fa0"}).exit_code == 2);
    CHECK(sandbox.run({"enqueue", "--retry", "--all", "--draft", id("1")}).exit_code == 2);
    CHECK(sandbox.run({"enqueue", "--retry", "--all", "--date", "2026-11-18"}).exit_code == 2);
    CHECK(sandbox.run({"enqueue", "--retry", "--analysis", "fa0", "--user", "other"}).exit_code == 2);
}

TEST_CASE("enqueue --retry re-opens the failed drafts of a completed analysis, and write writes them") {
    Sandbox sandbox;
    import_small_workspace(sandbox);
    sandbox.run({"analyze", "--user", "ana"});
    const auto suggestions = sandbox.value("SELECT content_suggestions FROM pacing_context_analysis");
    // A draft whose suggestion is gone can never be written: it is refused at once.
    sandbox.query("UPDATE pacing_context_analysis SET content_suggestions = '[]'");
    sandbox.run({"write"});
    REQUIRE(sandbox.value("SELECT group_concat(DISTINCT generation_status) FROM pacing_content_generation") ==
            "failed");
    const auto failed = sandbox.value("SELECT count(*) FROM pacing_content_generation");
    CHECK(sandbox.value("SELECT count(*) FROM q_content_suggestions_queue") == "0");

    const auto plain = sandbox.run({"enqueue", "--user", "ana"});
    CHECK(plain.out == "analysis_exists\n");
    CHECK(has(plain.err, "of it failed; --retry opens what failed again."));
    CHECK(sandbox.run({"enqueue", "--user", "ana", "--json"}).json()["failed_drafts"][0]["msg_id"].is_null());
    CHECK(sandbox.value("SELECT count(*) FROM q_content_suggestions_queue") == "0");

    sandbox.query("UPDATE pacing_context_analysis SET content_suggestions = '" + in_sql(suggestions) + "'");
    const auto retried = sandbox.run({"enqueue", "--user", "ana", "--retry", "--json"}).json();
    CHECK(retried["result"] == "drafts_reopened");
    CHECK(std::to_string(retried["failed_drafts"].size()) == failed);
    CHECK(retried["failed_drafts"][0]["msg_id"].is_number());
    CHECK(sandbox.run({"enqueue", "--user", "ana", "--retry"}).out == "analysis_exists\n");
    CHECK(sandbox.value("SELECT count(*) FROM q_content_suggestions_queue") == failed);
    CHECK(sandbox.run({"write"}).exit_code == 0);
    CHECK(sandbox.value("SELECT group_concat(DISTINCT generation_status) FROM pacing_content_generation") ==
          "completed");
    CHECK(sandbox.run({"status", "errors"}).out.empty());
}
