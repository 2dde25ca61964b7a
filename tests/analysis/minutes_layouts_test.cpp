#include "material.h"

#include <doctest/doctest.h>

using namespace material;
using Texts = std::vector<std::string>;

namespace {

// "Who: what" of each action.
Texts tasks_in(KnownDocument document) {
    Texts tasks;
    for (const auto& item : actions_in(std::move(document)))
        tasks.push_back(item.who + ": " + item.what);
    return tasks;
}

}  // namespace

TEST_CASE("the discussion below an agenda is read, its plan is not") {
    const auto text =
        "# Steering group 2026-11-17\n\n## Present\n\n* Ana Prado @aprado\n* Jonas Ek\n\n## Agenda\n\n"
        "* Move the registry to the new hosts\n  * Ana: the new hosts are in place.\n"
        "  * Agreed to move the registry in December.\n  * Jonas to announce the date\n";
    CHECK(decisions_in(minutes(text)) == Texts{"Agreed to move the registry in December."});
    CHECK(tasks_in(minutes(text)) == Texts{"Jonas Ek: Announce the date"});
    // Where another part holds the discussion, the agenda only announces it.
    CHECK(
        decisions_in(
            minutes("# Weekly\n\n## Agenda\n\n### Registry\n\n* Agreed to move the registry?\n* Consensus on "
                    "the mirrors is needed for the move.\n\n## Minutes\n\nWe talked about mirrors.\n"))
            .empty());
}

TEST_CASE("minutes tell decisions in their own wordings") {
    for (const std::string line :
         {"General agreement that the mirror closes in May.", "Consensus to close the mirror in May.",
          "No objections to closing the mirror in May.", "The committee decided to close the mirror in May.",
          "TSC approved the plan to close the mirror.", "Closing the mirror was approved by unanimous vote.",
          "Motion carried: the mirror closes in May.", "For now decided to close the mirror in May.",
          "Por ora decidido que o espelho fecha em maio.", "Por ahora acordado que el espejo cierra en mayo.",
          "Decision is to close the mirror in May.", "Conclusion: the mirror closes in May.",
          "Everyone is in favor of closing the mirror.", "O conselho deliberou fechar o espelho em maio.",
          "Ficou decidido fechar o espelho em maio.", "O fechamento do espelho foi aprovado por unanimidade.",
          "Definiu-se que o espelho fecha em maio."}) {
        CAPTURE(line);
        CHECK(decisions_in(minutes("# Weekly\n\n## Mirror\n\n* " + line + "\n")).size() == 1);
    }
}

TEST_CASE("minutes also tell what is no decision") {
    for (const std::string line :
         {"There is no consensus on the mirror yet.", "If there are no objections the mirror closes.",
          "Any objections to closing the mirror?", "We need consensus on the mirror.",
          "As soon as we decided on the mirror, the traffic went up.",
          "Trying to reach consensus on the mirror.", "Last week we agreed to close the mirror.",
          "Ana: decided to take a look at the mirror.", "It decided to close the mirror.",
          "Time for the board to be agreed on the mirror.",
          "O time precisa chegar a um consenso sobre o espelho.",
          "Mostrar as campanhas que foram definidas como encerradas."}) {
        CAPTURE(line);
        CHECK(
            decisions_in(minutes("# Weekly\n\nPresent: Ana Prado\n\n## Mirror\n\n* " + line + "\n")).empty());
    }
}

TEST_CASE("a decision that does not say what it is about has its subject with it") {
    CHECK(decisions_in(minutes(
              "# Board\n\n## Orders\n\n* Vote on the charter [#12](https://example.org/12)\n  * Motion "
              "carries.\n")) == Texts{"Vote on the charter: Motion carries."});
    CHECK(decisions_in(minutes(
              "# Board\n\n### Budget of the summit\n\n* No objections from those in the meeting\n")) ==
          Texts{"Budget of the summit: No objections from those in the meeting"});
}

TEST_CASE("a proposal with votes for it and none against is adopted") {
    const auto text = [](std::string_view last) {
        return "Weekly call\n\nTopic: Drills\n\nana: PROPOSED: Run the drill every night\n\njonas: "
               "+1\n\npetra: " +
               std::string(last) + "\n\nana: thanks, that is all for the drills today\n";
    };
    CHECK(decisions_in(minutes(text("+1"), "meetings/2026-11-17-call.txt")) ==
          Texts{"Run the drill every night"});
    CHECK(decisions_in(minutes(text("-1"), "meetings/2026-11-17-call.txt")).empty());
    CHECK(decisions_in(minutes(text("0"), "meetings/2026-11-17-call.txt")).empty());
}

TEST_CASE("a roll call adopts what stands before it") {
    CHECK(decisions_in(
              minutes("# Board\n\n## Travel fund\n\nApproval of the travel budget for spring\n\n* Ana: +1\n* "
                      "Jonas: +1\n* Petra: +1\n")) == Texts{"Approval of the travel budget for spring"});
    CHECK(decisions_in(
              minutes("# Board\n\n## Travel fund\n\nApproval of the travel budget for spring\n\n* Ana: +1\n* "
                      "Jonas: -1\n* Petra: +1\n"))
              .empty());
}

TEST_CASE("items of minutes that lead to others say what those are") {
    const auto text =
        "# Triage 2026-11-17\n\n## Lints\n\n* The unsafe lint\n  * Consensus:\n    * Warn at the edition "
        "boundary\n"
        "  * Next steps:\n    * Niko to write the lint\n";
    CHECK(decisions_in(minutes(text)) == Texts{"Warn at the edition boundary"});
    CHECK(tasks_in(minutes(text)) == Texts{"Niko: Write the lint"});
}

TEST_CASE("a list that names things below a heading for decisions is one decision or none") {
    CHECK(decisions_in(minutes("# Ata\n\n## O que foi decidido\n\nPersonas definidas:\n\n- Atleta amador\n- "
                               "Torcedor\n")) == Texts{"Personas definidas: Atleta amador; Torcedor"});
    CHECK(decisions_in(
              minutes("# Ata\n\n## O que foi decidido\n\n- Login e cadastro\n- Feed de eventos\n- Perfil de "
                      "usuário\n- Sistema de busca\n- Lista de grupos\n"))
              .empty());
}

TEST_CASE("each table is read by its own header") {
    const auto text =
        "# Weekly\n\n## Actions\n\n| Nº | Owner | Task | Due |\n|---|---|---|---|\n| 1 | Jonas Berg | Write "
        "the runbook | "
        "2026-11-20 |\n\n## Risks\n\n| Risk | Owner | Date |\n|---|---|---|\n| The old cluster may go | Ana "
        "Souza | "
        "2026-12-01 |\n\n## History\n\n| Version | Date | Description |\n|---|---|---|\n| 1.0 | 2026-11-17 | "
        "Page "
        "created |\n";
    CHECK(tasks_in(minutes(text)) == Texts{"Jonas Berg: Write the runbook"});
    CHECK(decisions_in(minutes(text)).empty());
}

TEST_CASE("tasks name their people in many ways") {
    const auto task = [](const std::string& line) {
        const auto found = tasks_in(minutes("# Weekly\n\n## Action items\n\n- " + line + "\n"));
        return found.size() == 1 ? found[0] : std::to_string(found.size()) + " tasks";
    };
    CHECK(task("(Lena) measure the cold start") == "Lena: Measure the cold start");
    CHECK(task("to Lena: measure the cold start") == "Lena: Measure the cold start");
    CHECK(task("@lena-v: measure the cold start") == "Lena-v: Measure the cold start");
    CHECK(task("AI(lena): measure the cold start") == "Lena: Measure the cold start");
    CHECK(task("simulacrum to measure the cold start") == "Simulacrum: Measure the cold start");
    CHECK(task("Lena to register the domain") == "Lena: Register the domain");
    CHECK(task("Everyone: read the design notes") == ": Read the design notes");
    CHECK(task("Responsável: Ana. Prazo: 30/11. Enviar o contrato revisado") ==
          "Ana: Enviar o contrato revisado");
}

TEST_CASE("notes give tasks to people, known or not") {
    const auto tasks = [](const std::string& line) {
        return tasks_in(
            minutes("# Weekly\n\nPresent: Rich Tott, Maya Lindqvist\n\n## Notes\n\n* " + line + "\n"));
    };
    CHECK(tasks("Rich will start an email thread.") == Texts{"Rich Tott: Start an email thread"});
    CHECK(tasks("Rich volunteered to draft the reply.") == Texts{"Rich Tott: Draft the reply"});
    CHECK(tasks("Petra to draft the reply.") == Texts{"Petra: Draft the reply"});
    CHECK(tasks("Somebody should change the charter. (Rich will do that)") ==
          Texts{"Rich Tott: Somebody should change the charter"});
    CHECK(tasks("Agreed to draft the reply together with the board.").empty());
    CHECK(tasks("Waiting for Rich to draft the reply.").empty());
    CHECK(tasks("Rich will be away in May.").empty());
    CHECK(tasks("Likely to draft the reply in May.").empty());
}

TEST_CASE("notes also tell what is next, and what the one who is named will do after that") {
    const auto tasks = [](const std::string& line) {
        return tasks_in(minutes(
            "# Weekly\n\nPresent: Rich Tott, Maya Lindqvist, Ana Prado\n\n## Notes\n\n* " + line + "\n"));
    };
    CHECK(tasks("Rich still to draft the reply.") == Texts{"Rich Tott: Draft the reply"});
    CHECK(tasks("Next step is to draft the reply. It may be short.") == Texts{": Draft the reply"});
    CHECK(tasks("No answer so far, the next step is to ask the board.") == Texts{": Ask the board"});
    CHECK(tasks("O próximo passo é enviar a resposta ao conselho.") ==
          Texts{": Enviar a resposta ao conselho"});
    CHECK(tasks("El siguiente paso es enviar la respuesta al consejo.") ==
          Texts{": Enviar la respuesta al consejo"});
    CHECK(tasks("A Ana ainda vai enviar a resposta ao conselho.") ==
          Texts{"Ana Prado: Enviar a resposta ao conselho"});
    CHECK(tasks("Rich read the draft, no remarks, will send the reply to the board.") ==
          Texts{"Rich Tott: Send the reply to the board"});
    // Whose it is, is open; or whether.
    CHECK(tasks("Rich read the draft with Maya, will send the reply to the board.") ==
          Texts{": Send the reply to the board"});
    CHECK(tasks("The draft is ready, will send the reply to the board.") ==
          Texts{": Send the reply to the board"});
    CHECK(tasks("Rich asked whether it is short, will send the reply to the board.").empty());
    CHECK(tasks("The next step is unclear to the board.").empty());
    CHECK(tasks("Is the next step is to draft the reply?").empty());
}

TEST_CASE("boxes that tick off an agenda are no tasks") {
    const auto tasks = [](const std::string& lines) { return tasks_in(minutes("# Weekly\n\n" + lines)); };
    CHECK(tasks("* [x] Mirrors in the south\n  * no news this week\n* [ ] Pending nominations\n"
                "  * [x] Coherence of the index\n    * Lena to write the summary\n") ==
          Texts{"Lena: Write the summary"});
    CHECK(tasks("* [ ] Write the summary\n  * at most two pages\n") == Texts{": Write the summary"});
    CHECK(tasks("* [ ] The summary of the mirrors\n") == Texts{": The summary of the mirrors"});
    CHECK(tasks("## Action items\n\n* [ ] The summary of the mirrors\n  * at most two pages\n") ==
          Texts{": The summary of the mirrors"});
    CHECK(tasks("## Action items\n\n* Action items list\n* Write the summary\n") ==
          Texts{": Write the summary"});
}

TEST_CASE("lines that stand in the minutes of every meeting are no theme") {
    std::vector<KnownDocument> documents;
    for (int week = 1; week <= 6; ++week)
        documents.push_back(
            minutes("# Weekly " + std::to_string(week) + "\n\n## Notes\n\n- The restore drill took " +
                        std::to_string(week + 10) +
                        " minutes.\n\n## Rest\n\nClick the subscribe button of the shared calendar "
                        "to join the conference bridge.\n",
                    "meetings/2026-10-0" + std::to_string(week) + "-weekly.md"));
    std::string themes;
    for (const auto& theme : analyze(input_of(std::move(documents))).meetings.topics)
        themes += theme.text + "\n";
    CHECK(themes.find("restore drill") != std::string::npos);
    CHECK(themes.find("calendar") == std::string::npos);
    CHECK(themes.find("conference bridge") == std::string::npos);
}
