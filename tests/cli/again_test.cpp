// A second "analyse now" on the same day.
#include "cli/sandbox.h"

#include <doctest/doctest.h>

namespace {

struct Day : Sandbox {
    Day() { import_small_workspace(*this); }
    std::string suggestions() {
        return value(
            "SELECT group_concat(s.value ->> 'topic', '|') FROM pacing_context_analysis a, "
            "json_each(a.content_suggestions) s");
    }
};

}  // namespace

TEST_CASE_FIXTURE(Day, "analyze --user says of a day that is done how to analyze it again") {
    REQUIRE(run({"analyze", "--user", "ana"}).exit_code == 0);
    const auto second = run({"analyze", "--user", "ana"});
    CHECK(second.exit_code == 0);
    CHECK(second.out == "analysis_exists\n");
    CHECK(has(second.err, "is completed; --again makes it again"));
    CHECK(has(run({"enqueue", "--user", "ana"}).err, "'pacelane analyze --user ana --again'"));
    CHECK(run({"analyze", "--again"}).exit_code == 2);
}

TEST_CASE_FIXTURE(Day, "what was written stays when a day is analyzed again, and is not proposed again") {
    REQUIRE(run({"analyze", "--user", "ana", "--write"}).exit_code == 0);
    const auto body = value("SELECT content_body FROM pacing_content_generation");
    const auto id = value("SELECT id FROM pacing_context_analysis");
    write_second_note(*this);
    const auto again = run({"analyze", "--user", "ana", "--again", "--write"});
    CHECK(again.exit_code == 0);
    CHECK(has(again.out, "1 suggestion"));
    CHECK(value("SELECT id FROM pacing_context_analysis") == id);
    CHECK(value("SELECT count(*) FROM pacing_content_generation WHERE generation_status = 'completed'") ==
          "2");
    CHECK(
        value("SELECT count(*) FROM pacing_content_generation WHERE content_body = (SELECT content_body FROM "
              "pacing_content_generation ORDER BY created_at, rowid LIMIT 1)") == "1");
    CHECK(value("SELECT content_body FROM pacing_content_generation ORDER BY created_at, rowid LIMIT 1") ==
          body);
    CHECK(value("SELECT count(DISTINCT suggestion_id) FROM suggestion_evidence") == "2");
    // And once more: there is nothing left to say.
    CHECK(has(run({"analyze", "--user", "ana", "--again"}).out, "nothing to write about"));
    CHECK(value("SELECT group_concat(run || ' ' || json_array_length(content_suggestions)) FROM "
                "pacing_analysis_history") == "1 1,2 1");
    CHECK(value("SELECT sum(pending_messages) FROM pacing_queue_status") == "0");
}

TEST_CASE_FIXTURE(Day, "what was only suggested may be suggested anew when a day is analyzed again") {
    REQUIRE(run({"analyze", "--user", "ana"}).exit_code == 0);
    const auto before = suggestions();
    REQUIRE_FALSE(before.empty());
    SUBCASE("for real") {
        CHECK(has(run({"analyze", "--user", "ana", "--again"}).out, "1 suggestion"));
        CHECK(suggestions() == before);
        CHECK(value("SELECT count(*) FROM pacing_content_generation") == "1");
        CHECK(run({"write", "--json"}).json()["completed"] == 1);
        CHECK(value("SELECT json_array_length(content_suggestions) FROM pacing_analysis_history") == "1");
    }
    SUBCASE("in a dry run, which leaves all as it is") {
        CHECK(has(run({"analyze", "--user", "ana", "--again", "--dry-run"}).out, before));
        CHECK(value("SELECT count(*) FROM pacing_analysis_history") == "0");
        CHECK(value("SELECT analysis_status FROM pacing_context_analysis") == "completed");
    }
}

TEST_CASE_FIXTURE(Day, "--again on a day that nobody analyzed is a first analysis") {
    CHECK(has(run({"analyze", "--user", "ana", "--again"}).out, "1 suggestion"));
    CHECK(value("SELECT count(*) FROM pacing_analysis_history") == "0");
}
