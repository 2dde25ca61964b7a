#include "material.h"

#include <doctest/doctest.h>

using namespace material;
using Strings = std::vector<std::string>;

namespace {

// Items below a subject of minutes.
std::string below_mirror(const std::string& lines) {
    std::string text = "# Weekly\n\nPresent: Rich Tott, Ana Prado\n\n## Registry\n\n* Mirror in the south\n";
    std::size_t begin = 0;
    while (begin < lines.size()) {
        const auto end = std::min(lines.find('\n', begin), lines.size());
        text += "  * " + lines.substr(begin, end - begin) + "\n";
        begin = end + 1;
    }
    return text;
}

Strings steps_in(const std::string& text) {
    Strings steps;
    for (const auto& item : actions_in(minutes(text)))
        steps.push_back(item.who + ": " + item.what);
    return steps;
}

}  // namespace

TEST_CASE("an order below a subject is somebody's task") {
    const auto steps = [](const std::string& lines) { return steps_in(below_mirror(lines)); };
    CHECK(steps("Invite Lena to the next meeting") == Strings{": Invite Lena to the next meeting"});
    CHECK(steps("Need to ask the board about the cost") == Strings{": Ask the board about the cost"});
    CHECK(steps("Please review the draft of the plan") == Strings{": Review the draft of the plan"});
    CHECK(steps("Will ask the board about the cost") == Strings{": Ask the board about the cost"});
    CHECK(steps("Falta pedir o orçamento ao conselho") == Strings{": Pedir o orçamento ao conselho"});
    CHECK(steps("Hay que pedir el presupuesto a la junta") == Strings{": Pedir el presupuesto a la junta"});
    // Names of things, what may be done, steps of a procedure, calls on everybody.
    CHECK(steps("Release of the index in May").empty());
    CHECK(steps("Ask is a way to find out").empty());
    CHECK(steps("Invite Lena to the next meeting?").empty());
    CHECK(steps("Need more mirrors in the south").empty());
    CHECK(steps_in("# Weekly\n\n## Registry\n\n* How it works:\n  * Write the name of the mirror\n").empty());
    CHECK(
        steps_in("# Weekly\n\n## Registry\n\n* What may they do?\n  * Invite people to the list\n").empty());
    CHECK(steps_in("# Weekly\n\n## Announcements\n\n* Book the hotel in time\n").empty());
    CHECK(steps_in("# Weekly\n\n## Registry\n\n* Add the mirror to the list #12\n").empty());
}

TEST_CASE("what depends on something, or only leads to what follows, is no task") {
    const auto steps = [](const std::string& lines) { return steps_in(below_mirror(lines)); };
    CHECK(steps("Will remove the block if it is mended").empty());
    CHECK(steps("To prepare for the next meeting:").empty());
    CHECK(decisions_in(minutes(below_mirror("Consensus in this meeting:"))).empty());
    CHECK(steps("Rich planning to draft the reply to the board") ==
          Strings{"Rich Tott: Draft the reply to the board"});
    CHECK(steps("A Ana pretende enviar a resposta ao conselho") ==
          Strings{"Ana Prado: Enviar a resposta ao conselho"});
}

TEST_CASE("a line with its label is a task below a subject too") {
    CHECK(steps_in(below_mirror("Next action: Petra will write down what it costs")) ==
          Strings{"Petra: Write down what it costs"});
    CHECK(steps_in(below_mirror("TODO: Petra to ask the hosts")) == Strings{"Petra: Ask the hosts"});
}

TEST_CASE("groups are given tasks") {
    const auto steps = [](const std::string& line) { return steps_in(below_mirror(line)); };
    CHECK(steps("TSC members to review the plan of the mirror") ==
          Strings{"TSC members: Review the plan of the mirror"});
    CHECK(steps("The board will ask the hosts about the cost") ==
          Strings{"The board: Ask the hosts about the cost"});
    CHECK(steps("Everyone to read the draft of the plan") == Strings{": Read the draft of the plan"});
    CHECK(steps("Todos devem revisar o plano do espelho") == Strings{": Revisar o plano do espelho"});
    CHECK(steps("El equipo debe revisar el plan del espejo") == Strings{": Revisar el plan del espejo"});
    CHECK(steps("PR to add the mirror to the list").empty());
    CHECK(steps("The board was happy to read the plan").empty());
}

TEST_CASE("who answers a request in notes does what was asked") {
    CHECK(steps_in(below_mirror("Can somebody measure the traffic of the mirror?\nAna will do that.")) ==
          Strings{"Ana Prado: Measure the traffic of the mirror"});
    CHECK(steps_in(below_mirror("Is the mirror any good?\nAna will do that.")).empty());
}

TEST_CASE("silence after a question decides") {
    const auto decided = [](const std::string& lines) { return decisions_in(minutes(below_mirror(lines))); };
    CHECK(decided("Any objections to closing the mirror?\nNone.") ==
          Strings{"Any objections to closing the mirror? None."});
    CHECK(decided("Alguma objeção a fechar o espelho em maio?\nNão.") ==
          Strings{"Alguma objeção a fechar o espelho em maio? Não."});
    CHECK(decided("¿Alguna objeción a cerrar el espejo en mayo?\nNinguna.").size() == 1);
    CHECK(decided("Ana asked if there were any objections to closing the mirror, none voiced.").size() == 1);
    CHECK(decided("We should close the mirror in May. No objections so will do that.") ==
          Strings{"We should close the mirror in May. No objections so will do that."});
    CHECK(decided("Any news from the mirror?\nNone.").empty());
    CHECK(decided("If the hosts do the work, no objections.").empty());
    CHECK(decided("No objections so far from the hosts of the mirror.").empty());
}

TEST_CASE("how a subject ends is decided") {
    const auto decided = [](const std::string& lines) { return decisions_in(minutes(below_mirror(lines))); };
    for (const auto* line :
         {"Planning to close the mirror in May", "Ok to merge the mirror in the north",
          "Keep the mirror until May", "Will leave the mirror as it is",
          "Discussed already, agreed to close the mirror", "Discussed and agreed that the mirror closes",
          "Agreed if nobody objects to it until May",
          "The net of the discussion is that the mirror closes"}) {
        CAPTURE(line);
        CHECK(decided(line).size() == 1);
    }
    for (const auto* line : {"Keep the mirror until May?", "Rich: planning to close the mirror in May",
                             "Drop in traffic since May", "A likely outcome is that the mirror closes",
                             "Not urgent, the mirror is fine"}) {
        CAPTURE(line);
        CHECK(decided(line).empty());
    }
    // A subject with its notes tells nothing by itself.
    CHECK(decisions_in(minutes("# Weekly\n\n## Registry\n\n* Mirror at stage 2 #12\n  * no news\n")).empty());
}

TEST_CASE("what stands below the list of who was there is talked about") {
    CHECK(decisions_in(minutes("# Weekly\n\n## Present\n\n* Ana Prado\n\n### Registry\n\n"
                               "* Agreed to close the mirror in May\n")) ==
          Strings{"Agreed to close the mirror in May"});
}

TEST_CASE("tables say in their own words what a row is") {
    const auto ata = minutes(
        "# Ata\n\n## Assuntos tratados\n\n| N° | Descrição | Tipo |\n|---|---|---|\n"
        "| 1 | Fechar o espelho do sul em maio | Decisão |\n| 2 | História do espelho do norte | "
        "Apresentação |\n\n"
        "## Pauta e decisões\n\n| Item | Tema / Pauta | Decisão / Conclusão |\n|---|---|---|\n"
        "| 1 | Espelho do norte | O espelho do norte fica aberto até junho |\n");
    CHECK(decisions_in(ata) ==
          Strings{"Fechar o espelho do sul em maio", "O espelho do norte fica aberto até junho"});
    CHECK(steps_in(
              "# Ata\n\n## Compromissos\n\n| N° | Compromisso | Responsável(is) | Data |\n|---|---|---|---|\n"
              "| 1 | Medir o tráfego do espelho | Ana Prado | 30/11 |\n") ==
          Strings{"Ana Prado: Medir o tráfego do espelho"});
    // One word is enough where a column says whose it is and by when; a form that nobody filled in is none.
    CHECK(steps_in("# Ata\n\n## Compromissos\n\n[Escrever quem faz o que e até quando]\n\n"
                   "| N° | Compromisso | Responsável | Data |\n|---|---|---|---|\n"
                   "| 1 | Glossário | Ana Prado | 30/11 |\n") == Strings{"Ana Prado: Glossário"});
}

TEST_CASE("tasks may name their people last") {
    CHECK(steps_in("# Acta\n\n## Asistentes\n\n- Ana Prado\n- Iván Ruiz\n\n## Acciones pendientes\n\n"
                   "- Escribir el resumen del espejo: Ana e Iván Ruiz\n")
              .size() == 1);
    CHECK(steps_in("# Acta\n\n## Asistentes\n\n- Ana Prado\n- Iván Ruiz\n\n## Acciones pendientes\n\n"
                   "- Escribir el resumen del espejo: Ana y Iván Ruiz\n") ==
          Strings{"Ana Prado, Iván Ruiz: Escribir el resumen del espejo"});
    // "e" joins, "é" states: an item that lists two things is no remark.
    CHECK(steps_in("# Ata\n\n## Pendências\n\n- Visitas e medições do espelho do norte\n").size() == 1);
}

TEST_CASE("labels stand in round brackets as well") {
    CHECK(steps_in(below_mirror("(Action) Review the lists of members")) ==
          Strings{": Review the lists of members"});
    CHECK(steps_in(below_mirror("(Ação) Revisar as listas de membros")) ==
          Strings{": Revisar as listas de membros"});
    CHECK(steps_in(below_mirror("(Acción) Revisar las listas de miembros")) ==
          Strings{": Revisar las listas de miembros"});
    CHECK(decisions_in(minutes(below_mirror("(Decision) The mirror moves to the north in May"))).size() == 1);
    CHECK(decisions_in(minutes(below_mirror("(Actions) of the council were praised"))).empty());
}

TEST_CASE("who volunteers has a task, for work or for a thing, whether a list names them or not") {
    CHECK(steps_in(below_mirror("Ana has volunteered for the release in May")) ==
          Strings{"Ana Prado: The release in May"});
    CHECK(steps_in(below_mirror("Priya volunteered to film the talk")) == Strings{"Priya: Film the talk"});
    CHECK(steps_in(below_mirror("Agreed, Priya will ask the printer")) == Strings{"Priya: Ask the printer"});
    CHECK(steps_in(below_mirror("Ana se voluntariou para a venda de bolos")).size() == 1);
    CHECK(steps_in(below_mirror("Ana se ofreció para la venta de pasteles")).size() == 1);
    CHECK(steps_in(below_mirror("Rich & others: Suggest to add Lena to the list")).empty());
}

TEST_CASE("a person's task below another one is a task; a package's scope is no person") {
    const std::string before = "# Weekly\n\nPresent: Rich Tott, Ana Prado\n\n## Action items\n\n";
    CHECK(steps_in(before + "* Rich to write to the board about the tools\n  * @lena to add the members\n") ==
          Strings{"Rich Tott: Write to the board about the tools", "Lena: Add the members"});
    CHECK(steps_in(before + "* Add @mirror/tools to the list of the week\n") ==
          Strings{": Add @mirror/tools to the list of the week"});
}

TEST_CASE("a box that names a page is an entry of the agenda") {
    const std::string before = "# Weekly\n\nPresent: Rich Tott, Ana Prado\n\n## Announcements\n\n";
    CHECK(steps_in(before + "- [x] Reviews of the week - https://example.org/reviews\n").empty());
    CHECK(steps_in(before + "- [ ] Answer the reviews - https://example.org/reviews\n").size() == 1);
}
