// Invitations as mail programs send them. Written for these tests; the layout is that of the program named.
#include "mail.h"

#include <pacelane/context/calendar.h>

using namespace pacelane;
using namespace pacelane::formats;
using context::Format;

namespace {

std::string request(std::string_view fields = "", std::string_view method = "REQUEST") {
    return "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:" + std::string(method) +
           "\nBEGIN:VEVENT\nUID:7@example.org\nDTSTART;TZID=Europe/Lisbon:20261110T150000\n"
           "DTEND;TZID=Europe/Lisbon:20261110T160000\nSUMMARY:Harbour review\n"
           "ORGANIZER;CN=Maya Lindqvist:mailto:maya@example.org\n"
           "ATTENDEE;PARTSTAT=NEEDS-ACTION;CN=Ana Souza:mailto:ana@example.com\n"
           "DESCRIPTION:We look at the two new piers.\n" +
           std::string(fields) + "END:VEVENT\nEND:VCALENDAR\n";
}
/// As Gmail and Outlook send it: the text, and the calendar as an alternative to it; then a copy as a file.
std::string invitation(std::string_view calendar, std::string_view text) {
    return mail("--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n" +
                    std::string(text) +
                    "\n--b\nContent-Type: text/calendar; charset=UTF-8; method=REQUEST\n\n" +
                    std::string(calendar) +
                    "\n--b--\n--a\nContent-Type: application/ics; name=\"invite.ics\"\n"
                    "Content-Disposition: attachment; filename=\"invite.ics\"\n\n" +
                    std::string(calendar) + "\n--a--\n",
                "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n");
}
constexpr std::string_view kRow =
    "2026-11-10 | 15:00–16:00 Europe/Lisbon | Harbour review | Maya Lindqvist, Ana Souza | |";

}  // namespace

TEST_SUITE("invitations in mail") {
    TEST_CASE("tell the meeting once, in a row below the words, which are nobody's draft") {
        const auto document =
            eml(invitation(request(),
                           "You have been invited to look at the piers with us.\n\nJoin with Google "
                           "Meet\nhttps://meet.example.com/abc\n\nGuests\nAna Souza"));
        REQUIRE(document.passages.size() == 2);
        CHECK(document.passages[0].text == "You have been invited to look at the piers with us.");
        CHECK(document.passages[0].quoted);
        CHECK(document.passages[1].text + " |" == std::string(kRow) + " |");
        CHECK(document.passages[1].line > document.passages[0].line);
        CHECK(holds(document.omitted, "how one joins the call"));
        CHECK(document.omitted.size() == 1);
        const auto events = context::events_in(document.passages);
        REQUIRE(events.size() == 1);
        CHECK(events[0].people == Lines{"Maya Lindqvist", "Ana Souza"});
        CHECK(events[0].date == parse_date("2026-11-10"));
        CHECK(document.date == parse_date("2026-11-03"));
    }
    TEST_CASE("without words tell what their description says") {
        const auto document = eml(mail(request(), "Content-Type: text/calendar; method=REQUEST\n"));
        REQUIRE(document.passages.size() == 2);
        CHECK(document.passages[1].text == "We look at the two new piers.");
        CHECK(document.passages[1].quoted);
    }
    TEST_CASE("are no minutes, wherever they lie") {
        const auto bytes = invitation(request(), "You have been invited to look at the piers with us.");
        CHECK(read(Format::eml, {"meetings/a.eml", bytes, context::DocumentKind::meeting}).kind ==
              context::DocumentKind::knowledge);
    }
    TEST_CASE("a calendar that comes along with a letter leaves the letter its writer's") {
        const auto document =
            eml(mail("--a\nContent-Type: text/plain\n\nThe review is on Tuesday.\n--a\n"
                     "Content-Type: text/calendar; name=\"review.ics\"\n"
                     "Content-Disposition: attachment\n\n" +
                         request("", "PUBLISH") + "\n--a--\n",
                     "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n"));
        CHECK(told(document)[0] == "Maya Lindqvist: The review is on Tuesday.");
        CHECK(context::events_in(document.passages).size() == 1);
    }
    TEST_CASE("an answer tells nothing, a cancelled one is told as such") {
        const auto answer = eml(invitation(request("", "REPLY"), "Ana Souza has accepted this invitation."));
        CHECK(context::events_in(answer.passages).empty());
        CHECK(holds(answer.omitted, "an answer to an invitation"));
        const auto cancelled = eml(invitation(request("", "CANCEL"), "The review does not take place."));
        CHECK(context::events_in(cancelled.passages).empty());
        CHECK(holds(cancelled.omitted, "an event that was cancelled"));
    }
    TEST_CASE("that are none, or private, are attachments and told") {
        CHECK(holds(eml(invitation("no calendar at all", "These are words of a letter.")).omitted,
                    "an attachment"));
        const auto hidden = eml(invitation(request("CLASS:PRIVATE\n"), "These are words of a letter."));
        CHECK(context::events_in(hidden.passages).empty());
        CHECK(holds(hidden.omitted, "marked as private"));
    }
    TEST_CASE("in a folder, the last of the messages of one meeting holds") {
        const auto part = [](std::string_view calendar) {
            return "From maya@example.org Tue Nov  3 10:11:12 2026\n" +
                   invitation(calendar, "You have been invited to look at the piers with us.") + "\n";
        };
        auto moved = request("SEQUENCE:1\n");
        moved.replace(moved.find("20261110T15"), 11, "20261112T15");
        moved.replace(moved.find("20261110T16"), 11, "20261112T16");
        const auto both = read_text(Format::mbox, part(request()) + part(moved), "mail/all.mbox");
        const auto events = context::events_in(both.passages);
        REQUIRE(events.size() == 1);
        CHECK(events[0].date == parse_date("2026-11-12"));
        CHECK(both.passages.back().place == "message 2");
        const auto gone = read_text(Format::mbox, part(request()) + part(request("SEQUENCE:1\n", "CANCEL")),
                                    "mail/all.mbox");
        CHECK(context::events_in(gone.passages).empty());
    }
}
