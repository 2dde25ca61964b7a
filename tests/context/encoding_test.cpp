#include "helpers.h"

#include <random>

using namespace pacelane;
using namespace pacelane::context;
using namespace std::string_literals;

TEST_SUITE("encoding") {
    TEST_CASE("a mark of UTF-8 and CRLF or CR line ends are no text") {
        CHECK(texts(knowledge("\xEF\xBB\xBF# T\r\n\r\nOne\r\ntwo.\r\n")) == Texts{"One two."});
        CHECK(knowledge("One.\r\rTwo.\r").passages.at(1).line == 3);
    }
    TEST_CASE("UTF-16 of either order, with or without its mark") {
        const auto utf16 = [](std::u16string_view text, bool big) {
            std::string bytes;
            for (const char16_t unit : text) {
                const char high = static_cast<char>(unit >> 8);
                const char low = static_cast<char>(unit & 0xFF);
                bytes += big ? high : low;
                bytes += big ? low : high;
            }
            return bytes;
        };
        CHECK(texts(knowledge(utf16(u"\uFEFFDecisão 😀 tomada.", false))) == Texts{"Decisão 😀 tomada."});
        CHECK(texts(knowledge(utf16(u"\uFEFFDecisão tomada.", true))) == Texts{"Decisão tomada."});
        CHECK(texts(knowledge(utf16(u"Decision taken.", false))) == Texts{"Decision taken."});
    }
    TEST_CASE("Windows-1252 is converted, and that is told") {
        const auto document = knowledge("Ok.\n\nDecis\xE3o \x96 \x93sim\x94.\n");
        CHECK(document.passages[1].text == "Decisão – “sim”.");
        CHECK(document.warnings == Texts{"line 3: not UTF-8 (4 bytes), read as Windows-1252"});
    }
    TEST_CASE("text is composed (NFC)") {
        CHECK(knowledge("Decisa\xCC\x83o.").passages[0].text == "Decisão.");
    }
    TEST_CASE("no-break spaces are spaces, invisible characters are nothing") {
        CHECK(knowledge("a\xC2\xA0"
                        "b\xE2\x80\x8B"
                        "c\xC2\xAD"
                        "d")
                  .passages[0]
                  .text == "a bcd");
    }
    TEST_CASE("an empty file is refused by name") {
        CHECK(refusal("notes/empty.md", "") == "notes/empty.md: the file is empty");
        CHECK(contains(refusal("notes/blank.md", " \n\n\t\n"), "the file is empty"));
        CHECK(contains(refusal("notes/bom.md", "\xEF\xBB\xBF"), "the file is empty"));
    }
    TEST_CASE("a file with nothing but headings has nothing to read") {
        CHECK(contains(refusal("a.md", "# Title\n\n<!-- later -->\n"), "a.md: nothing to read in it"));
    }
    TEST_CASE("binary files are refused, and readable formats told") {
        for (const auto& bytes :
             {"%PDF-1.7\nstuff"s, "PK\x03\x04zip"s, "\x89PNG\r\n"s, "ab\0cd"s, "\x01\x02\x03\x04\x05\x06"s}) {
            const auto why = refusal("notes/file.md", bytes);
            CHECK(contains(why, "notes/file.md: not a text"));
            CHECK(contains(why, ".vtt"));
        }
        CHECK(contains(refusal("slides.pptx", "text"), "not a text"));
    }
    TEST_CASE("no bytes crash a reader") {
        std::mt19937 random{7};
        const std::string alphabet = "ab:[]()<>*_-#>`|~!&;0123 \n\n\t\xC3\xA3\xFF\"'.,/v";
        for (const auto path : {"a.md", "a.txt", "a.vtt", "a.srt"}) {
            for (int round = 0; round < 300; ++round) {
                std::string bytes = round % 3 == 0 ? "WEBVTT\n\n00:01.000 --> 00:02.000\n" : "";
                for (std::size_t i = 0; i < 200; ++i)
                    bytes += alphabet[random() % alphabet.size()];
                for (const auto kind : {DocumentKind::knowledge, DocumentKind::transcript}) {
                    try {
                        for (const auto& passage : parse_document(path, bytes, kind).passages) {
                            REQUIRE_FALSE(passage.text.empty());
                            REQUIRE(passage.line >= 1);
                            REQUIRE(passage.line_end >= passage.line);
                        }
                    } catch (const Error& error) {
                        REQUIRE(error.kind() == ErrorKind::bad_input);
                    }
                }
            }
        }
    }
}
