// What came out of the week's meetings, for those who want it told.
#include "cli/sandbox.h"

#include <doctest/doctest.h>

namespace {

constexpr const char* kWeekMinutes = R"(# Harbour team weekly

Date: 2026-11-17
Attendees: Ana Reis, Bruno Costa

## Notes

- The median waiting time of the ferry queue fell from 40 to 25 minutes in October.
- Bruno thinks that the number of open repairs went from 12 to 9 because he worked at night.

## Decisions

- The evening ferry runs every twenty minutes from December on.
- We close the old ticket office at the end of the winter.
- Bruno leads the repair crew until the summer.
- Ship #412 and close HARB-77.

## Action items

- Bruno: order the new ropes by Friday

## Open questions

- Who pays for the second lamp on the long pier?
)";

struct Minutes : Sandbox {
    void import(const std::string& lines, const std::string& language = "en") {
        write("pacelane.yaml",
              "database: pacelane.db\nusers:\n  - handle: ana\n    name: Ana Reis\n    timezone: "
              "Europe/Lisbon\n    language: " +
                  language + "\n" + lines +
                  "    context:\n      meetings: [minutes/**/*]\n    schedules:\n      - frequency: daily\n"
                  "        preferred_time: \"09:00\"\n        content_types: [linkedin_post]\n");
        REQUIRE(run({"migrate"}).exit_code == 0);
        REQUIRE(run({"schedule", "import", "pacelane.yaml"}).exit_code == 0);
    }
    Result analyzed() { return run({"analyze", "--user", "ana", "--write"}); }
    std::string body() {
        return value("SELECT coalesce(group_concat(content_body), '') FROM pacing_content_generation");
    }
};

}  // namespace

TEST_CASE_FIXTURE(Minutes, "minutes stay inside unless recaps are asked for") {
    write("minutes/weekly.md", kWeekMinutes);
    import("");
    CHECK(has(analyzed().out, "nothing to write about"));
    CHECK(body().empty());
}

TEST_CASE_FIXTURE(Minutes, "a recap tells decisions, changes and open questions, each with its line") {
    write("minutes/weekly.md", kWeekMinutes);
    import("    recaps: true\n");
    REQUIRE(analyzed().exit_code == 0);
    CHECK(body() ==
          "What came out of our meeting “Harbour team weekly” of 2026-11-17:\n\n"
          "What we decided:\n"
          "• The evening ferry runs every twenty minutes from December on.\n"
          "• We close the old ticket office at the end of the winter.\n\n"
          "What changed:\n"
          "• The median waiting time of the ferry queue fell from 40 to 25 minutes in October.\n\n"
          "What is still open:\n"
          "• Who pays for the second lamp on the long pier?");
    const auto metadata =
        nlohmann::json::parse(value("SELECT content_metadata FROM pacing_content_generation"));
    REQUIRE(metadata["sources"].size() == 1);
    CHECK(metadata["sources"][0]["path"] == "minutes/weekly.md");
    const auto& claims = metadata["sources"][0]["claims"];
    REQUIRE(claims.size() == 5);
    CHECK(claims[1]["line"] == 13);
    CHECK(claims[4]["line"] == 24);
    CHECK(has(metadata["reasoning"].get<std::string>(), "no recap was graded yet"));
}

TEST_CASE_FIXTURE(Minutes, "a recap is told once") {
    write("minutes/weekly.md", kWeekMinutes);
    import("    recaps: true\n");
    REQUIRE(analyzed().exit_code == 0);
    now = "2026-11-20T21:30:00Z";
    CHECK(has(analyzed().out, "nothing to write about"));
}

TEST_CASE_FIXTURE(Minutes, "a meeting of an earlier week is no news, however new its file is") {
    write("minutes/weekly.md", kWeekMinutes);
    import("    recaps: true\n");
    now = "2026-11-24T21:30:00Z";
    CHECK(has(analyzed().out, "nothing to write about"));
    CHECK(body().empty());
}

TEST_CASE_FIXTURE(Minutes, "nobody tells of a meeting where they were not") {
    std::string text = kWeekMinutes;
    text.replace(text.find("Ana Reis"), 8, "Carla Dias");
    write("minutes/weekly.md", text);
    import("    recaps: true\n");
    CHECK(has(analyzed().out, "nothing to write about"));
}

TEST_CASE_FIXTURE(Minutes, "fewer than three lines that strangers understand are no recap, and it says so") {
    std::string text = kWeekMinutes;
    text.erase(text.find("- Who pays"));
    text.erase(text.find("- We close"), text.find("- Bruno leads") - text.find("- We close"));
    write("minutes/weekly.md", text);
    import("    recaps: true\n");
    CHECK(has(analyzed().out, "nothing to write about"));
    CHECK(has(run({"analyze", "--user", "ana", "--dry-run", "--date", "2026-11-18"}).out,
              "1 meeting of the week holds fewer than three lines that strangers would understand"));
}

TEST_CASE_FIXTURE(Minutes, "what is private is in no recap") {
    write("minutes/weekly.md", kWeekMinutes);
    import("    recaps: true\n    private: [lamp]\n");
    REQUIRE(analyzed().exit_code == 0);
    CHECK(has(body(), "evening ferry"));
    CHECK_FALSE(has(body(), "lamp"));
}

TEST_CASE_FIXTURE(Minutes, "a recap is withdrawn from writing when recaps are not wanted any more") {
    write("minutes/weekly.md", kWeekMinutes);
    import("    recaps: true\n");
    REQUIRE(run({"analyze", "--user", "ana"}).exit_code == 0);
    import("");
    run({"write"});
    CHECK(body().empty());
}

TEST_CASE_FIXTURE(Minutes, "recaps speak the language of the minutes") {
    write("minutes/ata.md",
          "# Reunião semanal do porto\n\nData: 2026-11-17\nPresentes: Ana Reis, Bruno Costa\n\n"
          "## Decisões\n\n- A balsa da noite passa a sair a cada vinte minutos.\n"
          "- Fechamos a bilheteria antiga no fim do inverno.\n\n"
          "## Pontos em aberto\n\n- Quem paga a segunda lâmpada do píer comprido?\n");
    import("    recaps: true\n", "pt-BR");
    REQUIRE(analyzed().exit_code == 0);
    CHECK(has(body(), "O que decidimos:\n• A balsa da noite passa a sair a cada vinte minutos.\n• Fechamos"));
    CHECK(has(body(), "O que segue em aberto:\n• Quem paga"));
}

TEST_CASE_FIXTURE(Minutes, "recaps in Spanish") {
    write("minutes/acta.md",
          "# Reunión semanal del puerto\n\nFecha: 2026-11-17\nAsistentes: Ana Reis, Bruno Costa\n\n"
          "## Decisiones\n\n- Vendemos la grúa vieja al astillero vecino.\n"
          "- El barco de la noche sale cada veinte minutos.\n\n"
          "## Preguntas abiertas\n\n- ¿Quién paga la segunda lámpara del muelle largo?\n");
    import("    recaps: true\n", "es");
    REQUIRE(analyzed().exit_code == 0);
    CHECK(has(body(), "Qué decidimos:\n• Vendemos la grúa vieja al astillero vecino."));
    CHECK(has(body(), "El barco de la noche sale cada veinte minutos."));
    CHECK(has(body(), "Qué queda abierto:\n• ¿Quién paga"));
}
