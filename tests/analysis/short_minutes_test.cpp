// What minutes put shortly: what is put off, answers, headings of what was approved, names before a bare
// verb.
#include "material.h"

#include <doctest/doctest.h>

using namespace material;
using Strings = std::vector<std::string>;

namespace {

std::string about_the_stairs(std::string_view title, std::string_view people, std::string_view lines) {
    return "# " + std::string(title) + "\n\n" + std::string(people) +
           ": Noor Haddad, Tom Reed\n\n## House\n\n* The stairs [#12](http://example.org/12)\n" +
           std::string(lines);
}
Strings english(std::string_view lines) {
    return decisions_in(minutes(about_the_stairs("Weekly", "Attendees", lines)));
}
Strings portuguese(std::string_view lines) {
    return decisions_in(minutes(about_the_stairs("Ata da reunião", "Presentes", lines)));
}
Strings spanish(std::string_view lines) {
    return decisions_in(minutes(about_the_stairs("Acta de la reunión", "Asistentes", lines)));
}
Strings tasks(std::string_view title, std::string_view people, std::string_view lines) {
    Strings found;
    for (const auto& item : actions_in(minutes(about_the_stairs(title, people, lines))))
        found.push_back(item.who + ": " + item.what);
    return found;
}
Strings tasks(std::string_view lines) {
    return tasks("Weekly", "Attendees", lines);
}

}  // namespace

TEST_CASE("what is put off is told with its subject") {
    CHECK(english("  * Deferred to a meeting where Ruth can be there.\n") ==
          Strings{"The stairs: Deferred to a meeting where Ruth can be there."});
    CHECK(portuguese("  * Adiada até o marceneiro voltar de férias.\n") ==
          Strings{"The stairs: Adiada até o marceneiro voltar de férias."});
    CHECK(spanish("  * Aplazada hasta que vuelva el carpintero.\n") ==
          Strings{"The stairs: Aplazada hasta que vuelva el carpintero."});
}

TEST_CASE("one word at the end puts off what those who are missing should talk about") {
    CHECK(english("  * Ruth and Bela are away, skipping\n").size() == 1);
    CHECK(english("  * Noor: the carpenter is missing, postponed.\n").size() == 1);
    CHECK(english("  * Skipped for now\n") == Strings{"The stairs: Skipped for now"});
    CHECK(portuguese("  * A Rute não veio, adiado.\n").size() == 1);
    CHECK(spanish("  * Falta la carpintera, aplazado.\n").size() == 1);
    CHECK(english("  * Tom likes reading, skating, skipping ropes\n").empty());
    CHECK(english("  * Noor: skipping\n").empty());
}

TEST_CASE("what was carried over to the next meeting is decided, what was carried elsewhere is a story") {
    CHECK(english("  * These were carried over to the next meeting\n").size() == 1);
    CHECK(portuguese("  * Isso foi adiado para a próxima reunião\n").size() == 1);
    CHECK(spanish("  * Esto fue aplazado hasta la próxima reunión\n").size() == 1);
    CHECK(english("  * The boards were rolled over to the shed\n").empty());
}

TEST_CASE("what will be done unless anybody objects is decided, whoever does it") {
    CHECK(english("  * Draft is out, will paint them unless there are concerns by Friday\n").size() == 1);
    CHECK(english("  * For information, plan to paint them on Monday unless anybody objects\n").size() == 1);
    CHECK(portuguese("  * Vai pintar a escada na segunda a menos que alguém levante objeções\n").size() == 1);
    CHECK(spanish("  * Va a pintar la escalera el lunes salvo que alguien se oponga\n").size() == 1);
    CHECK(english("  * Draft is out, will paint them unless it rains on Friday\n").empty());
}

TEST_CASE("a group answers what it asked itself") {
    CHECK(english("  * Should we buy a second ladder?\n    * Yes\n") ==
          Strings{"Should we buy a second ladder? Yes"});
    CHECK(english("  * Should we buy a second ladder? No.\n").size() == 1);
    CHECK(portuguese("  * Devemos comprar outra escada de mão?\n    * Sim\n").size() == 1);
    CHECK(spanish("  * ¿Debemos comprar otra escalera de mano?\n    * Sí\n").size() == 1);
    // What one of them thinks, what is only asked for, and doubt.
    CHECK(english("  * Should we buy a second ladder?\n    * Tom: yes\n").empty());
    CHECK(english("  * Did anybody see the second ladder?\n    * Yes\n").empty());
    CHECK(english("  * Should we buy a second ladder?\n    * Yes, but not before the summer is over\n")
              .empty());
}

TEST_CASE("a heading says that what is listed below it was approved") {
    const auto below = [](std::string_view title, std::string_view heading, std::string_view item) {
        return decisions_in(minutes("# " + std::string(title) + "\n\n## " + std::string(heading) + "\n\n- " +
                                    std::string(item) + "\n- None\n"));
    };
    CHECK(below("Board", "Loans approved", "Choir of the lower town: 300 crowns") ==
          Strings{"Loans approved: Choir of the lower town: 300 crowns"});
    CHECK(below("Ata da reunião", "Ajudas aprovadas", "Coro da cidade baixa: 300 reais para as cadeiras")
              .size() == 1);
    CHECK(below("Acta de la reunión", "Ayudas aprobadas", "Coro de la ciudad baja: 300 euros para las sillas")
              .size() == 1);
    CHECK(below("Board", "Loans to be approved", "Choir of the lower town").empty());
    CHECK(below("Board", "Loans considered", "Choir of the lower town").empty());
}

TEST_CASE("a motion that was approved is theirs, whatever it is to do") {
    CHECK(
        english("  * A motion to let the choir use the stairs to store its chairs was approved.\n").size() ==
        1);
    CHECK(portuguese("  * Uma moção para o coro guardar cadeiras na escada foi aprovada.\n").size() == 1);
    CHECK(spanish("  * Una moción para que el coro guarde sillas en la escalera fue aprobada.\n").size() ==
          1);
    CHECK(english("  * A law to let choirs use stairs to store chairs was approved.\n").empty());
    CHECK(english("  * If a motion to let the choir use the stairs was approved, we would need chairs.\n")
              .empty());
}

TEST_CASE("a decision that points to what is above it is told with that") {
    CHECK(english("  * Resolution: This lamp will not be bought.\n") ==
          Strings{"The stairs: This lamp will not be bought."});
    // Two that only differ by what they point to are two.
    CHECK(decisions_in(
              minutes("# Weekly\n\n## Lamps in the yard\n\n**Resolution**: This lamp will be bought.\n\n"
                      "## Bells at the door\n\n**Resolution**: This lamp will not be bought.\n"))
              .size() == 2);
}

TEST_CASE("a clause of the group needs no comma before it") {
    CHECK(english("  * Only for information and we agreed to move the party to June\n").size() == 1);
    CHECK(english("  * It is hard if Ruth and we agreed to move the party to June\n").empty());
}

TEST_CASE("what speaks in favor of something is no dissent") {
    CHECK(english("  * Nobody argues for the second ladder.\n").empty());
    CHECK(english("  * Nobody argued against the second ladder.\n").size() == 1);
}

TEST_CASE("the other half of a line about the agenda is heard where no subject is told") {
    CHECK(decisions_in(
              minutes("# Weekly\n\n- We agreed to publish the house rules, remove from the agenda\n")) ==
          Strings{"We agreed to publish the house rules, remove from the agenda"});
}

TEST_CASE("a bare verb after a name is an order to whoever is named") {
    CHECK(tasks("  * Noor open a ticket for the handrail\n") ==
          Strings{"Noor Haddad: Open a ticket for the handrail"});
    CHECK(tasks("  * Noor/Tom add the reasons in the comment\n") ==
          Strings{"Noor Haddad, Tom Reed: Add the reasons in the comment"});
    CHECK(tasks("  * Tom followup with the carpenter on the price\n") ==
          Strings{"Tom Reed: Followup with the carpenter on the price"});
    CHECK(tasks("  * Tom put the lamps back last night\n").empty());
    CHECK(tasks("  * Tom opens a ticket for every lamp\n").empty());
    CHECK(tasks("  * Tom open to paint it himself\n").empty());
}

TEST_CASE("people who are in no list share a task") {
    CHECK(tasks("  * Lena Brandt to write to the carpenter.\n") ==
          Strings{"Lena Brandt: Write to the carpenter"});
    CHECK(tasks("  * The stairs may stay. Lena and Ibo to write to the carpenter.\n") ==
          Strings{"Lena, Ibo: Write to the carpenter"});
    CHECK(tasks("  * Lena and Ibo to meet\n") == Strings{"Lena, Ibo: Meet"});
    CHECK(tasks("  * Next Friday to write to the carpenter would be late\n").empty());
}

TEST_CASE("only the first sentence of a note has the label of whoever says it") {
    CHECK(tasks("  * Noor: can we drop the second rail? Yes, Tom will update the drawing.\n") ==
          Strings{"Tom Reed: Update the drawing"});
}

TEST_CASE("what somebody is going to do is a promise where it was written down") {
    CHECK(tasks("  * Noor: I'm going to propose a lower price.\n") ==
          Strings{"Noor Haddad: Propose a lower price"});
    CHECK(tasks("Acta de la reunión", "Asistentes", "  * Noor: Intentaré escribir un presupuesto.\n") ==
          Strings{"Noor Haddad: Escribir un presupuesto"});
    CHECK(tasks("  * Noor: I can propose a lower price.\n").empty());
}

TEST_CASE("who did something and will do more has a task") {
    CHECK(tasks("  * Tom counted the loose boards and will write a list for the carpenter\n") ==
          Strings{"Tom Reed: Write a list for the carpenter"});
    CHECK(tasks("  * Tom counted the boards that Ruth took and might write a list\n").empty());
    CHECK(tasks("  * Tom broke two boards and will get a letter from the carpenter\n").empty());
}

TEST_CASE("who takes care of it takes on the subject") {
    CHECK(tasks("  * Noor: I will take care of it\n") == Strings{"Noor Haddad: The stairs #12"});
}

TEST_CASE("an outcome that names nothing is told with the motion above it") {
    const auto board = [](std::string_view title, std::string_view lines) {
        return decisions_in(minutes("# " + std::string(title) + "\n\n## Feast\n\n" + std::string(lines)));
    };
    CHECK(
        board("Board",
              "- Motion to buy a ladder by Noor Haddad\n- Seconded by Tom Reed\n- Motion carried\n\nMore was "
              "said about lamps.\n\n- Motion to mend the lamps by Tom Reed\n- Seconded by Noor Haddad\n- "
              "Motion carried unanimously\n") ==
        Strings{"Motion to buy a ladder by Noor Haddad: Motion carried",
                "Motion to mend the lamps by Tom Reed: Motion carried unanimously"});
    CHECK(board("Board", "- Noor likes the ladder\n- Motion carried\n") == Strings{"Feast: Motion carried"});
}

TEST_CASE("nearly the same words are two decisions where a number, a denial or the subject differs") {
    const auto of = [](std::string_view lines) {
        return decisions_in(minutes("# Weekly\n\n## Decisions\n\n" + std::string(lines))).size();
    };
    CHECK(of("- Accept change 2 to the rules of the house\n- Accept change 7 to the rules of the house\n") ==
          2);
    CHECK(of("- The lamps in the yard will be mended\n- The lamps in the yard will not be mended\n") == 2);
    CHECK(of("- Accept change 2 to the rules of the house\n- Accept change 2 to the rules of our house\n") ==
          1);
    CHECK(decisions_in(minutes("# Board\n\n## Report on lamps\n\n- Motion carried unanimously\n\n"
                               "## Report on ladders\n\n- Motion carried unanimously\n"))
              .size() == 2);
}

TEST_CASE("in talk that a scribe typed the last word on a subject may put it off") {
    const auto talk = [](std::string_view last) {
        return decisions_in(minutes(
            "# Call\n\nPresent: Noor, Tom, Ruth\n\n## Lamps in the yard\n\nNoor: The lamps "
            "are old.\n\n" +
            std::string(last) + "\n\n## Bells at the door\n\nTom: The bells are new.\n\nRuth: They ring.\n"));
    };
    CHECK(talk("Tom: Let's defer until Ruth has seen them.") ==
          Strings{"Lamps in the yard: Let's defer until Ruth has seen them."});
    CHECK(talk("Tom: Passing because the carpenter is away.").size() == 1);
    CHECK(talk("Tom: Should we defer until Ruth has seen them?").empty());
    CHECK(talk("Tom: The mayor wants us to wait until Ruth has seen them.").empty());
    CHECK(talk("Tom: Let's defer until Ruth has seen them.\n\nNoor: No, they are dangerous.").empty());
}

TEST_CASE("a list of what is to be done, and of what was taken away, holds tasks") {
    const auto below = [](std::string_view heading) {
        return actions_in(minutes("# Weekly\n\nPresent: Noor Haddad, Tom Reed\n\n## " + std::string(heading) +
                                  "\n\n- Mend the lamps in the yard (Noor/Tom)\n- The yard was dark\n"));
    };
    REQUIRE(below("Takeaways").size() == 1);
    CHECK(below("Takeaways")[0].who == "Noor Haddad, Tom Reed");
    CHECK(below("Things to be done").size() == 1);
    CHECK(below("Things to be seen").empty());
    // What is asked in brackets is asked of a part.
    const auto actions = actions_in(minutes(
        "# Weekly\n\nPresent: Noor Haddad\n\n## Actions\n\n- Noor to draw a map of the yard (for June?)\n"));
    REQUIRE(actions.size() == 1);
    CHECK(actions[0].who == "Noor Haddad");
}

TEST_CASE("what was decided at the end of a sentence about talk is decided") {
    CHECK(english("  * Ruth brought the rota up again and decided we will paint them in June.\n").size() ==
          1);
    CHECK(english("  * Plan of the carpenter moves to phase 2.\n").size() == 1);
    CHECK(portuguese("  * A proposta da escada passa para a fase 2.\n").size() == 1);
    CHECK(spanish("  * La propuesta de la escalera pasa a la fase 2.\n").size() == 1);
}

TEST_CASE("a recap tells a decision that only ends with the agenda") {
    auto input =
        input_of({minutes("# House weekly\n\nDate: 2026-11-17\nAttendees: Maya Lindqvist, Tom Reed\n\n"
                          "## Decisions\n\n"
                          "- The lamps in the yard burn until midnight from December on.\n"
                          "- We close the side entrance at the end of the winter.\n\n"
                          "## Rules\n\n"
                          "- We agreed to print the rules of the house in March, remove from the agenda.\n"
                          "- Leave it on the agenda until May.\n")});
    input.person.recaps = true;
    std::string told;
    for (const auto& suggestion : analyze(input).suggestions)
        for (const auto& point : suggestion.key_points)
            told += point + "\n";
    CHECK(told.find("print the rules of the house") != std::string::npos);
    CHECK(told.find("until May") == std::string::npos);
}

TEST_CASE("who finds something out for the group has a task, though it is asked with if") {
    CHECK(tasks("  * Noor: will check with the carpenter if oak is cheaper\n") ==
          Strings{"Noor Haddad: Check with the carpenter if oak is cheaper"});
    CHECK(tasks("Ata da reunião", "Presentes",
                "  * Noor: vai verificar com o marceneiro se o carvalho sai mais barato\n")
              .size() == 1);
    CHECK(tasks("Acta de la reunión", "Asistentes",
                "  * Noor: va a preguntar al carpintero si el roble sale más barato\n")
              .size() == 1);
    CHECK(tasks("  * Noor: will buy oak if it is cheaper\n").empty());
}

TEST_CASE("a group that seems to agree, and nobody who objects when asked") {
    CHECK(english("  * Everybody seems ok with the wooden stairs\n").size() == 1);
    CHECK(portuguese("  * Todos parecem de acordo com a escada de madeira\n").size() == 1);
    CHECK(spanish("  * Todos parecen de acuerdo con la escalera de madera\n").size() == 1);
    CHECK(english("  * Somebody seems ok with the wooden stairs\n").empty());
    CHECK(english("  * Noor, any objections to the wooden stairs?\n    * none from the people on the call\n")
              .size() == 1);
}

TEST_CASE("aims and what was done are nobody's tasks") {
    const auto below = [](std::string_view heading, std::string_view item) {
        return actions_in(minutes("# Weekly\n\nPresent: Noor Haddad\n\n## " + std::string(heading) +
                                  "\n\n* " + std::string(item) +
                                  "\n  * Write a guide to the lamps of the yard\n"))
            .size();
    };
    CHECK(below("Yard", "Lamps") == 1);
    CHECK(below("Yard", "Done:") == 0);
    CHECK(
        actions_in(minutes("# Weekly\n\nPresent: Noor Haddad\n\n## Goals\n\n* Write a guide to the lamps\n"))
            .empty());
    // "Descripción breve" heads tasks, too.
    CHECK(
        actions_in(
            minutes("# Acta de la reunión\n\n## Tareas asignadas\n\n| # | Descripción breve | Responsable(s) "
                    "| Fecha límite |\n| - | - | - | - |\n| 1 | Análisis de las respuestas de la encuesta | "
                    "Noor Haddad | 18/02/2026 |\n"))
            .size() == 1);
}
