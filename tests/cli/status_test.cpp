// The monitor's faces that are no terminal and no browser: text, JSON, Prometheus' format, --check.
#include "cli/sandbox.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <sys/stat.h>

#include <doctest/doctest.h>
#include <sqlite3.h>

namespace {

/// Ana's pipeline; `told` keeps what the command of `notify` was told.
struct Watched : Sandbox {
    Watched() {
        write_small_workspace(*this);
        REQUIRE(run({"migrate"}).exit_code == 0);
        REQUIRE(run({"schedule", "import", "pacelane.yaml"}).exit_code == 0);
        // The day's tick, so that nothing is overdue.
        REQUIRE(run({"schedule"}).exit_code == 0);
    }
    void script(const std::string& text) const {
        write("tell.sh", "#!/bin/sh\n" + text);
        REQUIRE(::chmod(path("tell.sh").c_str(), 0700) == 0);
        write("pacelane.yaml", "notify: [./tell.sh, --room, drafts]\n" + read("pacelane.yaml"));
    }
    /// What was told, one object a line.
    std::vector<nlohmann::json> told() const {
        std::vector<nlohmann::json> all;
        const auto lines = read("told");
        for (const auto line : pacelane::split(lines, '\n'))
            if (!line.empty()) all.push_back(nlohmann::json::parse(line));
        return all;
    }
    Result check(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"status", "--check"});
        return run(more);
    }
    void fail_the_analysis() const {
        query(
            "UPDATE pacing_context_analysis SET analysis_status = 'failed', error_message = 'no disk', "
            "completed_at = '2026-11-19T21:30:00.000Z'");
        query("DELETE FROM q_pacing_content_queue");
    }
};

constexpr auto kTeller = "cat >> told\necho \"told $*\"\n";

}  // namespace

TEST_SUITE("status") {
    TEST_CASE_FIXTURE(Watched, "fits 80 columns, and shows what waits, what comes next and what was done") {
        environment.emplace_back("COLUMNS=80");
        CHECK(has(run({"status"}).out, "pacing_content_queue            1"));
        REQUIRE(run({"analyze"}).exit_code == 0);
        REQUIRE(run({"write"}).exit_code == 0);
        const auto out = run({"status"}).out;
        for (const auto line : pacelane::split(out, '\n'))
            CHECK_MESSAGE(
                std::count_if(line.begin(), line.end(),
                              [](char c) { return (static_cast<unsigned char>(c) & 0xc0u) != 0x80; }) <= 80,
                line);
        CHECK(has(out, "Analyses  0 pending  0 processing  1 completed  0 failed"));
        CHECK(has(out, "Last 14 days"));
        CHECK(has(out, "2026-11-20 09:00 WET  ana  daily"));
        CHECK(has(out, value("SELECT id FROM pacing_content_generation")));
        CHECK(run({"-q", "status"}).out.empty());
    }
    TEST_CASE_FIXTURE(Watched, "as JSON and in Prometheus' format has the same figures") {
        REQUIRE(run({"analyze"}).exit_code == 0);
        const auto json = run({"status", "--json"}).json();
        CHECK(run({"status", "--format", "json"}).json()["generations"] == json["generations"]);
        CHECK(json["generations"]["pending"] == 1);
        CHECK(json["queues"][1]["pending_messages"] == 1);
        CHECK(json["queues"][0]["archived_last_hour"] == 1);
        CHECK(json["latest_analyses"][0]["attempts"] == 1);
        CHECK(json["history"][13]["analyses_completed"] == 1);
        const auto page = run({"status", "--format", "prometheus"}).out;
        CHECK(has(page, "\npacelane_drafts{state=\"pending\"} 1\n"));
        CHECK(has(page,
                  "\npacelane_queue_messages{queue=\"content_suggestions_queue\",state=\"visible\"} 1\n"));
    }
    TEST_CASE_FIXTURE(Watched, "shows queues of one's own") {
        REQUIRE(run({"queue", "create", "jobs"}).exit_code == 0);
        REQUIRE(run({"queue", "send", "jobs", "{}"}).exit_code == 0);
        CHECK(has(run({"status"}).out, "\njobs                            1"));
    }
}

TEST_SUITE("status --check") {
    TEST_CASE_FIXTURE(Watched, "is OK, a warning, or critical by the age of the oldest work") {
        CHECK(check().exit_code == 0);
        CHECK(check().out.starts_with("PACELANE OK - 1 message waiting, 1 active schedule, "));
        now = "2026-11-19T22:40:00Z";
        CHECK(check().exit_code == 1);
        CHECK(check().out.starts_with(
            "PACELANE WARNING - the oldest of 1 message in pacing_content_queue is 70 min"));
        CHECK(check({"--max-age", "3h"}).exit_code == 0);
        now = "2026-11-20T03:00:00Z";
        const auto late = check();
        CHECK(late.exit_code == 2);
        CHECK(std::count(late.out.begin(), late.out.end(), '\n') == 1);
        CHECK(check({"--json"}).json()["state"] == "critical");
    }
    TEST_CASE_FIXTURE(Watched, "a schedule that no tick has seen is critical") {
        REQUIRE(run({"analyze"}).exit_code == 0);
        REQUIRE(run({"write"}).exit_code == 0);
        now = "2026-11-20T13:00:00Z";
        CHECK(check().exit_code == 2);
        CHECK(has(check().out, "does 'pacelane schedule' run?"));
        REQUIRE(run({"schedule"}).exit_code == 0);
        CHECK(check().exit_code == 0);
    }
    TEST_CASE_FIXTURE(Watched, "a failure is a warning for a day, or until it is made good") {
        fail_the_analysis();
        CHECK(check().exit_code == 1);
        CHECK(check({"--max-failed", "1"}).exit_code == 0);
        REQUIRE(run({"enqueue", "--user", "ana", "--retry"}).exit_code == 0);
        CHECK(check().exit_code == 0);
        fail_the_analysis();
        now = "2026-11-20T21:31:00Z";
        REQUIRE(run({"schedule"}).exit_code == 0);
        query("DELETE FROM q_pacing_content_queue");
        CHECK(check().exit_code == 0);
    }
    TEST_CASE_FIXTURE(Watched, "what cannot be told is UNKNOWN, on standard output, whatever is wrong") {
        const auto unknown = [&](const Result& result, const std::string& why) {
            CHECK(result.exit_code == 3);
            CHECK_MESSAGE(result.out.starts_with("PACELANE UNKNOWN - "), result.out);
            CHECK_MESSAGE(has(result.out, why), result.out);
            CHECK(std::count(result.out.begin(), result.out.end(), '\n') == 1);
        };
        unknown(run({"--db", "none.db", "status", "--check"}), "there is no database");
        unknown(check({"--max-age", "soon"}), "give an age such as");
        unknown(check({"--max-age", "0s"}), "give an age such as");
        unknown(check({"--max-failed", "-1"}), "--max-failed");
        unknown(check({"--chekc"}), "unknown option");
        for (const char* limit : {"--max-age", "--max-failed"}) {
            const auto without = run({"status", limit, limit == std::string("--max-age") ? "3h" : "2"});
            CHECK(without.exit_code == 2);
            CHECK(has(without.err, "limits of --check"));
        }
        for (const std::vector<std::string>& face : {std::vector<std::string>{"--watch"},
                                                     {"--serve", "127.0.0.1:0"},
                                                     {"--html", "report.html"},
                                                     {"--format", "prometheus"},
                                                     {"-n", "3"},
                                                     {"--read-only"},
                                                     {"--watch", "--serve", "127.0.0.1:0"},
                                                     {"--serve", "127.0.0.1:0", "--html", "report.html"},
                                                     {"--watch", "--serve", "127.0.0.1:0", "--html", "-"}})
            unknown(check(face), "--check prints one line");
        unknown(run({"status", "--check", "--now", "yesterday"}), "yesterday");
        write("pacelane.yaml", "database: [");
        unknown(check(), "pacelane.yaml");
        CHECK(run({"status", "--db", "none.db", "--check", "--json"}).json()["state"] == "unknown");
        // Without --check these are the errors that they always were.
        for (const std::vector<std::string>& faces :
             {std::vector<std::string>{"--watch", "--serve", "127.0.0.1:0"},
              {"--serve", "127.0.0.1:0", "--html", "report.html"},
              {"--watch", "--html", "report.html"},
              {"--html", "report.html", "--format", "prometheus"},
              {"--serve", "127.0.0.1:0", "-n", "3"}}) {
            auto words = faces;
            words.insert(words.begin(), "status");
            CHECK(run(words).exit_code == 2);
        }
        CHECK(read("report.html").empty());
        CHECK(run({"status", "--chekc"}).exit_code == 2);
    }
    TEST_CASE_FIXTURE(Watched, "a database that somebody has for himself is UNKNOWN") {
        environment.emplace_back("PACELANE_BUSY_TIMEOUT_MS=20");
        sqlite3* owner = nullptr;
        REQUIRE(sqlite3_open(path("pacelane.db").c_str(), &owner) == SQLITE_OK);
        REQUIRE(sqlite3_exec(owner, "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE", nullptr, nullptr,
                             nullptr) == SQLITE_OK);
        const auto busy = check();
        sqlite3_close(owner);
        CHECK(busy.exit_code == 3);
        CHECK_MESSAGE(has(busy.out, "busy"), busy.out);
        CHECK(check().exit_code == 0);
    }
    TEST_CASE_FIXTURE(Watched, "an older database is UNKNOWN, and says what to do") {
        query("DELETE FROM schema_migrations WHERE version >= 13");
        CHECK(check().exit_code == 3);
        CHECK(has(check().out, "pacelane migrate"));
    }
}

TEST_SUITE("notify") {
    TEST_CASE_FIXTURE(Watched, "is told once that it turned bad, and once that it is good again") {
        script(kTeller);
        CHECK(check().exit_code == 0);
        CHECK(told().empty());
        fail_the_analysis();
        const auto bad = check();
        CHECK(bad.exit_code == 1);
        // Its output is no part of the line.
        CHECK(std::count(bad.out.begin(), bad.out.end(), '\n') == 1);
        CHECK(has(bad.err, "told --room drafts"));
        CHECK(check().exit_code == 1);
        REQUIRE(told().size() == 1);
        CHECK(told()[0]["state"] == "warning");
        CHECK(told()[0]["previous_state"] == "ok");
        CHECK(told()[0]["database"] == path("pacelane.db"));
        REQUIRE(run({"enqueue", "--user", "ana", "--retry"}).exit_code == 0);
        check();
        check();
        REQUIRE(told().size() == 2);
        CHECK(told()[1]["state"] == "ok");
        CHECK(told()[1]["previous_state"] == "warning");
    }
    TEST_CASE_FIXTURE(Watched, "of checks that race, one tells") {
        script(kTeller);
        fail_the_analysis();
        std::vector<int> running;
        for (int n = 0; n < 6; ++n)
            running.push_back(start({"status", "--check"}));
        for (const int pid : running)
            CHECK(wait(pid) == 1);
        CHECK(told().size() == 1);
    }
    TEST_CASE_FIXTURE(Watched, "a command that fails is named, changes no exit code, and is tried again") {
        script("exit 4\n");
        fail_the_analysis();
        for (int n = 0; n < 2; ++n) {
            const auto result = check();
            CHECK(result.exit_code == 1);
            CHECK_MESSAGE(has(result.err, "tell.sh' failed (exit code 4); the next check tries again"),
                          result.err);
        }
        script(kTeller);
        write("pacelane.yaml", read("pacelane.yaml").substr(read("pacelane.yaml").find('\n') + 1));
        CHECK(check().err == "told --room drafts\n");
        CHECK(told().size() == 1);
    }
    TEST_CASE_FIXTURE(Watched, "a command that is not there is named, too") {
        write("pacelane.yaml", "notify: [no-such-teller]\n" + read("pacelane.yaml"));
        fail_the_analysis();
        const auto result = check();
        CHECK(result.exit_code == 1);
        CHECK_MESSAGE(has(result.err, "'no-such-teller' cannot be started"), result.err);
    }
    TEST_CASE_FIXTURE(Watched, "is shown by config show, and refused where it is no list") {
        script(kTeller);
        CHECK(has(run({"config", "show"}).out, path("tell.sh")));
        const auto refused = [&](const std::string& line, const std::string& why) {
            write("wrong.yaml", line + "\nusers: [{handle: ana}]\n");
            const auto result = run({"--config", "wrong.yaml", "schedule", "import", "wrong.yaml"});
            CHECK(result.exit_code == 65);
            CHECK_MESSAGE(has(result.err, why), result.err);
        };
        refused("notify: mail -s Pacelane ana",
                "wrong.yaml:1:9: notify: give the program and its arguments as a "
                "list: [mail, -s, Pacelane, ana]");
        refused("notify: {mail: ana}", "wrong.yaml:1:9");
        refused("notify: [~/tell.sh]", "'~' is not expanded");
        refused("notify: ['']", "begins with no program");
    }
}
