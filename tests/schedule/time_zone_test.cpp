#include "helpers.h"

#include <pacelane/base/error.h>

using namespace pacelane;
using namespace pacelane::schedule;
using Names = std::vector<std::string>;

TEST_SUITE("time zones") {
    TEST_CASE("IANA names are known, old ones too") {
        for (const auto* zone : {"UTC", "Europe/Stockholm", "America/Sao_Paulo", "America/Argentina/Ushuaia",
                                 "Asia/Calcutta", "Etc/GMT+3", "EST5EDT"}) {
            CAPTURE(zone);
            CHECK(is_time_zone(zone));
        }
    }

    TEST_CASE("what is no IANA name is not a zone, even if a file has that name") {
        for (const auto* zone : {"", "Europe", "europe/stockholm", "Europe/Stockholm ", "localtime",
                                 "zone.tab", "posixrules", "tzdata.zi", "posix/Europe/Stockholm",
                                 "../../../etc/passwd", "/usr/share/zoneinfo/UTC", "CEST", "+01:00"}) {
            CAPTURE(zone);
            CHECK_FALSE(is_time_zone(zone));
        }
    }

    TEST_CASE("an unknown zone is a matter of the configuration, wherever it is given") {
        const auto kind = [](auto call) {
            try {
                call();
            } catch (const Error& error) {
                CHECK(std::string(error.what()).starts_with("unknown time zone 'Mars/Phobos': "));
                return error.kind();
            }
            return ErrorKind::failed;
        };
        const Instant now = at("2026-11-19T08:00:00Z");
        const Date date = day("2026-11-19");
        const auto rule_ = daily("09:00");
        CHECK(kind([&] { local_time(now, "Mars/Phobos"); }) == ErrorKind::configuration);
        CHECK(kind([&] { instant_of(date, 0, "Mars/Phobos"); }) == ErrorKind::configuration);
        CHECK(kind([&] { format_local(now, "Mars/Phobos"); }) == ErrorKind::configuration);
        CHECK(kind([&] { due_date(rule_, now, "Mars/Phobos"); }) == ErrorKind::configuration);
        CHECK(kind([&] { upcoming(rule_, now, "Mars/Phobos", 1); }) == ErrorKind::configuration);
    }

    TEST_CASE("the wall clock shows the zone's date, minute and offset") {
        const auto local = local_time(at("2026-11-18T23:30:59.999Z"), "Europe/Stockholm");
        CHECK(format_date(local.date) == "2026-11-19");
        CHECK(local.minute == 30);
        CHECK(local.offset_seconds == 3600);
    }

    TEST_CASE("the wall clock is right before 1970, and for offsets with seconds") {
        const auto local = local_time(at("1850-01-01T00:00:00Z"), "Europe/Amsterdam");  // local mean time
        CHECK(format_date(local.date) == "1850-01-01");
        CHECK(local.offset_seconds > 0);
        CHECK(local.offset_seconds < 1800);
    }

    TEST_CASE("a local time is shown with its zone's abbreviation, or offset where there is none") {
        CHECK(format_local(at("2026-11-19T08:00:00Z"), "Europe/Stockholm") == "2026-11-19 09:00 CET");
        CHECK(format_local(at("2026-07-19T08:00:00Z"), "Europe/Stockholm") == "2026-07-19 10:00 CEST");
        CHECK(format_local(at("2026-11-19T08:00:00Z"), "America/Sao_Paulo") == "2026-11-19 05:00 -03");
        CHECK(format_local(at("2026-11-19T08:00:00Z"), "UTC") == "2026-11-19 08:00 UTC");
    }
}

TEST_SUITE("similar time zones") {
    TEST_CASE("a slip of the hand") {
        CHECK(similar_time_zones("Europe/Stokholm") == Names{"Europe/Stockholm"});
        CHECK(similar_time_zones("Amercia/New_York") == Names{"America/New_York"});
    }

    TEST_CASE("the wrong case, or a space for the underscore") {
        CHECK(similar_time_zones("europe/stockholm") == Names{"Europe/Stockholm"});
        CHECK(similar_time_zones("america/new york") == Names{"America/New_York"});
    }

    TEST_CASE("a city without its continent, or on the wrong one") {
        CHECK(similar_time_zones("Sao Paulo").front() == "America/Sao_Paulo");
        CHECK(similar_time_zones("US/New_York").front() == "America/New_York");
    }

    TEST_CASE("the beginning of a name, up to the limit") {
        CHECK(similar_time_zones("Brazil", 2) == Names{"Brazil/Acre", "Brazil/DeNoronha"});
        CHECK(similar_time_zones("Brazil", 0).empty());
    }

    TEST_CASE("nothing for what is like none") {
        CHECK(similar_time_zones("Mars/Phobos").empty());
        CHECK(similar_time_zones("xx").empty());
        CHECK(similar_time_zones("").empty());
        CHECK(similar_time_zones(std::string(1'000'000, 'a')).empty());
    }
}
