#include "helpers.h"

#include <thread>

namespace pacelane::store {

TEST_CASE_FIXTURE(Stored, "a day's analysis is enqueued once, whoever asks, however often") {
    const auto ana = store->user("ana");
    const auto first = store->enqueue(ana, "", std::nullopt, false);
    CHECK(first.enqueued);
    CHECK(first.msg_id == 1);
    const auto second = store->enqueue(ana, "", std::nullopt, false);
    CHECK_FALSE(second.enqueued);
    CHECK(second.analysis_id == first.analysis_id);
    CHECK(second.status == "pending");
    CHECK(store
              ->enqueue(ana, "", Date{std::chrono::year(2026), std::chrono::month(1), std::chrono::day(1)},
                        false)
              .enqueued);
}

TEST_CASE_FIXTURE(Stored, "of many that enqueue at once, one succeeds") {
    std::atomic<int> enqueued{0};
    std::vector<std::thread> threads;
    for (int n = 0; n < 8; ++n)
        threads.emplace_back([&] {
            const auto own = open();
            enqueued += own->enqueue(own->user("ana"), "", std::nullopt, false).enqueued ? 1 : 0;
        });
    for (auto& thread : threads)
        thread.join();
    CHECK(enqueued == 1);
    CHECK(value("SELECT count(*) FROM q_pacing_content_queue") == "1");
}

TEST_CASE_FIXTURE(Stored, "a tick enqueues everyone who is due, and a second one nobody") {
    const auto first = store->tick();
    CHECK(first.items.size() == 2);
    for (const auto& item : first.items)
        CHECK(item.enqueued);
    for (const auto& item : store->tick().items)
        CHECK_FALSE(item.enqueued);
    CHECK(value("SELECT count(*) FROM q_pacing_content_queue") == "2");
    clock.advance(std::chrono::hours(24));
    CHECK(store->tick().items.size() == 2);
    CHECK(value("SELECT count(*) FROM q_pacing_content_queue") == "4");
}

TEST_CASE_FIXTURE(Stored, "days that no tick saw are counted, not made up") {
    store->tick();
    clock.advance(std::chrono::hours(24 * 4));
    const auto tick = store->tick();
    CHECK(tick.missed == 2 * 3);
    CHECK(value("SELECT count(*) FROM q_pacing_content_queue") == "4");
}

TEST_CASE_FIXTURE(Stored, "a result is stored with its drafts and their messages, and the message archived") {
    store->enqueue(store->user("ana"), "", std::nullopt, false);
    const auto claim = store->claim_analysis(policy);
    REQUIRE(claim.job);
    CHECK(value("SELECT analysis_status FROM pacing_context_analysis") == "processing");
    CHECK_FALSE(store->claim_analysis(policy).job);
    CHECK(store->complete_analysis(*claim.job, with_suggestions(3)));
    CHECK(value("SELECT analysis_status FROM pacing_context_analysis") == "completed");
    CHECK(value("SELECT count(*) FROM pacing_content_generation WHERE generation_status = 'pending'") == "3");
    CHECK(value("SELECT count(*) FROM q_content_suggestions_queue") == "3");
    CHECK(value("SELECT count(*) FROM q_pacing_content_queue") == "0");
    CHECK(value("SELECT count(*) FROM a_pacing_content_queue") == "1");
}

TEST_CASE_FIXTURE(Stored,
                  "a worker that took too long is refused: its result, its failure and its extension") {
    store->enqueue(store->user("ana"), "", std::nullopt, false);
    const auto late = store->claim_analysis(policy);
    clock.advance(policy.visibility);
    const auto second = store->claim_analysis(policy);
    REQUIRE(second.job);
    CHECK(second.job->lease.read_ct == 2);
    CHECK_FALSE(store->complete_analysis(*late.job, with_suggestions(2)));
    CHECK_FALSE(store->fail_analysis(late.job->lease, "late", policy).recorded);
    CHECK_FALSE(store->extend_analysis(late.job->lease, policy.visibility));
    CHECK(value("SELECT count(*) FROM pacing_content_generation") == "0");
    CHECK(store->complete_analysis(*second.job, with_suggestions(1)));
    CHECK_FALSE(store->complete_analysis(*second.job, with_suggestions(1)));
    CHECK(value("SELECT count(*) FROM pacing_content_generation") == "1");
}

TEST_CASE_FIXTURE(Stored, "who extends a lease in time keeps it") {
    store->enqueue(store->user("ana"), "", std::nullopt, false);
    const auto claim = store->claim_analysis(policy);
    clock.advance(policy.visibility - std::chrono::seconds(1));
    CHECK(store->extend_analysis(claim.job->lease, policy.visibility));
    clock.advance(policy.visibility - std::chrono::seconds(1));
    CHECK_FALSE(store->claim_analysis(policy).job);
    CHECK(store->complete_analysis(*claim.job, with_suggestions(0)));
}

TEST_CASE_FIXTURE(Stored,
                  "a failure is tried again after 30 s, 2, 8 and 32 min, and after the fifth it is final") {
    store->enqueue(store->user("ana"), "", std::nullopt, false);
    for (const int delay : {30, 120, 480, 1920}) {
        const auto claim = store->claim_analysis(policy);
        REQUIRE(claim.job);
        const auto failure = store->fail_analysis(claim.job->lease, "no luck", policy);
        CHECK_FALSE(failure.final);
        CHECK(failure.next_attempt == clock.now() + std::chrono::seconds(delay));
        CHECK(value("SELECT analysis_status || ': ' || error_message FROM pacing_context_analysis") ==
              "pending: no luck");
        CHECK_FALSE(store->claim_analysis(policy).job);
        clock.advance(std::chrono::seconds(delay));
    }
    const auto last = store->fail_analysis(store->claim_analysis(policy).job->lease, "no luck", policy);
    CHECK(last.final);
    CHECK(last.attempt == 5);
    CHECK(value("SELECT analysis_status FROM pacing_context_analysis") == "failed");
    CHECK(value("SELECT count(*) FROM a_pacing_content_queue") == "1");
    CHECK(store->errors({}).front().message == "no luck");
    SUBCASE("and can be opened again") {
        CHECK_FALSE(store->enqueue(store->user("ana"), "", std::nullopt, false).enqueued);
        CHECK(store->enqueue(store->user("ana"), "", std::nullopt, true).enqueued);
        CHECK(store->claim_analysis(policy).job->lease.read_ct == 1);
    }
}

TEST_CASE_FIXTURE(Stored, "a message that names no row is set aside, and the next one is claimed") {
    sqlite::Connection connection(path, {});
    queue::Queues queues(connection, clock);
    queues.send(kAnalysisQueue, R"({"user_id":"nobody","analysis_date":"2026-11-19"})");
    queues.send(kAnalysisQueue, "[]");
    store->enqueue(store->user("rui"), "", std::nullopt, false);
    const auto claim = store->claim_analysis(policy);
    REQUIRE(claim.job);
    CHECK(claim.job->user.handle == "rui");
    CHECK(claim.discarded.size() == 2);
    CHECK(value("SELECT count(*) FROM a_pacing_content_queue") == "2");
}

TEST_CASE_FIXTURE(Stored, "a rehearsal leaves nothing behind") {
    store->rehearse([&] {
        store->tick();
        put("ana", "a.md", "Backups need a drill.");
    });
    CHECK(value("SELECT count(*) FROM pacing_context_analysis") == "0");
    CHECK(store->documents().empty());
}

}  // namespace pacelane::store
