#include "fixture.h"

#include <pacelane/formats/detail/file_properties.h>

/// What fontconfig, which comes with poppler, keeps until the end is no leak of ours.
extern "C" __attribute__((used)) const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\n";
}

using namespace pacelane;
using namespace pacelane::formats_test;
using context::PassageKind;

TEST_SUITE("PDF") {
    TEST_CASE("paragraphs are rebuilt from lines and columns, with hyphenated words made whole") {
        const auto document = read_fixture("columns.pdf");
        CHECK(document.title == "On waiting");
        for (const std::string opening : {"First of all:", "Secondly:", "Sixthly:", "Finally:"}) {
            const auto passage = passage_with(document, opening);
            CHECK(passage.text.starts_with(opening));
            const bool odd = passage.text.find("than its reports do.") != std::string::npos;
            const bool even = passage.text.find("than the work would have taken.") != std::string::npos;
            CHECK(odd != even);
        }
        CHECK(document.passages.front().place == "page 1");
    }
    TEST_CASE(
        "headings are told by their size, lists by their marks, running heads and page numbers are off") {
        const auto document = read_fixture("text.pdf");
        CHECK(document.title == "Export moves to a queue");
        const auto item = passage_with(document, "Move the slow ones");
        CHECK(item.kind == PassageKind::list_item);
        CHECK(item.number == 2);
        CHECK(item.headings == std::vector<std::string>{"Steps"});
        CHECK(passage_with(document, "invoices first").depth == 1);
        CHECK(passage_with(document, "The reports still run").place == "page 2");
        CHECK_FALSE(says(document, "Internal paper"));
        CHECK_FALSE(says(document, "Page 1"));
    }
    TEST_CASE("titles and authors that a program put into the properties are none, in any language") {
        const auto with_title = [](const std::string& title) {
            const std::string text = "BT /F 9 Tf 9 50 Td (The export moved to a queue) Tj ET";
            return read_bytes(
                "plan.pdf",
                "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 "
                "R]/Count "
                "1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 99]/Contents 4 0 "
                "R/Resources<</Font<</F 5 0 R>>>>>>endobj\n4 0 obj<</Length " +
                    std::to_string(text.size()) + ">>stream\n" + text +
                    "\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n6 0 "
                    "obj<</Title(" +
                    title + ")>>endobj\ntrailer<</Root 1 0 R/Info 6 0 R>>\n");
        };
        CHECK(with_title("Why queues help").title == "Why queues help");
        // PDF writes Western letters as Latin-1 does.
        for (const std::string title : {"Untitled", "Microsoft Word - plan", "Sem t\xEDtulo", "Sin t\xEDtulo",
                                        "Presentaci\xF3n de PowerPoint", "plan.docx"}) {
            CAPTURE(title);
            CHECK(with_title(title).title == "Plan");
        }
        CHECK(
            formats::detail::authors_of("user; Maya Lindqvist;Usuário; Desconocido; Microsoft Office User") ==
            std::vector<std::string>{"Maya Lindqvist"});
    }
    TEST_CASE("one without text says that it is scanned, rubbish that it is no PDF") {
        const std::string empty =
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count "
            "1>>endobj\n"
            "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n";
        CHECK_THROWS_WITH_AS(read_bytes("scan.pdf", empty),
                             doctest::Contains("scan.pdf: its page has no text"), Error);
        CHECK_THROWS_WITH_AS(read_bytes("a.pdf", "rubbish"), "a.pdf: is no PDF, or a damaged one", Error);
    }
}
