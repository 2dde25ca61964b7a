#include "store/helpers.h"

#include <pacelane/pipeline/preview.h>
#include <pacelane/pipeline/worker.h>
#include <pacelane/store/snapshot.h>

#include <nlohmann/json.hpp>

using namespace pacelane;
using namespace pacelane::pipeline;
using namespace pacelane::store;

namespace {

struct PreviewExample : Database {
    PreviewExample() {
        migrate(path, {}, clock);
        store = open();
        auto workspace = config::load_workspace(PACELANE_SOURCE_DIR "/examples/workspace/pacelane.yaml");
        std::erase_if(workspace.users, [](const auto& user) { return user.handle != "maya"; });
        auto& maya = workspace.users.at(0);
        auto daily = maya.schedules.at(0);
        daily.frequency = schedule::Frequency::daily;
        daily.selected_days = {};
        daily.preferred_time = "18:00";
        daily.content_types = {"newsletter"};
        maya.schedules.at(0).content_types = {"blog_post", "social_media"};
        maya.schedules.push_back(daily);
        store->import(workspace, false);
    }
    /// Topics and forms, in order, ids aside.
    static std::string told(const std::vector<writer::Suggestion>& suggestions) {
        std::string text;
        for (const auto& suggestion : suggestions) {
            auto json = writer::to_json(suggestion);
            json.erase("id");
            for (auto& source : json["related_context"])
                source.erase("document_id");
            text += json.dump() + "\n";
        }
        return text;
    }
    std::string counts() {
        return value(
            "SELECT (SELECT count(*) FROM documents) || ' ' || (SELECT count(*) FROM "
            "pacing_context_analysis) || ' ' || (SELECT count(*) FROM q_pacing_content_queue)");
    }
    /// Previews, then does it, and compares.
    void compare(std::string_view schedule = {}, std::optional<Date> date = {}) {
        const auto user = store->user("maya");
        const auto before = counts();
        const auto preview = preview_analysis(*store, user, schedule, date);
        CHECK(counts() == before);
        const auto trigger = trigger_analysis(*store, user, schedule, date);
        CHECK(preview.trigger.runs() == trigger.runs());
        CHECK(preview.trigger.enqueued.status == trigger.enqueued.status);
        if (!trigger.runs()) return;
        REQUIRE(preview.job);
        WorkerOptions options;
        options.analysis_id = trigger.enqueued.analysis_id;
        REQUIRE(run_analyze([this] { return open(); }, options).completed == 1);
        const auto at = " FROM pacing_context_analysis WHERE id = '" + options.analysis_id + "'";
        CHECK(value("SELECT analysis_date" + at) == format_date(preview.job->analysis_date));
        CHECK(value("SELECT coalesce(schedule_id, '')" + at) == preview.job->schedule_id);
        std::vector<writer::Suggestion> stored;
        for (const auto& json : nlohmann::json::parse(value("SELECT content_suggestions" + at)))
            stored.push_back(writer::suggestion_from_json(json));
        CHECK(told(stored) == told(preview.result.suggestions));
        CHECK(value("SELECT coalesce(error_message, '')" + at) == preview.result.reason);
    }

    std::unique_ptr<Store> store;
};

}  // namespace

TEST_SUITE("the preview of an analysis") {
    TEST_CASE("tells what is then stored, for all schedules that fall on the day") {
        PreviewExample pipeline;
        pipeline.compare();
        CHECK(pipeline.value("SELECT group_concat(DISTINCT content_type) FROM pacing_content_generation") !=
              "null");
    }
    TEST_CASE("tells that today's analysis exists") {
        PreviewExample pipeline;
        pipeline.compare();
        pipeline.compare();
    }
    TEST_CASE("takes the date, and the schedules of that day") {
        PreviewExample pipeline;
        pipeline.compare({}, day("2026-11-21"));
    }
    TEST_CASE("takes a schedule that is named, paused or not") {
        PreviewExample pipeline;
        const auto id = pipeline.store->schedules(pipeline.store->user("maya").id).at(0).id;
        pipeline.store->set_schedule_active(id, false);
        pipeline.compare(id);
    }
    TEST_CASE("leaves out paused schedules") {
        PreviewExample pipeline;
        const auto id = pipeline.store->schedules(pipeline.store->user("maya").id).at(0).id;
        pipeline.store->set_schedule_active(id, false);
        pipeline.compare();
    }
    TEST_CASE("does without schedules") {
        PreviewExample pipeline;
        for (const auto& schedule : pipeline.store->schedules(pipeline.store->user("maya").id))
            pipeline.store->remove_schedule(schedule.id);
        pipeline.compare();
    }
    TEST_CASE("of an analysis that waits already is of the one that waits") {
        PreviewExample pipeline;
        const auto schedules = pipeline.store->schedules(pipeline.store->user("maya").id);
        pipeline.store->enqueue(pipeline.store->user("maya"), schedules.at(0).id, {}, false);
        pipeline.compare(schedules.at(1).id);
    }
    TEST_CASE("takes into account what earlier analyses suggested") {
        PreviewExample pipeline;
        pipeline.compare();
        pipeline.compare({}, day("2026-11-21"));
    }
    TEST_CASE("knows no other user's rows, and no other queue's messages") {
        PreviewExample pipeline;
        auto other = pipeline.store->user("maya");
        auto workspace = config::load_workspace(PACELANE_SOURCE_DIR "/examples/workspace/pacelane.yaml");
        pipeline.store->import(workspace, false);
        for (const auto& user : pipeline.store->users())
            pipeline.store->enqueue(user, {}, {}, false);
        const auto copy = pipeline.store->copy_of(pipeline.store->user("maya"));
        REQUIRE(copy->users().size() == 1);
        CHECK(copy->users().front().handle == "maya");
        CHECK(copy->schedules().size() == 2);
        CHECK(copy->analyses({}).size() == 1);
        const auto queues = copy->snapshot({}).queues;
        CHECK(queues.at(0).length + queues.at(1).length == 1);
    }
    TEST_CASE("waits for no writer, and none waits for it") {
        PreviewExample pipeline;
        // While this is open, a write would have to wait.
        sqlite::Connection writer(pipeline.path, {});
        const auto preview = writer.transaction([&] {
            OpenOptions impatient;
            impatient.busy_timeout = std::chrono::milliseconds(1);
            const auto store = open_sqlite(pipeline.path, pipeline.clock, impatient);
            return preview_analysis(*store, store->user("maya"));
        });
        CHECK(preview.trigger.enqueued.enqueued);
        CHECK_FALSE(preview.result.suggestions.empty());
    }
}
