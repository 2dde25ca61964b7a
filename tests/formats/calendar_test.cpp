// Calendars as programs export them, and the notes of their meetings. Written for these tests; the layout is
// that of the program named.
#include "read.h"

#include <libical/ical.h>
#include <pacelane/context/calendar.h>

using namespace pacelane;
using namespace pacelane::formats;
using namespace std::chrono_literals;
using context::CalendarEvent;
using context::Format;

namespace {
std::string calendar(std::string_view events) {
    return "BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar "
           "70.9054//EN\r\nVERSION:2.0\r\nX-WR-CALNAME:Work\r\n" +
           std::string(events) + "END:VCALENDAR\r\n";
}
std::string event(std::string_view fields) {
    return "BEGIN:VEVENT\r\nDTSTART;TZID=Europe/Stockholm:20261103T100000\r\nDTEND;TZID=Europe/"
           "Stockholm:20261103T110000\r\n"
           "SUMMARY:Platform weekly\r\n" +
           std::string(fields) + "END:VEVENT\r\n";
}
std::vector<CalendarEvent> events_of(std::string_view bytes) {
    return context::events_in(read_text(Format::ics, bytes, "work.ics").passages);
}
constexpr Date day(int year, unsigned month, unsigned number) {
    return std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(number);
}
}  // namespace

TEST_SUITE("calendars") {
    TEST_CASE("Google: an event tells its day, hours, people and place; rooms and who declined are nobody") {
        const auto document = read_text(
            Format::ics,
            calendar(
                event("ORGANIZER;CN=Maya Lindqvist:mailto:maya@example.org\r\n"
                      "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Maya "
                      "Lindqvist;X-NUM-GUESTS=0:mai\r\n"
                      " lto:maya@example.org\r\n"
                      "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;CN=ana.souza@example.com:mailto:ana."
                      "souza@example.com\r\n"
                      "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=DECLINED;CN=Rui Prado:mailto:rui@example.com\r\n"
                      "ATTENDEE;CUTYPE=RESOURCE;PARTSTAT=ACCEPTED;CN=Room 3:mailto:room3@example.com\r\n"
                      "LOCATION:Room 3\\, second floor\r\nUID:1@google.com\r\n")),
            "work.ics");
        REQUIRE(document.passages.size() == 1);
        CHECK(document.passages[0].text ==
              "2026-11-03 | 10:00–11:00 Europe/Stockholm | Platform weekly | Maya Lindqvist, Ana Souza | "
              "Room 3, "
              "second floor "
              "|");
        CHECK(document.passages[0].quoted);
        CHECK(document.passages[0].line == 5);
        CHECK(document.passages[0].headings == Lines{"Platform weekly"});
        CHECK(document.title == "Work");
        CHECK(document.kind == context::DocumentKind::knowledge);
        CHECK(document.participants == Lines{"Maya Lindqvist", "Ana Souza"});
        const auto events = context::events_in(document.passages);
        REQUIRE(events.size() == 1);
        CHECK(events[0].date == day(2026, 11, 3));
        CHECK(events[0].people == Lines{"Maya Lindqvist", "Ana Souza"});
    }
    TEST_CASE("a description is the organizer's, without how one joins the call") {
        for (const std::string_view joining :
             {"Join Zoom Meeting\\nhttps://example.org/j/123?pwd=secret",
              "________________________________________________________________________________\\nMicrosoft "
              "Teams "
              "meeting\\nPasscode: secret",
              "-::~:~::~:~:~:~:~:~:~:~:~:~::~:~::-\\nJoin with Google Meet: https://example.org/secret",
              "Reunião do Microsoft Teams\\nSenha: secret"}) {
            CAPTURE(joining);
            const auto document = read_text(
                Format::ics,
                calendar(
                    event("ORGANIZER;CN=Maya Lindqvist:mailto:maya@example.org\r\nDESCRIPTION:We talk of the "
                          "cache.\\n\\n" +
                          std::string(joining) + "\r\n")));
            REQUIRE(document.passages.size() == 2);
            CHECK(told(document)[1] == "[Maya Lindqvist: We talk of the cache.]");
            CHECK(holds(document.omitted, "how one joins the call"));
        }
    }
    TEST_CASE("Apple and Outlook: series, their exceptions, and one that was moved") {
        const auto events =
            events_of(calendar(event("RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261215T225959Z\r\nEXDATE;TZID="
                                     "Europe/Stockholm:20261117T100000\r\n"
                                     "UID:1\r\n") +
                               "BEGIN:VEVENT\r\nDTSTART;TZID=Europe/"
                               "Stockholm:20261125T140000\r\nSUMMARY:Platform weekly\r\nUID:1\r\n"
                               "RECURRENCE-ID;TZID=Europe/Stockholm:20261124T100000\r\nEND:VEVENT\r\n"));
        REQUIRE(events.size() == 2);
        CHECK(context::takes_place_on(events[0], day(2026, 11, 3)));
        CHECK(context::takes_place_on(events[0], day(2026, 11, 10)));
        CHECK_FALSE(context::takes_place_on(events[0], day(2026, 11, 11)));
        CHECK_FALSE(context::takes_place_on(events[0], day(2026, 11, 17)));
        CHECK_FALSE(context::takes_place_on(events[0], day(2026, 11, 24)));
        CHECK(context::takes_place_on(events[1], day(2026, 11, 25)));
        CHECK_FALSE(context::takes_place_on(events[0], day(2026, 12, 22)));
    }
    TEST_CASE("one day of a series may be cancelled, or moved by a program that writes in UTC") {
        const std::string zone =
            "BEGIN:VTIMEZONE\r\nTZID:Far "
            "East\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0900\r\n"
            "TZOFFSETTO:+0900\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
        const auto part = [](std::string_view id, std::string_view fields) {
            return "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Platform weekly\r\nRECURRENCE-ID:" + std::string(id) +
                   "\r\n" + std::string(fields) + "END:VEVENT\r\n";
        };
        const auto events = events_of(
            calendar(zone +
                     "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Far East:20261103T080000\r\nSUMMARY:Platform "
                     "weekly\r\nRRULE:FREQ=WEEKLY\r\nEXDATE:20261130T230000Z\r\nEND:VEVENT\r\n" +
                     part("20261109T230000Z", "DTSTART:20261109T230000Z\r\nSTATUS:CANCELLED\r\n") +
                     part("20261116T230000Z", "DTSTART;TZID=Far East:20261118T080000\r\n")));
        REQUIRE(events.size() == 2);
        CHECK(context::takes_place_on(events[0], day(2026, 11, 3)));
        CHECK_FALSE(context::takes_place_on(events[0], day(2026, 11, 10)));
        CHECK_FALSE(context::takes_place_on(events[0], day(2026, 11, 17)));
        CHECK(context::takes_place_on(events[0], day(2026, 11, 24)));
        CHECK_FALSE(context::takes_place_on(events[0], day(2026, 12, 1)));
        CHECK(events[1].date == day(2026, 11, 18));
    }
    TEST_CASE("the rest of a series may be moved: it ends where the other one begins") {
        const auto events = events_of(calendar(
            event("RRULE:FREQ=WEEKLY;BYDAY=TU\r\nUID:1\r\n") +
            "BEGIN:VEVENT\r\nDTSTART;TZID=Europe/Stockholm:20261125T140000\r\nSUMMARY:Platform "
            "weekly\r\nUID:1\r\n"
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Stockholm:20261124T100000\r\nEND:VEVENT\r\n"));
        REQUIRE(events.size() == 2);
        CHECK(context::takes_place_on(events[0], day(2026, 11, 17)));
        CHECK_FALSE(context::takes_place_on(events[0], day(2026, 11, 24)));
        CHECK_FALSE(context::takes_place_on(events[0], day(2026, 12, 1)));
        CHECK(context::takes_place_on(events[1], day(2026, 11, 25)));
        CHECK(context::takes_place_on(events[1], day(2026, 12, 2)));
        CHECK_FALSE(context::takes_place_on(events[1], day(2026, 12, 1)));
    }
    TEST_CASE("of an event's versions the last holds, a cancelled one takes its parts along") {
        const auto version = [](std::string_view fields) {
            return "BEGIN:VEVENT\r\nSUMMARY:Platform weekly\r\n" + std::string(fields) + "END:VEVENT\r\n";
        };
        const auto moved = events_of(calendar(version("UID:1\r\nSEQUENCE:2\r\nDTSTART:20261105T100000\r\n") +
                                              version("UID:1\r\nSEQUENCE:0\r\nDTSTART:20261103T100000\r\n")));
        REQUIRE(moved.size() == 1);
        CHECK(moved[0].date == day(2026, 11, 5));
        // One id for all, as some programs have it, is none.
        CHECK(events_of(calendar(version("UID:1\r\nDTSTART:20261105T100000\r\n") +
                                 version("UID:1\r\nDTSTART:20261103T100000\r\n")))
                  .size() == 2);
        const auto gone = read_text(
            Format::ics,
            calendar(event("UID:2\r\n") +
                     version("UID:1\r\nDTSTART:20261103T100000\r\nRRULE:FREQ=DAILY\r\nSTATUS:CANCELLED\r\n") +
                     version("UID:1\r\nDTSTART:20261105T100000\r\nRECURRENCE-ID:20261104T100000\r\n")));
        CHECK(context::events_in(gone.passages).size() == 1);
        CHECK(holds(gone.omitted, "2 events that were cancelled"));
    }
    TEST_CASE("a zone is known by IANA's name and by Windows', without its rules in the file") {
        const auto hours = [](const std::string& zone) {
            return events_of(calendar("BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=" + zone +
                                      ":20261103T100000\r\nSUMMARY:Weekly\r\nEND:VEVENT\r\n"))
                .at(0)
                .hours;
        };
        CHECK(hours("America/Argentina/Buenos_Aires") == "10:00 America/Argentina/Buenos_Aires");
        CHECK(hours("/freeassociation.sourceforge.net/Europe/Lisbon") == "10:00 Europe/Lisbon");
        CHECK(hours("W. Europe Standard Time") == "10:00 Europe/Berlin");
        CHECK(hours("\"E. South America Standard Time\"") == "10:00 America/Sao_Paulo");
        CHECK(hours("Our own zone") == "10:00");
        CHECK(hours("Europe/Lis bon") == "10:00");
    }
    TEST_CASE("days of a series that are said in UTC are those of its zone, also without the zone's rules") {
        // A Tuesday evening of Los Angeles is a Wednesday of UTC; the zone's name is nobody's.
        const auto series = events_of(calendar(
            "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Our own zone:20261103T180000\r\nRRULE:FREQ=WEEKLY;UNTIL="
            "20261202T020000Z\r\nEXDATE:20261111T020000Z\r\nSUMMARY:Weekly\r\nEND:VEVENT\r\n"));
        REQUIRE(series.size() == 1);
        CHECK(series[0].repeats == "FREQ=WEEKLY;UNTIL=20261201;EXDATE=2026-11-10");
        // The last second of a day, as Google ends a series.
        CHECK(
            events_of(calendar("BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Our own zone:20261103T090000\r\nRRULE:"
                               "FREQ=WEEKLY;UNTIL=20261201T225959Z\r\nSUMMARY:Weekly\r\nEND:VEVENT\r\n"))
                .at(0)
                .repeats == "FREQ=WEEKLY;UNTIL=20261201");
    }
    TEST_CASE("what was cancelled is told by the calendar's method or by the title, too") {
        for (const std::string_view title :
             {"Canceled: Weekly", "Cancelado: Semanal", "Cancelada: Reunión"}) {
            CAPTURE(title);
            const auto document = read_text(
                Format::ics, calendar(event("") + "BEGIN:VEVENT\r\nDTSTART:20261104T100000\r\nSUMMARY:" +
                                      std::string(title) + "\r\nEND:VEVENT\r\n"));
            CHECK(document.passages.size() == 1);
            CHECK(holds(document.omitted, "1 event that was cancelled"));
        }
        CHECK(refusal_of(Format::ics, calendar("METHOD:CANCEL\r\n" + event(""))) ==
              "a/file: has no event that can be read");
    }
    TEST_CASE("a series ends on a day of its zone; single days beside it are rows of their own") {
        // Three hours behind: a Tuesday evening there is a Wednesday of UTC.
        const auto events = events_of(
            calendar("BEGIN:VTIMEZONE\r\nTZID:Evening time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n"
                     "TZOFFSETFROM:-0300\r\nTZOFFSETTO:-0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
                     "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Evening time:20261103T213000\r\nSUMMARY:Choir\r\n"
                     "RRULE:FREQ=DAILY;UNTIL=20261106T003000Z\r\nRDATE:20261115T003000Z,20261120T003000Z\r\n"
                     "END:VEVENT\r\n"));
        REQUIRE(events.size() == 3);
        CHECK(context::takes_place_on(events[0], day(2026, 11, 5)));
        CHECK_FALSE(context::takes_place_on(events[0], day(2026, 11, 6)));
        CHECK(events[1].date == day(2026, 11, 14));
        CHECK(events[1].repeats.empty());
        CHECK(events[2].date == day(2026, 11, 19));
    }
    TEST_CASE("days of a series are those that libical gives") {
        for (const char* const rule :
             {"FREQ=DAILY;INTERVAL=3;COUNT=40", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
              "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "FREQ=WEEKLY;COUNT=7", "FREQ=MONTHLY",
              "FREQ=MONTHLY;BYDAY=1TU", "FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=2", "FREQ=MONTHLY;BYMONTHDAY=-1",
              "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1", "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=3,11",
              "FREQ=MONTHLY;BYMONTHDAY=3,17;UNTIL=20270404"}) {
            CAPTURE(rule);
            const Date first = day(2026, 11, 3);
            const CalendarEvent series{first, "10:00", "Weekly", {}, "", rule};
            auto recurrence = icalrecurrencetype_from_string(rule);
            auto* iterator = icalrecur_iterator_new(recurrence, icaltime_from_string("20261103T100000"));
            REQUIRE(iterator);
            std::vector<Date> expected{first};
            const Date last = day(2028, 11, 3);
            while (true) {
                const auto next = icalrecur_iterator_next(iterator);
                if (icaltime_is_null_time(next)) break;
                const auto date =
                    day(next.year, static_cast<unsigned>(next.month), static_cast<unsigned>(next.day));
                if (date > last) break;
                if (date != first) expected.push_back(date);
            }
            icalrecur_iterator_free(iterator);
            std::vector<Date> found;
            for (Date date = first; date <= last; date = add_days(date, 1))
                if (context::takes_place_on(series, date)) found.push_back(date);
            CHECK(found == expected);
        }
    }
    TEST_CASE("private and cancelled events are left out, and told") {
        const auto document = read_text(
            Format::ics, calendar(event("") + event("CLASS:PRIVATE\r\n") + event("STATUS:CANCELLED\r\n")));
        CHECK(document.passages.size() == 1);
        CHECK(holds(document.omitted, "1 event that is marked as private"));
        CHECK(holds(document.omitted, "1 event that was cancelled"));
    }
    TEST_CASE("what is no calendar, or has no event, is refused by name") {
        CHECK(refusal_of(Format::ics, "no calendar") == "a/file: is no calendar: it has no BEGIN:VCALENDAR");
        CHECK(refusal_of(Format::ics, calendar("")) == "a/file: has no event that can be read");
        std::string deep;
        for (int i = 0; i < 100'000; ++i)
            deep += "BEGIN:VCALENDAR\n";
        CHECK(refusal_of(Format::ics, deep) ==
              "a/file: has components deeper within each other than is read");
    }
}
