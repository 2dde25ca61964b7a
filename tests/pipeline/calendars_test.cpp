#include <pacelane/context/calendar.h>
#include <pacelane/pipeline/calendars.h>

#include <doctest/doctest.h>

using namespace pacelane;

namespace {
sources::KnownDocument calendar_of(const context::CalendarEvent& event) {
    sources::KnownDocument calendar;
    calendar.path = "work.ics";
    calendar.format = context::Format::ics;
    sources::KnownPassage known;
    known.passage = context::passage_of(event);
    calendar.passages.push_back(known);
    return calendar;
}
sources::KnownDocument notes_of(Date date) {
    sources::KnownDocument notes;
    notes.path = "meetings/weekly.md";
    notes.kind = context::DocumentKind::meeting;
    notes.title = "Platform weekly";
    notes.date = date;
    return notes;
}
constexpr Date kThirdOfNovember = std::chrono::year(2026) / 11 / 3;
}  // namespace

TEST_SUITE("calendars in the pipeline") {
    TEST_CASE("the notes of a meeting get the people whom the calendar names") {
        std::vector documents{
            calendar_of({kThirdOfNovember, "10:00", "Platform weekly", {"Ana Souza", "Rui Prado"}, "", ""}),
            notes_of(kThirdOfNovember)};
        pipeline::join_calendars(documents, "Europe/Stockholm");
        CHECK(documents[1].participants == std::vector<std::string>{"Ana Souza", "Rui Prado"});
        CHECK(documents[0].participants.empty());
    }
    TEST_CASE("invitations in mail are calendars, too, and the last one knows best") {
        const auto invitation = [](Date sent, std::vector<std::string> people) {
            auto mail =
                calendar_of({kThirdOfNovember, "10:00", "Platform weekly", std::move(people), "", ""});
            mail.format = context::Format::eml;
            mail.date = sent;
            return mail;
        };
        std::vector documents{invitation(add_days(kThirdOfNovember, -1), {"Ana Souza", "Rui Prado"}),
                              invitation(add_days(kThirdOfNovember, -4), {"Ana Souza"}),
                              notes_of(kThirdOfNovember)};
        pipeline::join_calendars(documents, "Europe/Stockholm");
        CHECK(documents[2].participants == std::vector<std::string>{"Ana Souza", "Rui Prado"});
        // A calendar knows better than any mail.
        documents[2].participants.clear();
        documents.push_back(
            calendar_of({kThirdOfNovember, "10:00", "Platform weekly", {"Bia Nunes"}, "", ""}));
        pipeline::join_calendars(documents, "Europe/Stockholm");
        CHECK(documents[2].participants == std::vector<std::string>{"Bia Nunes"});
    }
    TEST_CASE("knowledge is no meeting, whatever it is called") {
        std::vector documents{
            calendar_of({kThirdOfNovember, "10:00", "Platform weekly", {"Ana Souza"}, "", ""}),
            notes_of(kThirdOfNovember)};
        documents[1].kind = context::DocumentKind::knowledge;
        pipeline::join_calendars(documents, "UTC");
        CHECK(documents[1].participants.empty());
    }
    TEST_CASE("an event in UTC is on the day that it has where the user is") {
        const std::vector documents{
            calendar_of({kThirdOfNovember, "23:30–23:45 UTC", "Platform weekly", {"Ana Souza"}, "", ""}),
            notes_of(add_days(kThirdOfNovember, 1))};
        auto stockholm = documents;
        pipeline::join_calendars(stockholm, "Europe/Stockholm");
        CHECK(stockholm[1].participants.size() == 1);
        // So is one that names its zone.
        for (const std::string hours : {"07:30–08:00 Asia/Tokyo", "07:30 Asia/Tokyo"}) {
            std::vector tokyo{
                calendar_of({add_days(kThirdOfNovember, 2), hours, "Platform weekly", {"Ana Souza"}, "", ""}),
                notes_of(add_days(kThirdOfNovember, 1))};
            pipeline::join_calendars(tokyo, "Europe/Stockholm");
            CHECK(tokyo[1].participants.size() == 1);
        }
        for (const std::string hours : {"07:30 Nowhere/Land", "99:99 Asia/Tokyo", "all day"}) {
            std::vector unknown{
                calendar_of({add_days(kThirdOfNovember, 2), hours, "Platform weekly", {"Ana Souza"}, "", ""}),
                notes_of(add_days(kThirdOfNovember, 2))};
            pipeline::join_calendars(unknown, "Europe/Stockholm");
            CHECK(unknown[1].participants.size() == 1);
        }
        auto lima = documents;
        pipeline::join_calendars(lima, "America/Lima");
        CHECK(lima[1].participants.empty());
    }
}
