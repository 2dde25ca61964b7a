#include "helpers.h"

using namespace pacelane::schedule;

namespace {

// "08:00-10:00", "09:00" without an end, "unreadable".
std::string read(std::string_view text) {
    const auto window = parse_preferred_time(text);
    if (!window) return "unreadable";
    const auto clock = [](int minute) {
        const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
        return two(minute / 60) + ":" + two(minute % 60);
    };
    return clock(window->start) + (window->end ? "-" + clock(*window->end) : "");
}

}  // namespace

TEST_SUITE("preferred time") {
    TEST_CASE("a single time has no end") {
        CHECK(read("09:00") == "09:00");
        CHECK(read("9:00") == "09:00");
        CHECK(read("23:59") == "23:59");
        CHECK(read("00:00") == "00:00");
    }

    TEST_CASE("twelve-hour times may be in any case, with or without minutes, space and dots") {
        CHECK(read("9am") == "09:00");
        CHECK(read("9:30 PM") == "21:30");
        CHECK(read("7 p.m.") == "19:00");
    }

    TEST_CASE("12 AM is midnight and 12 PM is noon") {
        CHECK(read("12 AM") == "00:00");
        CHECK(read("12:30 am") == "00:30");
        CHECK(read("12 PM") == "12:00");
    }

    TEST_CASE("a range has a start and an end") {
        CHECK(read("18:00-20:00") == "18:00-20:00");
        CHECK(read("11 AM - 1 PM") == "11:00-13:00");
        CHECK(read("9:30 to 11:00") == "09:30-11:00");
        CHECK(read("8\u201310 AM") == "08:00-10:00");
    }

    TEST_CASE("AM or PM said once holds for both ends, the way that makes the shorter window") {
        CHECK(read("8-10 AM") == "08:00-10:00");
        CHECK(read("6-8 PM") == "18:00-20:00");
        CHECK(read("11-1 PM") == "11:00-13:00");
        CHECK(read("12-1 PM") == "12:00-13:00");
        CHECK(read("10-1 AM") == "22:00-01:00");
        CHECK(read("10 PM-1") == "22:00-01:00");
    }

    TEST_CASE("a range may pass midnight, or end at it") {
        CHECK(read("10 PM - 1 AM") == "22:00-01:00");
        CHECK(read("22:00-24:00") == "22:00-00:00");
        CHECK(read("00:00-24:00") == "00:00-00:00");
    }

    TEST_CASE("a label's bracketed part counts, not its words") {
        CHECK(read("Morning (8-10 AM)") == "08:00-10:00");
        CHECK(read("Evening (9:00)") == "09:00");
        CHECK(read("Late Night (10 PM - 1 AM)") == "22:00-01:00");
        CHECK(read("Morning (early)") == "unreadable");
        CHECK(read("Morning (8-10 AM") == "unreadable");
        CHECK(read("Morning (8-10 AM) or so") == "unreadable");
    }

    TEST_CASE("bare labels have their usual hours") {
        CHECK(read("Morning") == "08:00-10:00");
        CHECK(read("midday") == "12:00-13:00");
        CHECK(read("NOON") == "12:00-13:00");
        CHECK(read("Lunch") == "12:00-13:00");
        CHECK(read("Afternoon") == "13:00-15:00");
        CHECK(read("Evening") == "18:00-20:00");
        CHECK(read(" Night ") == "20:00-22:00");
    }

    TEST_CASE("what is no time, or could be two, is refused") {
        for (const auto* text : {"",           " ",         "soon",        "25:00",       "24:00",
                                 "24:30",      "9:60",      "9:5",         "9",           "8-10",
                                 "13 PM",      "0 AM",      "9:00:00",     "-",           "9:00-",
                                 "-9:00",      "9:00-9:00", "9 AM - 9 AM", "24:00-01:00", "09:00 CET",
                                 "8-10-12 AM", "()",        "18:00-8 PM",  "123:00",      "9999999999999 AM",
                                 "Morning ()", "9:00-24:30"}) {
            CAPTURE(text);
            CHECK(read(text) == "unreadable");
        }
    }
}
