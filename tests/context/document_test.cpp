#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

TEST_SUITE("document") {
    TEST_CASE("names of kinds and formats read back") {
        for (const auto kind : {DocumentKind::knowledge, DocumentKind::meeting, DocumentKind::transcript})
            CHECK(document_kind(name(kind)) == kind);
        for (const auto kind : {PassageKind::paragraph, PassageKind::list_item, PassageKind::table_row,
                                PassageKind::quote, PassageKind::code, PassageKind::turn})
            CHECK(passage_kind(name(kind)) == kind);
        CHECK_FALSE(document_kind("picture").has_value());
        CHECK(name(Format::speaker_text) == "speaker_text");
    }
    TEST_CASE("front matter gives title, date, language, tags and people") {
        const auto document = knowledge(
            "---\ntitle: \"On calm: a note\"\ndate: 2026-11-17T09:00:00Z\nlang: pt_BR\ntags: [platform, 'on "
            "call']\n"
            "participants:\n  - Maya Lindqvist\n  - Rafael\nnested:\n  title: no\n# a comment\n---\nText "
            "here.\n");
        CHECK(document.title == "On calm: a note");
        CHECK(document.date == parse_date("2026-11-17"));
        CHECK(document.language == language::Language::portuguese);
        CHECK(document.tags == Texts{"platform", "on call"});
        CHECK(document.participants == Texts{"Maya Lindqvist", "Rafael"});
        CHECK(texts(document) == Texts{"Text here."});
    }
    TEST_CASE("tags may be a list of lines or of commas") {
        CHECK(knowledge("---\ntags:\n- a\n- b\n---\nx").tags == Texts{"a", "b"});
        CHECK(knowledge("---\ntags: a, b\n---\nx").tags == Texts{"a", "b"});
    }
    TEST_CASE("a front matter date that is none is told") {
        CHECK(knowledge("---\ndate: soon\n---\nx").warnings == Texts{"line 2: not a date: soon"});
    }
    TEST_CASE("a rule at the top is no front matter") {
        CHECK(texts(knowledge("---\n\nJust text. And more\nof it.\n\n---\n\nEnd.\n")) ==
              Texts{"Just text. And more of it.", "End."});
    }
    TEST_CASE("without a title the file's name serves, made readable") {
        const auto document = knowledge("Text.", "notes/2026-11-17-kubernetes_upgrade-plan.md");
        CHECK(document.title == "Kubernetes upgrade plan");
        CHECK(document.title_from_name);
        CHECK(document.date == parse_date("2026-11-17"));
    }
    TEST_CASE("a name that is only a moment is the title as it stands") {
        CHECK(knowledge("It warms up.", "notes/2026-11-03T09_02_11.842+01_00.md").title ==
              "2026-11-03T09_02_11.842+01_00");
        CHECK(knowledge("It warms up.", "notes/2026-11-03 q1.md").title == "2026-11-03 q1");
        CHECK(knowledge("It warms up.", "notes/2026-11-03 cache.md").title == "Cache");
    }
    TEST_CASE("dates in names") {
        CHECK(knowledge("x", "20261117 sync.md").date == parse_date("2026-11-17"));
        CHECK(knowledge("x", "sync_2026_11_17.md").date == parse_date("2026-11-17"));
        CHECK_FALSE(knowledge("x", "2026-13-45.md").date.has_value());
        CHECK_FALSE(knowledge("x", "v1.2.3-2026.md").date.has_value());
        CHECK_FALSE(knowledge("x", "123202611171.md").date.has_value());
    }
    TEST_CASE("dates in the first lines, as people write them") {
        for (const auto line : {"17 November 2026", "Tuesday, November 17, 2026", "Nov 17th, 2026",
                                "17/11/2026", "17.11.2026", "17 de novembro de 2026", "2026-11-17"}) {
            CAPTURE(line);
            CHECK(knowledge("# Note\n\n" + std::string{line} + "\n\nText.\n").date ==
                  parse_date("2026-11-17"));
        }
    }
    TEST_CASE("a date that could be two days is none in English") {
        CHECK_FALSE(
            knowledge("We met on 05/06/2026 and it is the day that we like to have.").date.has_value());
    }
    TEST_CASE("a date told in long prose is not the document's") {
        CHECK_FALSE(knowledge("The long story of how we came to move all of our payments to another provider "
                              "begins on 3 March 2021, when the old one went down for a day.")
                        .date.has_value());
    }
    TEST_CASE("people listed under a heading or a lead-in") {
        CHECK(meeting("# Sync\n\n## Participants\n\n- Maya Lindqvist (host)\n- Rafael – product\n\n## "
                      "Notes\n\nText.\n")
                  .participants == Texts{"Maya Lindqvist", "Rafael"});
        CHECK(meeting("Presentes:\n\n- Bia\n- Diego\n\nTexto.\n").participants == Texts{"Bia", "Diego"});
        // By groups, below a heading with the emoji and the number of a form.
        CHECK(meeting(
                  "# Ata\n\n## 👥 1. Participantes\n\n- **Telas:** Bia, Diego\n- **Gestão do prazo:** Luciana "
                  "Reis\n\n## Pauta\n\nTexto.\n")
                  .participants == Texts{"Bia", "Diego", "Luciana Reis"});
        CHECK(
            meeting("# Sync\n\n**👥 Participants:**\n\n- Maya Lindqvist\n- Note: nobody else came\n\n## Topics"
                    "\n\nText.\n")
                .participants == Texts{"Maya Lindqvist"});
    }
    TEST_CASE("people in a line, in both languages") {
        CHECK(meeting("Participantes: Bia Monteiro (design), Diego e Luciana\n\nTexto.").participants ==
              Texts{"Bia Monteiro", "Diego", "Luciana"});
        CHECK(meeting("**Present:** Maya, Rafael, and Bia\n\nText.").participants ==
              Texts{"Maya", "Rafael", "Bia"});
    }
    TEST_CASE("a sentence after such a label is no list of people") {
        const auto document = meeting("Present: the numbers look good today, and we can all be happy.\n");
        CHECK(document.participants.empty());
        CHECK(document.passages.size() == 1);
    }
    TEST_CASE("the language is detected") {
        CHECK(knowledge(
                  "We decided that the team is going to write the plan and share it with all of the people.")
                  .language == language::Language::english);
        CHECK(
            knowledge(
                "A equipe decidiu que o plano de testes vai para o time de produto e que a data é de todos.")
                .language == language::Language::portuguese);
    }
    TEST_CASE("Spanish minutes: language, date, people and notices of a chat") {
        const auto document = meeting(
            "# Reunión de guardia\n\nFecha: martes 3 de marzo de 2026\nAsistentes: Lucía Herrera, Marcos "
            "Vidal y "
            "Inés Prat\n\nEl equipo revisó los avisos del servidor y borró los que nadie atendía.\n");
        CHECK(document.language == language::from_code("es"));
        CHECK(document.date == parse_date("2026-03-03"));
        CHECK(document.participants == Texts{"Lucía Herrera", "Marcos Vidal", "Inés Prat"});
        // The day comes first in Spanish.
        CHECK(meeting("El acta de la reunión del equipo que hace la guardia.\nFecha: 5/6/2026\n").date ==
              parse_date("2026-06-05"));
    }
    TEST_CASE("minutes among the notes are told by what they hold") {
        const auto minutes = knowledge(
            "# Depot sync\n\nPresent: Ines Falk, Bo Rask\n\n- Bo: the gate sticks again\n- Decision: we "
            "order a new "
            "motor\n- ACTION: Ines calls the supplier\n");
        CHECK(minutes.kind == DocumentKind::meeting);
        CHECK(minutes.kind_reason ==
              "it says who attended, its title says \"sync\", 2 of its blocks are marked as decision, task "
              "or issue");
        CHECK(minutes.participants == Texts{"Ines Falk", "Bo Rask"});
        // Without a heading, with people who are no names, in Portuguese.
        CHECK(knowledge(
                  "Reunião da horta - 12/11/2026\nPresentes: dona Alba, o vizinho do 12\n\nCerca: fica para "
                  "março.\n\nÁgua: conta dividida por três.\n")
                  .kind == DocumentKind::meeting);
        // Spanish, by its sections.
        CHECK(knowledge("# Vecinos\n\n## Asistentes\n\n- Lola Paz\n- Iker Sanz\n\n## Orden del día\n\n- La "
                        "caldera\n\n## Acuerdos\n\n- Se cambia la caldera en mayo.\n",
                        "notas/vecinos.md")
                  .kind == DocumentKind::meeting);
    }
    TEST_CASE("a note that only mentions people, a meeting or a task is a note") {
        for (const auto* text :
             {"# What a good sync needs\n\nWe met every day for a year, and it took me that long to see that "
              "nobody "
              "listened.\n\n- Action: none\n",
              "---\nparticipants: [Ines Falk, Bo Rask]\n---\n# A walk around the lake\n\nWe saw two "
              "cranes.\n",
              // A day with a meeting in it, far below the top.
              "# Tuesday\n\nSlept badly.\n\nRan five kilometres.\n\nRead two chapters.\n\nWrote to the "
              "bank.\n\nCooked.\n\nCalled home.\n\nWatered the beans.\n\nPaid the rent.\n\nPresent: Ines, "
              "Bo\n\n- Decision: we order a new motor\n- Action: Ines calls\n"}) {
            CAPTURE(text);
            CHECK(knowledge(text).kind == DocumentKind::knowledge);
        }
    }
    TEST_CASE("passages are numbered in order") {
        const auto document = knowledge("a.\n\nb.\n\n- c\n");
        for (std::size_t i = 0; i < document.passages.size(); ++i)
            CHECK(document.passages[i].ordinal == static_cast<int>(i));
    }
    TEST_CASE("the format follows name and content") {
        CHECK(detect_format("a.md", "text") == Format::markdown);
        CHECK(detect_format("a.txt", "text") == Format::text);
        CHECK(detect_format("README", "# Title\n\ntext") == Format::markdown);
        CHECK(detect_format("a.vtt", "WEBVTT\n") == Format::webvtt);
        CHECK_FALSE(detect_format("a.pdf", "%PDF-1.7").has_value());
        CHECK(is_readable("a.md", "text"));
        CHECK_FALSE(is_readable("a.pdf", "%PDF-1.7"));
        CHECK_FALSE(is_readable("notebook.enex", "<en-export>"));
        CHECK_FALSE(detect_format("a.docx", "PK\x03\x04").has_value());
        CHECK_FALSE(detect_format("a.bin", std::string_view{"a\0b", 3}).has_value());
        CHECK_FALSE(detect_format("data.json", "{}").has_value());
    }
}
