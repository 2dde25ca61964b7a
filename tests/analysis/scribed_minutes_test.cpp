// Minutes in which every paragraph opens with who speaks, and what their scribe noted in between.
#include "material.h"

#include <doctest/doctest.h>

using namespace material;

namespace {

using Lines = std::vector<std::string>;

// "Who: what" of each action.
Lines given_in(std::string_view text) {
    Lines tasks;
    for (const auto& item : actions_in(minutes(text)))
        tasks.push_back(item.who + ": " + item.what);
    return tasks;
}

std::string scribed(std::string_view between) {
    return "# Library board\n\n## Present\n\n* Ana Prado\n* Jonas Ek\n* Petra Lund\n* Ivo Marsh\n\n## "
           "Minutes\n\n"
           "### Opening hours\n\nAna: the hall is empty on Sundays.\n\nJonas: that was so last year, too.\n\n"
           "Petra: people come when it rains.\n\n" +
           std::string(between) + "\n\n### Roof\n\nAna: it holds.\n\nJonas: so far it does.\n";
}

}  // namespace

TEST_CASE("a list or a note between what people said is the scribe's") {
    CHECK(given_in(scribed("* Ivo to count the visitors of a month.")) ==
          Lines{"Ivo Marsh: Count the visitors of a month"});
    CHECK(given_in(scribed("_Petra to start a list of volunteers_")) ==
          Lines{"Petra Lund: Start a list of volunteers"});
    // A word that may head tasks, and the tasks below it.
    CHECK(given_in(scribed("**Next**:\n\n* Jonas to ask the council about the rent.")) ==
          Lines{"Jonas Ek: Ask the council about the rent"});
    CHECK(decisions_in(minutes(scribed("* Agreed to close the hall on Sundays."))) ==
          Lines{"Agreed to close the hall on Sundays."});
    // The same of somebody who says it is talk.
    CHECK(given_in(scribed("Ivo: I will count them if you like.")).empty());
    CHECK(decisions_in(minutes(scribed("> Agreed to close the hall on Sundays."))).empty());
}

TEST_CASE("what is noted of one person may be any work") {
    const auto task = [](const std::string& line) {
        return given_in("# Weekly\n\nPresent: Ana Prado, Jonas Ek\n\n## Mirror\n\n* " + line + "\n");
    };
    CHECK(task("Ana: will rope in the neighbours and see if they can help.") ==
          Lines{"Ana Prado: Rope in the neighbours and see if they can help"});
    CHECK(task("Ana: will move the mirror if it is mended.").empty());
    CHECK(task("Ana, will there be any snow on the mirror").empty());
    CHECK(task("Ana: we have to tell them, I'll send mail.") == Lines{"Ana Prado: Send mail"});
    CHECK(task("Jonas next step is to write to the owners of the mirror.") ==
          Lines{"Jonas Ek: Write to the owners of the mirror"});
    CHECK(task("Next step is to check if the mirror can be sold.").empty());
    // What is talked about, not who does it.
    CHECK(task("Ana to start talks should not be asked for money").empty());
    CHECK(task("Ana will still have doubts about the mirror").empty());
}

TEST_CASE("a list may stand below a line that leads to it without a colon") {
    CHECK(given_in("# Weekly\n\nPresent: Ana Prado, Jonas Ek\n\n## Mirror\n\n* Ana next steps\n"
                   "  * move the mirror to the hall\n  * update the map of the house\n")
              .size() == 2);
    CHECK(decisions_in(
              minutes("# Weekly\n\n## Mirror\n\n* Consensus is\n  * that the mirror moves to the hall\n"
                      "  * nobody covers it in winter\n")) ==
          Lines{"The mirror moves to the hall", "Nobody covers it in winter"});
}

TEST_CASE("work that is handed out by headings belongs to those whose names stand below") {
    const std::string text =
        "# Reunião\n\n## Participantes\n\n- Ana Prado\n- João Leal\n- Rui Costa\n\n## Resumo\n\n"
        "#### Dupla 1 (`Site`): Desenvolvimento da tela de cadastro\n\n- Ana\n- João\n\n"
        "#### Dupla 2: Escrita da documentação da API\n\n- Rui\n- Bia Nunes\n";
    CHECK(given_in(text) == Lines{"Ana Prado, João Leal: Desenvolvimento da tela de cadastro",
                                  "Rui Costa, Bia Nunes: Escrita da documentação da API"});
    // Things below a numbered heading are no people.
    CHECK(
        given_in("# Weekly\n\nPresent: Ana Prado\n\n## Part 1: What the mirror shows\n\n- Houses\n- Trees\n")
            .empty());
}

TEST_CASE("an answer alone tells that what stands above it was agreed") {
    CHECK(
        decisions_in(minutes("# Weekly\n\n## Mirror\n\n* How about two of us write the rules of the mirror\n"
                             "  * Agreed, that is the next step.\n")) ==
        Lines{"How about two of us write the rules of the mirror Agreed, that is the next step."});
    CHECK(
        decisions_in(minutes("# Weekly\n\n## Mirror\n\n* How about two of us write the rules of the mirror\n"
                             "  * Agreed, but not before May.\n"))
            .empty());
}

TEST_CASE("a wording within what somebody is to do tells of no decision") {
    const auto decided = [](const std::string& line) {
        return decisions_in(minutes("# Weekly\n\nPresent: Ana Prado\n\n## Mirror\n\n* " + line + "\n"))
            .size();
    };
    CHECK(decided("Ana will tell the council of the decision made") == 0);
    CHECK(decided("Ana will tell the council, no objections") == 1);
    CHECK(decided("No objections, but nobody sees what the mirror is good for") == 0);
    CHECK(decided("Older mirrors require no objections from the council to be moved") == 0);
    CHECK(decided("Talked about in the ABC meeting and it was agreed that the mirror may move") == 1);
    CHECK(decided("Leave on until Ana is back") == 1);
    CHECK(decided("Tabled for the 5 November meeting") == 1);
    CHECK(decided("Still delaying for now") == 1);
    CHECK(decided("Nobody of them is here so let's leave it on the agenda until next week") == 1);
    CHECK(decided("Taking off agenda until somebody asks for it") == 1);
    CHECK(decided("Adiado para segunda") == 1);
    CHECK(decided("Nobody blocking, so the mirror can move") == 1);
    CHECK(decided("O consenso parece ser que o espelho fica") == 1);
    CHECK(decided("Parece haber consenso en mover el espejo") == 1);
}

TEST_CASE("what a group does with its agenda is a decision on the subject") {
    const auto decided = [](const std::string& line) {
        return decisions_in(
            minutes("# Weekly\n\nPresent: Ana Prado, Jonas Ek\n\n## The mirror\n\n* " + line + "\n"));
    };
    for (const std::string line :
         {"Leave on the agenda until Jonas is back", "Agenda tag removed", "Untagged from the agenda",
          "Agreed to remove it from the agenda", "Can be taken off the agenda",
          "Discussed last week, removing from the agenda", "Let's keep it on the agenda for one more week",
          "Vamos manter na pauta", "Retirado da pauta", "Mantener en la agenda"}) {
        CAPTURE(line);
        REQUIRE(decided(line).size() == 1);
        CHECK(decided(line)[0] == "The mirror: " + line);
    }
    for (const std::string line :
         {"Ana asked Jonas to leave on the agenda what is old", "Is it still on the agenda?",
          "What we keep in the hall is not the agenda of the board"}) {
        CAPTURE(line);
        CHECK(decided(line).empty());
    }
}

TEST_CASE("nobody's concern, in whatever words, is a decision on what it is about") {
    const auto decided = [](const std::string& line) {
        return decisions_in(minutes(
            "# Weekly\n\nPresent: Ana Prado, Jonas Ek\n\n## The mirror in the hall\n\n* " + line + "\n"));
    };
    for (const std::string line :
         {"Removed from the agenda, no objections to the frame of oak", "No initial concerns about the frame",
          "Discussed last week, consensus is to move the mirror", "Nobody raised concerns about the frame",
          "We could move it to the stairs. The board agrees.", "ABC approves the move to the stairs",
          "Carried with one abstention, the mirror moves", "Ninguém levantou objeções ao espelho",
          "Sin reparos al espejo nuevo"}) {
        CAPTURE(line);
        CHECK(decided(line).size() == 1);
    }
    CHECK(decided("Does not seem to be any objections").size() == 1);
    CHECK(decided("**Approved**") == Lines{"The mirror in the hall: Approved"});
    CHECK(decided("Put off until we have a frame - no objections").size() == 1);
    CHECK(decided("Proposal passes").size() == 1);
    CHECK(decided("Fine with everybody") == Lines{"The mirror in the hall: Fine with everybody"});
    for (const std::string line :
         {"Does anybody have concerns about the frame", "Will not be a long summer for the mirror"}) {
        CAPTURE(line);
        CHECK(decided(line).empty());
    }
    CHECK(
        given_in(
            "# Weekly\n\nPresent: Ana Prado\n\n## The mirror\n\n* Ana is willing to write to the owners\n") ==
        Lines{"Ana Prado: Write to the owners"});
    CHECK(given_in("# Weekly\n\n## The mirror\n\n* Next step, ask the owners if they want it back\n") ==
          Lines{": Ask the owners if they want it back"});
}
