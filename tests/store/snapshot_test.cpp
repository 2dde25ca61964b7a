// What the monitor is shown: a snapshot, an analysis and a draft opened, and who is told of the health.
#include "helpers.h"

#include <pacelane/queue/queue.h>
#include <pacelane/store/snapshot.h>

#include <fmt/format.h>

using namespace pacelane;
using namespace pacelane::store;

namespace {

struct Watched : Pipeline {
    /// Maya's analysis of a day, with so many drafts written.
    void work(const std::string& date, int drafts) {
        if (store->documents(maya.id).empty())
            store->put_document(maya, document("a.md", {"Queues lose nothing.", "Backups are restored."}),
                                clock.now());
        const auto id = store->documents(maya.id).at(0).id;
        store->enqueue(maya, "", day(date));
        const auto job = store->lease_analysis({}).job;
        REQUIRE(job);
        clock.advance(std::chrono::seconds(2));
        REQUIRE(store->complete_analysis(*job, suggestions(drafts, id)));
        while (const auto next = store->lease_generation({}).job) {
            clock.advance(std::chrono::seconds(4));
            REQUIRE(store->complete_generation(*next, draft("Backups")));
        }
    }
    void fail(const std::string& date) {
        store->enqueue(maya, "", day(date));
        queue::RetryPolicy once;
        once.max_attempts = 1;
        store->fail_analysis(*store->lease_analysis({}).job, {"the folder is not mounted"}, once);
    }
    Snapshot look() { return store->snapshot({}); }
    QueueSnapshot queue(std::string_view name) {
        for (const auto& queue : look().queues)
            if (queue.name == name) return queue;
        FAIL("no queue " << name);
        return {};
    }
    /// Each counter beside what counting gives.
    void check_counters() {
        for (const auto* state : {"pending", "processing", "completed", "failed"})
            CHECK(look().analyses.at(state) ==
                  std::stoll(value(fmt::format("SELECT count(*) FROM pacing_context_analysis WHERE "
                                               "analysis_status = '{}'",
                                               state))));
        for (const auto* state : {"pending", "generating", "completed", "failed"}) {
            CHECK(look().generations.at(state) ==
                  std::stoll(value(fmt::format("SELECT count(*) FROM pacing_content_generation WHERE "
                                               "generation_status = '{}' AND withdrawn_at IS NULL",
                                               state))));
        }
        CHECK(look().generations.at("withdrawn") ==
              std::stoll(
                  value("SELECT count(*) FROM pacing_content_generation WHERE withdrawn_at IS NOT NULL")));
        CHECK(look().error_count ==
              std::stoll(
                  value("SELECT (SELECT count(*) FROM pacing_context_analysis WHERE error_message IS NOT "
                        "NULL AND analysis_status <> 'completed') + (SELECT count(*) FROM "
                        "pacing_content_generation WHERE error_message IS NOT NULL AND generation_status <> "
                        "'completed' AND withdrawn_at IS NULL)")));
        CHECK(look().users == std::stoll(value("SELECT count(*) FROM users WHERE is_active = 1")));
        CHECK(look().active_schedules ==
              std::stoll(value("SELECT count(*) FROM pacing_schedules WHERE is_active = 1")));
        CHECK(look().resting_schedules ==
              std::stoll(value("SELECT count(*) FROM pacing_schedules WHERE is_active = 0")));
        for (const auto* queue : {"pacing_content_queue", "content_suggestions_queue"})
            CHECK(this->queue(queue).archived ==
                  std::stoll(value(fmt::format("SELECT count(*) FROM a_{}", queue))));
    }
};

struct Told : Watched {
    bool tell(Health health, bool success = true) {
        const auto before = store->claim_notice(health, clock.now() + std::chrono::seconds(40));
        if (before) store->settle_notice(health, success);
        return before.has_value();
    }
};

}  // namespace

TEST_SUITE("snapshot") {
    TEST_CASE_FIXTURE(Watched, "of an empty pipeline has all states, both queues and fourteen days") {
        const auto snapshot = look();
        CHECK(snapshot.queues.size() == 2);
        CHECK(snapshot.queues.at(0).name == "pacing_content_queue");
        CHECK(snapshot.queues.at(0).of_pipeline);
        CHECK(snapshot.analyses.at("processing") == 0);
        CHECK(snapshot.generations.at("withdrawn") == 0);
        REQUIRE(snapshot.history.size() == 14);
        CHECK(format_date(snapshot.history.front().date) == "2026-11-06");
        CHECK(format_date(snapshot.history.back().date) == "2026-11-19");
        CHECK(snapshot.timings.at(0).sample == 0);
        CHECK(snapshot.users == 2);
    }
    TEST_CASE_FIXTURE(Watched, "tells what waits, what is in work, and since when") {
        store->enqueue(maya);
        store->enqueue(rafael);
        clock.advance(std::chrono::minutes(5));
        REQUIRE(store->lease_analysis({}).job);
        clock.advance(std::chrono::seconds(30));
        const auto seen = queue("pacing_content_queue");
        CHECK(seen.length == 2);
        CHECK(seen.visible == 1);
        CHECK(seen.in_flight == 1);
        CHECK(seen.oldest_age_sec == 330);
        CHECK(seen.sent == 2);
        CHECK(look().analyses.at("pending") == 1);
        CHECK(look().analyses.at("processing") == 1);
        const auto latest = look().latest_analyses;
        REQUIRE(latest.size() == 2);
        CHECK(latest.at(1).status == "processing");
        CHECK(latest.at(1).duration_sec == 30.0);
        CHECK(latest.at(1).attempts == 1);
    }
    TEST_CASE_FIXTURE(Watched, "says no duration where the clock stood still") {
        store->enqueue(maya);
        REQUIRE(store->complete_analysis(*store->lease_analysis({}).job, {}));
        const auto still = look();
        CHECK(still.analyses.at("completed") == 1);
        CHECK(still.timings.at(0).completed == 1);
        CHECK(still.timings.at(0).sample == 0);
        CHECK_FALSE(still.latest_analyses.at(0).duration_sec);
        // Beside one that was measured it is one of many.
        work("2026-11-20", 1);
        CHECK(look().timings.at(0).sample == 2);
        CHECK(look().timings.at(0).p95_sec > 1);
    }
    TEST_CASE_FIXTURE(Watched, "a message whose time has come is visible, though no worker has looked yet") {
        store->enqueue(maya);
        REQUIRE(store->lease_analysis({}).job);
        clock.advance(std::chrono::hours(1));
        CHECK(queue("pacing_content_queue").visible == 1);
        CHECK(queue("pacing_content_queue").in_flight == 0);
    }
    TEST_CASE_FIXTURE(Watched, "counts what is over, and how long it took") {
        work("2026-11-19", 2);
        const auto snapshot = look();
        CHECK(snapshot.analyses.at("completed") == 1);
        CHECK(snapshot.generations.at("completed") == 2);
        CHECK(snapshot.timings.at(0).p50_sec == doctest::Approx(2));
        CHECK(snapshot.timings.at(1).p95_sec == doctest::Approx(4));
        CHECK(snapshot.timings.at(1).completed == 2);
        CHECK(snapshot.timings.at(1).total_sec == doctest::Approx(8));
        CHECK(snapshot.history.back().analyses_completed == 1);
        CHECK(snapshot.history.back().generations_completed == 2);
        CHECK(snapshot.history.back().messages == 3);
        CHECK(queue("content_suggestions_queue").archived == 2);
        CHECK(queue("content_suggestions_queue").archived_last_hour == 2);
        CHECK(snapshot.latest_analyses.at(0).topics.size() == 2);
        clock.advance(std::chrono::hours(2));
        CHECK(queue("content_suggestions_queue").archived_last_hour == 0);
        clock.advance(std::chrono::hours(24 * 14));
        CHECK(look().history.back().messages == 0);
    }
    TEST_CASE_FIXTURE(Watched,
                      "a failure is counted, dated, told with its attempt, and gone when it is made good") {
        fail("2026-11-19");
        const auto snapshot = look();
        CHECK(snapshot.analyses.at("failed") == 1);
        CHECK(snapshot.history.back().analyses_failed == 1);
        CHECK(snapshot.failed_last_day == 1);
        CHECK(snapshot.error_count == 1);
        CHECK(snapshot.errors.at(0).message == "the folder is not mounted");
        CHECK(snapshot.latest_analyses.at(0).attempts == 1);
        CHECK(queue("pacing_content_queue").dead_letters == 1);
        store->enqueue(maya, "", day("2026-11-19"), true);
        CHECK(look().analyses.at("failed") == 0);
        CHECK(look().analyses.at("pending") == 1);
        CHECK(look().latest_analyses.at(0).attempts == 0);
        CHECK(look().failed_last_day == 0);
        CHECK(look().history.back().analyses_failed == 1);
    }
    TEST_CASE_FIXTURE(Watched, "its counters are right after all that removes or changes rows") {
        work("2026-11-18", 2);
        work("2026-11-19", 1);
        fail("2026-11-20");
        check_counters();
        SUBCASE("a prune") {
            clock.advance(std::chrono::hours(24 * 30));
            store->prune(clock.now(), false);
        }
        SUBCASE("a user forgotten") {
            store->forget(maya);
        }
        SUBCASE("an analysis made again") {
            store->enqueue_again(maya, "", day("2026-11-19"));
        }
        SUBCASE("a document removed, and back") {
            DocumentChanges gone;
            gone.removed.push_back({"a.md", "the file was deleted"});
            const auto changes = store->apply(maya, gone, store->cited_documents(maya), clock.now());
            check_counters();
            store->put_document(maya, document("a.md", {"Queues lose nothing."}), clock.now());
        }
        SUBCASE("users and schedules that come to rest") {
            workspace.users.pop_back();
            store->import(workspace, true);
            store->set_schedule_active(store->schedules(maya.id).at(0).id, false);
        }
        SUBCASE("messages by hand") {
            auto connection = connect();
            queue::Queues queues(connection, clock);
            queues.archive("pacing_content_queue", queues.send("pacing_content_queue", "{}"));
            queues.trim_archive("content_suggestions_queue", clock.now() + std::chrono::hours(1));
        }
        check_counters();
    }
    TEST_CASE_FIXTURE(Watched, "shows queues of one's own with their archive and their dead letters") {
        auto connection = connect();
        queue::Queues queues(connection, clock);
        queues.create("jobs");
        queues.create("jobs_dead");
        for (int n = 0; n < 3; ++n)
            queues.send("jobs", "{}");
        queues.archive("jobs", 1);
        queues.remove("jobs", 2);
        queues.send("jobs_dead", "{}");
        const auto jobs = queue("jobs");
        CHECK(jobs.length == 1);
        CHECK(jobs.archived == 1);
        CHECK_FALSE(jobs.archived_is_estimate);
        CHECK(jobs.archived_last_hour == 1);
        CHECK(jobs.dead_letters == 1);
        CHECK(jobs.sent == 3);
        CHECK_FALSE(jobs.of_pipeline);
    }
    TEST_CASE_FIXTURE(Watched, "estimates a large archive of one's own queue closely") {
        auto connection = connect();
        queue::Queues(connection, clock).create("jobs");
        // Every third id was deleted.
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) INSERT INTO "
            "a_jobs "
            "(msg_id, read_ct, enqueued_at, archived_at, vt) SELECT i, 1, '2026-11-19T08:00:00.000Z', "
            "'2026-11-19T08:00:00.000Z', '2026-11-19T08:00:00.000Z' FROM n WHERE i % 3 > 0");
        CHECK(queue("jobs").archived_is_estimate);
        CHECK(queue("jobs").archived == doctest::Approx(20000).epsilon(0.05));
    }
    TEST_CASE_FIXTURE(Watched, "counts a queue of ten thousand, and estimates a longer one closely") {
        auto connection = connect();
        queue::Queues(connection, clock).create("jobs");
        const auto add = [&](const std::string& ids, const std::string& where, const std::string& vt,
                             int hidden) {
            connection.execute(fmt::format(
                "WITH RECURSIVE n(i) AS ({}) INSERT INTO q_jobs (msg_id, enqueued_at, vt, hidden, message) "
                "SELECT i, '2026-11-01T08:00:00.000Z', '{}', {}, '{{}}' FROM n WHERE {}",
                ids, vt, hidden, where));
        };
        const std::string past = "2026-11-01T08:00:00.000Z", future = "2030-01-01T00:00:00.000Z";
        add("SELECT 1000001 UNION ALL SELECT i + 1 FROM n WHERE i < 1010000", "true", past, 0);
        CHECK(queue("jobs").length == 10'000);
        CHECK_FALSE(queue("jobs").length_is_estimate);
        // One that waits far before all others, a gap in the middle, and every third taken out.
        add("SELECT 1", "true", future, 1);
        add("SELECT 5000000 UNION ALL SELECT i + 1 FROM n WHERE i < 5029999", "i % 3 > 0", past, 0);
        CHECK(queue("jobs").length_is_estimate);
        CHECK(queue("jobs").length == doctest::Approx(30'001).epsilon(0.05));
        CHECK(queue("jobs").in_flight == 1);
        // A third of what is there is in work.
        connection.execute("UPDATE q_jobs SET hidden = 1, vt = '" + future + "' WHERE msg_id % 3 = 1");
        const auto jobs = queue("jobs");
        const auto in_flight = std::stod(value("SELECT count(*) FROM q_jobs WHERE hidden = 1"));
        CHECK(static_cast<double>(jobs.in_flight) == doctest::Approx(in_flight).epsilon(0.1));
        CHECK(static_cast<double>(jobs.length) == doctest::Approx(30'001).epsilon(0.05));
        CHECK(jobs.visible == jobs.length - jobs.in_flight);
    }
    TEST_CASE_FIXTURE(Watched, "tells what is due next in words, and what is overdue") {
        auto due = look().due;
        REQUIRE(due.size() == 2);
        CHECK(due.at(0).in_words == "weekly on thursday, 09:00");
        CHECK(due.at(0).next_runs.size() == 3);
        clock.set(at("2026-11-26T13:00:00Z"));
        CHECK(look().overdue_since.has_value());
        CHECK(look().due.at(0).due_since.has_value());
        store->tick();
        CHECK_FALSE(look().overdue_since.has_value());
        store->set_schedule_active(look().due.at(0).schedule.id, false);
        due = look().due;
        REQUIRE(due.size() == 2);
        CHECK_FALSE(due.at(1).schedule.is_active);
        CHECK(due.at(1).next_runs.empty());
    }
    TEST_CASE_FIXTURE(Watched, "a schedule that a tick left due cannot run, and is not overdue") {
        connect().execute("UPDATE pacing_schedules SET next_due_at = '2026-11-26T08:00:00.000Z'");
        clock.set(at("2026-11-26T13:00:00Z"));
        CHECK(look().overdue_since.has_value());
        connect().execute("UPDATE users SET timezone = 'Europe/Nowhere'");
        store->tick();
        CHECK_FALSE(look().overdue_since.has_value());
        CHECK_FALSE(look().due.at(0).schedule.problem.empty());
    }
    TEST_CASE_FIXTURE(Watched, "describes the pipeline's queues as the view does") {
        for (const auto* name : {"pacing_content_queue", "content_suggestions_queue"})
            CHECK(queue(name).description ==
                  value(fmt::format("SELECT description FROM pacing_queue_status WHERE queue_name = '{}'",
                                    name)));
        CHECK_FALSE(queue("pacing_content_queue").description.empty());
    }
    TEST_CASE_FIXTURE(Watched, "what waits, is at work and is withdrawn is counted on its way") {
        check_counters();
        store->enqueue(maya, "", day("2026-11-18"));
        CHECK(look().analyses.at("pending") == 1);
        store->put_document(maya, document("a.md", {"Queues lose nothing.", "Backups are restored."}),
                            clock.now());
        const auto job = store->lease_analysis({}).job;
        REQUIRE(job);
        CHECK(look().analyses.at("processing") == 1);
        check_counters();
        REQUIRE(store->complete_analysis(*job, suggestions(3, store->documents(maya.id).at(0).id)));
        CHECK(look().generations.at("pending") == 3);
        CHECK(store->lease_generation({}).job);
        CHECK(look().generations.at("generating") == 1);
        check_counters();
        // As by a forgotten user or a pruned table: whatever state it is in.
        connect().execute(
            "DELETE FROM pacing_content_generation WHERE rowid = (SELECT min(rowid) FROM "
            "pacing_content_generation WHERE generation_status = 'pending')");
        CHECK(look().generations.at("pending") == 1);
        connect().execute("DELETE FROM pacing_context_analysis");
        CHECK(look().generations.at("pending") == 0);
        check_counters();
    }
    TEST_CASE_FIXTURE(Watched, "an upgrade counts what is there") {
        work("2026-11-18", 2);
        fail("2026-11-19");
        store->enqueue(maya, "", day("2026-11-20"));
        const auto before = look();
        // The database as it was with schema version 12, upgraded.
        {
            auto connection = connect();
            std::vector<std::string> drops;
            auto query = connection.prepare(
                "SELECT 'DROP ' || type || ' ' || name FROM sqlite_master WHERE (name LIKE 'monitor%' AND "
                "type IN "
                "('table', 'trigger')) OR name IN ('pacing_context_analysis_errors', "
                "'pacing_content_generation_errors', 'documents_errors', "
                "'pacing_content_generation_withdrawn', "
                "'pacing_schedules_resting', 'pacing_context_analysis_failed', "
                "'pacing_content_generation_failed') ORDER BY type = 'table'");
            while (query.step())
                drops.push_back(query.text(0));
            query.reset();
            for (const auto& drop : drops)
                connection.execute(drop);
            connection.execute("ALTER TABLE pacing_context_analysis DROP COLUMN attempts");
            connection.execute("ALTER TABLE pacing_content_generation DROP COLUMN attempts");
            // What came after it stays, and is put aside while this one is made again.
            connection.execute(
                "CREATE TABLE later AS SELECT * FROM schema_migrations WHERE version >= 14 AND version <> "
                "16");
            connection.execute("DELETE FROM schema_migrations WHERE version >= 13");
        }
        store.reset();
        MigrateOptions only;
        only.to = 13;
        migrate(path, only, clock);
        connect().execute("INSERT INTO schema_migrations SELECT * FROM later WHERE version < 16");
        only.to = 16;  // counts what waits
        migrate(path, only, clock);
        connect().execute(
            "INSERT INTO schema_migrations SELECT * FROM later WHERE version > 16; DROP TABLE later");
        store = open();
        CHECK(look().analyses.at("pending") == 1);
        check_counters();
        const auto after = look();
        CHECK(after.history.back().analyses_failed == before.history.back().analyses_failed);
        CHECK(after.history.at(13).messages == before.history.at(13).messages);
        CHECK(after.timings.at(1).completed == 2);
        CHECK(after.timings.at(1).p50_sec == doctest::Approx(before.timings.at(1).p50_sec));
    }
}

TEST_SUITE("opened") {
    TEST_CASE_FIXTURE(Watched, "an analysis shows its suggestions with their drafts") {
        work("2026-11-19", 2);
        const auto id = look().latest_analyses.at(0).id;
        const auto view = store->analysis_view(id.substr(0, 20));
        CHECK(view.summary.id == id);
        REQUIRE(view.suggestions.size() == 2);
        CHECK(view.suggestions.at(0).topic == "Topic 1");
        REQUIRE(view.suggestions.at(0).drafts.size() == 1);
        CHECK(view.suggestions.at(0).drafts.at(0).status == "completed");
        REQUIRE(view.suggestions.at(0).sources.size() == 1);
        CHECK(view.suggestions.at(0).sources.at(0).passage == "Queues lose nothing.");
        CHECK(view.earlier_drafts.empty());
    }
    TEST_CASE_FIXTURE(Watched, "an analysis made again still shows the drafts of before") {
        work("2026-11-19", 1);
        store->enqueue_again(maya, "", day("2026-11-19"));
        const auto view = store->analysis_view(look().latest_analyses.at(0).id);
        CHECK(view.suggestions.empty());
        CHECK(view.earlier_drafts.size() == 1);
    }
    TEST_CASE_FIXTURE(Watched, "an id that is none, or could be several, is refused with a remedy") {
        work("2026-11-19", 1);
        for (const auto* id : {"", "%", "'", "ffffffff", "G"}) {
            CHECK(says(error_of([&] { store->analysis_view(id); }), "pacelane status analyses"));
            CHECK(says(error_of([&] { store->draft_view(id); }), "pacelane content list"));
        }
        work("2026-11-20", 1);
        CHECK(says(error_of([&] { store->analysis_view("0"); }), "give more of it"));
    }
    TEST_CASE_FIXTURE(Watched, "a draft shows where each sentence stands in it, and its source") {
        store->put_document(maya, document("a.md", {"Queues lose nothing.", "Backups are restored."}),
                            clock.now());
        const auto id = store->documents(maya.id).at(0).id;
        store->enqueue(maya);
        REQUIRE(store->complete_analysis(*store->lease_analysis({}).job, suggestions(1, id)));
        auto written = draft("Backups");
        written.body = "Queues lose nothing. Backups are restored. Queues lose nothing.";
        const auto claim = [&](const char* text, int passage) {
            return writer::Claim{text, {id, "Notes", "a.md", passage, passage + 1, "", text}, 1};
        };
        written.claims = {claim("Backups are restored.", 1), claim("Queues lose nothing.", 0),
                          claim("Queues lose nothing.", 0), claim("Backups", 1)};
        written.claims.back().text = "A title of its own";
        REQUIRE(store->complete_generation(*store->lease_generation({}).job, written));
        const auto draft_id = look().latest_generations.at(0).id;
        auto view = store->draft_view(draft_id);
        REQUIRE(view.claims.size() == 4);
        CHECK_FALSE(view.claims.at(0).offset);
        CHECK(view.claims.at(1).offset == 0);
        CHECK(view.claims.at(2).source.line == 2);
        CHECK(view.claims.at(2).source.passage == "Backups are restored.");
        CHECK(view.claims.at(3).offset == 43);
        // The note is written anew: what is quoted stands elsewhere, or nowhere.
        store->put_document(maya, document("a.md", {"New.", "Newer.", "Now: Queues lose nothing."}),
                            clock.now());
        view = store->draft_view(draft_id);
        CHECK(view.claims.at(1).source.passage == "Now: Queues lose nothing.");
        CHECK(view.claims.at(2).source.passage.empty());
        // Unless it is a heading, which is no passage of its own.
        connect().execute("UPDATE passages SET headings = '[\"Backups are restored.\"]'");
        CHECK(store->draft_view(draft_id).claims.at(2).source.passage_kind == "heading");
    }
}

TEST_SUITE("notice") {
    TEST_CASE_FIXTURE(Told, "what gets worse, or good again, is told once") {
        CHECK_FALSE(tell(Health::ok));
        CHECK(tell(Health::warning));
        CHECK_FALSE(tell(Health::warning));
        CHECK(tell(Health::critical));
        CHECK_FALSE(tell(Health::warning));
        CHECK_FALSE(tell(Health::critical));
        CHECK(tell(Health::ok));
        CHECK_FALSE(tell(Health::ok));
        CHECK(tell(Health::critical));
    }
    TEST_CASE_FIXTURE(Told, "what could not be told is told by the next") {
        CHECK(tell(Health::critical, false));
        CHECK(tell(Health::critical));
        CHECK_FALSE(tell(Health::critical));
    }
    TEST_CASE_FIXTURE(Told, "who dies while telling is replaced after the deadline") {
        REQUIRE(store->claim_notice(Health::critical, clock.now() + std::chrono::seconds(40)));
        CHECK_FALSE(tell(Health::critical));
        clock.advance(std::chrono::seconds(41));
        CHECK(tell(Health::critical));
    }
    TEST_CASE_FIXTURE(Told, "of many checks at once one tells") {
        std::atomic<int> told = 0;
        CHECK(race(8, [&](int) {
                  const auto mine = open();
                  if (mine->claim_notice(Health::critical, clock.now() + std::chrono::seconds(40))) {
                      ++told;
                      mine->settle_notice(Health::critical, true);
                  }
              }) == "");
        CHECK(told == 1);
    }
}
