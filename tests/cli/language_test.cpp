// A workspace in a language that is only a file: Spanish.
#include "cli/sandbox.h"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace {

constexpr const char* kWorkspace = R"(database: pacelane.db
users:
  - handle: lucia
    name: Lucía Herrera
    timezone: Europe/Madrid
    language: es
    context:
      knowledge: [notas/**/*]
      meetings: [actas/**/*]
    schedules:
      - frequency: daily
        preferred_time: Morning (8-10 AM)
        content_types: [blog_post, newsletter, linkedin_post, social_media]
)";

constexpr const char* kAlerts = R"(# Avisos que alguien atiende

Un aviso sin dueño cuesta más que ningún aviso. El equipo de pagos recibía 214 avisos por semana y atendía 31.
La mayoría de los avisos repetía lo que otro aviso ya decía. Nadie sabía cuáles importaban de verdad.

## Qué cambiamos

Cada aviso tiene ahora el nombre de una persona y un plazo de revisión. Borramos los avisos que nadie atendió en tres
meses. Los avisos pasaron de 214 a 31 por semana en seis semanas. Un aviso nuevo necesita una razón escrita y una
persona que lo atienda. El panel de guardia muestra primero los avisos que despiertan a alguien.

## Qué aprendimos

La mitad de los avisos medía la máquina y no a las personas que la usan. Un aviso útil dice qué hacer a quien lo recibe.
Los avisos por correo no sirven para nada urgente, porque nadie los lee de noche. El error más caro fue añadir avisos
después de cada incidente sin borrar ninguno.
)";

constexpr const char* kMinutes = R"(# Reunión de guardia

Fecha: 17 de noviembre de 2026

Asistentes: Lucía Herrera, Marcos Vidal

- Decisión: los avisos sin dueño se borran cada trimestre.
- Decisión: un aviso nuevo necesita la firma de quien hace la guardia.
- El equipo acordó apagar los avisos por correo en enero.

## Próximos pasos

- Marcos: redactar la lista de avisos sin dueño antes del viernes
- Lucía se encarga de avisar a los equipos para el 30 de noviembre

## Preguntas abiertas

- ¿Quién revisa los avisos de los fines de semana?
)";
}  // namespace

TEST_CASE("a Spanish workspace gives Spanish drafts") {
    Sandbox sandbox;
    sandbox.write("pacelane.yaml", kWorkspace);
    sandbox.write("notas/avisos.md", kAlerts);
    sandbox.write("actas/2026-11-17-guardia.md", kMinutes);
    for (const auto& command : std::vector<std::vector<std::string>>{
             {"migrate"}, {"schedule", "import", "pacelane.yaml"}, {"schedule"}, {"analyze"}, {"write"}}) {
        const auto result = sandbox.run(command);
        INFO(command.front() << ": " << result.out << result.err);
        REQUIRE(result.exit_code == 0);
    }
    CHECK(sandbox.value("SELECT group_concat(DISTINCT language) FROM documents") == "es");
    CHECK(sandbox.value("SELECT document_date FROM documents WHERE path LIKE 'actas/%'") == "2026-11-17");
    CHECK(sandbox.value("SELECT count(*) > 0 FROM pacing_content_generation WHERE generation_status = "
                        "'completed'") == "1");
    CHECK(sandbox.value("SELECT group_concat(DISTINCT content_metadata ->> 'language') FROM "
                        "pacing_content_generation WHERE generation_status = 'completed'") == "es");
    const auto drafts =
        sandbox.value("SELECT group_concat(content_body, char(10)) FROM pacing_content_generation");
    INFO(drafts);
    // Nothing is English or Portuguese.
    for (const auto* text : {"What we decided", "Also worth knowing", "In short", "The details",
                             "O que decidimos", "Vale saber também", "Em resumo", "Os detalhes"})
        CHECK(drafts.find(text) == std::string::npos);
    const auto suggestions =
        sandbox.value("SELECT group_concat(content_suggestions) FROM pacing_context_analysis");
    INFO(suggestions);
    bool angle = false;
    for (const auto* text : {"La nota entera", "La parte", "Una idea de la nota", "Lo nuevo de tus notas"})
        angle = angle || suggestions.find(text) != std::string::npos;
    CHECK(angle);
}

TEST_CASE(
    "Spanish notes and minutes give Spanish insights, decisions, actions with their dates, and questions") {
    Sandbox sandbox;
    sandbox.write("pacelane.yaml", kWorkspace);
    sandbox.write("notas/avisos.md", kAlerts);
    sandbox.write("actas/2026-11-17-guardia.md", kMinutes);
    sandbox.run({"migrate"});
    sandbox.run({"schedule", "import", "pacelane.yaml"});
    const auto result = sandbox.run({"--json", "analyze", "--user", "lucia", "--dry-run"});
    INFO(result.out << result.err);
    REQUIRE(result.exit_code == 0);
    const auto analysis = nlohmann::json::parse(result.out);
    const auto& meetings = analysis.at("meeting_context");
    const auto all = [](const nlohmann::json& entries, const auto& told) {
        std::vector<std::string> texts;
        for (const auto& entry : entries)
            texts.push_back(told(entry));
        return texts;
    };
    const auto text = [](const nlohmann::json& entry) { return entry.at("text").get<std::string>(); };
    using Texts = std::vector<std::string>;
    CHECK(all(meetings.at("decisions"), text) ==
          Texts{"Los avisos sin dueño se borran cada trimestre.",
                "Un aviso nuevo necesita la firma de quien hace la guardia.",
                "El equipo acordó apagar los avisos por correo en enero."});
    CHECK(all(meetings.at("action_items"),
              [](const nlohmann::json& entry) {
                  return entry.at("who").get<std::string>() + ": " + entry.at("what").get<std::string>() +
                         ", " + entry.at("due_date").get<std::string>();
              }) == Texts{"Marcos Vidal: Redactar la lista de avisos sin dueño, 2026-11-20",
                          "Lucía Herrera: Avisar a los equipos, 2026-11-30"});
    CHECK(all(meetings.at("open_questions"), text) ==
          Texts{"¿Quién revisa los avisos de los fines de semana?"});
    const auto insights = all(analysis.at("knowledge_context").at("insights"), text);
    CHECK(insights.size() >= 2);
    for (const auto* const told :
         {"Los avisos pasaron de 214 a 31 por semana en seis semanas.",
          "Los avisos por correo no sirven para nada urgente, porque nadie los lee de "
          "noche."})
        CHECK_MESSAGE(std::any_of(insights.begin(), insights.end(),
                                  [&](const auto& one) { return one.find(told) != one.npos; }),
                      told);
}

TEST_CASE("a language without a pack is refused with those that have one") {
    Sandbox sandbox;
    std::string workspace = kWorkspace;
    workspace.replace(workspace.find("language: es"), 12, "language: fr");
    sandbox.write("pacelane.yaml", workspace);
    sandbox.run({"migrate"});
    const auto result = sandbox.run({"schedule", "import", "pacelane.yaml"});
    CHECK(result.exit_code == 65);
    CHECK(result.err.find("unknown language 'fr' (known: en, es, pt-BR)") != std::string::npos);
}
