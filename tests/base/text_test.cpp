#include <array>
#include <pacelane/base/text.h>

#include <doctest/doctest.h>

using namespace pacelane;
using Parts = std::vector<std::string_view>;

TEST_SUITE("text") {
    TEST_CASE("trimming takes white space from both ends only") {
        CHECK(trim(" \t a b \r\n") == "a b");
        CHECK(trim("a") == "a");
        CHECK(trim(" \n ").empty());
        CHECK(trim("").empty());
    }

    TEST_CASE("lower case leaves all but ASCII letters alone") {
        CHECK(ascii_lower("AbZ-09") == "abz-09");
        CHECK(ascii_lower("ÅÇ") == "ÅÇ");
    }

    TEST_CASE("splitting keeps empty parts") {
        CHECK(split("a,b", ',') == Parts{"a", "b"});
        CHECK(split(",a,,", ',') == Parts{"", "a", "", ""});
        CHECK(split("", ',') == Parts{""});
    }

    TEST_CASE("joining puts the separator between parts, empty ones too") {
        CHECK(join(std::array<std::string, 3>{"a", "", "b"}, ", ") == "a, , b");
        CHECK(join(std::array<std::string, 1>{"a"}, ", ") == "a");
        CHECK(join({}, ", ").empty());
    }

    TEST_CASE("edit distance counts insertions, deletions, substitutions and swaps") {
        CHECK(edit_distance("monday", "monday") == 0);
        CHECK(edit_distance("mon day", "monday") == 1);
        CHECK(edit_distance("wekly", "weekly") == 1);
        CHECK(edit_distance("dayly", "daily") == 1);
        CHECK(edit_distance("hnadle", "handle") == 1);
        CHECK(edit_distance("kitten", "sitting") == 3);
        CHECK(edit_distance("", "abc") == 3);
        CHECK(edit_distance("", "") == 0);
    }
}

TEST_SUITE("did you mean") {
    constexpr std::array<std::string_view, 3> kDays = {"monday", "tuesday", "sunday"};
    constexpr std::array<std::string_view, 2> kLanguages = {"en", "pt-BR"};

    TEST_CASE("the nearest candidate is found, in any case") {
        CHECK(nearest("mon day", kDays) == "monday");
        CHECK(nearest("SUNDY", kDays) == "sunday");
    }

    TEST_CASE("nothing is proposed for what is like none") {
        CHECK(nearest("christmas", kDays).empty());
        CHECK(nearest("", kDays).empty());
        CHECK(nearest("monday", {}).empty());
    }

    TEST_CASE("a short word is not taken for another that shares no letter with it") {
        CHECK(nearest("fr", kLanguages).empty());
        CHECK(nearest("em", kLanguages) == "en");
    }

    TEST_CASE("a very long word is dismissed at once") {
        CHECK(nearest(std::string(10'000'000, 'x'), kDays).empty());
    }
}

TEST_CASE("printable text has no characters that a terminal obeys") {
    using pacelane::printable;
    CHECK(printable("plain, ação, 漢字 \\n") == "plain, ação, 漢字 \\n");
    CHECK(printable("a\nb\tc\rd\x1b[2J\x7f") == "a\\nb\\tc\\x0dd\\x1b[2J\\x7f");
    CHECK(printable("a\nb\tc\r", "\n\t") == "a\nb\tc\\x0d");
    CHECK(printable("\xc2\x9b"
                    "2J") == "\\u009b2J");
    CHECK(printable("\xe2\x80\xae"
                    "abc\xe2\x81\xa9") == "\\u202eabc\\u2069");
    // What is no UTF-8: a stray byte, a character cut off, one written too long, a surrogate.
    CHECK(printable("a\xff"
                    "b") == "a\\xffb");
    CHECK(printable("\xe2\x82") == "\\xe2\\x82");
    CHECK(printable("\xc0\x9b") == "\\xc0\\x9b");
    CHECK(printable("\xe0\x82\x9b") == "\\xe0\\x82\\x9b");
    CHECK(printable("\xed\xa0\x80") == "\\xed\\xa0\\x80");
    CHECK(printable(std::string_view("\0x", 2)) == "\\x00x");
}

TEST_CASE("UTF-8 is told from what only looks like it") {
    for (const auto* text : {"", "plain", "caf\u00e9", "\u20ac", "\U0001f680", "\uffff"})
        CHECK(is_utf8(text));
    // Latin-1, cut off, overlong, a surrogate, too large, a continuation by itself.
    for (const auto* text :
         {"caf\xe9", "\xe2\x82", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80"})
        CHECK_FALSE(is_utf8(text));
    CHECK(is_utf8(std::string_view("a\0b", 3)));
    CHECK(utf8_length("\u20acx", 0) == 3);
    CHECK(utf8_length("\u20acx", 1) == 0);
    CHECK(utf8_length("\u20acx", 3) == 1);
}
