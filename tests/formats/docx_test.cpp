// What word processors keep beside the words: changes that are tracked, forms that are filled in. Parts as
// Word and LibreOffice write them.
#include "read.h"
#include "zip_parts.h"

using namespace pacelane;
using namespace pacelane::formats;
using context::Format;

namespace {

/// A Word document with this body.
std::string word_file(const std::string& body) {
    return zip_of(
        {{"word/document.xml",
          R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>)" +
              body + "</w:body></w:document>"}});
}

std::string words(const std::string& text) {
    return R"(<w:r><w:t xml:space="preserve">)" + text + "</w:t></w:r>";
}
std::string line_of(const std::string& inner) {
    return "<w:p>" + inner + "</w:p>";
}
const std::string kEndDeleted = R"(<w:pPr><w:rPr><w:del w:id="3" w:author="Ana"/></w:rPr></w:pPr>)";

Lines texts(const context::Document& document) {
    Lines all;
    for (const auto& passage : document.passages)
        all.push_back(passage.text);
    return all;
}

}  // namespace

TEST_SUITE("Word documents") {
    TEST_CASE("a table of contents without a style is left out, a list of prices is not") {
        const auto tabbed = [](const std::string& text, const std::string& number) {
            return line_of(words(text) + "<w:r><w:tab/></w:r>" + words(number));
        };
        const auto chapters =
            line_of(words("1 Where the boats lie")) + line_of(words("They lie in the old harbour.")) +
            line_of(words("2 What they cost")) + line_of(words("Each costs a week of work."));
        const auto entries = tabbed("1 Where the boats lie", "1") + tabbed("2 What they cost", "3");
        const auto document =
            read_text(Format::docx, word_file(line_of(words("Contents")) + entries +
                                              line_of(words("Acknowledgements ........ iv")) + chapters));
        CHECK_FALSE(holds(texts(document), "Contents"));
        CHECK_FALSE(holds(texts(document), "Acknowledgements"));
        CHECK(holds(document.omitted, "a table of contents"));
        CHECK(holds(texts(document), "old harbour"));
        // Two lines may be anything, and prices lead nowhere.
        CHECK(read_text(Format::docx, word_file(entries + chapters)).omitted.empty());
        const auto prices =
            read_text(Format::docx, word_file(tabbed("Tea with milk", "2") + tabbed("Coffee", "3") +
                                              line_of(words("Cake .......... 5")) + chapters));
        CHECK(holds(texts(prices), "Cake"));
        // Pages go up.
        CHECK(holds(texts(read_text(Format::docx, word_file(tabbed("1 Where the boats lie", "9") +
                                                            tabbed("2 What they cost", "3") +
                                                            tabbed("Rest", "1") + chapters))),
                    "Rest"));
    }
    TEST_CASE("a paragraph whose end was deleted goes on as the next one") {
        const auto gone =
            R"(<w:del w:id="4" w:author="Ana"><w:r><w:delText>Nobody reads this.</w:delText></w:r></w:del>)";
        const auto document =
            read_text(Format::docx,
                      word_file(line_of(kEndDeleted + words("The kiln is cold, ")) +
                                line_of(words("because Rui is ill.")) + line_of(kEndDeleted + gone) +
                                line_of(words("Ana heats it.")) + line_of(kEndDeleted + words("The end."))));
        CHECK(texts(document) == Lines{"The kiln is cold, because Rui is ill.", "Ana heats it.", "The end."});
        CHECK(holds(document.omitted, "1 tracked deletion"));
    }
    TEST_CASE("what a form asks for is nobody's words; what was filled in is read") {
        const auto control = [](const std::string& properties, const std::string& inner) {
            return "<w:sdt><w:sdtPr>" + properties + "</w:sdtPr><w:sdtContent>" + inner +
                   "</w:sdtContent></w:sdt>";
        };
        const std::string empty = "<w:showingPlcHdr/><w:text/>";
        const auto document =
            read_text(Format::docx,
                      word_file(line_of(words("We met ") + control("<w:text/>", words("in the old bakery")) +
                                        words(" at noon.") + control(empty, words("Choose an item."))) +
                                control(empty, line_of(words("Click or tap here to enter text."))) +
                                "<w:tbl><w:tr><w:tc>" + line_of(words("Host")) + "</w:tc><w:tc>" +
                                control(empty, line_of(words("Click here."))) + line_of(words("Ana Souza")) +
                                "</w:tc></w:tr></w:tbl>"));
        CHECK(texts(document) == Lines{"We met in the old bakery at noon.", "Host | Ana Souza"});
        CHECK(holds(document.omitted, "what a form asks to be filled in"));
    }
    TEST_CASE("a prompt of LibreOffice is nobody's words either") {
        const auto document = read_text(
            Format::odt,
            zip_of(
                {{"content.xml",
                  R"(<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" )"
                  R"(xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>)"
                  R"(<text:p>The host is Ana. <text:placeholder text:placeholder-type="text">&lt;Click here&gt;)"
                  R"(</text:placeholder></text:p></office:text></office:body></office:document-content>)"}}));
        CHECK(texts(document) == Lines{"The host is Ana."});
        CHECK(holds(document.omitted, "what a form asks to be filled in"));
    }
}
