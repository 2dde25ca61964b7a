#include "helpers.h"

#include <algorithm>
#include <array>
#include <numeric>

using namespace pacelane;
using namespace pacelane::store;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

/// One analysis of Maya's, enqueued.
struct Enqueued : Pipeline {
    Enqueued() { analysis_id = store->enqueue(maya, "", day("2026-11-19"), false).analysis_id; }

    AnalysisJob claimed(const queue::RetryPolicy& policy = {}) {
        auto claim = store->lease_analysis(policy);
        REQUIRE(claim.job);
        return *claim.job;
    }
    /// The analysis is done, with so many suggestions.
    void analyzed(int count) { REQUIRE(store->complete_analysis(claimed(), suggestions(count))); }
    GenerationJob claimed_generation(const queue::RetryPolicy& policy = {}) {
        auto claim = store->lease_generation(policy);
        REQUIRE(claim.job);
        return *claim.job;
    }
    std::string state() { return value("SELECT analysis_status FROM pacing_context_analysis"); }
    std::string waiting() { return value("SELECT count(*) FROM q_pacing_content_queue"); }
    std::string archived() { return value("SELECT count(*) FROM a_pacing_content_queue"); }
    std::string generations() { return value("SELECT count(*) FROM pacing_content_generation"); }

    std::string analysis_id;
};

}  // namespace

TEST_SUITE("claiming an analysis") {
    TEST_CASE("gives what the work needs, and marks the row") {
        Enqueued pipeline;
        const auto job = pipeline.claimed();
        CHECK(job.row_id == pipeline.analysis_id);
        CHECK(job.user.handle == "maya");
        CHECK(job.analysis_date == day("2026-11-19"));
        CHECK(job.content_types == std::vector<std::string>{"linkedin_post"});
        CHECK(pipeline.state() == "processing");
        CHECK(pipeline.value("SELECT started_at FROM pacing_context_analysis") == "2026-11-19T12:00:00.000Z");
    }

    TEST_CASE("hides it from others until the timeout ends, and no longer") {
        Enqueued pipeline;
        pipeline.claimed();
        pipeline.clock.advance(seconds(299));
        CHECK_FALSE(pipeline.store->lease_analysis({}).job);
        pipeline.clock.advance(seconds(1));
        CHECK(pipeline.claimed().lease.read_ct == 2);
    }

    TEST_CASE("of an empty queue gives nothing") {
        Pipeline pipeline;
        const auto claim = pipeline.store->lease_analysis({});
        CHECK_FALSE(claim.job);
        CHECK(claim.discarded.empty());
    }

    TEST_CASE("from many connections at once, each message is given to one of them") {
        Pipeline pipeline;
        for (int n = 0; n < 20; ++n)
            pipeline.store->enqueue(pipeline.maya, "", add_days(day("2026-11-19"), n), false);
        std::array<std::vector<std::int64_t>, 4> taken;
        CHECK(race(4, [&](int n) {
                  const auto store = pipeline.open();
                  while (auto job = store->lease_analysis({}).job)
                      taken[static_cast<std::size_t>(n)].push_back(job->lease.msg_id);
              }) == "");
        std::vector<std::int64_t> all;
        for (const auto& ids : taken)
            all.insert(all.end(), ids.begin(), ids.end());
        std::sort(all.begin(), all.end());
        std::vector<std::int64_t> expected(20);
        std::iota(expected.begin(), expected.end(), 1);
        CHECK(all == expected);
        CHECK(pipeline.value("SELECT max(read_ct) FROM q_pacing_content_queue") == "1");
    }

    TEST_CASE("by its id takes just that one, also while it waits for its next attempt") {
        Enqueued pipeline;
        const auto other = pipeline.store->enqueue(pipeline.rafael, "", day("2026-11-19"), false);
        const auto first = pipeline.claimed();
        pipeline.store->fail_analysis(first, {"no luck"}, {});
        const auto claim = pipeline.store->lease_analysis({}, pipeline.analysis_id);
        REQUIRE(claim.job);
        CHECK(claim.job->row_id == pipeline.analysis_id);
        CHECK(claim.job->lease.read_ct == 2);
        CHECK(pipeline.claimed().row_id == other.analysis_id);
        CHECK_FALSE(pipeline.store->lease_analysis({}, "no such analysis").job);
    }

    TEST_CASE("discards a message about nothing, says so, and goes on to the next") {
        Pipeline pipeline;
        const auto lost = pipeline.store->enqueue(pipeline.maya, "", day("2026-11-18"), false);
        pipeline.execute("DELETE FROM pacing_context_analysis");
        const auto next = pipeline.store->enqueue(pipeline.maya, "", day("2026-11-19"), false);
        const auto claim = pipeline.store->lease_analysis({});
        REQUIRE(claim.job);
        CHECK(claim.job->row_id == next.analysis_id);
        REQUIRE(claim.discarded.size() == 1);
        CHECK(claim.discarded[0].msg_id == lost.msg_id);
        CHECK(claim.discarded[0].reason.find("nothing that is in the database") != std::string::npos);
        CHECK(pipeline.column("SELECT msg_id FROM a_pacing_content_queue") == std::to_string(lost.msg_id));
    }

    TEST_CASE("discards a message whose analysis is done already") {
        Enqueued pipeline;
        pipeline.analyzed(0);
        pipeline.execute(
            "INSERT INTO q_pacing_content_queue (enqueued_at, vt, message) SELECT enqueued_at, vt, message "
            "FROM a_pacing_content_queue; UPDATE q_pacing_content_queue SET vt = "
            "'2026-11-19T00:00:00.000Z'");
        const auto claim = pipeline.store->lease_analysis({});
        CHECK_FALSE(claim.job);
        REQUIRE(claim.discarded.size() == 1);
        CHECK(claim.discarded[0].reason.find("is completed already") != std::string::npos);
        CHECK(pipeline.state() == "completed");
        CHECK(pipeline.waiting() == "0");
    }

    TEST_CASE("survives messages that are no JSON object") {
        Pipeline pipeline;
        pipeline.execute(
            "INSERT INTO q_pacing_content_queue (enqueued_at, vt, message) VALUES "
            "('2026-11-19T00:00:00.000Z', '2026-11-19T00:00:00.000Z', 'null'), "
            "('2026-11-19T00:00:00.000Z', '2026-11-19T00:00:00.000Z', '[1]'), "
            "('2026-11-19T00:00:00.000Z', '2026-11-19T00:00:00.000Z', '\"maya\"'), "
            "('2026-11-19T00:00:00.000Z', '2026-11-19T00:00:00.000Z', '{\"user_id\": {\"a\": 1}}'), "
            "('2026-11-19T00:00:00.000Z', '2026-11-19T00:00:00.000Z', NULL)");
        const auto claim = pipeline.store->lease_analysis({});
        CHECK_FALSE(claim.job);
        CHECK(claim.discarded.size() == 5);
    }
}

TEST_SUITE("completing an analysis") {
    TEST_CASE("stores the result, one pending draft and one message a suggestion, and archives its message") {
        Enqueued pipeline;
        pipeline.analyzed(2);
        CHECK(pipeline.state() == "completed");
        CHECK(pipeline.waiting() == "0");
        CHECK(pipeline.archived() == "1");
        CHECK(pipeline.column("SELECT content_title || ':' || generation_status FROM "
                              "pacing_content_generation ORDER BY rowid") ==
              "Topic 1:pending Topic 2:pending");
        CHECK(pipeline.value("SELECT count(*) FROM q_content_suggestions_queue q JOIN "
                             "pacing_content_generation g ON g.id = q.message ->> 'generation_id' AND "
                             "g.suggestion_id = q.message ->> 'suggestion_id' AND g.context_analysis_id = "
                             "q.message ->> 'analysis_id' WHERE q.message ->> 'type' = "
                             "'content_suggestion'") == "2");
        CHECK(pipeline.value("SELECT group_concat(value ->> 'id') FROM pacing_context_analysis, "
                             "json_each(content_suggestions)") ==
              pipeline.value("SELECT group_concat(suggestion_id) FROM (SELECT suggestion_id FROM "
                             "pacing_content_generation ORDER BY rowid)"));
    }

    TEST_CASE("without suggestions is complete, with the reason, and that is no error") {
        Enqueued pipeline;
        pipeline.analyzed(0);
        CHECK(pipeline.value("SELECT error_message FROM pacing_context_analysis") ==
              "nothing to write about");
        CHECK(pipeline.store->errors({}).empty());
    }

    TEST_CASE("clears the reason of an earlier failure") {
        Enqueued pipeline;
        pipeline.store->fail_analysis(pipeline.claimed(), {"no luck"}, {});
        CHECK(pipeline.store->errors({}).size() == 1);
        pipeline.clock.advance(minutes(1));
        pipeline.analyzed(1);
        CHECK(pipeline.value("SELECT error_message FROM pacing_context_analysis") == "null");
    }

    TEST_CASE("that fails in the middle leaves nothing of it, and the message is still held") {
        Enqueued pipeline;
        const auto job = pipeline.claimed();
        auto result = suggestions(2);
        result.suggestions[1].content_type = "a haiku";
        CHECK_THROWS_AS(pipeline.store->complete_analysis(job, result), Error);
        CHECK(pipeline.generations() == "0");
        CHECK(pipeline.value("SELECT count(*) FROM q_content_suggestions_queue") == "0");
        CHECK(pipeline.value("SELECT count(*) FROM suggestion_evidence") == "0");
        CHECK(pipeline.state() == "processing");
        CHECK(pipeline.store->complete_analysis(job, suggestions(2)));
    }
}

TEST_SUITE("a worker that comes too late") {
    TEST_CASE("cannot complete what another has claimed meanwhile, and nothing of its result is stored") {
        Enqueued pipeline;
        const auto late = pipeline.claimed();
        pipeline.clock.advance(minutes(6));
        const auto other = pipeline.claimed();
        CHECK_FALSE(pipeline.store->complete_analysis(late, suggestions(3)));
        CHECK(pipeline.generations() == "0");
        CHECK(pipeline.state() == "processing");
        CHECK(pipeline.store->complete_analysis(other, suggestions(1)));
        CHECK(pipeline.generations() == "1");
    }

    TEST_CASE("cannot complete what the other has completed") {
        Enqueued pipeline;
        const auto late = pipeline.claimed();
        pipeline.clock.advance(minutes(6));
        pipeline.analyzed(1);
        CHECK_FALSE(pipeline.store->complete_analysis(late, suggestions(3)));
        CHECK(pipeline.generations() == "1");
        CHECK(pipeline.value("SELECT json_array_length(content_suggestions) FROM pacing_context_analysis") ==
              "1");
    }

    TEST_CASE("cannot fail it either, nor extend it") {
        Enqueued pipeline;
        const auto late = pipeline.claimed();
        pipeline.clock.advance(minutes(6));
        const auto other = pipeline.claimed();
        CHECK_FALSE(pipeline.store->fail_analysis(late, {"too slow"}, {}).held);
        CHECK(pipeline.state() == "processing");
        CHECK(pipeline.value("SELECT error_message FROM pacing_context_analysis") == "null");
        CHECK_FALSE(pipeline.store->extend_analysis(late.lease, minutes(60)));
        CHECK(pipeline.store->extend_analysis(other.lease, seconds(300)));
    }

    TEST_CASE("but before anyone else has claimed it, its result counts, although the timeout is over") {
        Enqueued pipeline;
        const auto late = pipeline.claimed();
        pipeline.clock.advance(minutes(60));
        CHECK(pipeline.store->complete_analysis(late, suggestions(1)));
        CHECK(pipeline.generations() == "1");
    }

    TEST_CASE("that extended its time in good time is not overtaken") {
        Enqueued pipeline;
        const auto job = pipeline.claimed();
        pipeline.clock.advance(seconds(299));
        CHECK(pipeline.store->extend_analysis(job.lease, seconds(300)));
        pipeline.clock.advance(seconds(299));
        CHECK_FALSE(pipeline.store->lease_analysis({}).job);
        CHECK(pipeline.store->complete_analysis(job, suggestions(1)));
    }

    TEST_CASE("is refused when the analysis was claimed by its id") {
        Enqueued pipeline;
        const auto job = pipeline.claimed();
        REQUIRE(pipeline.store->lease_analysis({}, pipeline.analysis_id).job);
        CHECK_FALSE(pipeline.store->complete_analysis(job, suggestions(1)));
    }

    TEST_CASE("is refused when its message was deleted") {
        Enqueued pipeline;
        const auto job = pipeline.claimed();
        pipeline.execute("DELETE FROM q_pacing_content_queue");
        CHECK_FALSE(pipeline.store->complete_analysis(job, suggestions(1)));
        CHECK_FALSE(pipeline.store->fail_analysis(job, {"no luck"}, {}).held);
        CHECK_FALSE(pipeline.store->extend_analysis(job.lease, minutes(5)));
    }

    TEST_CASE("racing with the one that overtook it, from another connection: one result is stored") {
        for (int round = 0; round < 10; ++round) {
            Enqueued pipeline;
            const auto late = pipeline.claimed();
            pipeline.clock.advance(minutes(6));
            const auto other = pipeline.claimed();
            std::atomic<int> stored{0};
            CHECK(race(4, [&](int n) {
                      stored += pipeline.open()->complete_analysis(n % 2 == 0 ? late : other, suggestions(2));
                  }) == "");
            CHECK(stored == 1);
            CHECK(pipeline.generations() == "2");
        }
    }
}

TEST_SUITE("a lease whose message is in the archive") {
    TEST_CASE("is over: the same worker cannot complete twice") {
        Enqueued pipeline;
        const auto job = pipeline.claimed();
        CHECK(pipeline.store->complete_analysis(job, suggestions(0)));
        CHECK_FALSE(pipeline.store->complete_analysis(job, suggestions(2)));
        CHECK(pipeline.generations() == "0");
        CHECK(pipeline.value("SELECT json_array_length(content_suggestions) FROM pacing_context_analysis") ==
              "0");
    }

    TEST_CASE("is over: it can be neither failed nor extended") {
        Enqueued pipeline;
        const auto job = pipeline.claimed();
        CHECK(pipeline.store->complete_analysis(job, suggestions(1)));
        CHECK_FALSE(pipeline.store->extend_analysis(job.lease, minutes(5)));
        CHECK_FALSE(pipeline.store->fail_analysis(job, {"no luck"}, {}).held);
        CHECK(pipeline.state() == "completed");
    }

    TEST_CASE("is over also on the last attempt") {
        Enqueued pipeline;
        queue::RetryPolicy once;
        once.max_attempts = 1;
        const auto job = pipeline.claimed(once);
        CHECK(pipeline.store->complete_analysis(job, suggestions(1)));
        CHECK_FALSE(pipeline.store->fail_analysis(job, {"no luck"}, once).held);
        CHECK(pipeline.state() == "completed");
    }

    TEST_CASE("is over: a draft is written once") {
        Enqueued pipeline;
        pipeline.analyzed(1);
        const auto job = pipeline.claimed_generation();
        CHECK(pipeline.store->complete_generation(job, draft("First")));
        CHECK_FALSE(pipeline.store->complete_generation(job, draft("Second")));
        CHECK_FALSE(pipeline.store->fail_generation(job, {"no luck"}, {}).held);
        CHECK(pipeline.store->generation(job.row_id).title == "First");
        CHECK(pipeline.store->generation(job.row_id).status == "completed");
    }
}

TEST_SUITE("an attempt that fails") {
    TEST_CASE("is recorded with its reason, and the analysis waits again") {
        Enqueued pipeline;
        const auto failure = pipeline.store->fail_analysis(pipeline.claimed(), {"no luck"}, {});
        CHECK(failure.held);
        CHECK_FALSE(failure.final);
        CHECK(failure.attempt == 1);
        CHECK(failure.next_attempt == at("2026-11-19T12:00:30Z"));
        CHECK(pipeline.state() == "pending");
        const auto errors = pipeline.store->errors({});
        REQUIRE(errors.size() == 1);
        CHECK(errors[0].stage == "analyze");
        CHECK(errors[0].message == "no luck");
        CHECK(errors[0].user_handle == "maya");
    }

    TEST_CASE("is followed by the next after half a minute, and each time by four times as long") {
        Enqueued pipeline;
        for (const auto delay : {seconds(30), seconds(120), seconds(480), seconds(1920)}) {
            const auto failure = pipeline.store->fail_analysis(pipeline.claimed(), {"no luck"}, {});
            CHECK(failure.next_attempt == pipeline.clock.now() + delay);
            pipeline.clock.advance(delay - std::chrono::milliseconds(1));
            CHECK_FALSE(pipeline.store->lease_analysis({}).job);
            pipeline.clock.advance(std::chrono::milliseconds(1));
        }
        CHECK(pipeline.claimed().lease.read_ct == 5);
    }

    TEST_CASE("waits an hour at the longest") {
        CHECK(queue::RetryPolicy{}.delay(1) == seconds(30));
        CHECK(queue::RetryPolicy{}.delay(5) == std::chrono::hours(1));
        CHECK(queue::RetryPolicy{}.delay(1'000'000'000) == std::chrono::hours(1));
    }

    TEST_CASE("for the fifth time is the last: the row is failed and the message archived") {
        Enqueued pipeline;
        queue::Failure failure;
        for (int attempt = 1; attempt <= 5; ++attempt) {
            CHECK_FALSE(failure.final);
            failure =
                pipeline.store->fail_analysis(pipeline.claimed(), {"no luck " + std::to_string(attempt)}, {});
            pipeline.clock.advance(std::chrono::hours(1));
        }
        CHECK(failure.final);
        CHECK(failure.attempt == 5);
        CHECK_FALSE(failure.next_attempt);
        CHECK(pipeline.state() == "failed");
        CHECK(pipeline.value("SELECT error_message FROM pacing_context_analysis") == "no luck 5");
        CHECK(pipeline.waiting() == "0");
        CHECK(pipeline.archived() == "1");
        CHECK_FALSE(pipeline.store->lease_analysis({}).job);
        CHECK(pipeline.store->errors({}).size() == 1);
    }

    TEST_CASE("by the death of its worker counts as well: the sixth claim gives up") {
        Enqueued pipeline;
        for (int attempt = 1; attempt <= 5; ++attempt) {
            pipeline.claimed();
            pipeline.clock.advance(minutes(6));
        }
        const auto claim = pipeline.store->lease_analysis({});
        CHECK_FALSE(claim.job);
        REQUIRE(claim.discarded.size() == 1);
        CHECK(claim.discarded[0].reason.find("gave up after 5 attempts") != std::string::npos);
        CHECK(pipeline.state() == "failed");
        CHECK(pipeline.archived() == "1");
    }

    TEST_CASE("keeps no other user waiting") {
        Enqueued pipeline;
        pipeline.store->enqueue(pipeline.rafael, "", day("2026-11-19"), false);
        pipeline.store->fail_analysis(pipeline.claimed(), {"no luck"}, {});
        CHECK(pipeline.claimed().user.handle == "rafael");
    }
}

TEST_SUITE("writing a draft") {
    TEST_CASE("is given its suggestion as the analysis made it") {
        Enqueued pipeline;
        pipeline.analyzed(2);
        const auto job = pipeline.claimed_generation();
        CHECK(job.user.handle == "maya");
        CHECK(job.analysis_id == pipeline.analysis_id);
        CHECK(job.content_type == "linkedin_post");
        CHECK(job.suggestion.topic == "Topic 1");
        CHECK(pipeline.claimed_generation().suggestion.topic == "Topic 2");
        CHECK_FALSE(pipeline.store->lease_generation({}).job);
    }

    TEST_CASE("stores it and archives the message") {
        Enqueued pipeline;
        pipeline.analyzed(1);
        const auto job = pipeline.claimed_generation();
        CHECK(pipeline.store->complete_generation(job, draft("Queues")));
        const auto stored = pipeline.store->generation(job.row_id);
        CHECK(stored.status == "completed");
        CHECK(stored.title == "Queues");
        CHECK(stored.body == "Queues, at length.");
        CHECK(pipeline.value("SELECT count(*) FROM q_content_suggestions_queue") == "0");
        CHECK(pipeline.value("SELECT count(*) FROM a_content_suggestions_queue") == "1");
    }

    TEST_CASE("too late is refused, as an analysis is") {
        Enqueued pipeline;
        pipeline.analyzed(1);
        const auto late = pipeline.claimed_generation();
        pipeline.clock.advance(minutes(6));
        const auto other = pipeline.claimed_generation();
        CHECK_FALSE(pipeline.store->complete_generation(late, draft("Late")));
        CHECK_FALSE(pipeline.store->fail_generation(late, {"too slow"}, {}).held);
        CHECK_FALSE(pipeline.store->extend_generation(late.lease, minutes(60)));
        CHECK(pipeline.store->complete_generation(other, draft("In time")));
        CHECK(pipeline.store->generation(other.row_id).title == "In time");
    }

    TEST_CASE("that fails too often is failed, and its siblings are not") {
        Enqueued pipeline;
        pipeline.analyzed(2);
        queue::RetryPolicy twice;
        twice.max_attempts = 2;
        const auto first = pipeline.claimed_generation(twice);
        CHECK_FALSE(pipeline.store->fail_generation(first, {"no luck"}, twice).final);
        const auto sibling = pipeline.claimed_generation(twice);
        CHECK(sibling.suggestion.topic == "Topic 2");
        CHECK(pipeline.store->complete_generation(sibling, draft("Two")));
        pipeline.clock.advance(minutes(1));
        const auto again = pipeline.claimed_generation(twice);
        CHECK(again.row_id == first.row_id);
        CHECK(pipeline.store->fail_generation(again, {"no luck"}, twice).final);
        CHECK(pipeline.column("SELECT generation_status FROM pacing_content_generation ORDER BY rowid") ==
              "failed completed");
    }

    TEST_CASE("whose suggestion cannot be read is a failed attempt, not the end of the run") {
        Enqueued pipeline;
        pipeline.analyzed(2);
        pipeline.execute(
            "UPDATE pacing_context_analysis SET content_suggestions = json_remove(content_suggestions, "
            "'$[0].topic')");
        const auto claim = pipeline.store->lease_generation({});
        REQUIRE(claim.job);
        CHECK(claim.job->suggestion.topic == "Topic 2");
        CHECK(claim.discarded.size() == 1);
        CHECK(pipeline.store->errors({}).size() == 1);
    }
}
