// Tasks and decisions as people jot them down: lists without a full stop, chats, memos to oneself.
#include "material.h"

#include <doctest/doctest.h>

using namespace material;
using Strings = std::vector<std::string>;

namespace {

Strings told(const std::vector<ActionItem>& items) {
    Strings all;
    for (const auto& item : items)
        all.push_back(item.who + ": " + item.what + (item.due.empty() ? "" : " | " + item.due));
    return all;
}

Strings tasks_of(std::string_view text) {
    return told(actions_in(minutes(text)));
}

Strings memo(std::string_view text) {
    return told(actions_in(document(DocumentKind::transcript, "transcripts/memo-2026-11-17.txt", text)));
}

Strings chat(std::string_view lines) {
    std::string text;
    int minute = 10;
    std::size_t begin = 0;
    while (begin < lines.size()) {
        const auto end = std::min(lines.find('\n', begin), lines.size());
        text += "17/11/2026, 09:" + std::to_string(minute++) + " - " +
                std::string(lines.substr(begin, end - begin)) + "\n";
        begin = end + 1;
    }
    return told(actions_in(document(DocumentKind::transcript, "transcripts/WhatsApp Chat.txt", text)));
}

}  // namespace

TEST_CASE("whoever keeps the list is meant by me, eu and yo") {
    CHECK(tasks_of("call with the printer, 15 min\n\nTODO\n- me: order 200 flyers\n") ==
          Strings{"Maya Lindqvist: Order 200 flyers"});
    CHECK(tasks_of("papo com a gráfica, 15 min\n\nfazer\n- eu: pedir 200 folhetos\n") ==
          Strings{"Maya Lindqvist: Pedir 200 folhetos"});
    CHECK(tasks_of("charla con la imprenta, 15 min\n\npendientes\n- yo: pedir 200 folletos\n") ==
          Strings{"Maya Lindqvist: Pedir 200 folletos"});
    CHECK(tasks_of(
              "call with the printer\n\nto do\n- I'll order 200 flyers\n- I need to ask for the colours\n") ==
          Strings{"Maya Lindqvist: Order 200 flyers", "Maya Lindqvist: Ask for the colours"});
}

TEST_CASE("the heading of a hasty list may be one word, and stand right above its lines") {
    CHECK(tasks_of("# Printer\n\nAttendees: Jonas Ek, Priya Raman\n\nnext\n- Jonas: send the proofs\n") ==
          Strings{"Jonas Ek: Send the proofs"});
    CHECK(tasks_of("papo gráfica, corredor\n\nfazer\neu: ligar para a loja\n") ==
          Strings{"Maya Lindqvist: Ligar para a loja"});
    CHECK(tasks_of("# Printer\n\nPresent: Jonas Ek, Priya Raman\n\nProofs are late. TODO Jonas - new proofs "
                   "by Friday "
                   "TODO Priya - text of the cover\n") ==
          Strings{"Jonas Ek: New proofs | by Friday", "Priya Raman: Text of the cover"});
    // Elsewhere the word is only one.
    CHECK(tasks_of("# Printer\n\n## Next meeting\n\n- Jonas: the room with the blue door\n").empty());
}

TEST_CASE("a short name is whoever is the only one to begin so") {
    const std::string head = "# Printer\n\nAttendees: Jonas Ek, Priya Raman, Petra Lund\n\n## To do\n\n";
    CHECK(tasks_of(head + "- J: send the proofs\n") == Strings{"Jonas Ek: Send the proofs"});
    CHECK(tasks_of(head + "- Pri: send the proofs\n") == Strings{"Priya Raman: Send the proofs"});
    CHECK(tasks_of(head + "- J: how many flyers do we need?\n") ==
          Strings{"Jonas Ek: How many flyers do we need?"});
    // Of two it is neither.
    for (const auto& task : tasks_of(head + "- P: send the proofs to the shop\n"))
        CHECK(task.starts_with(": "));
}

TEST_CASE("a label in capitals, an arrow or a date gives the task to whom the line names") {
    const std::string head = "# Printer\n\nAttendees: Jonas Ek, Priya Raman\n\n";
    CHECK(tasks_of(head + "ACTION Jonas - proofs by Friday\n") == Strings{"Jonas Ek: Proofs | by Friday"});
    CHECK(tasks_of(head + "- Priya -> new cover\n") == Strings{"Priya Raman: New cover"});
    CHECK(tasks_of(head + "- Jonas: first proofs by Friday\n") ==
          Strings{"Jonas Ek: First proofs | by Friday"});
    CHECK(tasks_of(head + "- Priya -> the cover is fine with me\n").empty());
    CHECK(tasks_of(head + "- Jonas: the proofs are late, we wait until Friday\n").empty());
}

TEST_CASE("a memo reminds whoever speaks") {
    CHECK(
        memo(
            "Okay, on the tram. The flyers look pale. Ask Jonas for the colour numbers of last year. That is "
            "all.") == Strings{"Maya Lindqvist: Ask Jonas for the colour numbers of last year"});
    CHECK(
        memo(
            "Então, os folhetos ficaram claros demais. Lembrar de pedir as cores do ano passado ao Jonas.") ==
        Strings{"Maya Lindqvist: Pedir as cores do ano passado ao Jonas"});
    CHECK(
        memo(
            "Bueno, los folletos salieron muy claros. Tengo que pedir los colores del año pasado a Jonas.") ==
        Strings{"Maya Lindqvist: Pedir los colores del año pasado a Jonas"});
    CHECK(
        memo("The flyers look pale. I have to say that I like them. Do you remember the old ones?").empty());
}

TEST_CASE("in a chat what is promised is promised") {
    CHECK(chat("Jonas Ek: The flyers look pale\nPriya Raman: I'll send the shop a new file with darker "
               "blues\n") == Strings{"Priya Raman: Send the shop a new file with darker blues"});
    CHECK(chat("Jonas Ek: Can you send me the file with the blues?\nPriya Raman: I'll send it tomorrow\n") ==
          Strings{"Priya Raman: Send me the file with the blues"});
    CHECK(chat("Jonas Ek: Could somebody send the shop the file?\nPriya Raman: I'll send it tomorrow\n") ==
          Strings{"Priya Raman: Send the shop the file | tomorrow"});
    CHECK(chat("Jonas Ek: os folhetos ficaram claros\nPriya Raman: Vou fazer um arquivo novo com o azul da "
               "loja\n") == Strings{"Priya Raman: Fazer um arquivo novo com o azul da loja"});
    CHECK(chat("Jonas Ek: The flyers look pale\nPriya Raman: Maybe I'll send the shop a new file\n").empty());
    CHECK(chat("Jonas Ek: The flyers look pale\nPriya Raman: I'll do it tomorrow\n").empty());
}

TEST_CASE("two promises in one breath are two tasks") {
    CHECK(told(actions_in(talk("Jonas: I'll send the proofs by Friday, and I'll swap the blues by Monday.\n"
                               "Priya: Good."))) ==
          Strings{"Jonas: Send the proofs | by Friday", "Jonas: Swap the blues | by Monday"});
    CHECK(tasks_of("# Printer\n\nAttendees: Jonas Ek, Priya Raman\n\n## Flyers\n\n"
                   "- Jonas will send the proofs and Priya will write the text of the cover.\n") ==
          Strings{"Jonas Ek: Send the proofs", "Priya Raman: Write the text of the cover"});
}

TEST_CASE("a day makes no promise of a state or of what depends on something") {
    CHECK(actions_in(talk("Jonas: I'll be satisfied with the proofs by Friday.")).empty());
    CHECK(actions_in(talk("Jonas: I'll tint the blues by Monday.")).size() == 1);
    CHECK(actions_in(talk("Jonas: I'll tint the blues by Monday if nobody minds.")).empty());
}

TEST_CASE("the person may stand after what gives them the task") {
    CHECK(tasks_of("# Reunión\n\nPresentes: Marta Ruiz, Jonas Ek\n\n## Folletos\n\n"
                   "- Queda encargada Marta de enviar las pruebas a la imprenta.\n") ==
          Strings{"Marta Ruiz: Enviar las pruebas a la imprenta"});
    CHECK(tasks_of("# Reunião\n\nPresentes: Marta Ruiz, Jonas Ek\n\n## Folhetos\n\n"
                   "- Fica a Marta de enviar as provas para a gráfica.\n") ==
          Strings{"Marta Ruiz: Enviar as provas para a gráfica"});
    CHECK(tasks_of("# Reunião\n\nPresentes: Marta Ruiz, Jonas Ek\n\n## Folhetos\n\n"
                   "- A Marta se compromete a enviar as provas para a gráfica.\n") ==
          Strings{"Marta Ruiz: Enviar as provas para a gráfica"});
}

TEST_CASE("notes tell in passing what a group goes on with") {
    const auto decided = [](const std::string& line) {
        return decisions_in(minutes("# Weekly\n\n## Flyers\n\n- The blues are pale\n- " + line + "\n"));
    };
    CHECK(decided("We'll keep the weekly print run").size() == 1);
    CHECK(decided("Landed on the heavier paper").size() == 1);
    CHECK(decided("Vamos manter a impressão toda semana").size() == 1);
    CHECK(decided("Seguimos con el papel grueso").size() == 1);
    CHECK(decided("Ficou: papel grosso na capa até março").size() == 1);
    // What is only thought, or depends on something.
    CHECK(decided("Maybe we'll keep the weekly print run").empty());
    CHECK(decided("Everyone agreed that the new paper is risky").empty());
    CHECK(decided("Todos concordaram que o papel novo é arriscado").empty());
    CHECK(decided("It was decided last Friday by another group").empty());
    CHECK(decided("Everyone agreed that the new paper should be heavier").size() == 1);
}

TEST_CASE("hasty lines give tasks without a heading for them") {
    const std::string people = "# Choir\n\nPresent: Ana Ruiz, Tom Hale\n\n- rent went up again\n";
    CHECK(tasks_of(people + "- me: call the bank\n") == Strings{"Maya Lindqvist: Call the bank"});
    CHECK(tasks_of(people + "- ana → prices of the coach\n") == Strings{"Ana Ruiz: Prices of the coach"});
    CHECK(
        tasks_of(
            "# Coral\n\nPresentes: Ana Ruiz, Tomás Hale\n\n- o aluguel subiu\n- eu: ligar para o banco\n") ==
        Strings{"Maya Lindqvist: Ligar para o banco"});
    CHECK(tasks_of(
              "# Coro\n\nAsistentes: Ana Ruiz, Tomás Hale\n\n- subió el alquiler\n- yo: llamar al banco\n") ==
          Strings{"Maya Lindqvist: Llamar al banco"});
    CHECK(tasks_of(people + "- me: too loud last time\n").empty());
}
