// What the program says, and its exit codes, when something is wrong.
#include "cli/sandbox.h"

#include <filesystem>
#include <numeric>
#include <set>
#include <signal.h>
#include <unistd.h>

#include <doctest/doctest.h>

TEST_CASE("without a database, the message names the command that makes one") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    const auto result = sandbox.run({"status"});
    CHECK(result.exit_code == 78);
    CHECK(result.err.find("pacelane migrate") != std::string::npos);
    CHECK(result.out.empty());
}

TEST_CASE("a file that is no database is refused and left as it is") {
    Sandbox sandbox;
    const std::string text(5000, 'x');
    sandbox.write("notes.db", text);
    for (const auto& command : {"migrate", "status"}) {
        const auto result = sandbox.run({"--db", "notes.db", command});
        CHECK(result.exit_code == 78);
        CHECK(result.err.find("notes.db") != std::string::npos);
    }
    CHECK(sandbox.read("notes.db") == text);
}

TEST_CASE("migrate is idempotent, and shows what is applied") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    CHECK(sandbox.run({"migrate", "--dry-run"}).out.find("Would apply 0001_initial") != std::string::npos);
    CHECK(sandbox.run({"status"}).exit_code == 78);
    std::set<std::string> lines;
    for (const auto& file : std::filesystem::directory_iterator(PACELANE_SOURCE_DIR "/schema/sqlite"))
        lines.insert("Applied " + file.path().stem().string() + "\n");
    CHECK(sandbox.run({"migrate"}).out == std::accumulate(lines.begin(), lines.end(), std::string()));
    CHECK(sandbox.run({"migrate"}).out.find("up to date") != std::string::npos);
    CHECK(sandbox.run({"migrate", "--status", "--json"}).json()["migrations"][0]["applied_at"] ==
          "2026-11-19T21:30:00.000Z");
}

TEST_CASE("a database of a newer program, or with a changed migration, is not touched") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    sandbox.run({"migrate"});
    SUBCASE("newer") {
        sandbox.query(
            "INSERT INTO schema_migrations VALUES (9999, 'future', 'x', '2030-01-01T00:00:00.000Z')");
        for (const auto& command : {"migrate", "status"}) {
            const auto result = sandbox.run({command});
            CHECK(result.exit_code == 78);
            CHECK(result.err.find("newer") != std::string::npos);
        }
    }
    SUBCASE("changed") {
        sandbox.query("UPDATE schema_migrations SET checksum = 'x'");
        const auto result = sandbox.run({"migrate"});
        CHECK(result.exit_code == 78);
        CHECK(result.err.find("checksum") != std::string::npos);
    }
}

TEST_CASE("every mistake of a workspace file is reported with its place, and nothing is imported") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    sandbox.run({"migrate"});
    sandbox.write("bad.yaml", R"(users:
  - handle: maya
    timezone: Europe/Stokholm
    schedules:
      - frequency: weekly
        selected_days: [monday, tuesdai]
        content_types: [linkedin]
)");
    const auto result = sandbox.run({"schedule", "import", "bad.yaml"});
    CHECK(result.exit_code == 65);
    CHECK(result.err.find("bad.yaml:3:15: unknown time zone 'Europe/Stokholm'") != std::string::npos);
    CHECK(result.err.find("bad.yaml:6:33: unknown weekday 'tuesdai' (did you mean tuesday?)") !=
          std::string::npos);
    CHECK(result.err.find("bad.yaml:7:25: unknown content type 'linkedin'") != std::string::npos);
    CHECK(sandbox.value("SELECT count(*) FROM users") == "0");
}

TEST_CASE("wrong usage is exit code 2 and says where help is") {
    Sandbox sandbox;
    for (const auto& args :
         std::vector<std::vector<std::string>>{{"queue"},
                                               {"nonsense"},
                                               {"enqueue"},
                                               {"analyze", "--jobs", "0"},
                                               {"analyze", "--date", "2026-11-19"},
                                               {"enqueue", "--user", "ana", "--date", "2026-02-30"},
                                               {"schedule", "next", "-n", "x"}}) {
        const auto result = sandbox.run(args);
        CHECK(result.exit_code == 2);
        CHECK(!result.err.empty());
        CHECK(result.out.empty());
    }
    sandbox.now = "yesterday";
    CHECK(sandbox.run({"status"}).exit_code != 0);
}

TEST_CASE("an unknown user is bad input, with the nearest handle") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    sandbox.run({"migrate"});
    sandbox.run({"schedule", "import", "pacelane.yaml"});
    const auto result = sandbox.run({"enqueue", "--user", "anna"});
    CHECK(result.exit_code == 65);
    CHECK(result.err.find("did you mean 'ana'?") != std::string::npos);
}

TEST_CASE("with --json, an error is one JSON document too") {
    Sandbox sandbox;
    const auto result = sandbox.run({"--db", "none.db", "status", "--json"});
    CHECK(result.exit_code == 78);
    CHECK(result.json()["error"]["exit_code"] == 78);
}

TEST_CASE("global options are accepted before and after the command") {
    Sandbox sandbox;
    CHECK(sandbox.run({"--db", "a.db", "migrate", "-q"}).exit_code == 0);
    CHECK(sandbox.run({"status", "--db", "a.db", "--json"}).json()["users"] == 0);
}

TEST_CASE("a locked database is waited for, and then exit code 75 with nothing done") {
    // Ten seconds of waiting belong to this test: that is what the program promises at the most.
    Sandbox sandbox;
    write_small_workspace(sandbox);
    sandbox.run({"migrate"});
    sandbox.run({"schedule", "import", "pacelane.yaml"});
    const int blocker = ::fork();
    if (blocker == 0) {
        sandbox.query(
            "BEGIN IMMEDIATE; WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT i "
            "FROM n WHERE i < 0");
        ::_exit(0);
    }
    ::usleep(300'000);
    const auto result = sandbox.run({"enqueue", "--user", "ana"});
    ::kill(blocker, SIGKILL);
    Sandbox::wait(blocker);
    CHECK(result.exit_code == 75);
    CHECK(result.err.find("busy") != std::string::npos);
    CHECK(sandbox.value("SELECT count(*) FROM pacing_context_analysis") == "0");
}
