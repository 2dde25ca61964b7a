// What is tried again, and what has failed for good with its first attempt.
#include "cli/sandbox.h"

#include <doctest/doctest.h>

namespace {

/// Ana, with an analysis enqueued.
struct Ana : Sandbox {
    Ana() {
        write_small_workspace(*this);
        REQUIRE(run({"migrate"}).exit_code == 0);
        REQUIRE(run({"schedule", "import", "pacelane.yaml"}).exit_code == 0);
        REQUIRE(run({"enqueue", "--user", "ana"}).exit_code == 0);
    }
    void analyze() const {
        REQUIRE(run({"analyze"}).exit_code == 0);
        REQUIRE(value("SELECT count(*) FROM q_content_suggestions_queue") != "0");
    }
    /// No draft is tried again: its row says why, and its message is archived after one attempt.
    void check_drafts_failed(const Result& result, const std::string& reason) const {
        CHECK(result.exit_code == 0);
        CHECK(value("SELECT count(*) FROM pacing_content_generation WHERE generation_status <> 'failed' OR "
                    "error_message NOT LIKE '%" +
                    reason + "%'") == "0");
        CHECK(value("SELECT count(*) FROM q_content_suggestions_queue") == "0");
        CHECK(value("SELECT max(read_ct) FROM a_content_suggestions_queue") == "1");
        CHECK(run({"write"}).err == "Nothing to write.\n");
    }
};

}  // namespace

TEST_CASE_FIXTURE(Ana,
                  "a draft with too little to write from fails with its first attempt, and exit code 0") {
    analyze();
    write("notes/backups.md", "# Backups\n\nTo be written.\n");
    check_drafts_failed(run({"write"}), "cannot write a linkedin_post");
}

TEST_CASE_FIXTURE(Ana, "a message whose suggestion is gone fails with its first attempt, and exit code 0") {
    analyze();
    query("UPDATE pacing_context_analysis SET content_suggestions = '[]'");
    check_drafts_failed(run({"write"}), "its suggestion is not among those of its analysis");
}

TEST_CASE_FIXTURE(Ana, "a message about nothing is archived, and exit code 0") {
    REQUIRE(run({"analyze"}).exit_code == 0);
    REQUIRE(run({"queue", "send", "pacing_content_queue", "[1]"}).exit_code == 0);
    CHECK(run({"analyze"}).exit_code == 0);
    CHECK(value("SELECT count(*) FROM q_pacing_content_queue") == "0");
    CHECK(value("SELECT read_ct FROM a_pacing_content_queue WHERE message = '[1]'") == "1");
}

TEST_CASE_FIXTURE(Ana, "after a kill, analyze says that the message comes back, and when") {
    // What a worker that died leaves behind: a message that was read, and nobody settles it.
    REQUIRE(run({"queue", "read", "pacing_content_queue", "--vt", "300"}).exit_code == 0);
    const auto result = run({"analyze"});
    CHECK(result.exit_code == 0);
    CHECK_MESSAGE(has(result.err, "Nothing to analyze now: 1 message in work"), result.err);
    CHECK(has(result.err, "taken again after 5 minutes"));
    CHECK(run({"analyze", "-q"}).err.empty());
    now = "2026-11-19T21:35:01Z";
    CHECK(has(run({"analyze"}).out, "suggestion"));
    CHECK(run({"analyze"}).err == "Nothing to analyze.\n");
}

TEST_CASE_FIXTURE(Ana, "a folder that is not there is tried again, and exit code 1") {
    query("UPDATE users SET context = json_set(context, '$.folder', '/nowhere')");
    CHECK(run({"analyze"}).exit_code == 1);
    CHECK(value("SELECT analysis_status FROM pacing_context_analysis") == "pending");
    CHECK(value("SELECT vt FROM q_pacing_content_queue") == "2026-11-19T21:30:30.000Z");
    query("UPDATE users SET context = json_set(context, '$.folder', '" + folder() + "')");
    now = "2026-11-19T21:30:30Z";
    CHECK(run({"analyze"}).exit_code == 0);
    CHECK(value("SELECT analysis_status FROM pacing_context_analysis") == "completed");
}

TEST_CASE_FIXTURE(Ana, "queue work tries a message at least once, however often it was only read") {
    REQUIRE(run({"queue", "create", "jobs"}).exit_code == 0);
    for (const std::string number : {"1", "2"})
        REQUIRE(run({"queue", "send", "jobs", number}).exit_code == 0);
    for (int n = 0; n < 6; ++n)
        REQUIRE(run({"queue", "read", "jobs", "--vt", "0", "--qty", "2"}).exit_code == 0);
    const auto result = run(
        {"queue", "work", "jobs", "--max-attempts", "5", "--", "sh", "-c", "read n; echo $n; test $n = 1"});
    CHECK(result.out == "1\n2\n");
    CHECK(result.exit_code == 1);
    CHECK(result.err.find("message 2: exit code 1 (attempt 7, the last: moved to queue 'jobs_dead'") !=
          std::string::npos);
    CHECK(run({"queue", "metrics", "jobs_dead", "--json"}).json()["queue_length"] == 1);
}
