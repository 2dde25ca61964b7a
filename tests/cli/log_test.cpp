// What is told on stderr while the stages run: for cron, for collectors, and for who asks why.
#include "cli/sandbox.h"

#include <algorithm>
#include <cstdio>
#include <sstream>

#include <doctest/doctest.h>

namespace {

std::vector<nlohmann::json> entries(const std::string& err) {
    std::vector<nlohmann::json> all;
    std::istringstream lines(err);
    for (std::string line; std::getline(lines, line);) {
        REQUIRE_MESSAGE(nlohmann::json::accept(line), line);
        all.push_back(nlohmann::json::parse(line));
    }
    return all;
}

nlohmann::json entry(const std::vector<nlohmann::json>& all, const std::string& event) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one["event"] == event; });
    REQUIRE_MESSAGE(found != all.end(), event);
    return *found;
}

long lines(const std::string& text) {
    return std::count(text.begin(), text.end(), '\n');
}

/// Maya and Rafael, both due, and Rafael's folder is gone.
struct Cron : Sandbox {
    Cron() {
        use_example();
        run({"migrate"});
        run({"schedule", "import", "pacelane.yaml"});
    }
    void lose_rafael() const {
        query("UPDATE users SET context = json_set(context, '$.folder', '/nowhere') WHERE handle = 'rafael'");
    }
};

}  // namespace

TEST_CASE_FIXTURE(Cron, "with -q, stages in which all goes well print nothing at all") {
    for (const auto* stage : {"schedule", "analyze", "write", "schedule", "analyze", "write"}) {
        const auto result = run({"-q", stage});
        CHECK(result.exit_code == 0);
        CHECK(result.out.empty());
        CHECK(result.err.empty());
    }
    CHECK(
        value(
            "SELECT count(*) > 0 AND min(generation_status = 'completed') FROM pacing_content_generation") ==
        "1");
}

TEST_CASE_FIXTURE(Cron,
                  "with -q, one failing user among good ones is one line: who, where, why, when again") {
    lose_rafael();
    run({"-q", "schedule"});
    const auto id = value(
        "SELECT a.id FROM pacing_context_analysis a JOIN users u ON u.id = a.user_id WHERE u.handle = "
        "'rafael'");
    const auto message = value("SELECT msg_id FROM q_pacing_content_queue ORDER BY msg_id DESC LIMIT 1");
    auto result = run({"-q", "analyze"});
    CHECK(result.exit_code == 1);
    CHECK(result.out.empty());
    CHECK(result.err ==
          "2026-11-19T21:30:00.000Z error analyze failed user=rafael msg_id=" + message +
              " analysis_id=" + id +
              " analysis_date=2026-11-19 attempt=1 next_attempt=2026-11-19T21:30:30.000Z: user 'rafael': the "
              "context folder /nowhere is not there; if the workspace has moved, import it again ('pacelane "
              "schedule import')\n");

    // The last attempt says what opens it again.
    for (const auto* time :
         {"2026-11-19T21:30:30Z", "2026-11-19T21:32:30Z", "2026-11-19T21:40:30Z", "2026-11-19T22:12:30Z"}) {
        now = time;
        result = run({"-q", "analyze"});
        CHECK(lines(result.err) == 1);
    }
    CHECK(result.err.find("attempt=5 next_attempt=none remedy=\"pacelane enqueue --user rafael --date "
                          "2026-11-19 --retry\": ") != std::string::npos);
}

TEST_CASE_FIXTURE(Cron, "as JSON, each line of the stages has its ids, and results stay on stdout") {
    const auto tick = entry(entries(run({"--log-format", "json", "schedule"}).err), "enqueued");
    CHECK(tick["stage"] == "schedule");
    CHECK(tick["user"] == "maya");
    CHECK(tick["msg_id"].is_number_integer());
    CHECK(tick["analysis_id"].is_string());
    CHECK(tick["reason"].get<std::string>().find("Its window 08:00-10:00 came at 2026-11-19 08:00 CET.") !=
          std::string::npos);

    environment = {"PACELANE_LOG_FORMAT=json"};
    const auto result = run({"--json", "analyze", "--write"});
    // Two analyses, and their drafts.
    CHECK(result.json()["completed"].dump() == value("SELECT 2 + count(*) FROM pacing_content_generation"));
    const auto all = entries(result.err);
    const auto analyzed = entry(all, "analyzed");
    CHECK(analyzed["time"] == "2026-11-19T21:30:00.000Z");
    CHECK(analyzed["level"] == "info");
    CHECK(analyzed["stage"] == "analyze");
    CHECK(analyzed["analysis_id"] == tick["analysis_id"]);
    CHECK(analyzed["msg_id"] == tick["msg_id"]);
    const auto written = entry(all, "written");
    CHECK(written["stage"] == "write");
    CHECK(written["generation_id"].get<std::string>().size() == 36);
    CHECK(value("SELECT context_analysis_id FROM pacing_content_generation WHERE id = '" +
                written["generation_id"].get<std::string>() + "'") == written["analysis_id"]);
    CHECK(run({"-q", "analyze"}).err.empty());
}

TEST_CASE_FIXTURE(Cron, "as JSON, a failure has its attempt and when the next one is") {
    lose_rafael();
    run({"schedule"});
    const auto failed = entry(entries(run({"-q", "--log-format=json", "analyze"}).err), "failed");
    CHECK(failed["level"] == "error");
    CHECK(failed["attempt"] == 1);
    CHECK(failed["next_attempt"] == "2026-11-19T21:30:30.000Z");
    CHECK(failed["reason"].get<std::string>().find("/nowhere") != std::string::npos);
}

TEST_CASE("as JSON, errors that end the program are lines of the log, too, wrong usage as well") {
    Sandbox sandbox;
    const auto error = [&](const std::vector<std::string>& args) {
        const auto result = sandbox.run(args);
        const auto all = entries(result.err);
        REQUIRE(all.size() == 1);
        CHECK(all[0]["event"] == "error");
        CHECK(all[0]["level"] == "error");
        CHECK(all[0]["exit_code"] == result.exit_code);
        return all[0];
    };
    const auto missing = error({"--log-format", "json", "--db", "none.db", "status"});
    CHECK(missing["stage"] == "status");
    CHECK(missing["exit_code"] == 78);
    CHECK(missing["reason"].get<std::string>().find("pacelane migrate") != std::string::npos);
    for (const auto& args :
         std::vector<std::vector<std::string>>{{"--log-format", "json", "nonsense"},
                                               {"analyze", "--jobs", "0", "--log-format=json"},
                                               {"schedule", "next", "-n", "x", "--log-format", "json"},
                                               {"--log-format", "json", "enqueue"}})
        CHECK(error(args)["exit_code"] == 2);
    sandbox.environment = {"PACELANE_LOG_FORMAT=json"};
    CHECK(error({"--db", "none.db", "queue", "list"})["stage"] == "queue list");
    CHECK(error({"nonsense"})["exit_code"] == 2);
    sandbox.write("pacelane.yaml", "users: 1\nx: 2\n");
    CHECK(error({"schedule", "import", "pacelane.yaml"})["exit_code"] == 65);
}

TEST_CASE("as JSON, a document whose name and text are no text is told of in valid lines") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    sandbox.run({"migrate"});
    sandbox.run({"schedule", "import", "pacelane.yaml"});
    sandbox.write("notes/a\x1b[2J\xff\n\"b.md", std::string("text\0\0\0binary\x01", 15));
    sandbox.environment = {"PACELANE_LOG_FORMAT=json"};
    const auto result = sandbox.run({"-v", "analyze", "--user", "ana"});
    CHECK(result.exit_code == 0);
    const auto unreadable = entry(entries(result.err), "unreadable");
    CHECK(unreadable["level"] == "warning");
    CHECK(unreadable["path"].get<std::string>().find("notes/a\x1b[2J") == 0);
    // As text it can neither forge a line nor command the terminal.
    sandbox.write("notes/c\x1b[2J\n2026 error.md", std::string("text\0\0\0binary\x01", 15));
    sandbox.environment.clear();
    sandbox.now = "2026-11-20T21:30:00Z";
    const auto text = sandbox.run({"-q", "analyze", "--user", "ana"}).err;
    CHECK(lines(text) == 1);
    CHECK(text.find('\x1b') == std::string::npos);
}

TEST_CASE("-v tells which database and workspace file are used, and who said so") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    sandbox.run({"migrate"});
    const auto err = sandbox.run({"-v", "user", "list"}).err;
    CHECK(err.find("debug user list settings database=") != std::string::npos);
    CHECK(err.find("database_from=" + sandbox.path("pacelane.yaml") + ":1") != std::string::npos);
    CHECK(err.find("config_from=\"found there\"") != std::string::npos);
}

TEST_CASE("-v tells why somebody is due, or passed over") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    sandbox.run({"migrate"});
    sandbox.run({"schedule", "import", "pacelane.yaml"});
    CHECK(sandbox.run({"-v", "schedule"}).err.find("A daily schedule may run on any date.") !=
          std::string::npos);
    CHECK(sandbox.run({"-v", "schedule"}).err.find("nobody_due") != std::string::npos);
    sandbox.query("UPDATE pacing_schedules SET next_due_at = '2026-11-19T09:00:00.000Z'");
    const auto again = sandbox.run({"-v", "schedule"}).err;
    CHECK(again.find("passed_over user=ana") != std::string::npos);
    CHECK(again.find("The analysis of that day exists already.") != std::string::npos);
}

TEST_CASE("-v tells why documents were read, read again or left alone, and why nothing was suggested") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    sandbox.write("notes/photo.bin", std::string("\0\1\2", 3));
    sandbox.run({"migrate"});
    sandbox.run({"schedule", "import", "pacelane.yaml"});
    const auto analyze = [&] { return sandbox.run({"-q", "-v", "analyze", "--user", "ana"}).err; };
    auto err = analyze();
    CHECK(err.find("document user=ana") != std::string::npos);
    CHECK(err.find("path=notes/backups.md: read: a new file") != std::string::npos);
    CHECK(err.find("path=notes/photo.bin: passed over: of a format that is not read") != std::string::npos);

    sandbox.now = "2026-11-20T21:30:00Z";
    err = analyze();
    CHECK(err.find("documents_unchanged") != std::string::npos);
    CHECK(err.find("suggestions=0: ") != std::string::npos);

    sandbox.write("notes/backups.md", sandbox.read("notes/backups.md"));
    sandbox.now = "2026-11-21T21:30:00Z";
    CHECK(analyze().find("not read again: its time changed, its content did not") != std::string::npos);
    sandbox.write("notes/backups.md", "# Another\n\nThis note was replaced by a shorter one today.\n");
    sandbox.now = "2026-11-22T21:30:00Z";
    CHECK(analyze().find("read again: its content changed") != std::string::npos);
    std::remove(sandbox.path("notes/backups.md").c_str());
    sandbox.now = "2026-11-23T21:30:00Z";
    CHECK(analyze().find("removed: no longer there") != std::string::npos);
}

TEST_CASE_FIXTURE(Cron, "-v tells why an attempt was made again") {
    lose_rafael();
    run({"schedule"});
    run({"analyze"});
    now = "2026-11-19T21:30:30Z";
    CHECK(run({"-q", "-v", "analyze"}).err.find("attempt=2: the attempt before failed: user 'rafael': ") !=
          std::string::npos);
}

TEST_CASE("a wrong value in a variable is refused by its name, before anything is done") {
    Sandbox sandbox;
    for (const auto* variable :
         {"PACELANE_LOG_FORMAT=xml", "PACELANE_NOW=today", "PACELANE_BUSY_TIMEOUT_MS=soon"}) {
        Sandbox other;
        other.now.clear();
        other.environment = {variable};
        const auto result = other.run({"migrate"});
        CHECK(result.exit_code == 2);
        const std::string text = variable;
        CHECK(result.err.starts_with("pacelane: " + text.substr(0, text.find('=')) + " '"));
        CHECK(result.err.find('\n') == result.err.size() - 1);
    }
}
