#include "temporary_folder.h"

#include <filesystem>
#include <pacelane/base/error.h>
#include <pacelane/pipeline/context_files.h>

#include <doctest/doctest.h>

namespace pacelane::pipeline {

TEST_CASE(
    "globs: * and ? stay within a segment, ** passes over any number, sets hold ranges and can be negated") {
    struct Case {
        const char* path;
        const char* pattern;
        bool matches;
    };
    for (const auto& each : std::initializer_list<Case>{
             {"a.md", "*.md", true},
             {"d/a.md", "*.md", false},
             {"d/a.md", "*/*.md", true},
             {"d/a.md", "**/*.md", true},
             {"a.md", "**/*.md", true},
             {"d/e/f/a.md", "d/**/*", true},
             {"d/e/f/a.md", "d/**/a.*", true},
             {"x/a.md", "d/**/*", false},
             {"a1.md", "a?.md", true},
             {"a.md", "a?.md", false},
             {"b.md", "[a-c].md", true},
             {"d.md", "[a-c].md", false},
             {"d.md", "[!a-c].md", true},
             {"\xC3\xA9.md", "?.md", true},
             {"\xC3\xA9.md", "[\xC3\xA0-\xC3\xBC].md", true},
             {"aaaaaaaaaaaaaaaaaaaaaaaaaaaab", "*a*a*a*a*a*a*a*a*c", false},
             {"a.md", "", false},
         })
        CHECK_MESSAGE(matches_glob(each.path, each.pattern) == each.matches,
                      each.path << " ~ " << each.pattern);
}

TEST_CASE("hidden files, and what a link brings in from outside, are left out; each file has one kind") {
    TemporaryFolder outside;
    outside.write("secret.md", "x");
    TemporaryFolder folder;
    folder.write("notes/a.md", "x");
    folder.write("notes/.b.md", "x");
    folder.write("notes/.git/c.md", "x");
    folder.write("notes/talk.vtt", "x");
    std::filesystem::create_symlink(outside / "secret.md", folder / "notes/link.md");
    std::filesystem::create_directory_symlink(outside.path(), folder / "notes/linked");
    store::User user;
    user.folder = folder.path().string();
    user.context.knowledge = {"notes/**/*"};
    user.context.transcripts = {"notes/*.vtt"};
    const auto files = context_files(user);
    REQUIRE(files.size() == 2);
    CHECK(files[0].path == "notes/a.md");
    CHECK(files[0].kind == context::DocumentKind::knowledge);
    CHECK(files[1].kind == context::DocumentKind::transcript);
}

TEST_CASE("a folder that is not there is an error that names it") {
    store::User user;
    user.folder = "/nowhere/at/all";
    user.context.knowledge = {"*"};
    CHECK_THROWS_WITH_AS(context_files(user), doctest::Contains("/nowhere/at/all"), Error);
}

}  // namespace pacelane::pipeline
