// What is settled in minutes without a verb of deciding.
#include "material.h"

#include <doctest/doctest.h>

using namespace material;

namespace {

bool decides(std::string_view title, std::string_view people, std::string_view line) {
    return decisions_in(
               minutes("# " + std::string(title) + "\n\n" + std::string(people) +
                       ": Noor Haddad, Tom Reed\n\n## Hall\n\n* The hall [#12](http://example.org/12)\n"
                       "  * " +
                       std::string(line) + "\n"))
               .size() == 1;
}

bool in_english(std::string_view line) {
    return decides("Weekly", "Attendees", line);
}
bool in_portuguese(std::string_view line) {
    return decides("Ata da reunião", "Presentes", line);
}
bool in_spanish(std::string_view line) {
    return decides("Acta de la reunión", "Asistentes", line);
}

}  // namespace

TEST_CASE("nobody objects, in whatever words between the denial and its noun") {
    for (const std::string_view line :
         {"No other serious reservations about the second door.",
          "Without any objection or concern, so be it.", "We heard no major objections to the second door.",
          "Nobody in the room was against the second door.",
          "No one raised any further concerns about the door.",
          "No concerns from the owners who came (7),"}) {
        CAPTURE(line);
        CHECK(in_english(line));
    }
    CHECK(in_portuguese("Sem objeções relevantes dos presentes à segunda porta."));
    CHECK(in_portuguese("Ninguém levantou qualquer ressalva à segunda porta."));
    CHECK(in_spanish("No hubo discrepancias importantes sobre la segunda puerta."));
    CHECK(in_spanish("Nadie se mostró en contra de la segunda puerta."));
    CHECK_FALSE(in_english("No major works on the second door this month."));
    CHECK_FALSE(in_portuguese("Ninguém trouxe a chave da segunda porta."));
    CHECK_FALSE(in_spanish("Nadie tiene la llave de la segunda puerta."));
}

TEST_CASE("what a group will do unless somebody objects is decided, what it may do is not") {
    CHECK(in_english("Unless somebody objects by Friday we'll move forward with the second door."));
    CHECK(in_english("If there are no objections we will close the side entrance."));
    CHECK(in_portuguese("Se ninguém se opuser até sexta, vamos fechar a entrada lateral."));
    CHECK(in_spanish("Si nadie se opone hasta el viernes, vamos a cerrar la entrada lateral."));
    CHECK_FALSE(in_english("If there are objections we will close the side entrance."));
    CHECK_FALSE(in_english("Unless it rains we will close the side entrance."));
}

TEST_CASE("a group's future tells what it settles on, in any form of the future") {
    CHECK(in_english("The doors are hard to mend, so we'll just leave them for this year."));
    CHECK(in_english("The board will no longer require a deposit."));
    CHECK(in_portuguese("Manteremos a porta antiga por mais um ano."));
    CHECK(in_portuguese("A gente vai manter a porta antiga por enquanto."));
    CHECK(in_spanish("Seguiremos con la puerta antigua por ahora."));
    CHECK_FALSE(in_english("We'll see how the doors do in winter."));
    CHECK_FALSE(in_portuguese("Veremos a porta antiga no inverno."));
    CHECK_FALSE(in_spanish("Veremos la puerta antigua en invierno."));
}

TEST_CASE("what was approved, turned down or called off is decided, with its verb or without") {
    CHECK(in_english("The offer of the smith was turned down."));
    CHECK(in_english("Longer opening hours rejected because of the noise."));
    CHECK(in_english("Summer party called off because of the works."));
    for (const std::string_view line : {"A festa de verão foi cancelada.", "Taxa de uso mantida em 50 reais.",
                                        "O prazo da obra será prorrogado por um mês."}) {
        CAPTURE(line);
        CHECK(in_portuguese(line));
    }
    for (const std::string_view line :
         {"La fiesta de verano fue cancelada.", "Cuota de uso mantenida en 50 euros.",
          "El plazo de la obra será prorrogado un mes."}) {
        CAPTURE(line);
        CHECK(in_spanish(line));
    }
    CHECK_FALSE(in_english("We looked at the doors that the smith had approved."));
    CHECK_FALSE(in_english("Noor reported that the loan was approved."));
    CHECK_FALSE(in_portuguese("O telhado foi reformado em 2019."));
    CHECK_FALSE(in_spanish("El tejado fue reformado en 2019."));
}

TEST_CASE("votes are told by their numbers") {
    CHECK(in_english("Vote on the second door: 8 for, 2 against."));
    CHECK(in_english("Council voted 6 to 1 to keep the hall open on Saturdays."));
    CHECK(in_portuguese("Segunda porta: 8 a favor, 2 contra."));
    CHECK(in_spanish("El pleno lo aprobó por 7 votos a 2."));
    CHECK(in_english("The 7 owners on the call were fine with the second door."));
    CHECK_FALSE(in_english("Two people were fine with the second door, four were not."));
    CHECK_FALSE(in_english("The hall opens from 6 to 9 on Saturdays."));
}

TEST_CASE("what a note puts off is decided, with the reason before it") {
    for (const std::string_view line :
         {"Tom is not here, defer to next time.", "Wait until Noor has seen the door.",
          "Don't have the right people skip until next meeting", "Push the door back to next week.",
          "Continue to discuss the colour in GitHub", "Deferring until Tom can add his thoughts.",
          "For visibility, can now be closed.", "Discussed both doors and agreed to order the second."}) {
        CAPTURE(line);
        CHECK(in_english(line));
    }
    CHECK(in_portuguese("Tom não veio, fica para a próxima reunião."));
    CHECK(in_portuguese("Aguardar até a Noor ver a porta."));
    CHECK(in_spanish("Tom no vino, queda para la próxima reunión."));
    CHECK(in_spanish("Esperar hasta que Noor vea la puerta."));
    for (const std::string_view line :
         {"We had to wait until the smith came.", "Do not wait until the smith comes.",
          "If Tom is away, defer to next time.", "The talk was skipped until we found a room.",
          "Shall we wait until next week?", "The smith works until next week."}) {
        CAPTURE(line);
        CHECK_FALSE(in_english(line));
    }
}

TEST_CASE("an office that acts has its task, and so has whose name stands before an infinitive") {
    const auto tasks = [](std::string_view title, std::string_view people, std::string_view line) {
        std::vector<std::string> all;
        for (const auto& item :
             actions_in(minutes("# " + std::string(title) + "\n\n" + std::string(people) +
                                ": Noor Haddad, Tom Reed\n\n## Porta\n\n- " + std::string(line) + "\n")))
            all.push_back(item.who + ": " + item.what);
        return all;
    };
    using Strings = std::vector<std::string>;
    CHECK(tasks("Weekly", "Attendees", "Treasurer will prepare a budget for the door.") ==
          Strings{"Treasurer: Prepare a budget for the door"});
    CHECK(tasks("Ata da reunião", "Presentes", "A secretaria enviará a carta aos donos.") ==
          Strings{"A secretaria: Enviará a carta aos donos"});
    CHECK(tasks("Ata da reunião", "Presentes", "Noor: comprar as cadeiras") ==
          Strings{"Noor Haddad: Comprar as cadeiras"});
    CHECK(tasks("Acta de la reunión", "Asistentes", "Tom: comprar las sillas") ==
          Strings{"Tom Reed: Comprar las sillas"});
    CHECK(tasks("Ata da reunião", "Presentes", "Noor: a porta está velha").empty());
}

TEST_CASE("what a group does with a subject, or says yes to, is decided where nobody is said to do it") {
    for (const std::string_view line :
         {"Closing this as nobody asked for it.", "Leaving it open until the spring.", "Closed as done.",
          "Postponed.", "Ok w/ the second plan.", "Seems like we have consensus on the green door."}) {
        CAPTURE(line);
        CHECK(in_english(line));
    }
    CHECK(in_portuguese("Encerrando a lista de espera, pois ninguém pediu."));
    CHECK(in_portuguese("Ok com o segundo plano."));
    CHECK(in_spanish("Cerrando la lista de espera, pues nadie la pidió."));
    CHECK(in_spanish("Ok con el segundo plan."));
    CHECK_FALSE(in_english("Closing the door is hard in winter."));
    CHECK_FALSE(in_english("Closing remarks by the chair"));
    CHECK_FALSE(in_english("Seems like nobody has the key."));
}
