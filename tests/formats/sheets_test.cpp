#include "fixture.h"

#include <pacelane/formats/sheets.h>

using namespace pacelane;
using namespace pacelane::formats_test;
using context::PassageKind;

TEST_SUITE("spreadsheets") {
    TEST_CASE("Excel and OpenDocument: each sheet is a table below its name, a row a row of it") {
        for (const std::string name : {"sheets.xlsx", "sheets.ods"}) {
            CAPTURE(name);
            const auto document = read_fixture(name);
            REQUIRE(document.passages.size() == 3);
            const auto queue = passage_with(document, "Queue");
            CHECK(queue.kind == PassageKind::table_row);
            CHECK(queue.text ==
                  "Queue | 2026-03-02 | 25% | 12.5 | It lets a slow export wait alone and nobody is "
                  "called at night");
            CHECK(queue.columns == std::vector<std::string>{"Service", "Since", "Share", "Cost", "Why"});
            CHECK(queue.headings == std::vector<std::string>{"Costs"});
            CHECK(queue.place == "sheet Costs");
            CHECK(passage_with(document, "Cache").text ==
                  "Cache | | | 25 | The same rows are read again and again");
            CHECK(passage_with(document, "May").place == "sheet Plan");
            CHECK(document.kind_reason == "a table of 3 rows");
            CHECK(document.authors == std::vector<std::string>{"Maya Lindqvist"});
            REQUIRE(document.date);
            CHECK(format_date(*document.date) == "2026-11-12");
        }
    }
    TEST_CASE("hidden sheets and rows, and comments, are left out and told") {
        for (const std::string name : {"sheets.xlsx", "sheets.ods"}) {
            CAPTURE(name);
            const auto document = read_fixture(name);
            CHECK_FALSE(says(document, "Nobody looks"));
            CHECK_FALSE(says(document, "Mirror"));
            CHECK_FALSE(says(document, "still that much"));
            CHECK(tells(document.omitted, "1 hidden sheet"));
            CHECK(tells(document.omitted, "1 hidden row"));
            CHECK(tells(document.omitted, "1 comment"));
        }
    }
    TEST_CASE("a cell that is shown a million times fills no memory") {
        formats::Sheet sheet;
        formats::SheetRoom room;
        const formats::SheetRow row{{std::string(8U * 1024 * 1024, 'a')}};
        for (int i = 0; i < 20; ++i)
            CHECK(room.add(sheet, row) == (i < 7));
        CHECK(sheet.rows.size() == 7);
    }
    TEST_CASE("what is no workbook, or an old one, is refused by name") {
        CHECK_THROWS_WITH_AS(read_bytes("a.xlsx", "no zip"), doctest::Contains("is no Excel workbook"),
                             Error);
        CHECK_THROWS_WITH_AS(read_bytes("a.ods", "no zip"),
                             doctest::Contains("is no OpenDocument spreadsheet"), Error);
        CHECK_THROWS_WITH_AS(read_bytes("a.xlsx", bytes_of("text.docx")),
                             doctest::Contains("it has no sheets"), Error);
        CHECK_THROWS_WITH_AS(read_bytes("a.ods", bytes_of("text.odt")), doctest::Contains("it has no sheets"),
                             Error);
    }
}
