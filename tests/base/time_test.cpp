#include <pacelane/base/time.h>

#include <doctest/doctest.h>

using namespace pacelane;

namespace {

std::string read(std::string_view text) {
    const auto instant = parse_instant(text);
    return instant ? format_instant(*instant) : "none";
}

}  // namespace

TEST_SUITE("instants") {
    TEST_CASE("are written in UTC with milliseconds") {
        CHECK(read("2026-11-19T08:00:00Z") == "2026-11-19T08:00:00.000Z");
        CHECK(format_instant(Instant()) == "1970-01-01T00:00:00.000Z");
        CHECK(format_instant(Instant(std::chrono::milliseconds(-1))) == "1969-12-31T23:59:59.999Z");
    }

    TEST_CASE("are read with any offset") {
        CHECK(read("2026-11-19T09:00:00+01:00") == "2026-11-19T08:00:00.000Z");
        CHECK(read("2026-11-19T00:30:00+05:45") == "2026-11-18T18:45:00.000Z");
        CHECK(read("2026-12-31 23:00:00-03:00") == "2027-01-01T02:00:00.000Z");
    }

    TEST_CASE("are read with fractions, cut to milliseconds") {
        CHECK(read("2026-11-19T08:00:00.5Z") == "2026-11-19T08:00:00.500Z");
        CHECK(read("2026-11-19T08:00:00.123999999Z") == "2026-11-19T08:00:00.123Z");
    }

    TEST_CASE("a leap second is the last of its minute") {
        CHECK(read("2016-12-31T23:59:60Z") == "2016-12-31T23:59:59.000Z");
    }

    TEST_CASE("what is no moment is refused") {
        for (const auto* text :
             {"", "now", "2026-11-19", "2026-11-19T08:00:00", "2026-02-29T08:00:00Z", "2026-11-19T24:00:00Z",
              "2026-11-19T08:60:00Z", "2026-11-19T08:00:61Z", "2026-11-19T08:00:00.Z",
              "2026-11-19T08:00:00.1234567890Z", "2026-11-19T08:00:00Zulu", "2026-11-19T08:00:00+1",
              "2026-11-19T08:00:00+24:00", "2026-13-01T08:00:00Z", "26-11-19T08:00:00Z",
              " 2026-11-19T08:00:00Z"}) {
            CAPTURE(text);
            CHECK(read(text) == "none");
        }
    }

    TEST_CASE("what is read is written the same") {
        for (const auto* text :
             {"0001-01-01T00:00:00.000Z", "2000-02-29T23:59:59.999Z", "9999-12-31T23:59:59.999Z"})
            CHECK(read(text) == text);
    }

    TEST_CASE("an offset that leads out of the years 0000 to 9999 is refused") {
        CHECK(read("0000-01-01T00:00:00+01:00") == "none");
        CHECK(read("9999-12-31T23:30:00-01:00") == "none");
    }
}

TEST_SUITE("dates") {
    TEST_CASE("are read and written as YYYY-MM-DD") {
        CHECK(format_date(parse_date("2028-02-29").value()) == "2028-02-29");
        CHECK(format_date(parse_date("0001-01-01").value()) == "0001-01-01");
    }

    TEST_CASE("a day that does not exist is refused") {
        for (const auto* text : {"2027-02-29", "2026-04-31", "2026-00-10", "2026-10-00", "2026-1-1",
                                 "2026-11-19 ", "20261119", "", "2026-11-19T00:00:00Z"}) {
            CAPTURE(text);
            CHECK_FALSE(parse_date(text));
        }
    }

    TEST_CASE("days are counted over months, leap days and years") {
        const auto day = [](const char* text) { return parse_date(text).value(); };
        CHECK(days_between(day("2028-02-28"), day("2028-03-01")) == 2);
        CHECK(days_between(day("2027-01-01"), day("2026-12-31")) == -1);
        CHECK(add_days(day("2027-12-31"), 60) == day("2028-02-29"));
        CHECK(add_days(day("2028-03-01"), -1) == day("2028-02-29"));
        CHECK(weekday_of(day("2026-11-19")) == std::chrono::Thursday);
    }
}

TEST_SUITE("clocks") {
    TEST_CASE("a manual clock stands still until it is set") {
        ManualClock clock(parse_instant("2026-11-19T08:00:00Z").value());
        CHECK(clock.now() == clock.now());
        clock.advance(std::chrono::hours(1));
        CHECK(format_instant(clock.now()) == "2026-11-19T09:00:00.000Z");
        clock.set(Instant());
        CHECK(clock.now() == Instant());
    }

    TEST_CASE("the system's clock is later than this test was written") {
        CHECK(SystemClock().now() > parse_instant("2024-01-01T00:00:00Z").value());
    }
}
