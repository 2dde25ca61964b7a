// Evernote's export, by what the program writes (its DTD is evernote-export3.dtd).
#include "read.h"

using namespace pacelane;
using namespace pacelane::formats;
using context::Format;
using context::PassageKind;

namespace {
std::string note(std::string_view title, std::string_view content, std::string_view more = "") {
    return "<note><title>" + std::string(title) +
           "</title><created>20261103T091500Z</created><updated>20261104T091500Z</updated>" +
           std::string(more) +
           "<content>\n<![CDATA[<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE en-note SYSTEM "
           "\"http://xml.evernote.com/pub/enml2.dtd\"><en-note>" +
           std::string(content) + "</en-note>]]></content></note>\n";
}
std::string notebook(std::string_view notes) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE en-export SYSTEM "
           "\"http://xml.evernote.com/pub/evernote-export3.dtd\">\n<en-export "
           "export-date=\"20261105T101500Z\" "
           "application=\"Evernote\">\n" +
           std::string(notes) + "</en-export>\n";
}
context::Document enex(std::string_view notes) {
    return read_text(Format::enex, notebook(notes), "notes/Platform work.enex");
}
}  // namespace

TEST_SUITE("notebooks of Evernote") {
    TEST_CASE("a note is the user's own, with its title, day and tags") {
        const auto document =
            enex(note("Cold caches &amp; how to warm them",
                      "<div>The cache is cold after each release.</div><div><br/></div><div>A job warms "
                      "it.</div>",
                      "<tag>caching</tag><tag>platform</tag>"));
        CHECK(document.title == "Cold caches & how to warm them");
        CHECK(document.date == std::chrono::year(2026) / 11 / 3);
        CHECK(document.tags == Lines{"caching", "platform"});
        CHECK(told(document) == Lines{": The cache is cold after each release.", ": A job warms it."});
        CHECK(document.passages[0].line == 6);
    }
    TEST_CASE("several notes stand below their titles, and the file's name is theirs together") {
        const auto document = enex(note("Caches", "<h1>Why</h1><div>They are cold.</div>") +
                                   note("Queues", "<div>They are long.</div>"));
        CHECK(document.title == "Platform work");
        REQUIRE(document.passages.size() == 2);
        CHECK(document.passages[0].headings == Lines{"Caches", "Why"});
        CHECK(document.passages[1].headings == Lines{"Queues"});
    }
    TEST_CASE("boxes, lists of tasks and tasks beside the text are tasks") {
        const auto document = enex(
            note("Release",
                 "<div><en-todo checked=\"true\"/>Warm the cache</div><div><en-todo/>Tell Ana</div>"
                 "<ul style=\"--en-todo:true;\"><li style=\"--en-checked:true;\"><div>Ship it</div></li>"
                 "<li style=\"--en-checked:false;\"><div>Watch it</div></li></ul>"
                 "<div style=\"--en-task-group:true; --en-id:1;\"><span>Content not supported</span></div>",
                 "<task><title>Write the notes</title><taskStatus>open</taskStatus></task>"));
        REQUIRE(document.passages.size() == 5);
        const std::vector<bool> done{true, false, true, false, false};
        for (std::size_t i = 0; i < done.size(); ++i) {
            CAPTURE(i);
            CHECK(document.passages[i].kind == PassageKind::list_item);
            CHECK(document.passages[i].checked == done[i]);
        }
        CHECK(document.passages[4].text == "Write the notes");
    }
    TEST_CASE("code, tables and lists are what they are in a page") {
        const auto document = enex(
            note("Warming",
                 "<div style=\"box-sizing: border-box;-en-codeblock:true;\"><div>warm "
                 "--all</div><div>status</div></div><table><tr><td>job</td><td>hour</td></tr><tr><td>warm</"
                 "td><td>6</td></tr></table><ol><li>Stop</li><li>Start</li></ol>"));
        REQUIRE(document.passages.size() == 5);
        CHECK(document.passages[0].kind == PassageKind::code);
        CHECK(document.passages[0].text == "warm --all\nstatus");
        CHECK(document.passages[1].kind == PassageKind::table_row);
        CHECK(document.passages[4].kind == PassageKind::list_item);
    }
    TEST_CASE("what was cut out of the web is somebody else's; files and ciphers are told") {
        const auto document = enex(
            note("A page", "<div>Somebody's words about caches.</div>",
                 "<note-attributes><source>web.clip7</source><source-url>https://example.com/a</source-url></"
                 "note-attributes>") +
            note("Mine",
                 "<div>My words about caches.<en-media type=\"image/png\" hash=\"ab\"/> They go on.</div>"
                 "<div><en-crypt cipher=\"AES\">U29tZSB3b3Jkcw==</en-crypt></div>"));
        CHECK(told(document) ==
              Lines{"[: Somebody's words about caches.]", ": My words about caches. They go on."});
        CHECK(holds(document.omitted, "1 file and pictures in notes"));
        CHECK(holds(document.omitted, "encrypted words"));
        CHECK(holds(document.omitted, "cut out of the web"));
    }
    TEST_CASE("a list of links is no menu") {
        const auto document =
            enex(note("Links",
                      "<ul><li><a href=\"https://a.example\">One</a></li><li><a "
                      "href=\"https://b.example\">Two</a></li><li><a href=\"https://c.example\">Three</"
                      "a></li><li><a href=\"https://d.example\">Four</a></li></ul>"));
        CHECK(document.passages.size() == 4);
    }
    TEST_CASE("a file that is cut short gives the notes before, and tells; rubbish is refused by name") {
        auto bytes =
            notebook(note("One", "<div>The first note.</div>") + note("Two", "<div>The second.</div>"));
        bytes.resize(bytes.size() - 40);
        const auto document = read_text(Format::enex, bytes, "notes/a.enex");
        CHECK(holds(told(document), "The first note."));
        CHECK(holds(document.warnings, "damaged or cut short"));
        CHECK(refusal_of(Format::enex, "no export") == "a/file: is no export of Evernote, or a damaged one");
        CHECK(refusal_of(Format::enex, notebook("")) == "a/file: holds no note");
        CHECK(refusal_of(Format::enex, notebook(note("Empty", "<div><br/></div>"))) ==
              "a/file: has no text: only files and pictures");
        std::string deep;
        for (int i = 0; i < 5000; ++i)
            deep += "<div>";
        CHECK(holds(enex(note("Deep", deep + "x") + note("Flat", "<div>Some words.</div>")).warnings,
                    "elements within each other"));
    }
}
