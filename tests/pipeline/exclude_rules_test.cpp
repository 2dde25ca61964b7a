#include <pacelane/pipeline/exclude_rules.h>

#include <doctest/doctest.h>

using pacelane::pipeline::ExcludeRules;

namespace {

// A path that ends in a slash is a folder.
bool excludes(const std::vector<std::string>& patterns, std::string_view path) {
    const bool is_folder = path.ends_with('/');
    if (is_folder) path.remove_suffix(1);
    return ExcludeRules(patterns).excluding_any(path, is_folder) != nullptr;
}

}  // namespace

TEST_SUITE("patterns of exclude, as in .gitignore") {
    TEST_CASE("without a slash match at any depth, files and folders") {
        CHECK(excludes({"todo.md"}, "todo.md"));
        CHECK(excludes({"todo.md"}, "notes/deep/todo.md"));
        CHECK(excludes({"archive"}, "notes/archive/a.md"));
        CHECK(excludes({"*.tmp"}, "notes/a.tmp"));
        CHECK_FALSE(excludes({"todo.md"}, "notes/todo.md.bak"));
        CHECK_FALSE(excludes({"archive"}, "notes/archives/a.md"));
    }

    TEST_CASE("with a slash at the start or in the middle start at the workspace's folder") {
        CHECK(excludes({"/todo.md"}, "todo.md"));
        CHECK_FALSE(excludes({"/todo.md"}, "notes/todo.md"));
        CHECK(excludes({"notes/old"}, "notes/old/a.md"));
        CHECK_FALSE(excludes({"notes/old"}, "more/notes/old/a.md"));
        CHECK_FALSE(excludes({"notes/*.md"}, "notes/deep/a.md"));
    }

    TEST_CASE("with a slash at the end match folders only") {
        CHECK(excludes({"archive/"}, "notes/archive/"));
        CHECK(excludes({"archive/"}, "notes/archive/a.md"));
        CHECK_FALSE(excludes({"archive/"}, "notes/archive"));
    }

    TEST_CASE("with ** match any number of folders") {
        CHECK(excludes({"**/old"}, "a/b/old/c.md"));
        CHECK(excludes({"**/old"}, "old/c.md"));
        CHECK(excludes({"notes/**"}, "notes/a/b.md"));
        CHECK_FALSE(excludes({"notes/**"}, "notes/"));
        CHECK(excludes({"a/**/z.md"}, "a/z.md"));
        CHECK(excludes({"a/**/z.md"}, "a/b/c/z.md"));
    }

    TEST_CASE("with ! take back what an earlier one excluded; the last that matches decides") {
        CHECK_FALSE(excludes({"*.md", "!keep.md"}, "notes/keep.md"));
        CHECK(excludes({"*.md", "!keep.md"}, "notes/other.md"));
        CHECK(excludes({"*.md", "!keep.md", "keep.md"}, "keep.md"));
        CHECK_FALSE(excludes({"notes/*", "!notes/keep"}, "notes/keep/a.md"));
    }

    TEST_CASE("cannot take back what lies in an excluded folder") {
        CHECK(excludes({"archive/", "!archive/keep.md"}, "archive/keep.md"));
    }

    TEST_CASE("take a character after a backslash literally, and drop spaces at the end") {
        CHECK(excludes({"\\!important.md"}, "!important.md"));
        CHECK(excludes({"\\#1.md"}, "#1.md"));
        CHECK(excludes({"a\\*.md"}, "a*.md"));
        CHECK_FALSE(excludes({"a\\*.md"}, "ab.md"));
        CHECK(excludes({"a.md   "}, "a.md"));
    }

    TEST_CASE("that are empty or comments exclude nothing") {
        CHECK_FALSE(excludes({"", "# all", "/", "  "}, "a.md"));
        CHECK(ExcludeRules({"", "#"}).empty());
    }

    TEST_CASE("match names whichever way their accents are written") {
        CHECK(excludes({"cafe\u0301.md"}, "notes/caf\u00e9.md"));
    }
}
