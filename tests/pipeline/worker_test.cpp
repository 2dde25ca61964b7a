#include "store/helpers.h"

#include <pacelane/pipeline/worker.h>
#include <set>

using namespace pacelane;
using namespace pacelane::pipeline;
using namespace pacelane::store;

namespace {

using Kind = Event::Kind;

/// Maya and Rafael of the example, each with an analysis enqueued, in this order.
struct WorkerExample : Database {
    WorkerExample() {
        migrate(path, {}, clock);
        store = open();
        store->import(config::load_workspace(PACELANE_SOURCE_DIR "/examples/workspace/pacelane.yaml"), false);
        maya = enqueue("maya");
        rafael = enqueue("rafael");
    }
    std::string enqueue(const std::string& user, const std::string& date = "2026-11-19") {
        return store->enqueue(store->user(user), "", day(date), false).analysis_id;
    }
    StoreFactory factory() {
        return [this] { return open(); };
    }
    RunReport analyze(const WorkerOptions& options = {}) {
        events.clear();
        return run_analyze(factory(), options, [this](const Event& event) { events.push_back(event); });
    }
    RunReport write(const WorkerOptions& options = {}) {
        events.clear();
        return run_write(factory(), options, [this](const Event& event) { events.push_back(event); });
    }
    /// The user's workspace is not there any more, so that an analysis fails.
    void lose_workspace_of(const std::string& user) {
        execute("UPDATE users SET context = json_set(context, '$.folder', '/nowhere') WHERE handle = '" +
                user + "'");
    }
    std::int64_t documents_of_maya() {
        return std::stoll(
            value("SELECT count(*) FROM documents JOIN users u ON u.id = user_id WHERE handle = 'maya'"));
    }
    std::string analyses(const std::string& state) {
        return value("SELECT count(*) FROM pacing_context_analysis WHERE analysis_status = '" + state + "'");
    }
    std::string generations(const std::string& state) {
        return value("SELECT count(*) FROM pacing_content_generation WHERE generation_status = '" + state +
                     "'");
    }

    std::unique_ptr<Store> store;
    std::string maya, rafael;
    std::vector<Event> events;
};

WorkerOptions limited(std::size_t limit) {
    WorkerOptions options;
    options.limit = limit;
    return options;
}

WorkerOptions only(const std::string& analysis_id) {
    WorkerOptions options;
    options.analysis_id = analysis_id;
    return options;
}

WorkerOptions in_threads(int jobs) {
    WorkerOptions options;
    options.jobs = jobs;
    return options;
}

}  // namespace

TEST_SUITE("both workers") {
    TEST_CASE("work without anybody who watches") {
        WorkerExample pipeline;
        const auto analyzed = run_analyze(pipeline.factory());
        const auto written = run_write(pipeline.factory());
        CHECK(analyzed.completed == 2);
        CHECK(pipeline.generations("completed") == std::to_string(written.completed));
        CHECK(written.completed > 0);
    }
}

TEST_SUITE("the analyze worker") {
    TEST_CASE("takes every message that is there, tells of each, and returns") {
        WorkerExample pipeline;
        const auto report = pipeline.analyze();
        CHECK(report.completed == 2);
        CHECK(report.failed == 0);
        CHECK(report.lost == 0);
        REQUIRE(pipeline.events.size() == 2);
        const auto& first = pipeline.events[0];
        CHECK(first.kind == Kind::analyzed);
        CHECK(first.user_handle == "maya");
        CHECK(first.row_id == pipeline.maya);
        CHECK(first.msg_id == 1);
        CHECK(first.subject == "2026-11-19");
        CHECK(first.sync.added == pipeline.documents_of_maya());
        CHECK(first.suggestions > 0);
        CHECK(first.text.empty());
        CHECK(pipeline.analyses("completed") == "2");
        CHECK(pipeline.value("SELECT count(*) FROM pacing_content_generation") ==
              std::to_string(first.suggestions + pipeline.events[1].suggestions));
    }

    TEST_CASE("has nothing to do with an empty queue, and tells nothing") {
        WorkerExample pipeline;
        pipeline.analyze();
        const auto report = pipeline.analyze();
        CHECK(report.completed + report.failed + report.lost == 0);
        CHECK(pipeline.events.empty());
    }

    TEST_CASE("says why there is nothing to write about") {
        WorkerExample pipeline;
        pipeline.execute(
            "UPDATE users SET context = json_set(context, '$.knowledge', json('[]'), "
            "'$.meetings', json('[]'), '$.transcripts', json('[]'))");
        CHECK(pipeline.analyze().completed == 2);
        CHECK(pipeline.events.at(0).suggestions == 0);
        CHECK_FALSE(pipeline.events.at(0).text.empty());
        CHECK(pipeline.value("SELECT count(*) FROM pacing_content_generation") == "0");
    }

    TEST_CASE("goes on after a failure: the other users are not kept waiting") {
        WorkerExample pipeline;
        pipeline.lose_workspace_of("maya");
        const auto report = pipeline.analyze();
        CHECK(report.failed == 1);
        CHECK(report.completed == 1);
        REQUIRE(pipeline.events.size() == 2);
        const auto& failed = pipeline.events[0];
        CHECK(failed.kind == Kind::failed);
        CHECK(failed.user_handle == "maya");
        CHECK(failed.text.find("/nowhere is not there") != std::string::npos);
        CHECK(failed.failure.attempt == 1);
        CHECK_FALSE(failed.failure.final);
        CHECK(failed.failure.next_attempt == at("2026-11-19T12:00:30Z"));
        CHECK(pipeline.events[1].kind == Kind::analyzed);
        CHECK(pipeline.store->errors({}).at(0).message == failed.text);
    }

    TEST_CASE("makes an attempt that failed again when its time has come, until the last") {
        WorkerExample pipeline;
        pipeline.lose_workspace_of("maya");
        WorkerOptions options;
        options.retry.max_attempts = 2;
        pipeline.analyze(options);
        CHECK(pipeline.analyze(options).failed == 0);
        pipeline.clock.advance(std::chrono::seconds(30));
        CHECK(pipeline.analyze(options).failed == 1);
        CHECK(pipeline.events.at(0).failure.final);
        CHECK(pipeline.analyses("failed") == "1");
    }

    TEST_CASE("tells of messages that it had to discard") {
        WorkerExample pipeline;
        pipeline.execute("DELETE FROM pacing_context_analysis WHERE id = '" + pipeline.maya + "'");
        const auto report = pipeline.analyze();
        CHECK(report.refused == 1);
        CHECK(report.failed == 0);
        CHECK(report.completed == 1);
        REQUIRE(pipeline.events.size() == 2);
        CHECK(pipeline.events[0].kind == Kind::discarded);
        CHECK(pipeline.events[0].msg_id == 1);
        CHECK_FALSE(pipeline.events[0].text.empty());
    }

    TEST_CASE("tells whose last attempt it was when its worker died, as of any that failed for good") {
        WorkerExample pipeline;
        pipeline.execute("UPDATE q_pacing_content_queue SET read_ct = 5 WHERE msg_id = 1");
        CHECK(pipeline.analyze(limited(1)).failed == 1);
        const auto& event = pipeline.events.at(0);
        CHECK(event.kind == Kind::failed);
        CHECK(event.stage == "analyze");
        CHECK(event.user_handle == "maya");
        CHECK(event.analysis_id == pipeline.maya);
        CHECK(event.row_id == pipeline.maya);
        CHECK(event.subject == "2026-11-19");
        CHECK(event.failure.final);
        CHECK(event.failure.attempt == 5);
        CHECK(event.text.find("gave up after 5 attempts") != std::string::npos);
    }

    TEST_CASE("tells which attempt it was, and why the one before failed") {
        WorkerExample pipeline;
        pipeline.lose_workspace_of("maya");
        pipeline.analyze(limited(1));
        CHECK(pipeline.events.at(0).attempt == 1);
        CHECK(pipeline.events.at(0).last_failure.empty());
        const auto reason = pipeline.events.at(0).text;
        pipeline.clock.advance(std::chrono::seconds(30));
        pipeline.analyze();
        const auto again = std::find_if(pipeline.events.begin(), pipeline.events.end(),
                                        [](const auto& event) { return event.user_handle == "maya"; });
        REQUIRE(again != pipeline.events.end());
        CHECK(again->attempt == 2);
        CHECK(again->last_failure == reason);
    }

    TEST_CASE("stores nothing when another took the message over while it worked, and says so") {
        WorkerExample pipeline;
        // Another worker's claim, in the middle of the work.
        pipeline.execute(
            "CREATE TRIGGER overtake AFTER INSERT ON documents BEGIN UPDATE "
            "q_pacing_content_queue SET read_ct = read_ct + 1 WHERE msg_id = 1; END");
        const auto report = pipeline.analyze(limited(1));
        CHECK(report.lost == 1);
        CHECK(report.completed == 0);
        REQUIRE(pipeline.events.size() == 1);
        CHECK(pipeline.events[0].kind == Kind::lost);
        CHECK(pipeline.analyses("processing") == "1");
        CHECK(pipeline.value("SELECT count(*) FROM pacing_content_generation") == "0");
    }

    TEST_CASE("that fails on a message taken over meanwhile does not record it: the other one will") {
        WorkerExample pipeline;
        pipeline.execute(
            "CREATE TRIGGER overtake AFTER UPDATE OF analysis_status ON pacing_context_analysis "
            "WHEN new.analysis_status = 'processing' BEGIN UPDATE q_pacing_content_queue SET "
            "read_ct = read_ct + 1 WHERE msg_id = 1; END");
        pipeline.lose_workspace_of("maya");
        const auto report = pipeline.analyze(limited(1));
        CHECK(report.lost == 1);
        CHECK(report.failed == 0);
        CHECK(pipeline.store->errors({}).empty());
    }

    TEST_CASE("ends with the error when the store itself fails; the messages stay") {
        WorkerExample pipeline;
        pipeline.execute(
            "CREATE TRIGGER broken BEFORE UPDATE ON pacing_context_analysis BEGIN SELECT "
            "RAISE(ABORT, 'the disk is on fire'); END");
        for (const int jobs : {1, 3}) {
            const auto error = error_of([&] { pipeline.analyze(in_threads(jobs)); });
            CHECK(says(error, "the disk is on fire"));
        }
        CHECK(pipeline.events.empty());
        CHECK(pipeline.value("SELECT group_concat(read_ct) FROM q_pacing_content_queue") == "0,0");
    }

    TEST_CASE("in several threads takes each message once, and tells of one at a time") {
        WorkerExample pipeline;
        for (int date = 1; date <= 6; ++date)
            pipeline.enqueue(date % 2 == 0 ? "maya" : "rafael", "2026-12-0" + std::to_string(date));
        const auto report = pipeline.analyze(in_threads(3));
        CHECK(report.completed == 8);
        std::set<std::int64_t> messages;
        for (const auto& event : pipeline.events)
            messages.insert(event.msg_id);
        CHECK(messages.size() == 8);
        CHECK(pipeline.events.size() == 8);
        CHECK(pipeline.analyses("completed") == "8");
    }
}

TEST_SUITE("how long a worker runs") {
    TEST_CASE("is bounded by the limit") {
        WorkerExample pipeline;
        CHECK(pipeline.analyze(limited(1)).completed == 1);
        CHECK(pipeline.events.at(0).user_handle == "maya");
        CHECK(pipeline.value("SELECT read_ct FROM q_pacing_content_queue") == "0");
        CHECK(pipeline.analyze(limited(5)).completed == 1);
    }

    TEST_CASE("is bounded by the limit in several threads together") {
        WorkerExample pipeline;
        pipeline.enqueue("maya", "2026-12-01");
        pipeline.enqueue("rafael", "2026-12-01");
        auto options = in_threads(4);
        options.limit = 3;
        CHECK(pipeline.analyze(options).completed == 3);
        CHECK(pipeline.value("SELECT group_concat(read_ct) FROM q_pacing_content_queue") == "0");
    }

    TEST_CASE("counts a failed message against the limit") {
        WorkerExample pipeline;
        pipeline.lose_workspace_of("maya");
        const auto report = pipeline.analyze(limited(1));
        CHECK(report.failed == 1);
        CHECK(report.completed == 0);
    }

    TEST_CASE("is nothing when it is told to stop before it starts") {
        WorkerExample pipeline;
        const std::atomic<bool> stop{true};
        WorkerOptions options;
        options.stop = &stop;
        CHECK(pipeline.analyze(options).completed == 0);
        CHECK(pipeline.value("SELECT group_concat(read_ct) FROM q_pacing_content_queue") == "0,0");
    }

    TEST_CASE("ends after the message at hand when it is told to stop") {
        WorkerExample pipeline;
        std::atomic<bool> stop{false};
        WorkerOptions options;
        options.stop = &stop;
        options.follow = true;
        const auto report = run_analyze(pipeline.factory(), options, [&](const Event&) { stop = true; });
        CHECK(report.completed == 1);
        CHECK(pipeline.analyses("completed") == "1");
        CHECK(pipeline.value("SELECT read_ct FROM q_pacing_content_queue") == "0");
    }

    TEST_CASE("with follow goes on past an empty queue, to messages that come later") {
        struct CountingClock : Clock {
            Instant now() const override {
                ++calls;
                return at("2026-11-19T12:00:00Z");
            }
            mutable std::atomic<int> calls{0};
        } counting;
        WorkerExample pipeline;
        pipeline.analyze();
        std::atomic<bool> stop{false}, returned{false};
        WorkerOptions options;
        options.stop = &stop;
        options.follow = true;
        options.poll_interval = std::chrono::milliseconds(50);
        RunReport report;
        std::thread worker([&] {
            report = run_analyze([&] { return open_sqlite(pipeline.path, counting); }, options,
                                 [&](const Event&) { stop = true; });
            returned = true;
        });
        // It has looked at the empty queue, more than once.
        while (counting.calls < 10 && !returned)
            std::this_thread::yield();
        CHECK_FALSE(returned);
        pipeline.enqueue("maya", "2026-11-20");
        worker.join();
        CHECK(report.completed == 1);
    }

    TEST_CASE("with follow and a limit waits for as many as the limit says, in any number of threads") {
        WorkerExample pipeline;
        pipeline.analyze();
        auto options = in_threads(4);
        options.limit = 2;
        options.follow = true;
        options.poll_interval = std::chrono::milliseconds(50);
        std::atomic<bool> returned{false};
        RunReport report;
        std::thread worker([&] {
            report = run_analyze(pipeline.factory(), options);
            returned = true;
        });
        // Longer than the threads need to look at the empty queue.
        std::this_thread::sleep_for(std::chrono::milliseconds(400));
        CHECK_FALSE(returned);
        for (const auto* date : {"2026-11-20", "2026-11-21", "2026-11-22"})
            pipeline.enqueue("maya", date);
        worker.join();
        CHECK(report.completed == 2);
        CHECK(pipeline.analyses("pending") == "1");
    }
}

TEST_SUITE("a worker for one analysis") {
    TEST_CASE("takes just that one") {
        WorkerExample pipeline;
        CHECK(pipeline.analyze(only(pipeline.rafael)).completed == 1);
        CHECK(pipeline.events.at(0).user_handle == "rafael");
        CHECK(pipeline.analyses("pending") == "1");
    }

    TEST_CASE("makes one attempt, also when it fails, and does not wait for its next time") {
        WorkerExample pipeline;
        pipeline.lose_workspace_of("maya");
        CHECK(pipeline.analyze(only(pipeline.maya)).failed == 1);
        CHECK(pipeline.analyze(only(pipeline.maya)).failed == 1);
        CHECK(pipeline.events.at(0).failure.attempt == 2);
    }

    TEST_CASE("writes just its drafts") {
        WorkerExample pipeline;
        pipeline.analyze();
        const auto drafts = pipeline.write(only(pipeline.maya)).completed;
        CHECK(drafts > 0);
        for (const auto& event : pipeline.events)
            CHECK(event.user_handle == "maya");
        CHECK(pipeline.generations("completed") == std::to_string(drafts));
        CHECK(pipeline.value("SELECT count(*) FROM pacing_content_generation WHERE context_analysis_id = '" +
                             pipeline.maya + "' AND generation_status = 'pending'") == "0");
        CHECK(pipeline.generations("pending") != "0");
    }
}

TEST_SUITE("the write worker") {
    TEST_CASE("makes a draft of every suggestion") {
        WorkerExample pipeline;
        pipeline.analyze();
        const auto waiting = pipeline.value("SELECT count(*) FROM q_content_suggestions_queue");
        const auto report = pipeline.write();
        CHECK(report.failed == 0);
        CHECK(std::to_string(report.completed) == waiting);
        REQUIRE_FALSE(pipeline.events.empty());
        for (const auto& event : pipeline.events) {
            CHECK(event.kind == Kind::written);
            CHECK(pipeline.store->generation(event.row_id).title == event.text);
            CHECK(pipeline.store->generation(event.row_id).content_type == event.subject);
        }
        CHECK(pipeline.value("SELECT count(*) FROM q_content_suggestions_queue") == "0");
    }

    TEST_CASE("cites only the person's own documents") {
        WorkerExample pipeline;
        pipeline.analyze();
        pipeline.write();
        constexpr auto sources =
            "FROM pacing_content_generation g, json_each(g.content_metadata, '$.sources') s JOIN documents "
            "d ON d.id = s.value ->> 'id'";
        CHECK(pipeline.value(std::string("SELECT count(*) > 2 ") + sources) == "1");
        CHECK(pipeline.value(std::string("SELECT count(*) ") + sources + " WHERE d.user_id <> g.user_id") ==
              "0");
        CHECK(pipeline.value("SELECT count(*) FROM pacing_context_analysis a, "
                             "json_tree(a.content_suggestions) t JOIN documents d ON t.key = 'document_id' "
                             "AND d.id = t.value WHERE d.user_id <> a.user_id") == "0");
    }

    TEST_CASE("that finds too little to write from records it, and writes the others") {
        WorkerExample pipeline;
        pipeline.analyze();
        // The documents of Maya's suggestions are gone meanwhile, and nothing can be read again.
        pipeline.lose_workspace_of("maya");
        for (const auto& document : pipeline.store->known_documents(pipeline.store->user("maya")))
            pipeline.store->remove_document(pipeline.store->user("maya"), document.path);
        const auto report = pipeline.write();
        CHECK(report.refused > 0);
        CHECK(report.failed == 0);
        CHECK(report.completed > 0);
        for (const auto& event : pipeline.events) {
            CHECK((event.kind == Kind::refused) == (event.user_handle == "maya"));
            CHECK_FALSE(event.text.empty());
        }
    }
}

TEST_SUITE("the same subject") {
    TEST_CASE("is not proposed again in the same form while the context stays as it is") {
        WorkerExample pipeline;
        pipeline.analyze(only(pipeline.maya));
        REQUIRE(pipeline.events.at(0).suggestions > 0);
        pipeline.clock.advance(std::chrono::days(1));
        const auto next = pipeline.enqueue("maya", "2026-11-20");
        pipeline.analyze(only(next));
        CHECK(pipeline.events.at(0).sync.unchanged == pipeline.documents_of_maya());
        CHECK(pipeline.value("SELECT count(*) FROM suggestion_evidence a JOIN suggestion_evidence b USING "
                             "(user_id, topic_key, content_type) WHERE a.analysis_date < b.analysis_date") ==
              "0");
    }
}
