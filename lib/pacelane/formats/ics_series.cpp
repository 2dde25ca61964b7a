#include "ics_series.h"

#include "ics_zones.h"

#include <algorithm>
#include <map>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/encoding.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>
#include <utility>

namespace pacelane::formats {

namespace {

using namespace std::string_view_literals;

/// The day as the series counts it: an event's own zone, where the day is written in UTC.
std::optional<Date> day_in_zone_of(const icaltimetype& series, const icaltimetype& time) {
    return ics_day(ics_in_zone_of(series, time));
}

bool is_part(const IcsEvent& event) {
    return !icaltime_is_null_time(icalcomponent_get_recurrenceid(event.component));
}

bool changes_the_rest(const IcsEvent& event) {
    auto* property = icalcomponent_get_first_property(event.component, ICAL_RECURRENCEID_PROPERTY);
    auto* range = property ? icalproperty_get_first_parameter(property, ICAL_RANGE_PARAMETER) : nullptr;
    return range && icalparameter_get_range(range) == ICAL_RANGE_THISANDFUTURE;
}

/// "Cancelled: Platform weekly", as Outlook has it.
bool has_cancelled_mark(icalcomponent* event) {
    const auto* summary = icalcomponent_get_summary(event);
    const std::string_view title = summary ? summary : "";
    const auto colon = title.substr(0, 24).find(':');
    return colon != std::string_view::npos && language::any_language().cancelled_marks.contains(
                                                  language::fold(trim(title.substr(0, colon)), true));
}

bool is_cancelled(icalcomponent* event) {
    auto* calendar = icalcomponent_get_parent(event);
    return icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED || has_cancelled_mark(event) ||
           (calendar && icalcomponent_get_method(calendar) == ICAL_METHOD_CANCEL);
}

/// Of versions of one event the one with the higher number holds; of the same number and day, the later one.
void drop_versions(std::vector<IcsEvent>& events) {
    std::map<std::pair<std::string, std::string>, IcsEvent*> last;
    for (auto& event : events) {
        const auto* uid = icalcomponent_get_uid(event.component);
        if (!uid || *uid == 0) continue;
        const auto part = icalcomponent_get_recurrenceid(event.component);
        const std::string which = icaltime_is_null_time(part) ? "" : icaltime_as_ical_string(part);
        auto& before = last[{uid, which}];
        if (before) {
            const int sequence = icalcomponent_get_sequence(event.component);
            const int earlier = icalcomponent_get_sequence(before->component);
            const bool same_start = icaltime_compare(icalcomponent_get_dtstart(event.component),
                                                     icalcomponent_get_dtstart(before->component)) == 0;
            // Some programs give all their events one id.
            if (sequence == earlier && !same_start) continue;
            if (sequence < earlier) {
                event.replaced = true;
                continue;
            }
            before->replaced = true;
        }
        before = &event;
    }
}

/// How a series goes on that was moved for good.
void take_rest(IcsEvent& rest, IcsEvent& series, Date day) {
    const auto before = add_days(day, -1);
    if (!series.until || before < *series.until) series.until = before;
    if (!icalcomponent_get_first_property(rest.component, ICAL_RRULE_PROPERTY))
        rest.series = series.component;
}

void settle_series(std::vector<IcsEvent>& events) {
    std::map<std::string_view, IcsEvent*> series;
    for (auto& event : events) {
        const auto* uid = icalcomponent_get_uid(event.component);
        if (uid && !event.replaced && !is_part(event)) series.emplace(uid, &event);
    }
    for (auto& event : events) {
        const auto* uid = icalcomponent_get_uid(event.component);
        if (!uid || event.replaced || !is_part(event)) continue;
        const auto found = series.find(uid);
        if (found == series.end()) continue;
        auto& whole = *found->second;
        if (whole.cancelled) event.cancelled = true;
        const auto day = day_in_zone_of(icalcomponent_get_dtstart(whole.component),
                                        icalcomponent_get_recurrenceid(event.component));
        if (!day) continue;
        if (changes_the_rest(event))
            take_rest(event, whole, *day);
        else
            whole.without.push_back(*day);
    }
}

icaltimetype date_of(Date day) {
    auto time = icaltime_null_date();
    time.year = static_cast<int>(day.year());
    time.month = static_cast<int>(static_cast<unsigned>(day.month()));
    time.day = static_cast<int>(static_cast<unsigned>(day.day()));
    return time;
}

bool is_given(short value) {
    return value != ICAL_RECURRENCE_ARRAY_MAX;
}

}  // namespace

std::optional<Date> ics_day(const icaltimetype& time) {
    const Date date{std::chrono::year(time.year), std::chrono::month(static_cast<unsigned>(time.month)),
                    std::chrono::day(static_cast<unsigned>(time.day))};
    return !icaltime_is_null_time(time) && date.ok() ? std::optional(date) : std::nullopt;
}

void settle_events(std::vector<IcsEvent>& events) {
    for (auto& event : events)
        event.cancelled = is_cancelled(event.component);
    drop_versions(events);
    settle_series(events);
}

std::string ics_rule(const IcsEvent& event) {
    auto* component = event.series ? event.series : event.component;
    auto* rule = icalcomponent_get_first_property(component, ICAL_RRULE_PROPERTY);
    if (!rule) return {};
    auto recurrence = icalproperty_get_rrule(rule);
    const auto start = icalcomponent_get_dtstart(event.component);
    if (event.series) {
        // How many are left of a number, nobody says.
        if (recurrence.count > 0) return {};
        // Moved to another day of the week: the rule's own is the old one.
        if (recurrence.freq == ICAL_WEEKLY_RECURRENCE && is_given(recurrence.by_day[0]) &&
            !is_given(recurrence.by_day[1]))
            recurrence.by_day[0] = ICAL_RECURRENCE_ARRAY_MAX;
    }
    // The last one of an evening may be on the next day in UTC.
    if (const auto last = day_in_zone_of(start, recurrence.until); last && recurrence.until.is_date == 0)
        recurrence.until = date_of(*last);
    if (event.until) {
        recurrence.count = 0;
        recurrence.until = date_of(*event.until);
    }
    char* written = icalrecurrencetype_as_string_r(&recurrence);
    if (!written) return {};
    constexpr std::size_t longest = 300, most = 200;
    std::string text(trim(context::detail::decode(written).text.substr(0, longest)));
    icalmemory_free_buffer(written);
    auto without = event.without;
    for (auto* one = icalcomponent_get_first_property(component, ICAL_EXDATE_PROPERTY);
         one && without.size() < most; one = icalcomponent_get_next_property(component, ICAL_EXDATE_PROPERTY))
        if (const auto date = day_in_zone_of(start, icalproperty_get_exdate(one))) without.push_back(*date);
    if (without.size() > most) without.resize(most);
    std::string dates;
    for (const auto& date : without)
        dates += (dates.empty() ? ";EXDATE=" : ",") + format_date(date);
    return text + dates;
}

std::vector<Date> ics_further_days(const IcsEvent& event) {
    constexpr std::size_t most = 200;
    std::vector<Date> days;
    const auto start = icalcomponent_get_dtstart(event.component);
    for (auto* one = icalcomponent_get_first_property(event.component, ICAL_RDATE_PROPERTY);
         one && days.size() < most;
         one = icalcomponent_get_next_property(event.component, ICAL_RDATE_PROPERTY)) {
        const auto given = icalproperty_get_rdate(one);
        const auto day =
            day_in_zone_of(start, icaltime_is_null_time(given.time) ? given.period.start : given.time);
        if (day && day != ics_day(start) &&
            std::find(event.without.begin(), event.without.end(), *day) == event.without.end())
            days.push_back(*day);
    }
    return days;
}

}  // namespace pacelane::formats
