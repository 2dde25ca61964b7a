#include "fixture.h"
#include "zip_parts.h"

using namespace pacelane;
using namespace pacelane::formats_test;
using context::PassageKind;

namespace {

/// A zip with one part of so many spaces, which takes next to nothing packed.
std::string bomb(const char* part, std::size_t size) {
    return formats::zip_of({{part, std::string(size, ' ')}});
}

}  // namespace

TEST_SUITE("office documents") {
    TEST_CASE("Word and OpenDocument: headings, lists, tables, notes and boxes are as in Markdown") {
        for (const std::string name : {"text.docx", "text.odt"}) {
            CAPTURE(name);
            const auto document = read_fixture(name);
            CHECK(document.title == "Export moves to a queue");
            REQUIRE(document.date);
            CHECK(format_date(*document.date) == "2026-11-12");
            const auto first = passage_with(document, "nightly export failed");
            CHECK(first.text.ends_with("tries it again. Since then nobody was called at night."));
            CHECK(first.place == "paragraph 2");
            CHECK(says(document, "It tries nine times within one day."));
            const auto item = passage_with(document, "Move the slow ones");
            CHECK(item.kind == PassageKind::list_item);
            CHECK(item.number == 2);
            CHECK(item.headings == std::vector<std::string>{"Steps"});
            const auto inner = passage_with(document, "then reports.");
            CHECK(inner.depth == 1);
            CHECK(inner.number == 0);
            CHECK(inner.lead_in == "Move the slow ones:");
            CHECK(passage_with(document, "Watch the queue.").number == 3);
            CHECK(says(document, "A queue without a limit is a leak with a delay."));
            const auto row = passage_with(document, "Queue | 12");
            CHECK(row.kind == PassageKind::table_row);
            CHECK(row.columns == std::vector<std::string>{"Service", "Cost"});
        }
    }
    TEST_CASE(
        "Word and OpenDocument: comments and tracked deletions are left out and told, insertions stay") {
        for (const std::string name : {"text.docx", "text.odt"}) {
            CAPTURE(name);
            const auto document = read_fixture(name);
            CHECK_FALSE(says(document, "forbidden"));
            CHECK_FALSE(says(document, "secret remark"));
            CHECK_FALSE(says(document, "Internal paper"));
            CHECK(says(document, "nobody was called"));
            CHECK(tells(document.omitted, "1 comment"));
            CHECK(tells(document.omitted, "1 tracked deletion"));
        }
    }
    TEST_CASE("links, emphasis, quotations and code are kept, whichever program wrote the file") {
        for (const std::string name : {"report_pandoc.docx", "report_pandoc.odt", "report_pandoc.html"}) {
            CAPTURE(name);
            CHECK(read_fixture(name).authors == std::vector<std::string>{"Maya Lindqvist"});
            CHECK_FALSE(says(read_fixture(name), "2026-11-12"));
            CHECK_FALSE(says(read_fixture(name), "Maya Lindqvist"));
            const auto document = read_fixture(name);
            CHECK(document.title == "Queues in small teams");
            CHECK(passage_with(document, "We moved").markup.find("[the guide](https://example.com/guide)") !=
                  std::string::npos);
            CHECK(passage_with(document, "Measure the time").number == 1);
            CHECK(passage_with(document, "A queue without").quoted);
            const auto code = passage_with(document, "def drain");
            CHECK(code.kind == PassageKind::code);
            CHECK(code.text == "def drain(queue):\n    while queue:\n        queue.pop()");
        }
    }
    TEST_CASE("a transcript in a Word document is talk, with its speakers and date") {
        const auto document = read_fixture("transcript.docx");
        CHECK(document.kind == context::DocumentKind::transcript);
        CHECK(document.title == "Weekly sync");
        REQUIRE(document.date);
        CHECK(format_date(*document.date) == "2026-11-12");
        CHECK(document.participants == std::vector<std::string>{"Maya Lindqvist", "Rafael Souza"});
        const auto turn = passage_with(document, "I can write the migration");
        CHECK(turn.kind == PassageKind::turn);
        CHECK(turn.speaker == "Rafael Souza");
        CHECK(turn.start_ms == 11'000);
    }
    TEST_CASE("slides: titles are headings, the place is the slide, the speaker's notes stand apart") {
        for (const std::string name : {"slides_pandoc.pptx", "slides_pandoc.odp"}) {
            CAPTURE(name);
            const auto document = read_fixture(name);
            CHECK(document.title == "Alerts that people read");
            const auto item = passage_with(document, "No alert for what heals itself");
            CHECK(item.kind == PassageKind::list_item);
            CHECK(item.place == "slide 2");
            CHECK(item.headings == std::vector<std::string>{"Fewer alerts"});
            CHECK(passage_with(document, "Tell the story of the night").place == "slide 2 (notes)");
            CHECK(passage_with(document, "June | 31").place == "slide 3");
        }
    }
    TEST_CASE("a zip that unpacks to far more than it is is refused") {
        const auto bytes = bomb("word/document.xml", 40U * 1024 * 1024);
        CHECK(bytes.size() < 100'000);
        CHECK_THROWS_WITH_AS(read_bytes("a.docx", bytes),
                             "a.docx: unpacks to more than 32 MiB, and is not read", Error);
    }
    TEST_CASE("RTF is told as unread, with what to do") {
        CHECK_THROWS_WITH_AS(read_bytes("a.rtf", "{\\rtf1 words}"),
                             "a.rtf: RTF is not read; save it as .docx or .odt", Error);
    }
    TEST_CASE("rubbish, a cut file and old formats are refused by name") {
        for (const std::string name : {"a.docx", "a.pptx", "a.odt", "a.odp"}) {
            CAPTURE(name);
            CHECK_THROWS_AS(read_bytes(name, "no zip at all"), Error);
            CHECK_THROWS_WITH_AS(read_bytes(name, "\xD0\xCF\x11\xE0 something old"),
                                 doctest::Contains("old format of Microsoft Office"), Error);
        }
        const auto whole = bytes_of("text.docx");
        for (std::size_t size = 100; size < whole.size(); size += 997) {
            try {
                read_bytes("a.docx", whole.substr(0, size));
            } catch (const Error& error) {
                CHECK(std::string(error.what()).starts_with("a.docx: "));
            }
        }
    }
}
