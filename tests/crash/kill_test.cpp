// Workers killed with SIGKILL at random moments: nothing is lost and nothing is done twice.
#include "cli/sandbox.h"
#include "crash/kills.h"

#include <cstdlib>
#include <random>
#include <signal.h>
#include <string>
#include <unistd.h>

#include <doctest/doctest.h>

namespace {

std::string time_after(int minutes) {
    char text[40];
    std::snprintf(text, sizeof text, "2026-11-%02dT%02d:%02d:00Z", 19 + minutes / 1440, minutes / 60 % 24,
                  minutes % 60);
    return text;
}

}  // namespace

TEST_CASE("analyze and write, killed at random, leave every message done exactly once") {
    Sandbox sandbox;
    sandbox.use_example();
    REQUIRE(sandbox.run({"migrate"}).exit_code == 0);
    REQUIRE(sandbox.run({"schedule", "import", "pacelane.yaml"}).exit_code == 0);
    // A few days of messages, so that there is enough to be killed at.
    const int days = 6;
    for (int day = 0; day < days; ++day)
        for (const auto* user : {"maya", "rafael"})
            REQUIRE(sandbox.run({"enqueue", "--user", user, "--date", "2026-11-1" + std::to_string(day)})
                        .exit_code == 0);

    std::mt19937 random(20261119);
    std::uniform_int_distribution<int> delay_ms(0, 400);
    int minutes = 22 * 60;
    for (int n = 0; n < kills(); ++n) {
        // A killed worker's message comes back after its timeout: the clock is moved on instead of waited
        // for.
        sandbox.now = time_after(minutes += 6);
        const int pid =
            sandbox.start(n % 2 == 0 ? std::vector<std::string>{"analyze", "--jobs", "2", "--limit", "2"}
                                     : std::vector<std::string>{"write", "--jobs", "2"});
        ::usleep(static_cast<useconds_t>(delay_ms(random)) * 1000);
        ::kill(pid, SIGKILL);
        Sandbox::wait(pid);
        REQUIRE(sandbox.value("PRAGMA integrity_check") == "ok");
        REQUIRE(sandbox.query("PRAGMA foreign_key_check").empty());
        // Every analysis and every draft that is not done has its message, live; every one that is done has
        // it in the archive.
        REQUIRE(sandbox.value("SELECT count(*) FROM pacing_context_analysis a WHERE (SELECT count(*) FROM "
                              "q_pacing_content_queue q "
                              "WHERE q.message ->> 'user_id' = a.user_id AND q.message ->> 'analysis_date' = "
                              "a.analysis_date) <> "
                              "(a.analysis_status IN ('pending', 'processing'))") == "0");
        REQUIRE(sandbox.value("SELECT count(*) FROM pacing_content_generation g WHERE (SELECT count(*) FROM "
                              "q_content_suggestions_queue q WHERE q.message ->> 'generation_id' = g.id) <> "
                              "(g.generation_status IN ('pending', 'generating'))") == "0");
    }
    // Then left in peace, until nothing is waiting. Five killed attempts may have used up a message: that is
    // failed, and says so.
    for (int n = 0; n < 12; ++n) {
        sandbox.now = time_after(minutes += 60);
        sandbox.run({"analyze"});
        sandbox.run({"write"});
    }
    CHECK(sandbox.value("SELECT sum(pending_messages) FROM pacing_queue_status") == "0");
    CHECK(sandbox.value("SELECT count(*) FROM pacing_context_analysis WHERE analysis_status NOT IN "
                        "('completed', 'failed')") == "0");
    CHECK(sandbox.value("SELECT count(*) FROM pacing_context_analysis") == std::to_string(2 * days));
    CHECK(sandbox.value("SELECT count(*) FROM a_pacing_content_queue") == std::to_string(2 * days));
    // One draft a suggestion, one archived message a draft.
    CHECK(
        sandbox.value("SELECT count(*) FROM pacing_content_generation") ==
        sandbox.value(
            "SELECT coalesce(sum(json_array_length(content_suggestions)), 0) FROM pacing_context_analysis"));
    CHECK(sandbox.value("SELECT count(*) FROM a_content_suggestions_queue") ==
          sandbox.value("SELECT count(*) FROM pacing_content_generation"));
    CHECK(sandbox.value("SELECT count(*) FROM pacing_content_generation WHERE generation_status = 'failed' "
                        "AND error_message IS "
                        "NULL") == "0");
    CHECK(sandbox.value(
              "SELECT count(*) FROM pacing_content_generation WHERE generation_status = 'completed'") != "0");
}
