#include <charconv>
#include <map>
#include <pacelane/context/calendar.h>
#include <pacelane/pipeline/calendars.h>
#include <pacelane/schedule/recurrence.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::pipeline {

namespace {

/// The event on the day that it has where the user is.
void move_to_zone(context::CalendarEvent& event, std::string_view zone) {
    const std::string_view hours = event.hours;
    const auto space = hours.rfind(' ');
    // Of a series, the days of the week are those of its own zone.
    if (space == std::string_view::npos || !event.repeats.empty() || hours.size() < 5) return;
    const auto its_zone = hours.substr(space + 1);
    if (its_zone == zone || !schedule::is_time_zone(its_zone)) return;
    int hour = 0;
    int minute = 0;
    if (std::from_chars(hours.data(), hours.data() + 2, hour).ec != std::errc{} ||
        std::from_chars(hours.data() + 3, hours.data() + 5, minute).ec != std::errc{} || hour < 0 ||
        hour > 23 || minute < 0 || minute > 59)
        return;
    event.date =
        schedule::local_time(schedule::instant_of(event.date, 60 * hour + minute, its_zone), zone).date;
}

}  // namespace

void join_calendars(std::vector<sources::KnownDocument>& documents, std::string_view zone) {
    std::vector<context::CalendarEvent> events;
    // Of what several mails tell of one meeting the last holds, and a calendar knows better than any.
    std::map<std::string, std::pair<std::optional<Date>, std::size_t>> of_mails;
    for (const auto& document : documents) {
        const bool is_mail =
            document.format == context::Format::eml || document.format == context::Format::mbox;
        if (document.format != context::Format::ics && !is_mail) continue;
        std::vector<context::Passage> passages;
        passages.reserve(document.passages.size());
        for (const auto& known : document.passages)
            passages.push_back(known.passage);
        for (auto& event : context::events_in(passages)) {
            move_to_zone(event, zone);
            const auto which = fmt::format("{} {} {}", format_date(event.date), event.repeats, event.title);
            const auto known = of_mails.find(which);
            if (known != of_mails.end()) {
                auto& [told, index] = known->second;
                if (is_mail && (!told || (document.date && *document.date < *told))) continue;
                told = is_mail ? document.date : std::nullopt;
                events[index] = std::move(event);
                continue;
            }
            of_mails[which] = {is_mail ? document.date : std::nullopt, events.size()};
            events.push_back(std::move(event));
        }
    }
    if (events.empty()) return;
    for (auto& document : documents) {
        if (document.kind == context::DocumentKind::knowledge) continue;
        const context::MeetingNote note{document.date, document.title, document.participants};
        if (auto joined = context::with_event(note, events)) {
            document.date = joined->date;
            document.participants = std::move(joined->participants);
        }
    }
}

}  // namespace pacelane::pipeline
