#include "material.h"

#include <doctest/doctest.h>

using namespace material;
using Texts = std::vector<std::string>;

TEST_CASE("each item below a heading for decisions is a decision") {
    CHECK(decisions_in(minutes("# Weekly\n\n## Decisions\n\n- Quarantine stays, with no extensions.\n- "
                               "Deploys stop on Fridays.\n")) ==
          Texts{"Quarantine stays, with no extensions.", "Deploys stop on Fridays."});
    CHECK(decisions_in(minutes(
              "# Ata\n\n## Decisões tomadas\n\n- Não vamos mexer no lembrete da primeira consulta.\n")) ==
          Texts{"Não vamos mexer no lembrete da primeira consulta."});
    CHECK(decisions_in(minutes("# Weekly\n\nDecided:\n\n- The canary waits for 500 requests.\n")) ==
          Texts{"The canary waits for 500 requests."});
}

TEST_CASE("a heading that only mentions decisions makes no decisions of its items") {
    CHECK(decisions_in(
              minutes("# Weekly\n\n## Decision fatigue in large teams\n\n- Teams tire of choosing tools.\n"))
              .empty());
}

TEST_CASE("a label makes a decision of a line") {
    CHECK(
        decisions_in(minutes(
            "# Weekly\n\n## Notes\n\n- Decision: the pilot runs until December.\n- Talked about lunch.\n")) ==
        Texts{"The pilot runs until December."});
    CHECK(decisions_in(minutes("# Ata\n\n## Notas\n\nDecisão: o piloto vai até dezembro.\n")) ==
          Texts{"O piloto vai até dezembro."});
    // The label's own number, and one that belongs to what was decided.
    CHECK(
        decisions_in(minutes("# Weekly\n\n- Decision 3: the pilot runs until December.\n- RESOLVED: 2.x gets "
                             "security fixes only.\n- Decision: 40 % of the budget goes to docs.\n")) ==
        Texts{"The pilot runs until December.", "2.x gets security fixes only.",
              "40 % of the budget goes to docs."});
}

TEST_CASE("speech tells a decision by its wording") {
    CHECK(decisions_in(talk("Maya Lindqvist: We talked about it for weeks.\nJonas Ek: Okay, so let's go with "
                            "the smaller cluster in Stockholm.\n")) ==
          Texts{"Let's go with the smaller cluster in Stockholm."});
    CHECK(decisions_in(talk("Maya Lindqvist: We agreed to delete every alert without an owner.\n")).size() ==
          1);
    CHECK(
        decisions_in(talk("Rafael Nogueira: Ficou decidido que o painel mostra a pior clínica.\n")).size() ==
        1);
    CHECK(decisions_in(
              talk("Rafael Nogueira: Então vamos com sexta às dez da manhã para as consultas de terça.\n"))
              .size() == 1);
}

TEST_CASE("what is denied, asked, supposed or long past is no decision") {
    for (const std::string said :
         {"We haven't decided on the smaller cluster yet.",
          "If we decided to move the cluster, it would cost a month.",
          "Have we decided on the smaller cluster?", "I don't think we agreed to move the cluster in spring.",
          "When we decided to move the old cluster, nobody had measured it.",
          "Last year we decided to buy more machines and it went badly.",
          "We never agreed on the smaller cluster.", "We're going with the smaller cluster, right?",
          "Maybe we decided that too early for everybody.", "So let's go with that.",
          "We agreed to disagree on clusters and machines."}) {
        CAPTURE(said);
        CHECK(decisions_in(talk(std::string("Jonas Ek: ") + said + "\n")).empty());
    }
    for (const std::string said :
         {"Ainda não decidimos o prazo do painel novo.",
          "Se decidimos isso agora, o time vai reclamar do prazo.",
          "Vamos com calma nesse assunto do painel.", "Será que combinamos de mudar o painel em março?"}) {
        CAPTURE(said);
        CHECK(decisions_in(talk(std::string("Rafael Nogueira: ") + said + "\n")).empty());
    }
}

TEST_CASE("a place kept for decisions holds none") {
    CHECK(decisions_in(minutes("# Weekly\n\n## Decisions\n\n- None\n- No decision yet on the budget for next "
                               "year.\n- Should we move the cluster to Oslo?\n"))
              .empty());
}

TEST_CASE("what two meetings say in the same words is one decision, of the latest") {
    auto input = input_of({minutes("# Weekly\n\n## Decisions\n\n- Deploys stop on Friday afternoons.\n",
                                   "meetings/2026-11-10-weekly.md"),
                           minutes("# Weekly\n\n## Decisions\n\n- Deploys stop on Friday afternoons.\n",
                                   "meetings/2026-11-17-weekly.md")});
    const auto found = analyze(input).meetings.decisions;
    REQUIRE(found.size() == 1);
    CHECK(found[0].source.path == "meetings/2026-11-17-weekly.md");
}

TEST_CASE("a decision's source quotes the words where they stand") {
    const auto found =
        analyze(input_of({minutes("# Weekly\n\n## Decisions\n\n- Deploys stop on Friday afternoons.\n")}))
            .meetings.decisions;
    REQUIRE(found.size() == 1);
    CHECK(found[0].source.quote == "Deploys stop on Friday afternoons.");
    CHECK(found[0].source.line == 5);
    CHECK(found[0].source.title == "Weekly");
}

TEST_CASE("knowledge documents hold no decisions of meetings") {
    CHECK(analyze(input_of({note("notes/a.md",
                                 "# Notes\n\n## Decisions\n\n- Deploys stop on Friday afternoons.\n")}))
              .meetings.decisions.empty());
}

TEST_CASE("minute takers leave out who agreed, and what was agreed may begin with anything") {
    const auto decided = [](std::string_view line) {
        return decisions_in(
                   minutes("# Orchard committee\n\nAttendees: Maya Lindqvist, Tom Reed\n\n## Ladders\n\n- " +
                           std::string(line) + "\n"))
                   .size() == 1;
    };
    for (const char* const line :
         {"Approved up to 300 for the two ladders", "Approved 2026 figures for the press",
          "Agreed 2 weeks as the least notice", "Agreed Tom should ask the neighbours",
          "Agreement we can store the small press under the roof",
          "Resolution was to mend them case by case"})
        CHECK_MESSAGE(decided(line), line);
    for (const char* const line : {"Approved, closed", "Agreed. The ladders are old.", "Agreed Tom is late",
                                   "No agreement to sell the press"})
        CHECK_MESSAGE(!decided(line), line);
}
