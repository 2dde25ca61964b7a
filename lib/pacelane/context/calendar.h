#pragma once

#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/base/time.h>
#include <pacelane/context/document.h>
#include <span>
#include <string>
#include <vector>

/// Calendars and the notes of their meetings. Pure.
namespace pacelane::context {

struct PACELANE_API CalendarEvent {
    Date date;          ///< the first day, in the zone that the calendar gives
    std::string hours;  ///< "10:00–11:00 Europe/Lisbon", "10:00 UTC", "10:00", "all day"
    std::string title;
    std::vector<std::string> people;  ///< who was asked, and did not decline
    std::string place;
    std::string repeats;  ///< RFC 5545's RRULE, with ";EXDATE=2026-11-24,…" for the days without; empty: once
};

/// An event as a passage of its calendar: a row of a table, which is nobody's words and makes no draft.
PACELANE_API Passage passage_of(const CalendarEvent& event);
/// The events among a calendar's passages.
PACELANE_API std::vector<CalendarEvent> events_in(std::span<const Passage> passages);

/// Whether the event takes place on the day. Of a rule with parts that are not known (BYWEEKNO, BYYEARDAY …)
/// only the first day is.
PACELANE_API bool takes_place_on(const CalendarEvent& event, Date day);

/// What a note tells of its meeting.
struct PACELANE_API MeetingNote {
    std::optional<Date> date;
    std::string title;
    std::vector<std::string> participants;
};
/// The note with what the event adds that it does not say itself: the date, and who was there. Nothing when
/// no event is that meeting: one of the same day, the same title or the same people; without a date, one that
/// was once and has the very title. Two events that fit alike are neither.
PACELANE_API std::optional<MeetingNote> with_event(const MeetingNote& note,
                                                   std::span<const CalendarEvent> events);

}  // namespace pacelane::context
