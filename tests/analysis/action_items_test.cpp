#include "material.h"

#include <doctest/doctest.h>

using namespace material;

namespace {

// The only action item of minutes of Tuesday, 17 November 2026, whose list of actions holds the line.
ActionItem only(std::string_view line) {
    const auto items = actions_in(
        minutes("# Weekly\n\nAttendees: Maya Lindqvist, Jonas Ek, Priya Raman\n\n## Action items\n\n- " +
                std::string(line) + "\n"));
    REQUIRE(items.size() == 1);
    return items[0];
}

std::vector<ActionItem> said(std::string_view lines) {
    return actions_in(talk(lines));
}

}  // namespace

TEST_CASE("who does what by when, in the ways that people write it") {
    for (const std::string line :
         {"Maya: write the runbook by Friday", "Maya to write the runbook by Friday",
          "Maya will write the runbook by Friday", "@maya write the runbook by Friday",
          "Write the runbook (owner: Maya, due: by Friday)", "Write the runbook (Maya, by Friday)",
          "Write the runbook by Friday — Maya", "[ ] Maya: write the runbook by Friday"}) {
        CAPTURE(line);
        const auto item = only(line);
        CHECK(item.who == "Maya Lindqvist");
        CHECK(item.what == "Write the runbook");
        CHECK(item.due == "by Friday");
        CHECK(item.due_date == day("2026-11-20"));
        CHECK_FALSE(item.done);
    }
}

TEST_CASE("an action that is noted on a line of its own is one, whatever its label says of whose it is") {
    const auto items = actions_in(
        minutes("# Weekly\n\nAttendees: Maya Lindqvist, Jonas Ek, Priya Raman\n\nWe looked at the import "
                "job.\nAction: Jonas writes the runbook by Friday\nTODO Maya: tell support about the "
                "outage window\nAction (Priya): order disks for the build machines\n"));
    REQUIRE(items.size() == 3);
    CHECK(items[0].who == "Jonas Ek");
    CHECK(items[0].what == "Write the runbook");
    CHECK(items[0].due_date == day("2026-11-20"));
    CHECK(items[1].who == "Maya Lindqvist");
    CHECK(items[1].what == "Tell support about the outage window");
    CHECK(items[2].who == "Priya Raman");
    CHECK(items[2].what == "Order disks for the build machines");
}

TEST_CASE("a ticked box is done") {
    CHECK(only("[x] Jonas: rotate the keys of the registry").done);
}

TEST_CASE("nobody named is nobody") {
    const auto item = only("Rotate the keys of the registry");
    CHECK(item.who.empty());
    CHECK(item.what == "Rotate the keys of the registry");
    CHECK(item.due.empty());
    CHECK_FALSE(item.due_date.has_value());
}

TEST_CASE("a label that is no name is none") {
    CHECK(only("Docs: rewrite the page about canaries").who.empty());
    CHECK(only("Talk to finance about the budget").who.empty());
}

TEST_CASE("a table of actions is read by its header") {
    const auto items =
        actions_in(minutes("# Ata\n\nPresentes: Rafael Nogueira, Bia Monteiro\n\n## Ações\n\n| O quê | "
                           "Responsável | Prazo |\n|---|---|---|\n| Protótipo da mensagem | Bia | 30/11 |\n| "
                           "Ligar para as clínicas | Rafael | sexta |\n"));
    REQUIRE(items.size() == 2);
    CHECK(items[0].what == "Protótipo da mensagem");
    CHECK(items[0].who == "Bia Monteiro");
    CHECK(items[0].due_date == day("2026-11-30"));
    CHECK(items[1].who == "Rafael Nogueira");
    CHECK(items[1].due_date == day("2026-11-20"));
}

TEST_CASE("days are resolved against the meeting's date") {
    const auto due = [](std::string_view phrase) {
        return only("Maya: write the runbook " + std::string(phrase)).due_date;
    };
    CHECK(due("by tomorrow") == day("2026-11-18"));
    CHECK(due("by Thursday") == day("2026-11-19"));
    CHECK(due("by Tuesday") == day("2026-11-24"));
    CHECK(due("next Friday") == day("2026-11-27"));
    CHECK(due("by Friday next week") == day("2026-11-27"));
    CHECK(due("EOD Friday") == day("2026-11-20"));
    CHECK(due("by end of week") == day("2026-11-20"));
    CHECK(due("by the end of the month") == day("2026-11-30"));
    CHECK(due("by Nov 24") == day("2026-11-24"));
    CHECK(due("by 24 November") == day("2026-11-24"));
    CHECK(due("by January 8th") == day("2027-01-08"));
    CHECK(due("by 2026-12-01") == day("2026-12-01"));
    CHECK(due("by 24/11") == day("2026-11-24"));
    CHECK(due("in two weeks") == day("2026-12-01"));
    CHECK_FALSE(due("before the launch").has_value());
}

TEST_CASE("an English date that may be in May or in November is not guessed") {
    const auto item = only("Maya: write the runbook by 05/11");
    CHECK(item.due == "by 05/11");
    CHECK_FALSE(item.due_date.has_value());
}

TEST_CASE("days in Portuguese") {
    const auto due = [](std::string_view phrase) {
        const auto items =
            actions_in(minutes("# Ata da reunião\n\nPresentes: Rafael Nogueira, Bia Monteiro\n\n## Próximos "
                               "passos\n\n- Bia: escrever o texto do lembrete " +
                               std::string(phrase) + "\n"));
        REQUIRE(items.size() == 1);
        CHECK(items[0].who == "Bia Monteiro");
        return items[0].due_date;
    };
    CHECK(due("até amanhã") == day("2026-11-18"));
    CHECK(due("até sexta") == day("2026-11-20"));
    CHECK(due("até sexta-feira") == day("2026-11-20"));
    CHECK(due("semana que vem") == day("2026-11-27"));
    CHECK(due("até o fim do mês") == day("2026-11-30"));
    CHECK(due("até 24/11") == day("2026-11-24"));
    CHECK(due("até 5/12") == day("2026-12-05"));
    CHECK(due("até 24 de novembro") == day("2026-11-24"));
    CHECK(due("até dia 24") == day("2026-11-24"));
}

TEST_CASE("who promises something in speech has it to do") {
    const auto items =
        said("Jonas Ek: I'll write the rule for the rollout by Thursday.\nMaya Lindqvist: Great.\n");
    REQUIRE(items.size() == 1);
    CHECK(items[0].who == "Jonas Ek");
    CHECK(items[0].what == "Write the rule for the rollout");
    CHECK(items[0].due == "by Thursday");
    CHECK(items[0].due_date == day("2026-11-19"));

    const auto portuguese = said("Rafael Nogueira: Eu vou escrever a regra do envio até sexta.\n");
    REQUIRE(portuguese.size() == 1);
    CHECK(portuguese[0].who == "Rafael Nogueira");
    CHECK(portuguese[0].due_date == day("2026-11-20"));
}

TEST_CASE("a way of speaking is no promise") {
    for (const std::string phrase :
         {"I'll be honest, the build is slow.", "I'll share my screen with the build page.",
          "We'll see about the build.", "I'll say this about the build system.",
          "I'll stop the recording here.", "Maybe I'll write something about the build.", "I'll check.",
          "I'll take that.", "I'll put the link in the chat.",
          "If I write the rule, I'll send the draft maybe."}) {
        CAPTURE(phrase);
        CHECK(said(std::string("Jonas Ek: ") + phrase + "\n").empty());
    }
    for (const std::string phrase :
         {"Vou ser sincero, o painel está lento.", "Vou compartilhar a minha tela com o painel.",
          "Vou parar a gravação.", "Acho que vou escrever algo sobre isso."}) {
        CAPTURE(phrase);
        CHECK(said(std::string("Rafael Nogueira: ") + phrase + "\n").empty());
    }
}

TEST_CASE("a request is a task once it is accepted") {
    const auto items =
        said("Maya Lindqvist: Can you measure the cold start, Jonas?\nJonas Ek: Sure, no problem.\n");
    REQUIRE(items.size() == 1);
    CHECK(items[0].who == "Jonas Ek");
    CHECK(items[0].what == "Measure the cold start");
    CHECK(said("Maya Lindqvist: Can you measure the cold start, Jonas?\nJonas Ek: That is what Priya does.\n")
              .empty());
}

TEST_CASE("a task given to somebody in Portuguese speech") {
    const auto items =
        said("Rafael Nogueira: A Bia vai escrever o texto do lembrete até quinta.\nBia Monteiro: Isso.\n");
    REQUIRE(items.size() == 1);
    CHECK(items[0].who == "Bia Monteiro");
    CHECK(items[0].due_date == day("2026-11-19"));
    const auto falls_to =
        said("Rafael Nogueira: A medição do teste fica com a Bia até sexta.\nBia Monteiro: Pode ser.\n");
    REQUIRE(falls_to.size() == 1);
    CHECK(falls_to[0].who == "Bia Monteiro");
    CHECK(falls_to[0].what == "A medição do teste");
}

TEST_CASE("minutes give tasks in the future of the verb, and write the article before a name") {
    const auto items = actions_in(minutes(
        "# Ata da reunião\n\nPresentes: Célia Batista, Walmir Souza, Neide Lima\n\n## Lixo\n\nDiscutiu-se o "
        "horário do caminhão. O Sr. Walmir encaminhará ofício à prefeitura até sexta-feira. A Neide vai "
        "comprar as lonas. A Célia estará fora em dezembro.\n"));
    REQUIRE(items.size() == 2);
    CHECK(items[0].who == "Walmir Souza");
    CHECK(items[0].what.find("ofício à prefeitura") != std::string::npos);
    CHECK(items[0].due_date.has_value());
    CHECK(items[1].who == "Neide Lima");
}

TEST_CASE("somebody and the others share a task") {
    const auto items =
        actions_in(minutes("# Weekly\n\nAttendees: Maya Lindqvist, Tom Reed\n\n## Tools\n\n- The mirror is "
                           "full. Maya and other members to review the backups.\n"));
    REQUIRE(items.size() == 1);
    CHECK(items[0].who == "Maya Lindqvist, other members");
    CHECK(items[0].what == "Review the backups");
}
