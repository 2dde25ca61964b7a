#include <pacelane/pipeline/glob.h>
#include <string>

#include <doctest/doctest.h>

using pacelane::pipeline::matches_glob;

TEST_SUITE("a glob pattern") {
    TEST_CASE("without wildcards matches just that path") {
        CHECK(matches_glob("notes/a.md", "notes/a.md"));
        CHECK_FALSE(matches_glob("notes/a.md", "notes/b.md"));
        CHECK_FALSE(matches_glob("notes/a.md", "notes"));
        CHECK_FALSE(matches_glob("notes/a.md", "a.md"));
        CHECK_FALSE(matches_glob("notes/a.md", "notes/a.mdx"));
        CHECK_FALSE(matches_glob("notes/a.mdx", "notes/a.md"));
    }

    TEST_CASE("tells upper from lower case") {
        CHECK_FALSE(matches_glob("Notes/a.md", "notes/a.md"));
    }

    TEST_CASE("does not mind ./ and repeated slashes") {
        CHECK(matches_glob("notes/a.md", "./notes//a.md"));
    }

    TEST_CASE("* is any part of one name, also none of it") {
        CHECK(matches_glob("notes/a.md", "notes/*.md"));
        CHECK(matches_glob("notes/a.md", "*/*"));
        CHECK(matches_glob("notes/a.md", "notes/a*.md"));
        CHECK(matches_glob("notes/2026-11-plan.md", "notes/2026-*-plan*"));
        CHECK(matches_glob("aXbXc", "a*b*c"));
        CHECK(matches_glob("abab", "*ab"));
    }

    TEST_CASE("* never crosses a slash") {
        CHECK_FALSE(matches_glob("notes/deep/a.md", "notes/*.md"));
        CHECK_FALSE(matches_glob("notes/a.md", "*.md"));
        CHECK_FALSE(matches_glob("notes/a.md", "*"));
    }

    TEST_CASE("** is any number of folders, also none") {
        CHECK(matches_glob("notes/a.md", "notes/**/a.md"));
        CHECK(matches_glob("notes/x/a.md", "notes/**/a.md"));
        CHECK(matches_glob("notes/x/y/a.md", "notes/**/a.md"));
        CHECK(matches_glob("notes/x/y/a.md", "**/*.md"));
        CHECK(matches_glob("a.md", "**/*.md"));
        CHECK(matches_glob("notes/x/y/a.md", "**"));
        CHECK(matches_glob("notes/x/y/a.md", "notes/**"));
        CHECK(matches_glob("a/x/b/y/z/c", "a/**/b/**/c"));
        CHECK_FALSE(matches_glob("other/a.md", "notes/**/a.md"));
        CHECK_FALSE(matches_glob("notes/x/b.md", "notes/**/a.md"));
        CHECK_FALSE(matches_glob("a/x/y/c", "a/**/b/**/c"));
    }

    TEST_CASE("? is one character, of any length in bytes, and no slash") {
        CHECK(matches_glob("a1.md", "a?.md"));
        CHECK(matches_glob("aé.md", "a?.md"));
        CHECK(matches_glob("a漢.md", "a?.md"));
        CHECK(matches_glob("a🙂.md", "a?.md"));
        CHECK_FALSE(matches_glob("a.md", "a?.md"));
        CHECK_FALSE(matches_glob("aé.md", "a??.md"));
        CHECK_FALSE(matches_glob("a/b", "a?b"));
    }

    TEST_CASE("* before ? takes whole characters") {
        CHECK(matches_glob("é漢x", "*?x"));
        CHECK_FALSE(matches_glob("漢bc", "*??bc"));
    }

    TEST_CASE("[a-z] is one character of a set") {
        CHECK(matches_glob("b.md", "[abc].md"));
        CHECK(matches_glob("q3.md", "[a-z][0-9].md"));
        CHECK(matches_glob("É.md", "[À-Ý].md"));
        CHECK(matches_glob("x.md", "[a-cx-z].md"));
        CHECK_FALSE(matches_glob("d.md", "[abc].md"));
        CHECK_FALSE(matches_glob("B.md", "[a-z].md"));
        CHECK_FALSE(matches_glob("ab.md", "[ab].md"));
        CHECK_FALSE(matches_glob(".md", "[ab].md"));
    }

    TEST_CASE("[!x] and [^x] are one character that is not in the set") {
        CHECK(matches_glob("a.md", "[!x].md"));
        CHECK(matches_glob("é.md", "[!x].md"));
        CHECK(matches_glob("a.md", "[^x-z].md"));
        CHECK_FALSE(matches_glob("x.md", "[!x].md"));
        CHECK_FALSE(matches_glob("é.md", "[!é].md"));
        CHECK_FALSE(matches_glob("y.md", "[^x-z].md"));
        CHECK_FALSE(matches_glob(".md", "[!x].md"));
    }

    TEST_CASE("a set may hold a hyphen at its edges, and ] as its first character") {
        CHECK(matches_glob("a-b", "a[-x]b"));
        CHECK(matches_glob("a-b", "a[x-]b"));
        CHECK(matches_glob("a]b", "a[]x]b"));
        CHECK_FALSE(matches_glob("a]b", "a[!]x]b"));
        CHECK(matches_glob("ayb", "a[!]x]b"));
    }

    TEST_CASE("a bracket that is not closed stands for itself") {
        CHECK(matches_glob("a[b", "a[b"));
        CHECK(matches_glob("a[", "a["));
        CHECK(matches_glob("[]", "[]"));
        CHECK(matches_glob("[!]", "[!]"));
        CHECK_FALSE(matches_glob("ab", "a[b"));
    }

    TEST_CASE("survives names that are no UTF-8") {
        CHECK(matches_glob("a\xFF.md", "a?.md"));
        CHECK(matches_glob("a\xC3", "a?"));
        CHECK(matches_glob("\x80\x80", "*"));
    }

    TEST_CASE("of many stars is answered, however the name ends") {
        std::string name(2000, 'a');
        std::string pattern;
        for (int n = 0; n < 200; ++n)
            pattern += "*a";
        CHECK(matches_glob(name, pattern));
        CHECK_FALSE(matches_glob(name, pattern + "*b"));
        std::string folders, stars;
        for (int n = 0; n < 200; ++n) {
            folders += "a/";
            stars += "**/a/";
        }
        CHECK(matches_glob(folders + "c", stars + "c"));
        CHECK_FALSE(matches_glob(folders + "c", stars + "b"));
    }

    TEST_CASE("that is empty matches nothing but the empty path") {
        CHECK_FALSE(matches_glob("a.md", ""));
    }
}
