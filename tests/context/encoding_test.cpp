#include "helpers.h"

#include <random>

using namespace pacelane;
using namespace pacelane::context;
using namespace std::string_literals;

TEST_SUITE("encoding") {
    // Found by fuzz_encodings.
    TEST_CASE("a compatibility ideograph beyond the emoji becomes the unified one") {
        CHECK(texts(knowledge("We read \U0002FA00 here.\n")) == Texts{"We read \u9829 here."});
    }
    TEST_CASE("a mark of UTF-8 and CRLF or CR line ends are no text") {
        CHECK(texts(knowledge("\xEF\xBB\xBF# T\r\n\r\nOne\r\ntwo.\r\n")) == Texts{"One two."});
        CHECK(knowledge("One.\r\rTwo.\r").passages.at(1).line == 3);
    }
    TEST_CASE("CR CR LF is one line end, as a file that was converted twice has it") {
        CHECK(texts(knowledge("One\r\r\ntwo.\r\r\n\r\r\nThree.\r\r\n")) == Texts{"One two.", "Three."});
        CHECK(knowledge("One.\r\r\n\r\r\nTwo.").passages.at(1).line == 3);
    }
    TEST_CASE("Unicode's own line ends are line ends where there are no others, else spaces") {
        CHECK(knowledge("One.\xC2\x85\xC2\x85Two.").passages.at(1).line == 3);
        CHECK(texts(knowledge("One.\xE2\x80\xA8\xE2\x80\xA8Two.")) == Texts{"One.", "Two."});
        CHECK(texts(knowledge("One\xE2\x80\xA8\xE2\x80\xA8two.\nThree.")) == Texts{"One two. Three."});
    }
    TEST_CASE("UTF-16 of either order, with or without its mark, of any script") {
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
        for (const bool big : {false, true}) {
            CAPTURE(big);
            CHECK(texts(knowledge(utf16(u"\uFEFFDecisão 😀 tomada.", big))) == Texts{"Decisão 😀 tomada."});
            CHECK(texts(knowledge(utf16(u"Decision taken.", big))) == Texts{"Decision taken."});
            CHECK(texts(knowledge(utf16(u"Мы решили это вчера.\r\n", big))) == Texts{"Мы решили это вчера."});
            CHECK(texts(knowledge(utf16(u"第一次会议。\n我们决定了。\n", big))) ==
                  Texts{"第一次会议。 我们决定了。"});
            CHECK(texts(knowledge(utf16(u"αυτό είναι καλό.\n", big))) == Texts{"αυτό είναι καλό."});
            CHECK(texts(knowledge(utf16(u"Odd end.\n", big) + "\x41")) == Texts{"Odd end."});
        }
    }
    TEST_CASE("a few NULs, and those that a crash leaves at the end, are left out") {
        const auto document =
            knowledge("We keep one note a day and read it again on Friday" + std::string(1, '\0') +
                      ", before the week ends." + std::string(4096, '\0'));
        CHECK(texts(document) ==
              Texts{"We keep one note a day and read it again on Friday, before the week ends."});
        CHECK(document.warnings == Texts{"1 NUL character is left out"});
    }
    TEST_CASE("bytes of an encoding that is not read are refused, not guessed") {
        // "Привет, это заметка о работе. " in Windows-1251.
        const auto why =
            refusal("notes/a.txt", repeated("\xCF\xF0\xE8\xE2\xE5\xF2, \xFD\xF2\xEE \xE7\xE0\xEC\xE5\xF2\xEA"
                                            "\xE0 \xEE \xF0\xE0\xE1\xEE\xF2\xE5. ",
                                            4));
        CHECK(contains(why, "notes/a.txt: in an encoding that is not read"));
        CHECK(contains(why, "UTF-8"));
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
    TEST_CASE("UTF-8 that was encoded twice is read as what it was") {
        const auto document =
            knowledge("O forno nÃ£o quebrou Ã\u00A0 noite, e a MÃ´nica riu â€” sÃ³ um pouco.\n");
        CHECK(document.passages[0].text == "O forno não quebrou à noite, e a Mônica riu — só um pouco.");
        CHECK(document.warnings == Texts{"encoded as UTF-8 twice, and read as what it was before"});
        CHECK(knowledge("O Ã maiúsculo não é um erro.\n").warnings.empty());
    }
    TEST_CASE("Japanese in its old encoding is told, though it is short") {
        CHECK(contains(refusal("a.txt",
                               "\x8D\xA1\x93\xFA\x82\xCD\x8B\x47\x82\xF0\x8F\xC4\x82\xAB\x82\xDC\x82\xB5"
                               "\x82\xBD\x81\x42\n"),
                       "in an encoding that is not read"));
        CHECK(texts(knowledge("O Jos\xE9 e a In\xEAs v\xE3o \xE0 pr\xE1tica \x96 j\xE1.\n", "a.txt"))[0] ==
              "O José e a Inês vão à prática – já.");
    }
}
