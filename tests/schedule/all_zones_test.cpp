#include "helpers.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>

// What holds in every IANA zone, over eleven years. The C library is the second opinion.

using namespace pacelane;
using namespace pacelane::schedule;
namespace chr = std::chrono;

namespace {

// The names of kind "Z", and with `links` those of "L", other names for the same clocks.
std::vector<std::string> zone_names(bool links) {
    std::vector<std::string> names;
    std::ifstream file("/usr/share/zoneinfo/tzdata.zi");
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string kind, first, second;
        words >> kind >> first >> second;
        if (kind == "Z") names.push_back(first);            // Z name …
        if (links && kind == "L") names.push_back(second);  // L target name
    }
    std::erase(names, "Factory");
    std::sort(names.begin(), names.end());
    return names;
}

const std::vector<std::string>& all_zones() {
    static const auto zones = zone_names(true);
    return zones;
}

// For what looks at every date: each clock under one name.
const std::vector<std::string>& all_clocks() {
    static const auto zones = zone_names(false);
    return zones;
}

const Date kFirst = day("2024-01-01");
const Date kLast = day("2034-12-31");

// The instants between the first and last date at which the zone's offset changes.
std::vector<Instant> changes(const std::string& zone) {
    std::vector<Instant> found;
    const auto offset = [&](Instant instant) { return local_time(instant, zone).offset_seconds; };
    const Instant last = Instant(chr::sys_days(kLast));
    // Morocco's Ramadan takes a month: half that finds all changes.
    for (Instant from = Instant(chr::sys_days(kFirst)); from < last; from += chr::days(15)) {
        Instant low = from, high = from + chr::days(15);
        if (offset(low) == offset(high)) continue;
        while (high - low > chr::minutes(1)) {
            const Instant middle = low + chr::floor<chr::minutes>((high - low) / 2);
            (offset(middle) == offset(low) ? low : high) = middle;
        }
        found.push_back(high);
    }
    return found;
}

// Dates to look at closely: every 191st, and those around each change of the clocks.
std::vector<Date> sampled_dates(const std::string& zone) {
    std::vector<Date> dates;
    for (Date date = kFirst; date < kLast; date = add_days(date, 191))
        dates.push_back(date);
    for (const auto change : changes(zone))
        for (const int days : {-1, 0, 1})
            dates.push_back(add_days(local_time(change, zone).date, days));
    return dates;
}

// Deterministic, so that a failure can be repeated.
int some_minute(Date date, std::string_view zone) {
    const auto mix =
        std::hash<std::string_view>()(zone) + 2654435761u * static_cast<unsigned>(days_between(kFirst, date));
    return static_cast<int>(mix % (24 * 60));
}

}  // namespace

TEST_SUITE("in every time zone") {
    TEST_CASE("the zone is known") {
        REQUIRE(all_zones().size() > 400);
        for (const auto& zone : all_zones()) {
            INFO(zone);
            CHECK(is_time_zone(zone));
        }
    }

    TEST_CASE("the wall clock is the C library's") {
        int wrong = 0;
        for (const auto& zone : all_zones()) {
            ::setenv("TZ", zone.c_str(), 1);
            ::tzset();
            auto instants = changes(zone);
            for (Date date = kFirst; date < kLast; date = add_days(date, 53))
                instants.push_back(Instant(chr::sys_days(date)) + chr::minutes(some_minute(date, zone)));
            for (const auto change : instants)
                for (const auto instant : {change - chr::milliseconds(1), change}) {
                    const std::time_t seconds = chr::floor<chr::seconds>(instant).time_since_epoch().count();
                    std::tm tm{};
                    ::localtime_r(&seconds, &tm);
                    const auto local = local_time(instant, zone);
                    if (static_cast<int>(local.date.year()) != tm.tm_year + 1900 ||
                        static_cast<unsigned>(local.date.month()) != static_cast<unsigned>(tm.tm_mon) + 1 ||
                        static_cast<unsigned>(local.date.day()) != static_cast<unsigned>(tm.tm_mday) ||
                        local.minute != tm.tm_hour * 60 + tm.tm_min || local.offset_seconds != tm.tm_gmtoff) {
                        ++wrong;
                        MESSAGE(zone, " at ", format_instant(instant));
                    }
                }
        }
        ::unsetenv("TZ");
        ::tzset();
        CHECK(wrong == 0);
    }

    TEST_CASE("the instant of a local minute is the first that shows it, or the first after the gap") {
        int wrong = 0;
        for (const auto& zone : all_zones())
            for (const Date date : sampled_dates(zone))
                for (const int minute : {0, some_minute(date, zone), 90, 150, 23 * 60 + 30}) {
                    const Instant instant = instant_of(date, minute, zone);
                    const auto shown = local_time(instant, zone);
                    const auto before = local_time(instant - chr::milliseconds(1), zone);
                    const auto wanted = std::pair(date, minute);
                    // Just before it, the clock had not come so far; no earlier hour shows the same minute.
                    bool right = std::pair(before.date, before.minute) < wanted &&
                                 std::pair(shown.date, shown.minute) >= wanted;
                    for (const int earlier : {30, 60, 120}) {
                        const auto other = local_time(instant - chr::minutes(earlier), zone);
                        right = right && std::pair(other.date, other.minute) != wanted;
                    }
                    if (shown.date != date || shown.minute != minute)  // a gap
                        right = right && shown.offset_seconds > before.offset_seconds;
                    if (!right) {
                        ++wrong;
                        MESSAGE(zone, " ", format_date(date), " minute ", minute, ": ",
                                format_instant(instant));
                    }
                }
        CHECK(wrong == 0);
    }

    TEST_CASE("a rule is due from its instant on, and not before") {
        int wrong = 0;
        for (const auto& zone : all_zones())
            for (const Date date : sampled_dates(zone)) {
                Rule only;
                only.days.insert(weekday_of(date));
                for (const int start : {0, some_minute(date, zone), 150, 23 * 60 + 30}) {
                    only.window = {start, (start + 90) % (24 * 60)};
                    const Instant due = due_at(only, date, zone);
                    const bool right = due_date(only, due, zone) == date &&
                                       due_date(only, due + chr::minutes(29), zone) == date &&
                                       !due_date(only, due - chr::milliseconds(1), zone) &&
                                       !is_late(only, date, due, zone);
                    if (!right) {
                        ++wrong;
                        MESSAGE(zone, " ", format_date(date), " minute ", start, ": ", format_instant(due));
                    }
                }
            }
        CHECK(wrong == 0);
    }

    TEST_CASE("half-hourly ticks around a change of clocks meet every date exactly once, in order") {
        // The zones with the strangest clocks; the others behave like one of them.
        for (const auto* zone : {"Europe/Stockholm", "Asia/Beirut", "Africa/Cairo", "Africa/Casablanca",
                                 "America/Nuuk", "America/Havana", "America/Santiago", "America/Scoresbysund",
                                 "Australia/Lord_Howe", "Pacific/Chatham", "Antarctica/Troll"})
            for (const auto* preferred : {"00:00", "02:30-03:00", "23:00", "23:30", "10 PM - 1 AM"})
                for (const auto change : changes(zone)) {
                    CAPTURE(zone);
                    CAPTURE(preferred);
                    CAPTURE(format_instant(change));
                    if (change > at("2027-01-01T00:00Z")) break;
                    const auto every_day = daily(preferred);
                    std::vector<Date> met;
                    for (Instant now = change - chr::hours(50); now < change + chr::hours(50);
                         now += chr::minutes(30))
                        if (const auto date = due_date(every_day, now, zone);
                            date && (met.empty() || *date != met.back()))
                            met.push_back(*date);
                    REQUIRE(met.size() >= 4);
                    for (std::size_t i = 1; i < met.size(); ++i)
                        CHECK(days_between(met[i - 1], met[i]) == 1);
                }
    }

    TEST_CASE("coming runs are in order, and each is due when it comes") {
        int wrong = 0;
        for (const auto& zone : all_zones()) {
            const auto rule_ = rule(Frequency::biweekly, {"mon", "sat"}, "23:30-00:30", "2024-03-30");
            Instant before = Instant(chr::sys_days(kFirst));
            for (const auto run : upcoming(rule_, before, zone, 60)) {
                wrong += run < before || !due_date(rule_, run, zone);
                before = run + chr::milliseconds(1);
            }
        }
        CHECK(wrong == 0);
    }

    TEST_CASE(
        "a bi-weekly rule is met once on each chosen date of every second week, never before its window") {
        int wrong = 0;
        const Date anchor = day("2029-05-16");
        for (const auto& zone : all_zones())
            for (const auto* preferred : {"00:00", "02:30-03:00", "23:30-00:30"}) {
                const auto rule_ = rule(Frequency::biweekly, {"wed", "sun"}, preferred, "2029-05-16");
                std::optional<Date> last;
                // A year before the anchor and one after it.
                for (const auto run : upcoming(rule_, at("2028-05-01T00:00Z"), zone, 110)) {
                    const auto date = due_date(rule_, run, zone);
                    const auto shown = local_time(run, zone);
                    // Counted here from the anchor's Monday, 2029-05-14, without the rule's own arithmetic.
                    const int place = ((days_between(anchor, date.value_or(kLast)) + 2) % 14 + 14) % 14;
                    const bool right =
                        date && (place == 2 || place == 6) &&
                        std::pair(shown.date, shown.minute) >= std::pair(*date, rule_.window.start) &&
                        (!last || days_between(*last, *date) == (place == 6 ? 4 : 10));
                    if (!right) {
                        ++wrong;
                        MESSAGE(zone, " ", preferred, ": ", format_instant(run));
                    }
                    last = date;
                }
            }
        CHECK(wrong == 0);
    }

    TEST_CASE("every date of the eleven years is due once, in order and never before its window") {
        int wrong = 0;
        REQUIRE(all_clocks().size() > 300);
        for (const auto& zone : all_clocks())
            for (const int start : {2 * 60 + 30, some_minute(kLast, zone)}) {
                Rule every_day = daily("09:00");
                every_day.window = {start, std::nullopt};
                Instant before = Instant::min();
                for (Date date = kFirst; date <= kLast; date = add_days(date, 1)) {
                    const Instant due = due_at(every_day, date, zone);
                    const auto shown = local_time(due, zone);
                    const bool right = due > before &&
                                       std::pair(shown.date, shown.minute) >= std::pair(date, start) &&
                                       due_date(every_day, due, zone) == date;
                    if (!right) {
                        ++wrong;
                        MESSAGE(zone, " ", format_date(date), " minute ", start, ": ", format_instant(due));
                    }
                    before = due;
                }
            }
        CHECK(wrong == 0);
    }

    TEST_CASE(
        "ticks four times a day meet every chosen date once, and no other, and none before its window") {
        int wrong = 0;
        const auto chosen = rule(Frequency::weekly, {"mon", "thu", "sun"}, "17:00-19:00");
        for (const auto& zone : all_clocks()) {
            Date last = day("2024-01-01");  // a Monday
            for (Instant now = at("2024-01-02T12:00Z"); now < at("2034-12-30T00:00Z"); now += chr::hours(6)) {
                const auto date = due_date(chosen, now, zone);
                if (!date || *date == last) continue;
                const auto shown = local_time(now, zone);
                // From a Sunday to the Monday is a day, to the next of the others it is three.
                const int wanted = weekday_of(*date) == chr::Monday ? 1 : 3;
                wrong += days_between(last, *date) != wanted || !chosen.days.contains(weekday_of(*date)) ||
                         shown.date != *date || shown.minute < chosen.window.start;
                last = *date;
            }
            wrong += days_between(last, day("2034-12-30")) > 3;
        }
        CHECK(wrong == 0);
    }

    TEST_CASE("leap days are due like any other day, whatever chooses them") {
        int wrong = 0;
        for (const auto& zone : all_zones())
            for (const auto* text : {"2024-02-29", "2028-02-29", "2032-02-29"}) {
                const Date leap = day(text);
                Rule weekly;
                weekly.days.insert(weekday_of(leap));
                weekly.window = {9 * 60, std::nullopt};
                Rule biweekly = weekly;
                biweekly.frequency = Frequency::biweekly;
                biweekly.anchor = leap;
                for (const auto& each : {weekly, biweekly, daily("09:00")})
                    wrong += due_date(each, due_at(each, leap, zone), zone) != leap ||
                             !falls_on(each, add_days(leap, 14)) ||
                             local_time(due_at(each, leap, zone), zone).date != leap;
                wrong += next_date(daily("09:00"), add_days(leap, 1)) != add_days(leap, 1) ||
                         falls_on(biweekly, add_days(leap, 7));
            }
        CHECK(wrong == 0);
    }
}
