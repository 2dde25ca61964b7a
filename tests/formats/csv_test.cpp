#include "read.h"

#include <algorithm>

using namespace pacelane;
using namespace pacelane::formats;
using context::Format;
using context::PassageKind;

namespace {
context::Document csv(std::string_view text) {
    return read_text(Format::csv, text, "notes/costs.csv");
}
}  // namespace

TEST_SUITE("CSV") {
    TEST_CASE("columns beyond the limit are left out, and told once") {
        std::string row = "a word or two of it";
        for (int i = 0; i < 600; ++i)
            row += ",x";
        const auto document = read_text(Format::csv, row + "\n" + row + "\n");
        CHECK(holds(document.warnings, "line 1: more than 500 columns, the rest is left out"));
        CHECK(document.warnings.size() == 1);
    }
    TEST_CASE("each record below the first is a row of the table that it heads") {
        const auto document = csv("service,cost\n\"queue, small\",12\ndatabase,\"40\n(shared)\"\n");
        REQUIRE(document.passages.size() == 2);
        CHECK(document.passages[0].kind == PassageKind::table_row);
        CHECK(document.passages[0].text == "queue, small | 12");
        CHECK(document.passages[0].line == 2);
        CHECK(document.passages[1].text == "database | 40 (shared)");
        CHECK(document.passages[1].columns == Lines{"service", "cost"});
        CHECK(document.kind_reason == "a table of 2 rows");
    }
    TEST_CASE("semicolons, tabs and bars separate as well, and Excel's first line says what does") {
        for (const std::string_view text :
             {"Serviço;Custo\nFila, pequena;12,50\n", "Serviço\tCusto\nFila, pequena\t12,50\n",
              "Serviço|Custo\nFila, pequena|12,50\n", "sep=;\nServiço;Custo\nFila, pequena;12,50\n"}) {
            CAPTURE(text);
            const auto document = csv(text);
            REQUIRE(document.passages.size() == 1);
            CHECK(document.passages[0].text == "Fila, pequena | 12,50");
            CHECK(document.passages[0].columns == Lines{"Serviço", "Custo"});
        }
    }
    TEST_CASE("a separator that is half of a character is none") {
        CHECK(csv("sep=\xEA\na,b\n1,\xEA\n").passages.back().text == "1 | ê");
    }
    TEST_CASE("cells keep their places, and a bar within one is none between two") {
        const auto document = csv("a,b,c\n1,,\"x \"\"y\"\" | z\"\n");
        CHECK(document.passages[0].text == "1 | | x \"y\" / z");
    }
    TEST_CASE("UTF-16 and Windows-1252 are read as text is") {
        CHECK(csv("name,note\nJos\xE9,caf\xE9\n").passages[0].text == "José | café");
        CHECK(csv(std::string("\xFF\xFEn\0,\0m\0\n\0a\0,\0b\0\n\0", 18)).passages[0].text == "a | b");
    }
    TEST_CASE("a first record of numbers or sentences heads nothing") {
        CHECK(csv("1,2\n3,4\n").passages.size() == 2);
        CHECK(csv("Ana,The cache is cold.\nRui,It warms up.\n").passages[0].columns.empty());
    }
    TEST_CASE("a quotation mark that nothing closes is a character, and the rows after it stay") {
        const auto document = csv("item,size\nscreen 24\" wide,1\n\"open,2\nlast,3\n");
        REQUIRE(document.passages.size() == 3);
        CHECK(document.passages[0].text == "screen 24\" wide | 1");
        CHECK(document.passages[2].text == "last | 3");
        std::string many = "item,size\n";
        for (int i = 0; i < 50'000; ++i)
            many += "\"open it again and again,2\n";
        CHECK(csv(many).passages.size() == 50'000);
    }
    TEST_CASE("a table with a column for who speaks and one for what is said is a transcript") {
        const auto document =
            csv("Speaker,Start,Text\nMaya,00:01,\"The cache was cold, so it failed.\"\nRui,00:09,Why?\n");
        CHECK(told(document) == Lines{"Maya: The cache was cold, so it failed.", "Rui: Why?"});
        CHECK(document.kind == context::DocumentKind::transcript);
        CHECK(document.passages[1].start_ms == 9000);
    }
    TEST_CASE("many rows without a sentence are data, and told as such") {
        std::string data = "time,value\n";
        for (int i = 0; i < 1000; ++i)
            data += std::to_string(i) + ",0.5\n";
        CHECK(refusal_of(Format::csv, data) ==
              "a/file: holds data, and no text that somebody wrote: 1000 rows of numbers and names");
    }
    TEST_CASE("lines above the table, with none of its separators, are its title and words") {
        for (const char separator : {',', ';', '\t'}) {
            CAPTURE(separator);
            std::string text =
                "Survey of the guild\nMade on 3 November 2026\n\nName;Answer\nAna Souza;I like "
                "the new clay best\nRui Prado;The kiln should be larger\n";
            std::replace(text.begin(), text.end(), ';', separator);
            const auto document = csv(text);
            CHECK(document.title == "Survey of the guild");
            REQUIRE(document.passages.size() == 3);
            CHECK(document.passages[0].text == "Made on 3 November 2026");
            CHECK(document.passages[1].text == "Ana Souza | I like the new clay best");
            CHECK(document.passages[1].columns == Lines{"Name", "Answer"});
            CHECK(document.passages[1].line == 5);
        }
    }
    TEST_CASE("with nothing in it is refused by name") {
        CHECK(refusal_of(Format::csv, "") == "a/file: the file is empty");
        CHECK(refusal_of(Format::csv, ",,\n,,\n") == "a/file: has no rows");
    }
    TEST_CASE("words above the names of the columns are the title, and no header") {
        const auto document = read_text(Format::csv, "Costs of the jobs,,\nJob,Hours,Owner\nWarm,12,Ana\n");
        CHECK(document.title == "Costs of the jobs");
        REQUIRE(document.passages.size() == 1);
        CHECK(document.passages[0].columns == Lines{"Job", "Hours", "Owner"});
        // A single row of that look is a row.
        CHECK(read_text(Format::csv, "Warm,,\n").passages.size() == 1);
    }
}
