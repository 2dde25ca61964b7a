#include "helpers.h"

using namespace pacelane;
using namespace pacelane::store;

namespace {

/// Both users, each with a document, an analysis with a draft, and one that waits.
struct Busy : Pipeline {
    Busy() {
        for (const auto& user : {maya, rafael}) {
            store->put_document(user, document("a.md", {"Queues lose nothing.", "Backups are restored."}),
                                clock.now());
            store->enqueue(user, "", day("2026-11-19"));
            store->enqueue(user, "", day("2026-11-20"));
            const auto id = store->documents(user.id).at(0).id;
            const auto job = store->lease_analysis({}, analysis_of(user)).job;
            REQUIRE(store->complete_analysis(*job, suggestions(2, id)));
            const auto draft_job = store->lease_generation({}, analysis_of(user)).job;
            REQUIRE(store->complete_generation(*draft_job, draft("Backups")));
        }
    }
    std::string analysis_of(const User& user) {
        return value(
            "SELECT id FROM pacing_context_analysis WHERE analysis_date = '2026-11-19' AND user_id = '" +
            user.id + "'");
    }
};

}  // namespace

TEST_SUITE("forgetting a user") {
    TEST_CASE("removes every row and message of the user, and counts none afterwards") {
        Busy pipeline;
        const auto counted = pipeline.store->rows_of(pipeline.maya);
        CHECK(counted.at("users") == 1);
        CHECK(counted.at("passages") == 2);
        CHECK(counted.at("pacing_context_analysis") == 2);
        CHECK(counted.at("pacing_content_generation") == 2);
        CHECK(counted.at("q_pacing_content_queue") == 1);
        CHECK(counted.at("a_pacing_content_queue") == 1);
        CHECK(counted.at("q_content_suggestions_queue") == 1);
        CHECK(counted.at("a_content_suggestions_queue") == 1);
        const auto forgotten = pipeline.store->forget(pipeline.maya);
        CHECK(forgotten.removed == counted);
        CHECK(forgotten.remaining.size() == counted.size());
        for (const auto& entry : forgotten.remaining)
            CHECK_MESSAGE(entry.second == 0, entry.first);
    }

    TEST_CASE("leaves another user's rows as they are") {
        Busy pipeline;
        const auto before = pipeline.store->rows_of(pipeline.rafael);
        pipeline.store->forget(pipeline.maya);
        CHECK(pipeline.store->rows_of(pipeline.rafael) == before);
        CHECK(pipeline.store->search(pipeline.rafael, "queues", 5).size() == 1);
    }

    TEST_CASE("finds tables that are yet to come, by their columns") {
        Busy pipeline;
        pipeline.execute(
            "CREATE TABLE feedback (user_id TEXT, stars INTEGER);"
            "INSERT INTO feedback SELECT id, 5 FROM users");
        const auto forgotten = pipeline.store->forget(pipeline.maya);
        CHECK(forgotten.removed.at("feedback") == 1);
        CHECK(pipeline.column("SELECT user_id FROM feedback") == pipeline.rafael.id);
    }

    TEST_CASE("finds messages in every queue, and leaves those that only mention the user") {
        Busy pipeline;
        auto connection = pipeline.connect();
        queue::Queues queues(connection, pipeline.clock);
        queues.create("of \"mine\"");
        queues.send("of \"mine\"", R"({"user_id": ")" + pipeline.maya.id + R"("})");
        queues.send("of \"mine\"", R"({"about": ")" + pipeline.maya.id + R"("})");
        queues.send("of \"mine\"", R"(["no object"])");
        CHECK(pipeline.store->forget(pipeline.maya).removed.at("q_of \"mine\"") == 1);
        CHECK(queues.metrics("of \"mine\"").queue_length == 2);
    }

    TEST_CASE("a worker that has work of the user at hand cannot store it") {
        Busy pipeline;
        const auto job = pipeline.store->lease_generation({}, pipeline.analysis_of(pipeline.maya)).job;
        REQUIRE(job);
        pipeline.store->forget(pipeline.maya);
        CHECK_FALSE(pipeline.store->complete_generation(*job, draft("Too late")));
        CHECK_FALSE(pipeline.store->extend_generation(job->lease, std::chrono::seconds(60)));
        CHECK_FALSE(pipeline.store->fail_generation(*job, {"no"}, {}).held);
        const auto error = error_of([&] {
            pipeline.store->put_document(pipeline.maya, document("b.md", {"Too late."}),
                                         pipeline.clock.now());
        });
        CHECK(says(error, "no longer in the database"));
        CHECK(pipeline.value("SELECT count(*) FROM documents WHERE user_id = '" + pipeline.maya.id + "'") ==
              "0");
    }

    TEST_CASE("a user who comes back starts from nothing") {
        Busy pipeline;
        pipeline.store->forget(pipeline.maya);
        CHECK(pipeline.store->import(pipeline.workspace).users_added == 1);
        const auto maya = pipeline.store->user("maya");
        CHECK(pipeline.store->documents(maya.id).empty());
        CHECK(pipeline.store->past_suggestions(maya).empty());
        CHECK(pipeline.store->enqueue(maya, "", day("2026-11-19")).enqueued);
    }
}
