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

    TEST_CASE("the labels of the app are read as they are") {
        CHECK(read("Morning (8-10 AM)") == "08:00-10:00");
        CHECK(read("Afternoon (1-3 PM)") == "13:00-15:00");
        CHECK(read("Evening (6-8 PM)") == "18:00-20:00");
        CHECK(read("Early Morning (6-8 AM)") == "06:00-08:00");
        CHECK(read("Lunch (12-1 PM)") == "12:00-13:00");
        CHECK(read("Noon (12 PM)") == "12:00");
    }

    TEST_CASE("early and late parts of the day have hours of their own") {
        CHECK(read("Early morning") == "06:00-08:00");
        CHECK(read("Late morning") == "10:00-12:00");
        CHECK(read("Late Afternoon") == "16:00-18:00");
        CHECK(read("late evening") == "20:00-22:00");
    }

    TEST_CASE("times may follow a label without brackets") {
        CHECK(read("Morning: 8-10 AM") == "08:00-10:00");
        CHECK(read("Evening, 6-8 PM") == "18:00-20:00");
        CHECK(read("Late evening 21:00") == "21:00");
        CHECK(read("Morning soon") == "unreadable");
        CHECK(read("Mornings 8-10 AM") == "unreadable");
    }

    TEST_CASE("dashes and spaces may be those of a word processor or of a formatted clock") {
        CHECK(read("Morning (8\u20139:30\u202fAM)") == "08:00-09:30");
        CHECK(read("18:00\u00a0\u2014\u00a020:00") == "18:00-20:00");
        CHECK(read("8 AM \u2212 10 AM") == "08:00-10:00");
        CHECK(read("8\u201110 AM") == "08:00-10:00");
    }

    TEST_CASE("hours of the 24-hour clock may do without minutes where they can be nothing else") {
        CHECK(read("18-20") == "18:00-20:00");
        CHECK(read("13") == "13:00");
        CHECK(read("12-14") == "unreadable");  // noon or midnight?
        CHECK(read("9h") == "09:00");
        CHECK(read("9h30 - 11h") == "09:30-11:00");
        CHECK(read("18.30") == "18:30");
        CHECK(read("9.30 pm") == "21:30");
        CHECK(read("9h5") == "unreadable");
        CHECK(read("9h 30") == "unreadable");
        CHECK(read("25h") == "unreadable");
        CHECK(read("9h pm") == "unreadable");
    }

    TEST_CASE("noon and midnight may stand for a time") {
        CHECK(read("8 AM - noon") == "08:00-12:00");
        CHECK(read("noon-2pm") == "12:00-14:00");
        CHECK(read("10 PM to midnight") == "22:00-00:00");
        CHECK(read("midnight") == "00:00");
        CHECK(read("noon to noon") == "unreadable");
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
