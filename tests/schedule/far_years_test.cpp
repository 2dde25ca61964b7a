// Clocks and dates far from today: everything ends, and the offsets are right.
#include "helpers.h"

#include <pacelane/schedule/explain.h>
#include <pacelane/schedule/pace.h>

using namespace pacelane;
using namespace pacelane::schedule;

namespace {

constexpr std::string_view kStockholm = "Europe/Stockholm";

std::string next(const Rule& rule, std::string_view from, std::string_view zone) {
    const auto instant = next_due(rule, day(from), zone);
    return instant ? format_instant(*instant) : "none";
}

}  // namespace

TEST_SUITE("years far away") {
    TEST_CASE("a zone has its summer and winter time in any year to come, whichever is asked for first") {
        for (const auto* year : {"2261", "2262", "2263", "2399", "2438", "5000", "9998"}) {
            CAPTURE(year);
            const auto of = [&](const char* rest) {
                return local_time(at(std::string(year) + rest), kStockholm).offset_seconds;
            };
            CHECK(of("-01-15T12:00:00Z") == 3600);
            CHECK(of("-07-15T12:00:00Z") == 7200);
            CHECK(of("-12-15T12:00:00Z") == 3600);
            CHECK(format_instant(instant_of(day(std::string(year) + "-07-01"), 9 * 60, kStockholm)) ==
                  std::string(year) + "-07-01T07:00:00.000Z");
        }
    }

    TEST_CASE("in years to come a minute in a gap is the gap's end, and one that comes twice the first") {
        // The last Sundays of March and October of these years.
        CHECK(instant_of(day("2400-03-26"), 2 * 60 + 30, kStockholm) == at("2400-03-26T01:00:00Z"));
        CHECK(instant_of(day("2400-10-29"), 2 * 60 + 30, kStockholm) == at("2400-10-29T00:30:00Z"));
        CHECK(instant_of(day("2800-03-26"), 2 * 60 + 30, kStockholm) == at("2800-03-26T01:00:00Z"));
        CHECK(instant_of(day("2800-10-29"), 2 * 60 + 30, kStockholm) == at("2800-10-29T00:30:00Z"));
        CHECK(instant_of(day("9998-03-29"), 2 * 60 + 30, kStockholm) == at("9998-03-29T01:00:00Z"));
    }

    TEST_CASE("before zones there was local mean time") {
        CHECK(local_time(at("1600-06-15T12:00:00Z"), kStockholm).offset_seconds == 4332);
        CHECK(due(daily("09:00"), "1600-06-15T07:47:48Z", kStockholm) == "1600-06-15");
        CHECK(due(daily("09:00"), "1600-06-15T07:47:47Z", kStockholm) == "none");
        CHECK(due(daily("09:00"), "0001-01-01T12:00:00Z", kStockholm) == "0001-01-01");
    }

    TEST_CASE("nothing is due after the year 9999") {
        const auto monday = rule(Frequency::weekly, {"monday"}, "09:00");
        CHECK(next(monday, "9999-12-27", "UTC") == "9999-12-27T09:00:00.000Z");
        CHECK(next(monday, "9999-12-28", "UTC") == "none");
        CHECK(shown(next_date(monday, day("9999-12-28"))) == "none");
        // In Honolulu the last evening is in UTC's year 10000.
        CHECK(next(daily("13:00"), "9999-12-31", "Pacific/Honolulu") == "9999-12-31T23:00:00.000Z");
        CHECK(next(daily("14:00"), "9999-12-31", "Pacific/Honolulu") == "none");
        CHECK(upcoming(daily("09:00"), at("9999-12-01T00:00:00Z"), kStockholm, 1000).size() == 31);
        CHECK(upcoming(monday, kLastInstant, "Pacific/Honolulu", 1000).empty());
    }

    TEST_CASE("ticks, missed dates and explanations end at the end of the calendar, too") {
        const Pace hourly = pace_every(60, std::string(kStockholm));
        CHECK(next_tick(hourly, at("9999-12-31T21:30:00Z")) == at("9999-12-31T22:00:00Z"));
        CHECK(suitability(daily("09:00"), kStockholm, hourly, at("9999-12-20T00:00:00Z")).dates == 12);
        CHECK(suitability(daily("09:00"), kStockholm, hourly, at("2262-04-10T00:00:00Z")).dates == 28);
        CHECK(missed_dates(daily("09:00"), at("9999-12-01T09:00:00Z"), at("9999-12-31T08:00:00Z"), "UTC") ==
              30);
        CHECK(missed_dates(daily("09:00"), at("0001-01-01T09:00:00Z"), at("9998-12-31T08:00:00Z"), "UTC") ==
              1000);
        Facts facts;
        facts.rule = daily("09:00");
        facts.zone = kStockholm;
        CHECK(explain(facts, at("9999-12-31T12:00:00Z")).due);
        CHECK_FALSE(explain(facts, at("9999-12-31T12:00:00Z")).next_due);
    }
}
