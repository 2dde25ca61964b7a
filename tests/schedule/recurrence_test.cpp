#include "helpers.h"

#include <algorithm>

using namespace pacelane;
using namespace pacelane::schedule;
using std::chrono::minutes;

TEST_SUITE("names") {
    TEST_CASE("frequencies are read in any case, bi-weekly with or without its hyphen") {
        CHECK(frequency("Daily") == Frequency::daily);
        CHECK(frequency("WEEKLY") == Frequency::weekly);
        CHECK(frequency("bi-weekly") == Frequency::biweekly);
        CHECK(frequency("biweekly") == Frequency::biweekly);
        CHECK_FALSE(frequency("monthly"));
        for (const auto each : {Frequency::daily, Frequency::weekly, Frequency::biweekly})
            CHECK(frequency(name(each)) == each);
    }

    TEST_CASE("weekdays are read in full or by three letters") {
        CHECK(weekday("monday") == std::chrono::Monday);
        CHECK(weekday("Sun") == std::chrono::Sunday);
        CHECK_FALSE(weekday("mo"));
        CHECK_FALSE(weekday("segunda"));
        CHECK_FALSE(weekday(""));
    }

    TEST_CASE("a set of weekdays lists its names from Monday on") {
        Weekdays days;
        CHECK(days.empty());
        days.insert(std::chrono::Sunday);
        days.insert(std::chrono::Monday);
        days.insert(std::chrono::Thursday);
        CHECK(days.names() == std::vector<std::string>{"monday", "thursday", "sunday"});
    }
}

TEST_SUITE("chosen dates") {
    TEST_CASE("a daily rule without days falls on every date, with days on those") {
        CHECK(falls_on(daily("09:00"), day("2026-11-22")));
        const auto workdays = rule(Frequency::daily, {"mon", "tue", "wed", "thu", "fri"}, "09:00");
        CHECK(falls_on(workdays, day("2026-11-20")));
        CHECK_FALSE(falls_on(workdays, day("2026-11-21")));
    }

    TEST_CASE("a weekly rule falls on its weekdays in every week") {
        const auto mondays = rule(Frequency::weekly, {"monday"}, "09:00");
        CHECK(falls_on(mondays, day("2026-11-16")));
        CHECK(falls_on(mondays, day("2026-11-23")));
        CHECK_FALSE(falls_on(mondays, day("2026-11-24")));
    }

    TEST_CASE("a weekly or bi-weekly rule without days falls on none") {
        CHECK_FALSE(next_date(rule(Frequency::weekly, {}, "09:00"), day("2026-11-16")));
        CHECK_FALSE(next_date(rule(Frequency::biweekly, {}, "09:00"), day("2026-11-16")));
        CHECK(upcoming(rule(Frequency::weekly, {}, "09:00"), at("2026-11-16T00:00Z"), "UTC", 3).empty());
    }

    TEST_CASE("a bi-weekly rule skips the week after the anchor's, whatever the anchor's weekday") {
        for (const auto* anchor : {"2026-11-16", "2026-11-19", "2026-11-22"}) {
            CAPTURE(anchor);
            const auto rule_ = rule(Frequency::biweekly, {"tuesday"}, "09:00", anchor);
            CHECK(falls_on(rule_, day("2026-11-17")));
            CHECK_FALSE(falls_on(rule_, day("2026-11-24")));
            CHECK(falls_on(rule_, day("2026-12-01")));
        }
    }

    TEST_CASE("a bi-weekly rule keeps its rhythm before its anchor") {
        const auto rule_ = rule(Frequency::biweekly, {"tuesday"}, "09:00", "2026-11-19");
        CHECK_FALSE(falls_on(rule_, day("2026-11-10")));
        CHECK(falls_on(rule_, day("2026-11-03")));
        CHECK(shown(next_date(rule_, day("2026-10-01"))) == "2026-10-06");
    }

    TEST_CASE("a bi-weekly rule keeps its rhythm over a year of 53 ISO weeks") {
        // 2026 has a week 53: counting odd and even week numbers would put two weeks in a row.
        const auto rule_ = rule(Frequency::biweekly, {"wednesday"}, "09:00", "2026-12-23");
        CHECK(shown(next_date(rule_, day("2026-12-24"))) == "2027-01-06");
        CHECK(shown(next_date(rule_, day("2027-01-07"))) == "2027-01-20");
    }

    TEST_CASE("the next date may be the given one") {
        const auto mondays = rule(Frequency::weekly, {"monday"}, "09:00");
        CHECK(shown(next_date(mondays, day("2026-11-16"))) == "2026-11-16");
        CHECK(shown(next_date(mondays, day("2026-11-17"))) == "2026-11-23");
    }

    TEST_CASE("a leap day is a day like others") {
        CHECK(shown(next_date(daily("09:00"), day("2028-02-29"))) == "2028-02-29");
        CHECK(shown(next_date(rule(Frequency::weekly, {"tue"}, "09:00"), day("2028-02-23"))) == "2028-02-29");
        CHECK(due(daily("09:00"), "2028-02-29T09:00:00Z", "UTC") == "2028-02-29");
    }
}

TEST_SUITE("being due") {
    TEST_CASE("a rule is due from its window's start on the person's wall clock until the day ends") {
        const auto rule_ = rule(Frequency::weekly, {"thursday"}, "Morning (8-10 AM)");
        CHECK(due(rule_, "2026-11-19T06:59:59.999Z", "Europe/Stockholm") == "none");
        CHECK(due(rule_, "2026-11-19T07:00:00Z", "Europe/Stockholm") == "2026-11-19");
        CHECK(due(rule_, "2026-11-19T22:59:59Z", "Europe/Stockholm") == "2026-11-19");
        CHECK(due(rule_, "2026-11-19T23:00:00Z", "Europe/Stockholm") == "none");
    }

    TEST_CASE("the date is the person's, not that of UTC") {
        const auto mondays = rule(Frequency::weekly, {"monday"}, "00:30");
        // Monday in Kiritimati (+14) while UTC has Sunday, still Monday in Honolulu (-10) when UTC has
        // Tuesday.
        CHECK(due(mondays, "2026-11-15T10:30:00Z", "Pacific/Kiritimati") == "2026-11-16");
        CHECK(due(mondays, "2026-11-17T09:59:00Z", "Pacific/Honolulu") == "2026-11-16");
    }

    TEST_CASE("after its window a rule is late, and still due that day") {
        const auto rule_ = daily("18:00-20:00");
        CHECK_FALSE(is_late(rule_, day("2026-11-19"), at("2026-11-19T19:59:59Z"), "UTC"));
        CHECK(is_late(rule_, day("2026-11-19"), at("2026-11-19T20:00:00Z"), "UTC"));
        CHECK(due(rule_, "2026-11-19T20:00:00Z", "UTC") == "2026-11-19");
        CHECK_FALSE(is_late(daily("18:00"), day("2026-11-19"), at("2026-11-19T23:59:00Z"), "UTC"));
    }

    TEST_CASE("a window that passes midnight belongs to the date on which it starts") {
        const auto saturdays = rule(Frequency::weekly, {"saturday"}, "10 PM - 1 AM");
        CHECK(due(saturdays, "2026-11-21T21:59:00Z", "UTC") == "none");
        CHECK(due(saturdays, "2026-11-21T22:00:00Z", "UTC") == "2026-11-21");
        CHECK(due(saturdays, "2026-11-22T00:59:59Z", "UTC") == "2026-11-21");
        CHECK(due(saturdays, "2026-11-22T01:00:00Z", "UTC") == "none");
    }

    TEST_CASE("a window that passes midnight is late only after its end on the next day") {
        const auto rule_ = daily("10 PM - 1 AM");
        CHECK_FALSE(is_late(rule_, day("2026-11-21"), at("2026-11-22T00:59:59Z"), "UTC"));
        CHECK(is_late(rule_, day("2026-11-21"), at("2026-11-22T01:00:00Z"), "UTC"));
    }

    TEST_CASE("a window that ends at midnight is over at midnight") {
        CHECK(due(daily("22:00-24:00"), "2026-11-22T00:00:00Z", "UTC") == "none");
    }
}

TEST_SUITE("daylight saving time") {
    TEST_CASE("a start that the gap skips is due when the gap ends") {
        // Stockholm, 2026-03-29: 02:00 becomes 03:00 at 01:00Z.
        const auto rule_ = daily("02:30-04:00");
        CHECK(due_at(rule_, day("2026-03-29"), "Europe/Stockholm") == at("2026-03-29T01:00:00Z"));
        CHECK(due(rule_, "2026-03-29T00:59:59Z", "Europe/Stockholm") == "none");
        CHECK(due(rule_, "2026-03-29T01:00:00Z", "Europe/Stockholm") == "2026-03-29");
    }

    TEST_CASE("a window that the gap swallows is not late the moment it opens") {
        const auto rule_ = daily("02:00-03:00");
        CHECK_FALSE(is_late(rule_, day("2026-03-29"), at("2026-03-29T01:59:59Z"), "Europe/Stockholm"));
        CHECK(is_late(rule_, day("2026-03-29"), at("2026-03-29T02:00:00Z"), "Europe/Stockholm"));
    }

    TEST_CASE("of a start that comes twice, the first counts, and it stays due when the clock is put back") {
        // Stockholm, 2026-10-25: 03:00 becomes 02:00 at 01:00Z.
        const auto rule_ = daily("02:30");
        CHECK(due_at(rule_, day("2026-10-25"), "Europe/Stockholm") == at("2026-10-25T00:30:00Z"));
        CHECK(due(rule_, "2026-10-25T00:29:59Z", "Europe/Stockholm") == "none");
        CHECK(due(rule_, "2026-10-25T01:10:00Z", "Europe/Stockholm") == "2026-10-25");  // 02:10, again
    }

    TEST_CASE("where midnight does not exist, the day starts after the gap") {
        // Beirut, 2026-03-29: 00:00 becomes 01:00.
        CHECK(due_at(daily("00:00"), day("2026-03-29"), "Asia/Beirut") == at("2026-03-28T22:00:00Z"));
        CHECK(due(daily("00:00"), "2026-03-28T22:00:00Z", "Asia/Beirut") == "2026-03-29");
        CHECK(due(daily("00:00"), "2026-03-28T21:59:59Z", "Asia/Beirut") == "2026-03-28");
    }

    TEST_CASE("a start in a gap that lasts until midnight is due as the next day begins") {
        // Nuuk, Saturday 2026-03-28: 23:00 becomes Sunday 00:00 at 01:00Z.
        const auto saturdays = rule(Frequency::weekly, {"saturday"}, "23:15-23:45");
        CHECK(due(saturdays, "2026-03-29T00:59:59Z", "America/Nuuk") == "none");
        CHECK(due(saturdays, "2026-03-29T01:00:00Z", "America/Nuuk") == "2026-03-28");
        CHECK(due(daily("23:15"), "2026-03-29T01:00:00Z", "America/Nuuk") == "2026-03-28");
    }

    TEST_CASE("a half-hour change of clocks counts as what it is") {
        // Lord Howe, 2026-10-04: 02:00 becomes 02:30.
        CHECK(due_at(daily("02:15"), day("2026-10-04"), "Australia/Lord_Howe") == at("2026-10-03T15:30:00Z"));
    }
}

TEST_SUITE("the date line") {
    TEST_CASE("a date that a zone skipped is never due there") {
        // Apia had no 2011-12-30: 29th 23:59:59 (-10) was followed by the 31st 00:00 (+14) at 10:00Z.
        const auto fridays = rule(Frequency::weekly, {"friday"}, "09:00");
        REQUIRE(falls_on(fridays, day("2011-12-30")));
        for (int hour = 0; hour < 72; ++hour)
            CHECK_FALSE(
                due_date(fridays, at("2011-12-29T00:00:00Z") + std::chrono::hours(hour), "Pacific/Apia"));
    }

    TEST_CASE("the dates around a skipped one are due as usual") {
        CHECK(due(daily("09:00"), "2011-12-30T09:59:59Z", "Pacific/Apia") == "2011-12-29");
        CHECK(due(daily("00:00"), "2011-12-30T10:00:00Z", "Pacific/Apia") == "2011-12-31");
    }

    TEST_CASE("a window that passes into a skipped date ends with its own") {
        CHECK(due(daily("22:00-02:00"), "2011-12-30T09:59:59Z", "Pacific/Apia") == "2011-12-29");
        CHECK(due(daily("22:00-02:00"), "2011-12-30T10:00:00Z", "Pacific/Apia") == "none");
    }

    TEST_CASE("the islands that changed sides of the date line went without a date, too") {
        struct Skip {
            const char* zone;
            const char* date;
        };
        for (const auto& skip :
             {Skip{"Pacific/Kiritimati", "1994-12-31"}, Skip{"Pacific/Kanton", "1994-12-31"},
              Skip{"Pacific/Kwajalein", "1993-08-21"}, Skip{"Pacific/Fakaofo", "2011-12-30"}}) {
            const auto* zone = skip.zone;
            const auto* date = skip.date;
            CAPTURE(zone);
            const Instant from = Instant(std::chrono::sys_days(day(date))) - std::chrono::days(2);
            std::vector<std::string> dates;
            for (const auto run : upcoming(daily("12:00"), from, zone, 4))
                dates.push_back(shown(due_date(daily("12:00"), run, zone)));
            CHECK(std::find(dates.begin(), dates.end(), date) == dates.end());
            CHECK(std::find(dates.begin(), dates.end(), format_date(add_days(day(date), -1))) != dates.end());
            CHECK(std::find(dates.begin(), dates.end(), format_date(add_days(day(date), 1))) != dates.end());
        }
    }

    TEST_CASE("a date that a zone had twice is due from its first time on, and is one date") {
        // Kwajalein went from 1969-09-30 24:00 (+11) back to 01:00 of the same date (-12).
        const auto noon = daily("12:00");
        const auto due = due_at(noon, day("1969-09-30"), "Pacific/Kwajalein");
        std::vector<std::string> met;
        for (int hour = 0; hour < 60; ++hour)
            if (const auto date = due_date(noon, due + std::chrono::hours(hour), "Pacific/Kwajalein");
                date && (met.empty() || met.back() != shown(date)))
                met.push_back(shown(date));
        CHECK(met == std::vector<std::string>{"1969-09-30", "1969-10-01"});
    }

    TEST_CASE("coming runs leave out a skipped date") {
        const auto runs = upcoming(daily("09:00"), at("2011-12-29T19:00:00Z"), "Pacific/Apia", 2);
        CHECK(runs == std::vector{at("2011-12-29T19:00:00Z"), at("2011-12-30T19:00:00Z")});  // 29th and 31st
    }
}

TEST_SUITE("starting, and missing") {
    const auto kMornings = rule(Frequency::weekly, {"thursday"}, "Morning (8-10 AM)");

    TEST_CASE("who starts while a window's date lasts is due at once, else at the next window") {
        CHECK(first_due(kMornings, at("2026-11-19T21:00:00Z"), "UTC") == at("2026-11-19T08:00:00Z"));
        CHECK(first_due(kMornings, at("2026-11-19T07:00:00Z"), "UTC") == at("2026-11-19T08:00:00Z"));
        CHECK(first_due(kMornings, at("2026-11-20T00:00:00Z"), "UTC") == at("2026-11-26T08:00:00Z"));
        CHECK_FALSE(first_due(rule(Frequency::weekly, {}, "09:00"), at("2026-11-19T07:00:00Z"), "UTC"));
    }

    TEST_CASE("who starts while yesterday's window is open is due for yesterday") {
        CHECK(first_due(daily("10 PM - 1 AM"), at("2026-11-22T00:30:00Z"), "UTC") ==
              at("2026-11-21T22:00:00Z"));
    }

    TEST_CASE("dates that are over are missed, the one that can still be made up is not") {
        const auto since = at("2026-11-19T08:00:00Z");
        CHECK(missed_dates(kMornings, since, at("2026-11-19T23:59:59Z"), "UTC") == 0);
        CHECK(missed_dates(kMornings, since, at("2026-11-20T00:00:00Z"), "UTC") == 1);
        CHECK(missed_dates(kMornings, since, at("2026-11-26T07:00:00Z"), "UTC") == 1);
        CHECK(missed_dates(kMornings, since, at("2026-12-10T12:00:00Z"), "UTC") == 3);
        CHECK(missed_dates(daily("09:00"), since, at("2026-11-29T12:00:00Z"), "UTC") == 10);
    }

    TEST_CASE("a date whose window is open after midnight is not missed yet") {
        const auto rule_ = daily("10 PM - 1 AM");
        CHECK(missed_dates(rule_, at("2026-11-21T22:00:00Z"), at("2026-11-22T00:59:00Z"), "UTC") == 0);
        CHECK(missed_dates(rule_, at("2026-11-21T22:00:00Z"), at("2026-11-22T01:00:00Z"), "UTC") == 1);
    }

    TEST_CASE("a date whose window a gap moved over midnight is counted by its own date") {
        // Nuuk: Saturday's 23:15 came as Sunday 00:00. By Monday noon Saturday and Sunday are over.
        CHECK(missed_dates(daily("23:15"), at("2026-03-29T01:00:00Z"), at("2026-03-30T14:00:00Z"),
                           "America/Nuuk") == 2);
    }

    TEST_CASE("a date that the zone skipped was not missed") {
        CHECK(missed_dates(daily("09:00"), at("2011-12-29T19:00:00Z"), at("2011-12-31T20:00:00Z"),
                           "Pacific/Apia") == 2);  // the 29th and the 31st; it is January 1 there
    }

    TEST_CASE("after years of sleep the count ends at a thousand") {
        CHECK(missed_dates(daily("09:00"), at("1990-01-01T09:00:00Z"), at("2026-11-19T10:00:00Z"), "UTC") ==
              1000);
    }
}

TEST_SUITE("coming runs") {
    TEST_CASE("they start with one that is due at this very moment") {
        const auto runs = upcoming(rule(Frequency::weekly, {"mon", "thu"}, "09:00"),
                                   at("2026-11-19T08:00:00Z"), "Europe/Stockholm", 3);
        CHECK(runs == std::vector{at("2026-11-19T08:00:00Z"), at("2026-11-23T08:00:00Z"),
                                  at("2026-11-26T08:00:00Z")});
    }

    TEST_CASE("they leave out one whose start has passed") {
        const auto runs = upcoming(daily("09:00"), at("2026-11-19T09:00:00.001Z"), "UTC", 1);
        CHECK(runs == std::vector{at("2026-11-20T09:00:00Z")});
    }

    TEST_CASE("they keep their wall-clock time over a change of clocks") {
        const auto runs = upcoming(daily("09:00"), at("2026-10-24T00:00:00Z"), "Europe/Stockholm", 2);
        CHECK(runs == std::vector{at("2026-10-24T07:00:00Z"), at("2026-10-25T08:00:00Z")});
    }

    TEST_CASE("asking for none gives none") {
        CHECK(upcoming(daily("09:00"), at("2026-10-24T00:00:00Z"), "UTC", 0).empty());
    }
}
