#include <pacelane/language/detail/utf8.h>
#include <pacelane/language/language.h>
#include <string>

#include <doctest/doctest.h>

using namespace pacelane::language;

TEST_CASE("normalize composes letters and their accents") {
    CHECK(normalize("na\u0303o") == "não");
}

TEST_CASE("normalize drops control characters but keeps line breaks and tabs") {
    CHECK(normalize("a\x01 b\r\n\tc\x7f") == "a b\n\tc");
    CHECK(normalize("a\u0085b") == "ab");
}

TEST_CASE("normalize composes across a control character that it drops") {
    CHECK(normalize("e\x01\u0301") == "é");
}

TEST_CASE("normalize puts U+FFFD for each invalid byte") {
    CHECK(normalize("a\xff\xfe"
                    "b") == "a\uFFFD\uFFFDb");
    CHECK(normalize("caf\xc3") == "caf\uFFFD");
}

TEST_CASE("normalize changes nothing the second time") {
    for (const std::string text : {"e\x01\u0301", "\xff\u0301", "Ação\r\n", ""}) {
        const auto once = normalize(text);
        CHECK(normalize(once) == once);
    }
}

TEST_CASE("fold lowers letters of any script") {
    CHECK(fold("NÃO Ünder ΑΒΓ") == "não ünder αβγ");
}

TEST_CASE("fold strips diacritics when asked") {
    CHECK(fold("Ação É", true) == "acao e");
    CHECK(fold("Ação É") == "ação é");
}

TEST_CASE("fold makes the same of a character alone and beside one of another script") {
    // The second way leads through utf8proc, the first through the table of common characters.
    for (char32_t c = 0x80; c < 0x2040; c = c == 0x17F ? 0x2000 : c + 1) {
        std::string character;
        append_utf8(character, c);
        for (const bool strip : {false, true}) {
            CAPTURE(character);
            CHECK(fold("Ab" + character + "Z", strip) + "\u4E2D" ==
                  fold("Ab" + character + "Z\u4E2D", strip));
        }
    }
    CHECK(fold("E\u0301") == fold("\u00C9"));
    CHECK(fold("\u00C9\u0327") == fold("E\u0327\u0301"));
}

TEST_CASE("capitalize raises the first letter and leaves the rest") {
    CHECK(capitalize("iPhone sales") == "IPhone sales");
    CHECK(capitalize("é isso") == "É isso");
}

TEST_CASE("capitalize looks past quotes and invalid bytes") {
    CHECK(capitalize("“olá”") == "“Olá”");
    CHECK(capitalize("\xff"
                     "abc") ==
          "\xff"
          "Abc");
}

TEST_CASE("capitalize leaves a text that starts with a number") {
    CHECK(capitalize("3 things") == "3 things");
}

TEST_CASE("character_count counts what a reader sees as one character") {
    CHECK(character_count("") == 0);
    CHECK(character_count("não") == 3);
    CHECK(character_count("na\u0303o") == 3);
    CHECK(character_count("👩‍👩‍👧") == 1);
    CHECK(character_count("🇧🇷🇺🇸") == 2);
    CHECK(character_count("a\r\nb") == 3);
}

TEST_CASE("column_count counts what a terminal shows") {
    CHECK(column_count("") == 0);
    CHECK(column_count("plain") == 5);
    CHECK(column_count("na\u0303o") == 3);
    CHECK(column_count("会議") == 4);
    CHECK(column_count("한국어") == 6);
    CHECK(column_count("👩‍👩‍👧") == 2);
    CHECK(column_count("🇧🇷") == 2);
    CHECK(column_count("❤️") == 2);
}

TEST_CASE("bytes_in_columns ends between characters and never stands still") {
    CHECK(bytes_in_columns("plain", 3) == 3);
    CHECK(bytes_in_columns("会議", 3) == 3);
    CHECK(bytes_in_columns("会議", 1) == 3);
    CHECK(bytes_in_columns("na\u0303o", 2) == 4);
    CHECK(bytes_in_columns("", 2) == 0);
}

TEST_CASE("cut_to_columns cuts between characters") {
    CHECK(cut_to_columns("plain", 5) == "plain");
    CHECK(cut_to_columns("plain text", 7) == "plain…");
    CHECK(cut_to_columns("会議録", 5) == "会議…");
    CHECK(cut_to_columns("会議録", 4) == "会…");
    CHECK(cut_to_columns("na\u0303o e", 3) == "nã…");
    CHECK(cut_to_columns("会議", 0).empty());
    CHECK(cut_to_columns("会議", 1) == "…");
}

TEST_CASE("slug is lower-case ASCII with single hyphens") {
    CHECK(slug("Coisas que aprendi!") == "coisas-que-aprendi");
    CHECK(slug("  É — isso...  aí ") == "e-isso-ai");
    CHECK(slug("!!!").empty());
}

TEST_CASE("slug writes contractions as one word, whichever apostrophe") {
    CHECK(slug("Don't") == "dont");
    CHECK(slug("Don’t") == "dont");
}

TEST_CASE("slug spells letters that have no plain form in Unicode") {
    CHECK(slug("Søren Ærø Straße") == "soren-aero-strasse");
}

TEST_CASE("slug keeps to its length, at a word where it can, never at a hyphen") {
    CHECK(slug("alert fatigue is real", 14) == "alert-fatigue");
    CHECK(slug("abcdefghij", 4) == "abcd");
    CHECK(slug("anything", 0).empty());
}
