#include "helpers.h"

#include <pacelane/monitor/check.h>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace pacelane;
using namespace pacelane::monitor;
using store::Health;

namespace {

/// One in which all is well.
store::Snapshot well() {
    auto snapshot = busy_pipeline();
    snapshot.failed_last_day = 0;
    return snapshot;
}

}  // namespace

TEST_SUITE("check") {
    TEST_CASE("all is well: one line, with figures for machines") {
        const auto result = check(well(), {});
        CHECK(result.health == Health::ok);
        CHECK(result.line ==
              "PACELANE OK - 3 messages waiting, 1 active schedule, last tick 2026-11-19T11:55Z | "
              "pacing_content_queue=3;;;0 content_suggestions_queue=0;;;0 oldest_age=600s;3600;7200;0 "
              "overdue=0s;3600;7200;0 failed_last_day=0;0;;0");
    }
    TEST_CASE("old work is a warning from half the age on, and critical after it") {
        auto snapshot = well();
        const auto health_at = [&](std::int64_t age) {
            snapshot.queues.at(0).oldest_age_sec = age;
            return check(snapshot, {}).health;
        };
        CHECK(health_at(3600) == Health::ok);
        CHECK(health_at(3601) == Health::warning);
        CHECK(health_at(7200) == Health::warning);
        CHECK(health_at(7201) == Health::critical);
        CHECK(has(check(snapshot, {}).line,
                  "CRITICAL - the oldest of 3 messages in pacing_content_queue is 2 h"));
        CHECK(check(snapshot, {std::chrono::hours(5), 0}).health == Health::ok);
    }
    TEST_CASE("queues of one's own are their owner's business") {
        auto snapshot = well();
        snapshot.queues.at(2).oldest_age_sec = 1'000'000;
        CHECK(check(snapshot, {}).health == Health::ok);
    }
    TEST_CASE("a schedule that is due and no tick sees is critical after the age") {
        auto snapshot = well();
        snapshot.overdue_since = snapshot.at - std::chrono::hours(3);
        const auto result = check(snapshot, {});
        CHECK(result.health == Health::critical);
        CHECK(has(result.summary, "does 'pacelane schedule' run?"));
        // Nobody expects a tick while the scheduler is off; that is said instead.
        snapshot.scheduler.enabled = false;
        CHECK(check(snapshot, {}).health == Health::warning);
        snapshot.active_schedules = 0;
        CHECK(check(snapshot, {}).health == Health::ok);
    }
    TEST_CASE("failures of the last day are a warning above the number allowed") {
        auto snapshot = well();
        snapshot.failed_last_day = 2;
        CHECK(check(snapshot, {std::chrono::hours(2), 2}).health == Health::ok);
        const auto result = check(snapshot, {});
        CHECK(result.health == Health::warning);
        CHECK(has(result.summary, "2 analyses and drafts failed"));
    }
    TEST_CASE("a schedule that cannot run is a warning, and the worst comes first") {
        auto snapshot = well();
        snapshot.due.at(0).schedule.problem = "unknown time zone 'Mars|Olympus'";
        snapshot.queues.at(0).oldest_age_sec = 100'000;
        const auto result = check(snapshot, {});
        REQUIRE(result.problems.size() == 2);
        CHECK(result.problems.at(0).health == Health::critical);
        // One '|' only: what follows it is read by machines.
        CHECK(has(result.line, "Mars/Olympus"));
        CHECK(std::count(result.line.begin(), result.line.end(), '|') == 1);
    }
    TEST_CASE("the notice says what it was, what it is, why, when and of which database") {
        auto snapshot = well();
        snapshot.failed_last_day = 1;
        const auto json = notice(check(snapshot, {}), Health::ok, snapshot.at, "/srv/p.db");
        CHECK(json["state"] == "warning");
        CHECK(json["previous_state"] == "ok");
        CHECK(json["problems"][0]["state"] == "warning");
        CHECK(json["at"] == "2026-11-19T12:00:00.000Z");
        CHECK(json["database"] == "/srv/p.db");
        CHECK(has(json["summary"], "failed"));
    }
    TEST_CASE("what is unknown is one line, too") {
        CHECK(unknown_line("a\nb | c") == "PACELANE UNKNOWN - a; b / c");
    }
}
