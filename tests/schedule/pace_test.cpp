#include "helpers.h"

#include <pacelane/schedule/pace.h>

using namespace pacelane;
using namespace pacelane::schedule;

namespace {

const Pace kNineAndSix{"Europe/Stockholm", {9 * 60, 18 * 60}};
const Instant kMonday = at("2026-11-16T00:00:00Z");

}  // namespace

TEST_SUITE("the pace of ticks") {
    TEST_CASE("the next tick may be at this very moment, or on the next day of the machine") {
        CHECK(next_tick(kNineAndSix, at("2026-11-19T08:00:00Z")) == at("2026-11-19T08:00:00Z"));
        CHECK(next_tick(kNineAndSix, at("2026-11-19T08:00:00.001Z")) == at("2026-11-19T17:00:00Z"));
        CHECK(next_tick(kNineAndSix, at("2026-11-19T17:30:00Z")) == at("2026-11-20T08:00:00Z"));
    }

    TEST_CASE("ticks keep to the machine's wall clock over a change of clocks") {
        CHECK(next_tick(kNineAndSix, at("2026-10-24T20:00:00Z")) == at("2026-10-25T08:00:00Z"));  // now CET
        CHECK(next_tick(kNineAndSix, at("2026-03-28T20:00:00Z")) == at("2026-03-29T07:00:00Z"));  // now CEST
    }

    TEST_CASE("every so many minutes starts at midnight") {
        CHECK(pace_every(30, "UTC").minutes.size() == 48);
        CHECK(pace_every(60, "UTC").minutes.back() == 23 * 60);
        CHECK(next_tick(pace_every(15, "UTC"), at("2026-11-19T23:46:00Z")) == at("2026-11-20T00:00:00Z"));
    }
}

TEST_SUITE("whom the ticks suit") {
    TEST_CASE("a window in which a tick falls is served in time") {
        const auto found = suitability(daily("Morning (8-10 AM)"), "Europe/Stockholm", kNineAndSix, kMonday);
        CHECK(found.dates == 28);
        CHECK(found.late == 0);
        CHECK(found.never == 0);
        CHECK_FALSE(found.first);
    }

    TEST_CASE("a window between two ticks is served late, by the second") {
        const auto found = suitability(daily("Afternoon (1-3 PM)"), "Europe/Stockholm", kNineAndSix, kMonday);
        CHECK(found.late == 28);
        CHECK(found.never == 0);
        REQUIRE(found.first);
        CHECK(found.first->opens == at("2026-11-16T12:00:00Z"));
        CHECK(found.first->served == at("2026-11-16T17:00:00Z"));
    }

    TEST_CASE("a window after the day's last tick is never served") {
        const auto found = suitability(daily("Night"), "Europe/Stockholm", kNineAndSix, kMonday);
        CHECK(found.never == 28);
        CHECK(found.late == 0);
        REQUIRE(found.first);
        CHECK_FALSE(found.first->served);
    }

    TEST_CASE("the day that must not be over is the user's, not the machine's") {
        // 18:00 in Stockholm is 9:00 in Los Angeles, and 9:00 there is midnight: of the next day.
        CHECK(suitability(daily("08:00-10:00"), "America/Los_Angeles", kNineAndSix, kMonday).late == 0);
        CHECK(suitability(daily("18:00-20:00"), "America/Los_Angeles", kNineAndSix, kMonday).never == 28);
        // In Auckland it is 21:00 at 9:00 in Stockholm, so the evening's window is over and the day is not.
        CHECK(suitability(daily("18:00-20:00"), "Pacific/Auckland", kNineAndSix, kMonday).late == 28);
    }

    TEST_CASE("a time without an end is never late, and a window that passes midnight is open after it") {
        CHECK(suitability(daily("13:00"), "Europe/Stockholm", kNineAndSix, kMonday).late == 0);
        CHECK(suitability(daily("22:00-09:30"), "Europe/Stockholm", kNineAndSix, kMonday).never == 0);
        CHECK(suitability(daily("22:00-02:00"), "Europe/Stockholm", kNineAndSix, kMonday).never == 28);
    }

    TEST_CASE("only the weeks in which the clocks differ may be unsuited") {
        // New York goes back on 2026-11-01, Stockholm on 2026-10-25: for a week the distance is five hours.
        const Pace noon{"Europe/Stockholm", {12 * 60}};
        const auto found =
            suitability(daily("06:00-06:30"), "America/New_York", noon, at("2026-10-20T00:00:00Z"));
        CHECK(found.late == 7);
        REQUIRE(found.first);
        CHECK(shown(found.first->date) == "2026-10-25");
    }

    TEST_CASE("the first date that is never served counts more than an earlier one that is late") {
        // Nuuk: 23:00 becomes midnight on Saturday 2026-03-28.
        const Pace once{"America/Nuuk", {23 * 60 + 30}};
        const auto found =
            suitability(daily("22:00-23:00"), "America/Nuuk", once, at("2026-03-20T00:00:00Z"));
        CHECK(found.never == 1);
        CHECK(found.late == found.dates - 1);
        REQUIRE(found.first);
        CHECK(shown(found.first->date) == "2026-03-28");
    }

    TEST_CASE("a finer pace suits all windows that are longer than it") {
        for (const auto* zone :
             {"Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Honolulu", "Australia/Eucla"})
            for (const auto* preferred : {"Morning", "Night", "23:30-23:50", "00:00-00:20"}) {
                CAPTURE(zone);
                CAPTURE(preferred);
                const auto found = suitability(daily(preferred), zone, pace_every(15, "Europe/Stockholm"),
                                               at("2026-03-15T00:00:00Z"));
                CHECK(found.dates >= 27);
                CHECK(found.late + found.never == 0);
            }
    }

    TEST_CASE("a rule that never falls on a date has none to look at") {
        CHECK(suitability(rule(Frequency::weekly, {}, "09:00"), "UTC", kNineAndSix, kMonday).dates == 0);
    }
}
