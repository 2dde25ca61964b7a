// Minutes and talk in a language that no code names.
#include "material.h"

#include <doctest/doctest.h>

using namespace material;

namespace {

const std::string kHead =
    "# Reunión del obrador\n\nFecha: 17 de noviembre de 2026\n\nAsistentes: Inés Robledo, Tomás Vega, Lidia "
    "Campos\n\n";

std::vector<std::string> decided(const std::string& line) {
    return decisions_in(minutes(kHead + "## Desarrollo\n\n- " + line + "\n"));
}

ActionItem task(const std::string& line) {
    const auto items = actions_in(minutes(kHead + "## Próximos pasos\n\n- " + line + "\n"));
    REQUIRE(items.size() == 1);
    return items[0];
}

}  // namespace

TEST_CASE("Spanish minutes tell decisions in their own wordings") {
    for (const std::string line :
         {"Se decidió cerrar los lunes de enero.", "El equipo acordó cerrar los lunes de enero.",
          "La junta ha aprobado cerrar los lunes de enero.", "Quedó aprobado el cierre de los lunes.",
          "Acordado: se cierra los lunes de enero.", "Hubo consenso en cerrar los lunes de enero.",
          "Sí, acordamos cerrar los lunes de enero.", "RESOLUCIÓN: se cierra los lunes de enero."}) {
        CAPTURE(line);
        CHECK(decided(line).size() == 1);
    }
}

TEST_CASE("Spanish minutes also tell what is no decision") {
    for (const std::string line :
         {"Todavía no hemos decidido si se cierra los lunes.", "Si acordamos cerrar, avisamos antes.",
          "El mes pasado acordamos cerrar los lunes.", "¿Se decidió cerrar los lunes?",
          "Falta llegar a un acuerdo sobre los lunes.", "Tomás cree que se decidió demasiado pronto."}) {
        CAPTURE(line);
        CHECK(decided(line).empty());
    }
}

TEST_CASE("who does what by when, in the ways that people write it in Spanish") {
    for (const std::string line :
         {"Lidia: escribir el cartel antes del viernes", "Lidia va a escribir el cartel antes del viernes",
          "Lidia se encarga de escribir el cartel antes del viernes",
          "Escribir el cartel (responsable: Lidia, plazo: antes del viernes)",
          "Escribir el cartel antes del viernes — Lidia"}) {
        CAPTURE(line);
        const auto item = task(line);
        CHECK(item.who == "Lidia Campos");
        CHECK(item.what == "Escribir el cartel");
        CHECK(item.due_date == day("2026-11-20"));
    }
    // The future, with its letters as they are written.
    const auto item = task("Tomás añadirá la lista de precios la semana que viene");
    CHECK(item.who == "Tomás Vega");
    CHECK(item.what == "Añadir la lista de precios");
    CHECK(item.due_date == day("2026-11-27"));
    CHECK(task("Escribir el cartel del escaparate (hecho)").done);
}

TEST_CASE("due dates in Spanish") {
    const auto due = [](const std::string& phrase) {
        return task("Lidia: escribir el cartel " + phrase).due_date;
    };
    CHECK(due("para mañana") == day("2026-11-18"));
    CHECK(due("pasado mañana") == day("2026-11-19"));
    CHECK(due("antes del jueves") == day("2026-11-19"));
    CHECK(due("el próximo lunes") == day("2026-11-23"));
    CHECK(due("el viernes de la semana que viene") == day("2026-11-27"));
    CHECK(due("a finales de mes") == day("2026-11-30"));
    CHECK(due("hasta el 24 de noviembre") == day("2026-11-24"));
    CHECK(due("para el 8 de enero de 2027") == day("2027-01-08"));
    CHECK(due("para el 5/12") == day("2026-12-05"));
    CHECK(due("antes del día 24") == day("2026-11-24"));
    CHECK(due("en dos semanas") == day("2026-12-01"));
    CHECK(due("dentro de un mes") == day("2026-12-17"));
    CHECK_FALSE(due("antes de la próxima reunión").has_value());
}

TEST_CASE("what Spanish speakers promise, ask for and leave open") {
    const auto document = [] {
        return talk(
            "Inés Robledo: Buenas tardes a todos, empezamos con los pedidos de Navidad.\n"
            "Tomás Vega: Voy a preparar el cartel de los encargos para el lunes.\n"
            "Lidia Campos: Enviaré la lista de ingredientes mañana.\n"
            "Inés Robledo: Lidia, ¿puedes llamar al proveedor de almendra antes del jueves?\n"
            "Lidia Campos: Claro, yo me encargo.\n"
            "Tomás Vega: Si nadie lo pide, no voy a preparar el segundo horno para el lunes.\n"
            "Tomás Vega: ¿Cuántos roscones caben en el horno pequeño a la vez?\n"
            "Inés Robledo: No lo sé, hay que verlo.\n");
    };
    std::vector<std::string> tasks;
    for (const auto& item : actions_in(document()))
        tasks.push_back(item.who + ": " + item.what);
    CHECK(tasks == std::vector<std::string>{"Tomás Vega: Preparar el cartel de los encargos",
                                            "Lidia Campos: Enviaré la lista de ingredientes",
                                            "Lidia Campos: Llamar al proveedor de almendra"});
    CHECK(questions_in(document()) ==
          std::vector<std::string>{"¿Cuántos roscones caben en el horno pequeño a la vez?"});
}
