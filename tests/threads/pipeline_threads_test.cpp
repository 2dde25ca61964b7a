#include "temporary_folder.h"

#include <map>
#include <pacelane/pipeline/worker.h>
#include <pacelane/store/migrations.h>
#include <pacelane/store/snapshot.h>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace pacelane;

namespace {

constexpr int kUsers = 12;

const ManualClock clock_at_noon(*parse_instant("2026-11-19T12:00:00Z"));

constexpr auto kNote = R"(# A backup that nobody restores is a hope

## What the drill showed

We restored the billing database from last night's backup in March, and it took 11 hours instead of the two we had
promised. The backup was complete, but the restore script still pointed at a server we switched off in January.

Nobody had run the script in 14 months. A backup is worth what the last restore proved, and our last restore had proved
nothing at all.

## What we changed

The restore drill now runs on the first Tuesday of every month, and a different engineer leads each one. Three drills
later, the same restore takes 95 minutes.

Every drill ends with one written sentence about what surprised us. The surprises turned out to be more useful than the
timings, because each of them named a dependency that no diagram showed.
)";

}  // namespace

TEST_CASE("with eight jobs, every user is analyzed once and every draft written once") {
    TemporaryFolder folder;
    std::string workspace = "users:\n";
    for (int n = 0; n < kUsers; ++n) {
        workspace += fmt::format(
            "  - handle: user{0}\n    context: {{knowledge: [user{0}/*]}}\n    schedules:\n"
            "      - {{frequency: daily, preferred_time: \"09:00\", content_types: [linkedin_post, "
            "blog_post]}}\n",
            n);
        folder.write(fmt::format("user{}/backups.md", n), kNote);
    }
    const auto database = folder / "p.db";
    store::migrate(database, {}, clock_at_noon);
    store::OpenOptions patient;
    patient.busy_timeout = std::chrono::minutes(2);
    // Threads with connections of their own, or with shared commits.
    pipeline::StoreFactory open = [&] { return store::open_sqlite(database, clock_at_noon, patient); };
    SUBCASE("each on its own") {}
    SUBCASE("sharing commits") {
        open = store::shared_sqlite(database, clock_at_noon, patient);
    }
    open()->import(config::parse_workspace(workspace, folder / "pacelane.yaml"), false);
    CHECK(open()->tick().items.size() == kUsers);

    pipeline::WorkerOptions options;
    options.jobs = 8;
    std::map<std::string, int> events;  // how often each row was worked on
    std::string troubles;
    const pipeline::Observer observe = [&](const pipeline::Event& event) {
        ++events[event.row_id];
        if (event.kind != pipeline::Event::Kind::analyzed && event.kind != pipeline::Event::Kind::written)
            troubles += event.text + "\n";
    };
    const auto analyzed = pipeline::run_analyze(open, options, observe);
    CHECK(troubles == "");
    CHECK(analyzed.completed == kUsers);
    const auto status = open()->snapshot({});
    CHECK(status.analyses.at("completed") == kUsers);
    const auto drafts = status.generations.at("pending");
    CHECK(drafts >= kUsers);

    const auto written = pipeline::run_write(open, options, observe);
    CHECK(troubles == "");
    CHECK(written.completed == static_cast<std::size_t>(drafts));
    CHECK(open()->snapshot({}).generations.at("completed") == drafts);
    for (const auto& queue : open()->snapshot({}).queues)
        CHECK(queue.length == 0);
    CHECK(events.size() == static_cast<std::size_t>(kUsers + drafts));
    for (const auto& [row, times] : events)
        CHECK(times == 1);
}
