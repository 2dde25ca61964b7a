// What a calendar knows of meetings reaches the analysis: through pacelane as it is installed.
#include "reader/installed.h"

TEST_CASE_FIXTURE(Installed, "analyze takes from the calendar when a meeting was and who was there") {
    install_reader();
    write("pacelane.yaml",
          "database: pacelane.db\nusers:\n  - handle: ana\n    name: Ana Prado\n    timezone: "
          "Europe/Lisbon\n    "
          "context:\n      knowledge: ['notes/**/*']\n      meetings: ['meetings/**/*']\n    schedules:\n    "
          "  - "
          "frequency: daily\n        content_types: [linkedin_post]\n");
    REQUIRE(run({"schedule", "import", "pacelane.yaml"}).exit_code == 0);
    // Neither says who was there, one not even when it was.
    write(
        "meetings/platform-weekly.md",
        "# Platform weekly\n\n- We decided to move the nightly export to a queue, because it failed twice.\n"
        "- Rui will measure the waiting times by Friday.\n");
    write("meetings/2026-01-02-budget.md",
          "# Budget review\n\n- We agreed to cancel the second database at the end of the year.\n");
    const auto event = [](const std::string& id, const std::string& title, const std::string& day,
                          const std::string& guest) {
        return "BEGIN:VEVENT\nUID:" + id + "\nDTSTART;TZID=Europe/Lisbon:" + day +
               "T100000\nSUMMARY:" + title +
               "\nORGANIZER;CN=Ana Prado:mailto:ana@example.org\nATTENDEE;PARTSTAT=ACCEPTED;CN=" + guest +
               ":mailto:guest@example.org\nATTENDEE;PARTSTAT=DECLINED;CN=Caio Lima:mailto:caio@example.org\n"
               "END:VEVENT\n";
    };
    write("notes/work.ics", "BEGIN:VCALENDAR\nVERSION:2.0\n" +
                                event("1", "Platform weekly", "20251229", "Rui Tavares") +
                                event("2", "Budget review", "20260102", "Bia Nunes") + "END:VCALENDAR\n");
    now = "2026-01-05T09:00:00Z";
    REQUIRE(run({"analyze", "--user", "ana"}).exit_code == 0);
    const auto context = nlohmann::json::parse(value("SELECT meeting_context FROM pacing_context_analysis"));
    std::map<std::string, std::pair<std::string, std::string>> meetings;
    for (const auto& meeting : context["meetings"]) {
        std::string people;
        for (const auto& person : meeting["participants"])
            people += (people.empty() ? "" : ", ") + person["name"].get<std::string>();
        meetings[meeting["path"]] = {meeting["date"].is_string() ? meeting["date"].get<std::string>() : "",
                                     people};
    }
    CHECK(meetings["meetings/platform-weekly.md"] ==
          std::pair<std::string, std::string>("2025-12-29", "Ana Prado, Rui Tavares"));
    CHECK(meetings["meetings/2026-01-02-budget.md"] ==
          std::pair<std::string, std::string>("2026-01-02", "Ana Prado, Bia Nunes"));
    // What it knows is used: "Rui" is one of those who were there, and "Friday" the one after that day.
    REQUIRE(context["action_items"].size() == 1);
    CHECK(context["action_items"][0]["who"] == "Rui Tavares");
    CHECK(context["action_items"][0]["due_date"] == "2026-01-02");
    const auto text = context.dump();
    CHECK(text.find("Caio") == std::string::npos);
}
