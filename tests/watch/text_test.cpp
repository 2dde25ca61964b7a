#include "watch/helpers.h"

namespace pacelane::monitor_program {

TEST_CASE("a wide character takes two columns, a combining mark none") {
    CHECK(columns("abc") == 3);
    CHECK(columns("日本") == 4);
    CHECK(columns("🚀") == 2);
    CHECK(columns("é") == 1);
}

TEST_CASE("text is cut to columns, never within a character") {
    CHECK(clipped("abcdef", 6) == "abcdef");
    CHECK(clipped("abcdef", 4) == "abc…");
    CHECK(clipped("日本語", 6) == "日本語");
    CHECK(clipped("日本語", 5) == "日本…");
    CHECK(clipped("日本語", 4) == "日…");
    CHECK(clipped("abc", 0).empty());
    CHECK(padded("日本語", 4) == "日… ");
    CHECK(padded("7", 3, true) == "  7");
    for (std::size_t width = 0; width < 12; ++width)
        CHECK(columns(padded("a日b本c🚀", width)) == width);
}

TEST_CASE("what would move the cursor or turn the writing is escaped, what glues characters is left out") {
    CHECK(safe("a\x1b[31mb\tc\nd") == "a\\x1b[31mb\\tc\\nd");
    CHECK(safe("a\xe2\x80\xae"
               "b") == "a\\u202eb");
    CHECK(safe("\xff") == "\\xff");
    CHECK(safe("👩\u200d🚀") == "👩🚀");
    CHECK(safe("♥\ufe0f") == "♥");
}

TEST_CASE("no letter wears more than two marks") {
    std::string zalgo = "Z";
    for (int i = 0; i < 40; ++i)
        zalgo += "\u0301";
    CHECK(safe(zalgo) == "Z\u0301\u0301");
    CHECK(safe("\u0301x") == "x");
}

TEST_CASE("lines are broken at blanks, and a word that is too long anywhere") {
    CHECK(wrapped("one two three", 7) == std::vector<std::string>{"one two", "three"});
    CHECK(wrapped("", 7) == std::vector<std::string>{""});
    CHECK(wrapped("abcdefghij", 4) == std::vector<std::string>{"abcd", "efgh", "ij"});
    for (const auto& line : wrapped("日本語 日本語日本語 a", 5))
        CHECK(columns(line) <= 5);
}

}  // namespace pacelane::monitor_program
