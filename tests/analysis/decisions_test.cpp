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

namespace {

// The decisions below one subject of a meeting.
Texts below_subject(std::string_view title, std::string_view subject, std::string_view lines) {
    return decisions_in(
        minutes("# " + std::string(title) + "\n\nAttendees: Noor Haddad, Tom Reed\n\n## Tools\n\n* " +
                std::string(subject) + " [#12](http://example.org/12)\n" + std::string(lines)));
}

Texts on_the_mirror(std::string_view lines) {
    return below_subject("Weekly", "Move the mirror", lines);
}

}  // namespace

TEST_CASE("silence counts however its objections are named") {
    for (const auto* line : {"No strong disagreement with moving the mirror to Porto.",
                             "No real pushback on moving the mirror to Porto.",
                             "Nobody expressed doubts on moving the mirror to Porto.",
                             "Everyone ok with moving the mirror to Porto."})
        CHECK(on_the_mirror("  * " + std::string(line) + "\n") == Texts{line});
    CHECK(below_subject("Ata", "Mudar o espelho",
                        "  * Nenhum voto contrário à mudança do espelho para o Porto.\n") ==
          Texts{"Nenhum voto contrário à mudança do espelho para o Porto."});
    CHECK(below_subject("Acta", "Mover el espejo",
                        "  * Ningún voto en contra de mover el espejo a Oporto.\n") ==
          Texts{"Ningún voto en contra de mover el espejo a Oporto."});
    CHECK(on_the_mirror("  * The mirror had no major outage this month.\n").empty());
}

TEST_CASE("a question for objections needs no mark where silence answers it") {
    CHECK(on_the_mirror("  * Any objections if we copy the old mirror first. None raised.\n") ==
          Texts{"Any objections if we copy the old mirror first. None raised."});
    CHECK(on_the_mirror("  * The old mirror was copied first. None raised.\n").empty());
}

TEST_CASE("what is put off until something happens is decided, what is only put off is not") {
    CHECK(on_the_mirror("  * Noor: deferred until the auditors have seen the mirror.\n") ==
          Texts{"Move the mirror: deferred until the auditors have seen the mirror."});
    CHECK(on_the_mirror("  * Deferred, the auditors have not seen the mirror.\n").empty());
    CHECK(below_subject("Ata", "Mudar o espelho", "  * Adiada até os auditores verem o espelho.\n") ==
          Texts{"Mudar o espelho: Adiada até os auditores verem o espelho."});
    CHECK(
        below_subject("Acta", "Mover el espejo", "  * Aplazada hasta que los auditores vean el espejo.\n") ==
        Texts{"Mover el espejo: Aplazada hasta que los auditores vean el espejo."});
}

TEST_CASE("what the group will do is decided in any clause but a condition") {
    CHECK(on_the_mirror("  * Hardly anybody has tried the new mirror, we'll wait until spring.\n") ==
          Texts{"Hardly anybody has tried the new mirror, we'll wait until spring."});
    CHECK(on_the_mirror("  * If nobody tries the new mirror, we'll wait until spring.\n").empty());
}

TEST_CASE("one word of whoever speaks for the group ends a subject") {
    CHECK(on_the_mirror("  * Noor: Landing.\n") == Texts{"Move the mirror: Landing."});
    CHECK(on_the_mirror("  * Noor: Sleeping.\n").empty());
}

TEST_CASE("what was talked about is not taken for a speaker") {
    CHECK(on_the_mirror("  * Discussed mirrors, agreed that we should keep the old one in Porto\n") ==
          Texts{"Discussed mirrors, agreed that we should keep the old one in Porto"});
    CHECK(on_the_mirror("  * Noor, agreed to have a look\n").empty());
}

TEST_CASE("nouns of deciding tell what was settled") {
    CHECK(below_subject("Ata", "Acesso ao espelho",
                        "  * Definição de prioridade para o acesso por e-mail dos professores.\n"
                        "  * Alinhamento de que o espelho depende da aprovação dos auditores.\n") ==
          Texts{"Definição de prioridade para o acesso por e-mail dos professores.",
                "Alinhamento de que o espelho depende da aprovação dos auditores."});
    CHECK(below_subject("Acta", "Acceso al espejo",
                        "  * Reconocimiento de que el espejo depende de los auditores.\n") ==
          Texts{"Reconocimiento de que el espejo depende de los auditores."});
    CHECK(below_subject("Ata", "Acesso ao espelho", "  * Apresentação de slides sobre o espelho.\n").empty());
    CHECK(below_subject("Ata", "Acesso ao espelho",
                        "  * Pauta do dia: apresentação de slides, definição de papéis e férias.\n")
              .empty());
}

TEST_CASE("what is put off to the next meeting, left as it is or agreed by all who are there is decided") {
    CHECK(below_subject("Weekly", "Mirror", "  * Defer to next week, Ana is away.\n") ==
          Texts{"Mirror: Defer to next week, Ana is away."});
    CHECK(below_subject("Weekly", "Exporter",
                        "  * Nobody wants to remove it, so let's leave it for a bit longer.\n") ==
          Texts{"Nobody wants to remove it, so let's leave it for a bit longer."});
    CHECK(
        below_subject("Weekly", "Parser", "  * All participants agreed that the parser throws on both.\n") ==
        Texts{"All participants agreed that the parser throws on both."});
    CHECK(below_subject("Ata", "Espelho", "  * Todo mundo concordou que o espelho fica na mesma região.\n")
              .size() == 1);
    CHECK(below_subject("Acta", "Espejo", "  * Aplazado a la próxima reunión, falta el presupuesto.\n")
              .size() == 1);
    CHECK(below_subject("Weekly", "Mirror", "  * Not all participants agreed that the mirror moves.\n")
              .empty());
    CHECK(below_subject("Weekly", "Mirror", "  * If nobody objects we defer to next week.\n").empty());
}
