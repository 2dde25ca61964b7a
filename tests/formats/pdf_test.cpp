#include "fixture.h"

#include <pacelane/formats/detail/file_properties.h>
#include <pacelane/formats/detail/pdf_grid.h>
#include <pacelane/formats/detail/pdf_lines.h>

/// What fontconfig, which comes with poppler, keeps until the end is no leak of ours.
extern "C" __attribute__((used)) const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\n";
}

using namespace pacelane;
using namespace pacelane::formats_test;
using context::PassageKind;

namespace {
/// Words on a page of 400 by 600 points, each at its place, `bold` in another font.
struct Printed {
    int x, y;
    std::string text;
    int size = 10;
    bool bold = false;
};
std::string page_of(const std::vector<Printed>& words, const std::string& info = "") {
    std::string text = "BT";
    for (const auto& one : words)
        text += " /" + std::string(one.bold ? "B " : "F ") + std::to_string(one.size) + " Tf 1 0 0 1 " +
                std::to_string(one.x) + " " + std::to_string(one.y) + " Tm (" + one.text + ") Tj";
    text += " ET";
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count "
           "1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 "
           "R/Resources<</Font<</F 5 0 R/B 7 0 R>>>>>>endobj\n4 0 obj<</Length " +
           std::to_string(text.size()) + ">>stream\n" + text +
           "\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n7 0 "
           "obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>endobj\n6 0 obj<<" +
           info + ">>endobj\ntrailer<</Root 1 0 R/Info 6 0 R>>\n";
}
formats::detail::PdfLine printed_line(const std::string& text, double left, double top, double width) {
    formats::detail::PdfLine line;
    line.text = text;
    line.left = left;
    line.right = left + width;
    line.top = top;
    line.bottom = top + 10;
    return line;
}
/// A line's words, with 3 points between them, each letter 5 wide.
void print_words(std::vector<formats::detail::PdfWord>& words, const std::string& line, double left,
                 double top) {
    std::size_t begin = 0;
    while (begin < line.size()) {
        const auto end = std::min(line.find(' ', begin), line.size());
        formats::detail::PdfWord word;
        word.text = line.substr(begin, end - begin);
        word.left = left;
        word.right = left + 5 * static_cast<double>(word.text.size());
        word.top = top;
        word.bottom = top + 13;
        word.size = 10;
        left = word.right + 3;
        words.push_back(word);
        begin = end + 1;
    }
}
std::string order_of(const formats::detail::PdfPage& page) {
    std::string order;
    for (const auto& line : page.lines)
        order += (order.empty() ? "" : " ") + line.text;
    return order;
}
std::vector<std::string> texts_of(const context::Document& document) {
    std::vector<std::string> all;
    for (const auto& passage : document.passages)
        all.push_back(passage.text);
    return all;
}
}  // namespace

TEST_SUITE("PDF") {
    TEST_CASE("a page in columns whose lines come back and forth is put in reading order, any other stays") {
        // Eight lines in each of two columns below a title, and a caption over both in the middle.
        formats::detail::PdfPage sound;
        sound.lines.push_back(printed_line("T", 40, 20, 320));
        for (const bool lower : {false, true}) {
            for (const int column : {0, 1})
                for (int row = 0; row < 4; ++row)
                    sound.lines.push_back(
                        printed_line((column == 0 ? "l" : "r") + std::to_string(row + (lower ? 4 : 0)),
                                     40 + 170 * column, 40 + 14 * row + (lower ? 80 : 0), 150));
            if (!lower) sound.lines.push_back(printed_line("C", 40, 104, 320));
        }
        const std::string good = "T l0 l1 l2 l3 r0 r1 r2 r3 C l4 l5 l6 l7 r4 r5 r6 r7";
        REQUIRE(order_of(sound) == good);
        auto page = sound;
        std::swap(page.lines[2], page.lines[12]);
        std::swap(page.lines[6], page.lines[3]);
        formats::detail::mend_order(page);
        CHECK(order_of(page) == good);
        page = sound;
        formats::detail::mend_order(page);
        CHECK(order_of(page) == good);
        // Row by row, as a table of cells with several lines comes: nothing goes up within a column.
        std::stable_sort(page.lines.begin(), page.lines.end(),
                         [](const auto& a, const auto& b) { return a.top < b.top; });
        const auto rows = order_of(page);
        formats::detail::mend_order(page);
        CHECK(order_of(page) == rows);
        // So may names that stand in the middle of their cells.
        page.lines.clear();
        for (int row = 0; row < 4; ++row) {
            page.lines.push_back(printed_line("n", 40, 80 + 100 * row, 40));
            for (const int column : {1, 2})
                for (int line = 0; line < 6; ++line)
                    page.lines.push_back(
                        printed_line("c", 20 + 100 * column, 40 + 14 * line + 100 * row, 90));
        }
        const auto cells = order_of(page);
        formats::detail::mend_order(page);
        CHECK(order_of(page) == cells);
        // One column is left to the library.
        formats::detail::PdfPage single;
        for (const int row : {0, 1, 2, 3, 12, 5, 6, 7, 8, 9, 10, 11, 4, 13, 14, 15})
            single.lines.push_back(printed_line(std::to_string(row), 40, 40 + 14 * row, 320));
        const auto as_it_came = order_of(single);
        formats::detail::mend_order(single);
        CHECK(order_of(single) == as_it_came);
    }
    TEST_CASE("a table whose cells come column by column has its rows again") {
        std::vector<Printed> words{{40, 560, "The jobs of the week were as follows, each with its hours."}};
        const std::vector<std::vector<std::string>> columns{
            {"Job", "Warm", "Sweep", "Export"}, {"Hours", "12", "3", "41"}, {"Failed", "0", "2", "1"}};
        for (std::size_t column = 0; column < columns.size(); ++column)
            for (std::size_t row = 0; row < columns[column].size(); ++row)
                words.push_back({40 + 120 * static_cast<int>(column), 520 - 30 * static_cast<int>(row),
                                 columns[column][row]});
        const auto document = read_bytes("jobs.pdf", page_of(words));
        CHECK(texts_of(document) ==
              std::vector<std::string>{"The jobs of the week were as follows, each with its hours.",
                                       "Job | Hours | Failed", "Warm | 12 | 0", "Sweep | 3 | 2",
                                       "Export | 41 | 1"});
        CHECK(document.passages[2].kind == PassageKind::table_row);
    }
    TEST_CASE(
        "cells of several lines are whole, and their rows in order, in a file that has them column by "
        "column") {
        const auto document = read_fixture("table.pdf");
        const auto row = passage_with(document, "Order the new hooks");
        CHECK(row.kind == PassageKind::table_row);
        CHECK(
            row.text ==
            "Ines Duarte | Order the new hooks for the crane, and ask the yard whether the old ones can be "
            "repaired before June | Two hooks broke in spring, and the yard has no more in stock | 3 April");
        CHECK(row.columns == std::vector<std::string>{"Who", "What is to be done", "Why it matters", "When"});
        CHECK(passage_with(document, "Marta Reis").text ==
              "Marta Reis and the crew of quay two | Count the pallets | The list is a year old | May");
        CHECK(passage_with(document, "After the table").kind == PassageKind::paragraph);
        CHECK(passage_with(document, "The crane was serviced").kind == PassageKind::paragraph);
    }
    TEST_CASE("rows that stand as near as lines do are told by what the columns say") {
        std::vector<formats::detail::PdfWord> words;
        const std::vector<std::vector<std::string>> lines{
            {"Vendor", "What we liked in it", "What we feared"},
            {"Norden", "It answered within an", "It ends only when"},
            {"", "hour of each day", "one writes a letter"},
            {"Acker", "It was by far the one", "Nobody knew where"},
            {"", "that cost least", "the data are"},
            {"Teil", "Its people knew", "It lost two mails"}};
        for (std::size_t row = 0; row < lines.size(); ++row)
            for (std::size_t column = 0; column < 3; ++column)
                print_words(words, lines[row][column],
                            40 + (column == 0   ? 0
                                  : column == 1 ? 80
                                                : 188),
                            100 + 13 * static_cast<double>(row));
        const auto grids = formats::detail::grids_of(words);
        REQUIRE(grids.size() == 1);
        CHECK(grids[0].words.size() == words.size());
        REQUIRE(grids[0].rows.size() == 4);
        CHECK(grids[0].rows[0].header);
        CHECK(grids[0].rows[1].text ==
              "Norden\tIt answered within an hour of each day\tIt ends only when one writes a letter");
        CHECK(grids[0].rows[2].text ==
              "Acker\tIt was by far the one that cost least\tNobody knew where the data are");
    }
    TEST_CASE("columns of a page, and items behind their marks, are no table") {
        std::vector<formats::detail::PdfWord> columns, items;
        for (int row = 0; row < 12; ++row) {
            const double top = 100 + 13 * row + (row / 4) * 6;
            print_words(columns,
                        row % 4 == 0 ? "Here a text begins that goes on" : "and on in this column of words",
                        40, top);
            print_words(columns,
                        row % 5 == 0 ? "There is another one that tells" : "more of it in the other column",
                        240, top);
            if (row % 2 == 0) print_words(items, row % 4 == 0 ? "•" : "2.", 40, top);
            print_words(items, row % 2 == 0 ? "An item begins and has words" : "that go on", 60, top);
        }
        CHECK(formats::detail::grids_of(columns).empty());
        CHECK(formats::detail::grids_of(items).empty());
    }
    TEST_CASE("columns of running text are no table, though their lines stand beside each other") {
        std::vector<Printed> words;
        const std::vector<std::vector<std::string>> columns{
            {"The queue takes", "what the service", "has no time for", "on a busy day."},
            {"The worker has", "what the queue", "was given, and", "ends it at night."}};
        for (std::size_t column = 0; column < columns.size(); ++column)
            for (std::size_t row = 0; row < columns[column].size(); ++row)
                words.push_back({40 + 180 * static_cast<int>(column), 520 - 12 * static_cast<int>(row),
                                 columns[column][row]});
        CHECK(texts_of(read_bytes("columns.pdf", page_of(words))) ==
              std::vector<std::string>{"The queue takes what the service has no time for on a busy day.",
                                       "The worker has what the queue was given, and ends it at night."});
    }
    TEST_CASE("a bold line of its own is a heading, a bold paragraph or label is none") {
        const auto document = read_bytes(
            "plan.pdf",
            page_of({{40, 560, "1 Why queues help", 10, true},
                     {40, 540, "A queue takes the work when the service has no time for it, so that the"},
                     {40, 528, "people who wait for a page do not wait for the work as well. It is kept"},
                     {40, 516, "until somebody has the time, and nothing of it is lost on the way there."},
                     {40, 490, "1.1 What they cost", 10, true},
                     {40, 470, "They cost a table and a worker, and the worker has to be looked after."},
                     {40, 440, "Nobody may read them by hand.", 10, true}}));
        const auto passage = passage_with(document, "They cost a table");
        CHECK(document.title == "1 Why queues help");
        CHECK(passage.headings == std::vector<std::string>{"1.1 What they cost"});
        CHECK(passage_with(document, "Nobody may read").text == "Nobody may read them by hand.");
    }
    TEST_CASE(
        "a word that a line parts keeps its hyphen where the text has it elsewhere, or after one letter") {
        const auto document = read_bytes(
            "hyphens.pdf",
            page_of(
                {{40, 560, "The worst-case load is what we plan for in each of the services; the worst-"},
                 {40, 548, "case figures come from the logs. We draw them as a d-dimensional cube, of d-"},
                 {40, 536, "dimensional points. The ser-"},
                 {40, 524, "vices write them each night."}}));
        CHECK(says(document, "the worst-case figures"));
        CHECK(says(document, "of d-dimensional points"));
        CHECK(says(document, "The services write"));
    }
    TEST_CASE("a day that the properties do not tell is none, and a figure that is written large no title") {
        const auto document = read_bytes(
            "report.pdf", page_of({{40, 560, "2.5 ~70%", 30}, {40, 500, "The cache was warm in most hours."}},
                                  "/CreationDate(rubbish)"));
        CHECK_FALSE(document.date);
        CHECK(document.title == "Report");
    }
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
    TEST_CASE("of a page that a browser printed, what the site puts around its text is left out, and told") {
        const auto document = read_fixture("page_printed.pdf");
        CHECK(document.title == "Why the exports waited");
        CHECK(texts_of(document) ==
              std::vector<std::string>{
                  "The lock was held by the nightly backup, and nobody had measured it until the third "
                  "week of the month.",
                  "The backup reads a snapshot.", "The exports wait for one minute at most.",
                  "Since then the exports are ready before the first of us is at work."});
        CHECK(document.authors == std::vector<std::string>{"Ines Duarte"});
        REQUIRE(document.date);
        CHECK(format_date(*document.date) == "2026-03-05");
        CHECK(tells(document.omitted, "lines that the site adds"));
        // Of any other PDF such lines are its own.
        const auto paper = read_bytes(
            "paper.pdf", page_of({{40, 560, "Share this article", 10}, {40, 500, "It waits.", 10}}));
        CHECK(says(paper, "Share this article"));
    }
    TEST_CASE("a page that broke a reader off is read without fonts, one that did so again is left out") {
        const auto bytes = page_of({{40, 500, "It waits."}});
        const std::vector<int> once{1}, twice{1, 1}, another{2};
        const auto read = [&](std::span<const int> broke_on) {
            formats::Source source{"a.pdf", bytes};
            source.broke_on = broke_on;
            return formats::read(context::Format::pdf, source);
        };
        const auto plain = read(once);
        CHECK(says(plain, "It waits."));
        CHECK(tells(plain.warnings, "page 1: its fonts are damaged"));
        CHECK(read(another).warnings.empty());
        CHECK_THROWS_WITH_AS(read(twice), "a.pdf: its page was left out, as reading it breaks off", Error);
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
