#include "helpers.h"

#include <pacelane/context/calendar.h>

using namespace pacelane;
using namespace pacelane::context;

namespace {
constexpr Date kTuesday = std::chrono::year(2026) / 11 / 3;
CalendarEvent meeting_of(std::string title, Texts people, std::string repeats = "") {
    return {kTuesday, "10:00–11:00", std::move(title), std::move(people), "", std::move(repeats)};
}
}  // namespace

TEST_SUITE("calendars and notes") {
    TEST_CASE("an event is a row of a table that nobody said, and comes back from it as it was") {
        const auto event = meeting_of("Weekly | platform", {"Ana Souza", "Rui Prado"}, "FREQ=WEEKLY");
        const auto passage = passage_of(event);
        CHECK(passage.kind == PassageKind::table_row);
        CHECK(passage.quoted);
        const auto back = events_in(std::vector<Passage>{passage});
        REQUIRE(back.size() == 1);
        CHECK(back[0].title == "Weekly / platform");
        CHECK(back[0].people == event.people);
        CHECK(back[0].repeats == "FREQ=WEEKLY");
        CHECK(back[0].date == kTuesday);
        CHECK(events_in(std::vector<Passage>{Passage{}}).empty());
    }
    TEST_CASE("notes of the day with the event's title get its people") {
        const std::vector events{meeting_of("Platform weekly", {"Ana Souza", "Rui Prado"}, "FREQ=WEEKLY"),
                                 meeting_of("Lunch", {"Bia Nunes"})};
        const auto joined = with_event({kTuesday, "Platform weekly 2026-11-03", {}}, events);
        REQUIRE(joined);
        CHECK(joined->participants == Texts{"Ana Souza", "Rui Prado"});
        CHECK(joined->date == kTuesday);
        CHECK(with_event({add_days(kTuesday, 7), "Weekly of the platform", {}}, events));
        CHECK_FALSE(with_event({add_days(kTuesday, 1), "Platform weekly", {}}, events));
        CHECK_FALSE(with_event({kTuesday, "Budget", {}}, events));
    }
    TEST_CASE("what the note says itself stays") {
        const std::vector events{meeting_of("Platform weekly", {"Ana Souza", "Rui Prado"})};
        CHECK_FALSE(with_event({kTuesday, "Platform weekly", {"Bia Nunes"}}, events));
    }
    TEST_CASE("a note without a date gets that of the one event of its title, none of a series") {
        const auto joined = with_event({std::nullopt, "Platform weekly", {"Bia Nunes"}},
                                       std::vector{meeting_of("Platform weekly", {})});
        REQUIRE(joined);
        CHECK(joined->date == kTuesday);
        CHECK(joined->participants == Texts{"Bia Nunes"});
        CHECK_FALSE(with_event({std::nullopt, "Platform weekly", {}},
                               std::vector{meeting_of("Platform weekly", {}, "FREQ=WEEKLY")}));
    }
    TEST_CASE("of two events that fit alike, neither is it") {
        CHECK_FALSE(with_event({kTuesday, "Platform weekly", {}},
                               std::vector{meeting_of("Platform weekly", {"Ana Souza", "Rui Prado"}),
                                           meeting_of("Platform weekly", {"Bia Nunes", "Rui Prado"})}));
    }
    TEST_CASE("a rule that is not understood holds for its first day only") {
        const auto event = meeting_of("Yearly", {}, "FREQ=YEARLY;BYWEEKNO=20");
        CHECK(takes_place_on(event, kTuesday));
        CHECK_FALSE(takes_place_on(event, std::chrono::year(2027) / 11 / 3));
        CHECK_FALSE(takes_place_on(meeting_of("x", {}, "no rule"), add_days(kTuesday, 7)));
    }
}
