#include "helpers.h"

#include <pacelane/schedule/explain.h>

using namespace pacelane;
using namespace pacelane::schedule;

namespace {

Facts facts(const Rule& rule, std::string_view zone = "UTC") {
    Facts facts;
    facts.rule = rule;
    facts.zone = zone;
    return facts;
}

// What the rule says, with "yes: ", "no: " or "": "" when it is not asked.
std::string says(const Explanation& explanation, std::string_view rule) {
    for (const auto& reason : explanation.reasons)
        if (reason.rule == rule)
            return (!reason.holds ? "" : *reason.holds ? "yes: " : "no: ") + reason.sentence;
    return "";
}
std::string says(const Facts& facts, std::string_view now, std::string_view rule) {
    return says(explain(facts, at(now)), rule);
}

const Rule kThursdays = rule(Frequency::weekly, {"monday", "thursday"}, "Morning (8-10 AM)");
constexpr auto kIn = "2026-11-19T08:30:00Z";  // a Thursday

}  // namespace

TEST_SUITE("why a schedule is due") {
    TEST_CASE("a rule in words") {
        CHECK(describe(kThursdays) == "weekly on monday, thursday, 08:00-10:00");
        CHECK(describe(rule(Frequency::daily, {}, "09:00")) == "daily, 09:00");
        CHECK(describe(rule(Frequency::daily,
                            {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"},
                            "09:00")) == "daily, 09:00");
        CHECK(describe(rule(Frequency::daily, {"monday", "tuesday", "wednesday", "thursday", "friday"},
                            "18:00")) == "daily on weekdays, 18:00");
        CHECK(describe(rule(Frequency::weekly, {"tuesday", "wednesday", "thursday", "friday", "saturday"},
                            "18:00")) == "weekly on tuesday, wednesday, thursday, friday, saturday, 18:00");
    }
    TEST_CASE("every rule says yes, in the order in which a tick asks") {
        const auto explanation = explain(facts(kThursdays), at(kIn));
        CHECK(explanation.due);
        CHECK_FALSE(explanation.late);
        CHECK(shown(explanation.date) == "2026-11-19");
        std::string asked;
        for (const auto& reason : explanation.reasons) {
            asked += std::string(reason.rule) + " ";
            CHECK(reason.holds.value_or(true));
            CHECK(reason.sentence.ends_with("."));
        }
        CHECK(asked == "switch user schedule frequency day window late served next ");
    }

    TEST_CASE("the day, the window and its end are named") {
        const auto explanation = explain(facts(kThursdays, "Europe/Stockholm"), at(kIn));
        CHECK(says(explanation, "day") == "yes: Thursday 2026-11-19 is one of its days (monday, thursday).");
        CHECK(says(explanation, "window") == "yes: Its window 08:00-10:00 came at 2026-11-19 08:00 CET.");
        CHECK(says(explanation, "late") == "It is not late: the window closes at 2026-11-19 10:00 CET.");
    }

    TEST_CASE("those who are due say it in one line") {
        CHECK(why_due(explain(facts(kThursdays), at("2026-11-19T12:00:00Z"))) ==
              "A weekly schedule runs in every week. Thursday 2026-11-19 is one of its days (monday, "
              "thursday). "
              "Its window 08:00-10:00 came at 2026-11-19 08:00 UTC. It is late: the window closed at "
              "2026-11-19 "
              "10:00 UTC, and the rest of that date is there to make up for it.");
    }

    TEST_CASE("after its window it is due and late, until the local day ends") {
        const auto late = explain(facts(kThursdays), at("2026-11-19T23:59:00Z"));
        CHECK(late.due);
        CHECK(late.late);
        CHECK_FALSE(explain(facts(kThursdays), at("2026-11-20T00:00:00Z")).due);
    }

    TEST_CASE("a time without an end is never late") {
        const auto explanation = explain(facts(daily("09:00")), at("2026-11-19T23:00:00Z"));
        CHECK(explanation.due);
        CHECK(says(explanation, "late").starts_with("It is never late"));
        CHECK(says(explanation, "day") == "yes: It runs on every day of the week.");
    }

    TEST_CASE("yesterday's window that passes midnight is still the one to work for") {
        const auto explanation =
            explain(facts(rule(Frequency::weekly, {"saturday"}, "10 PM - 1 AM")), at("2026-11-22T00:30:00Z"));
        CHECK(explanation.due);
        CHECK(says(explanation, "day") ==
              "yes: Yesterday, Saturday 2026-11-21, is one of its days (saturday).");
        CHECK(says(explanation, "window") ==
              "yes: Its window 22:00-01:00 came at 2026-11-21 22:00 UTC, and that "
              "date is still the one to work for.");
    }
}

TEST_SUITE("why a schedule is not due") {
    TEST_CASE("the scheduler is switched off") {
        auto off = facts(kThursdays);
        off.scheduler_enabled = false;
        off.switched_at = at("2026-11-18T07:00:00Z");
        CHECK_FALSE(explain(off, at(kIn)).due);
        CHECK(says(off, kIn, "switch") ==
              "no: The scheduler is switched off, since 2026-11-18 07:00 UTC; 'pacelane "
              "schedule enable' switches it on.");
        CHECK(says(off, kIn, "next") == "But for that, it would be due next at 2026-11-23 08:00 UTC.");
    }

    TEST_CASE("the user or the schedule is paused, each for its own reason") {
        auto at_rest = facts(kThursdays);
        at_rest.user_active = false;
        CHECK_FALSE(explain(at_rest, at(kIn)).due);
        CHECK(says(at_rest, kIn, "user").starts_with("no: The user is inactive"));
        at_rest.user_active = true;
        at_rest.schedule_active = false;
        for (const auto& each : {std::pair("paused", "resume"), std::pair("pruned", "no longer has it"),
                                 std::pair("file", "active: false"), std::pair("", "inactive")}) {
            const auto* reason = each.first;
            CAPTURE(reason);
            at_rest.inactive_reason = reason;
            CHECK_FALSE(explain(at_rest, at(kIn)).due);
            CHECK(says(at_rest, kIn, "schedule").find(each.second) != std::string::npos);
        }
    }

    TEST_CASE("the day is not one of its days") {
        const auto friday = explain(facts(kThursdays), at("2026-11-20T08:30:00Z"));
        CHECK_FALSE(friday.due);
        CHECK(says(friday, "day") == "no: Friday 2026-11-20 is none of its days (monday, thursday).");
        CHECK(says(friday, "window") == "On the dates that it runs, it is due from 08:00 on in UTC.");
        CHECK(says(friday, "next") == "It is due next at 2026-11-23 08:00 UTC.");
    }

    TEST_CASE("a bi-weekly schedule has an off week, counted from its start") {
        const auto rule_ = rule(Frequency::biweekly, {"thursday"}, "09:00", "2026-11-10");
        CHECK(says(facts(rule_), kIn, "frequency") ==
              "no: A bi-weekly schedule runs in every second week, and the one of Monday 2026-11-16 is off: "
              "1 week "
              "after that of its start, 2026-11-10.");
        CHECK(says(facts(rule_), "2026-11-12T10:00:00Z", "frequency")
                  .ends_with("is on: the week of its start, 2026-11-10."));
        CHECK(says(facts(rule_), "2026-10-29T10:00:00Z", "frequency")
                  .ends_with("is on: 2 weeks before that of its start, 2026-11-10."));
        CHECK(says(facts(rule_), kIn, "next") == "It is due next at 2026-11-26 09:00 UTC.");
    }

    TEST_CASE("the window has not come yet") {
        const auto early = explain(facts(kThursdays), at("2026-11-19T07:59:59Z"));
        CHECK_FALSE(early.due);
        CHECK(says(early, "window") == "no: Its window 08:00-10:00 comes only at 2026-11-19 08:00 UTC.");
        CHECK(says(early, "served").empty());
        CHECK(says(early, "next") == "It is due next at 2026-11-19 08:00 UTC.");
    }

    TEST_CASE("the date has its analysis") {
        auto served = facts(kThursdays);
        served.analyses[day("2026-11-19")] = "completed";
        CHECK_FALSE(explain(served, at(kIn)).due);
        CHECK(says(served, kIn, "served") ==
              "no: The user's analysis of 2026-11-19 exists already (completed), and there is one a date.");
        CHECK(explain(served, at("2026-11-23T08:30:00Z")).due);
    }

    TEST_CASE("a tick was there, and somebody has removed its analysis since") {
        auto looked_at = facts(kThursdays);
        looked_at.next_due_at = at("2026-11-23T08:00:00Z");
        CHECK_FALSE(explain(looked_at, at(kIn)).due);
        CHECK(says(looked_at, kIn, "served").starts_with("no: A tick has dealt with 2026-11-19 already"));
        CHECK(explain(looked_at, at("2026-11-23T08:00:00Z")).due);
    }

    TEST_CASE("a weekly schedule without days never is") {
        const auto never = explain(facts(rule(Frequency::weekly, {}, "09:00")), at(kIn));
        CHECK_FALSE(never.due);
        CHECK(says(never, "day") == "no: A weekly schedule without days never falls due.");
        CHECK(says(never, "next").empty());
    }
}

TEST_SUITE("why, on a day on which the clocks change") {
    TEST_CASE("a start that the gap skips is due after it") {
        // Stockholm, 2026-03-29: 02:00 becomes 03:00 at 01:00Z.
        const auto early = facts(daily("02:30-04:00"), "Europe/Stockholm");
        CHECK(says(early, "2026-03-29T00:59:59Z", "window") ==
              "no: Its window 02:30-04:00 comes only at 2026-03-29 03:00 CEST (02:30 does not exist on that "
              "date: "
              "the clocks go forward over it).");
        CHECK(explain(early, at("2026-03-29T01:00:00Z")).due);
        CHECK(says(early, "2026-03-28T02:00:00Z", "window").find("does not exist") == std::string::npos);
    }

    TEST_CASE("of a start that comes twice the first counts") {
        // Stockholm, 2026-10-25: 03:00 becomes 02:00 at 01:00Z.
        const auto twice = facts(daily("02:30"), "Europe/Stockholm");
        CHECK(says(twice, "2026-10-25T01:10:00Z", "window") ==
              "yes: Its preferred time 02:30 came at 2026-10-25 02:30 CEST (02:30 comes twice on that date: "
              "the clocks "
              "go back, and the first counts).");
        CHECK(explain(twice, at("2026-10-25T01:10:00Z")).due);
        CHECK(says(twice, "2026-10-26T12:00:00Z", "window").find("twice") == std::string::npos);
    }

    TEST_CASE("a window that could open only when its date had passed is yesterday's") {
        // Nuuk, Saturday 2026-03-28: 23:00 becomes Sunday 00:00 at 01:00Z.
        const auto saturday = facts(rule(Frequency::weekly, {"saturday"}, "23:15-23:45"), "America/Nuuk");
        const auto explanation = explain(saturday, at("2026-03-29T01:00:00Z"));
        CHECK(explanation.due);
        CHECK(shown(explanation.date) == "2026-03-28");
        CHECK(says(explanation, "day").starts_with("yes: Yesterday, Saturday 2026-03-28,"));
        CHECK(says(explanation, "next") == "It is due next at 2026-04-04 23:15 -01.");
    }
}

TEST_SUITE("rules in words") {
    TEST_CASE("a rule is described by its frequency, days and window") {
        CHECK(describe(kThursdays) == "weekly on monday, thursday, 08:00-10:00");
        CHECK(describe(daily("9am")) == "daily, 09:00");
    }
}
