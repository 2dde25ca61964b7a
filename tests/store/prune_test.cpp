#include "helpers.h"

using namespace pacelane;
using namespace pacelane::store;

namespace {

/// Maya with an analysis a day from November 1 to 4: with drafts, with none to suggest, failed, with drafts.
struct History : Pipeline {
    History() {
        store->put_document(maya, document("a.md", {"Queues lose nothing.", "Backups are restored."}),
                            at("2026-11-01T08:00:00Z"));
        const auto id = store->documents(maya.id).at(0).id;
        analyse("2026-11-01", suggestions(2, id));
        analyse("2026-11-02", suggestions(0));
        clock.set(at("2026-11-03T09:00:00Z"));
        store->enqueue(maya, "", day("2026-11-03"));
        queue::RetryPolicy once;
        once.max_attempts = 1;
        store->fail_analysis(*store->lease_analysis({}).job, {"no"}, once);
        analyse("2026-11-04", suggestions(1, id));
        clock.set(at("2026-11-19T12:00:00Z"));
    }
    void analyse(const std::string& date, const analysis::Result& result) {
        clock.set(at(date + "T09:00:00Z"));
        store->enqueue(maya, "", day(date));
        REQUIRE(store->complete_analysis(*store->lease_analysis({}).job, result));
        while (const auto job = store->lease_generation({}).job)
            store->complete_generation(*job, draft("Backups"));
    }
    std::string dates() {
        return column("SELECT analysis_date FROM pacing_context_analysis ORDER BY analysis_date");
    }
    Pruned prune(std::string_view before, bool dry_run = false) { return store->prune(at(before), dry_run); }
};

}  // namespace

TEST_SUITE("pruning") {
    TEST_CASE("removes old archived messages, drafts, and analyses that suggested nothing") {
        History history;
        const auto pruned = history.prune("2026-11-10T00:00:00Z");
        CHECK(pruned.archived_messages.at("pacing_content_queue") == 4);
        CHECK(pruned.archived_messages.at("content_suggestions_queue") == 3);
        CHECK(pruned.drafts == 3);
        CHECK(pruned.analyses_removed == 2);
        CHECK(pruned.analyses_reduced == 1);
        CHECK(history.dates() == "2026-11-01 2026-11-04");
        CHECK(history.value("SELECT count(*) FROM pacing_content_generation") == "0");
    }

    TEST_CASE("keeps of an analysis what was suggested, so that it is not suggested again") {
        History history;
        const auto known = history.store->past_suggestions(history.maya);
        const auto documents = history.store->known_documents(history.maya);
        REQUIRE(known.size() == 3);
        history.prune("2026-11-10T00:00:00Z");
        const auto after = history.store->past_suggestions(history.maya);
        REQUIRE(after.size() == known.size());
        for (std::size_t n = 0; n < known.size(); ++n)
            CHECK(after[n].evidence == known[n].evidence);
        CHECK(history.store->known_documents(history.maya)[0].passages[0].first_seen ==
              documents[0].passages[0].first_seen);
        CHECK(
            history.value("SELECT content_suggestions ->> '$[1].topic' FROM pacing_context_analysis ORDER BY "
                          "analysis_date") == "Topic 2");
        CHECK(history.value("SELECT knowledge_context IS NULL AND meeting_context IS NULL FROM "
                            "pacing_context_analysis ORDER BY analysis_date") == "1");
    }

    TEST_CASE("keeps the last completed analysis as it is: what came in since is new, and nothing else") {
        History history;
        history.prune("2026-11-10T00:00:00Z");
        CHECK(history.value("SELECT knowledge_context IS NULL FROM pacing_context_analysis ORDER BY "
                            "analysis_date DESC") == "0");
        CHECK_FALSE(history.store->known_documents(history.maya)[0].is_new);
    }

    TEST_CASE("keeps what is younger") {
        History history;
        const auto pruned = history.prune("2026-11-02T00:00:00Z");
        CHECK(pruned.archived_messages.at("pacing_content_queue") == 1);
        CHECK(pruned.drafts == 2);
        CHECK(pruned.analyses_removed == 0);
        CHECK(pruned.analyses_reduced == 1);
        CHECK(history.dates() == "2026-11-01 2026-11-02 2026-11-03 2026-11-04");
    }

    TEST_CASE("keeps what waits or is at work, and the analysis that it needs") {
        History history;
        history.clock.set(at("2026-11-05T09:00:00Z"));
        history.store->enqueue(history.maya, "", day("2026-11-05"));
        const auto id = history.store->documents(history.maya.id).at(0).id;
        REQUIRE(history.store->complete_analysis(*history.store->lease_analysis({}).job, suggestions(2, id)));
        history.store->lease_generation({});  // at work; the other one waits
        history.analyse("2026-11-06", suggestions(0));
        history.execute(
            "UPDATE pacing_content_generation SET generation_status = 'pending' WHERE id IN "
            "(SELECT g.id FROM pacing_content_generation g JOIN pacing_context_analysis a ON a.id = "
            "g.context_analysis_id WHERE a.analysis_date = '2026-11-05' LIMIT 1)");
        history.store->enqueue(history.maya, "", day("2026-11-07"));
        history.prune("2026-11-10T00:00:00Z");
        CHECK(history.column("SELECT analysis_date || ':' || analysis_status FROM pacing_context_analysis "
                             "WHERE analysis_date > '2026-11-04' ORDER BY 1") ==
              "2026-11-05:completed 2026-11-06:completed 2026-11-07:pending");
        CHECK(history.value("SELECT count(*) FROM pacing_content_generation WHERE generation_status = "
                            "'pending'") != "0");
        CHECK(history.value(
                  "SELECT knowledge_context IS NULL FROM pacing_context_analysis WHERE analysis_date = "
                  "'2026-11-05'") == "0");
        CHECK(history.value("SELECT count(*) FROM q_pacing_content_queue") == "1");
    }

    TEST_CASE("only counts in a dry run, and counts the same") {
        History history;
        const auto dry = history.prune("2026-11-10T00:00:00Z", true);
        CHECK(history.dates() == "2026-11-01 2026-11-02 2026-11-03 2026-11-04");
        CHECK(history.value("SELECT count(*) FROM pacing_content_generation") == "3");
        const auto done = history.prune("2026-11-10T00:00:00Z");
        CHECK(dry.archived_messages == done.archived_messages);
        CHECK(dry.drafts == done.drafts);
        CHECK(dry.analyses_removed == done.analyses_removed);
        CHECK(dry.analyses_reduced == done.analyses_reduced);
    }

    TEST_CASE("again does nothing") {
        History history;
        history.prune("2026-11-10T00:00:00Z");
        const auto again = history.prune("2026-11-10T00:00:00Z");
        CHECK(again.archived_messages.at("pacing_content_queue") == 0);
        CHECK(again.drafts + again.analyses_removed + again.analyses_reduced == 0);
    }

    TEST_CASE("in more than one transaction removes all, and gives the room back") {
        History history;
        history.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500) "
            "INSERT INTO a_pacing_content_queue (msg_id, read_ct, enqueued_at, archived_at, vt, message) "
            "SELECT 1000 + i, 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', "
            "'2026-01-01T00:00:00.000Z', json_quote(hex(zeroblob(500))) FROM n");
        const auto pruned = history.prune("2026-11-10T00:00:00Z");
        CHECK(pruned.archived_messages.at("pacing_content_queue") == 2504);
        CHECK(pruned.freed_bytes > 500'000);
        CHECK(history.value("PRAGMA freelist_count") == "0");
        CHECK(history.value("PRAGMA integrity_check") == "ok");
    }
}
