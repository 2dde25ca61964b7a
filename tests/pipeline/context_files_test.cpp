#include "temporary_folder.h"

#include <pacelane/base/error.h>
#include <pacelane/pipeline/context_files.h>
#include <sys/stat.h>

#include <doctest/doctest.h>

using namespace pacelane;
using namespace pacelane::pipeline;
using context::DocumentKind;

namespace {

/// A workspace in `work`, and what lies beside it.
struct Workspace {
    Workspace() {
        folder.write("work/pacelane.yaml", "");
        user.handle = "maya";
        user.folder = folder / "work";
        user.context.knowledge = {"knowledge/**/*"};
    }
    void write(const std::string& path) { folder.write("work/" + path, "text"); }
    void link(const std::string& target, const std::string& path) {
        const auto at = folder.path() / "work" / path;
        std::filesystem::create_directories(at.parent_path());
        std::filesystem::create_symlink(target, at);
    }
    std::string paths() {
        std::string all;
        for (const auto& file : context_files(user).files)
            all += (all.empty() ? "" : " ") + file.path;
        return all;
    }

    /// "path: why", of what cannot be had.
    std::string unreached() {
        std::string all;
        for (const auto& place : context_files(user).unreached)
            all += (all.empty() ? "" : " | ") + place.path + ": " + place.why;
        return all;
    }

    TemporaryFolder folder;
    store::User user;
};

}  // namespace

TEST_SUITE("the files of a person's context") {
    TEST_CASE("are those that the patterns name, by path, with size and time") {
        Workspace workspace;
        workspace.write("knowledge/b.md");
        workspace.write("knowledge/deep/a.md");
        workspace.write("other/c.md");
        const auto files = context_files(workspace.user).files;
        REQUIRE(files.size() == 2);
        CHECK(files[0].path == "knowledge/b.md");
        CHECK(files[0].absolute == workspace.folder / "work/knowledge/b.md");
        CHECK(files[0].size_bytes == 4);
        CHECK(files[0].modified_ns > 0);
        CHECK(files[0].kind == DocumentKind::knowledge);
        CHECK(files[1].path == "knowledge/deep/a.md");
    }

    TEST_CASE("are a transcript before a meeting before knowledge, where several patterns name one") {
        Workspace workspace;
        workspace.user.context = {{"**/*"}, {"meetings/**/*"}, {"meetings/*.vtt"}, {}};
        workspace.write("a.md");
        workspace.write("meetings/b.md");
        workspace.write("meetings/c.vtt");
        const auto files = context_files(workspace.user).files;
        REQUIRE(files.size() == 4);
        CHECK(files[0].kind == DocumentKind::knowledge);
        CHECK(files[1].kind == DocumentKind::meeting);
        CHECK(files[2].kind == DocumentKind::transcript);
    }

    TEST_CASE("are named once, however many patterns name them") {
        Workspace workspace;
        workspace.user.context.knowledge = {"knowledge/*", "knowledge/*.md", "**"};
        workspace.write("knowledge/a.md");
        CHECK(workspace.paths() == "knowledge/a.md pacelane.yaml");
    }

    TEST_CASE("are without hidden files and what is in hidden folders") {
        Workspace workspace;
        workspace.user.context.knowledge = {"**/*", ".secret/*", "knowledge/.draft.md"};
        workspace.write("knowledge/.draft.md");
        workspace.write(".secret/a.md");
        workspace.write("knowledge/.git/b.md");
        workspace.write("knowledge/c.md");
        CHECK(workspace.paths() == "knowledge/c.md pacelane.yaml");
    }

    TEST_CASE("may have spaces, quotes and any letters in their names") {
        Workspace workspace;
        workspace.write("knowledge/São Paulo – it's \"on\".md");
        CHECK(workspace.paths() == "knowledge/São Paulo – it's \"on\".md");
    }

    TEST_CASE("are none when there are no patterns, even if the folder is gone") {
        Workspace workspace;
        workspace.user.context = {};
        workspace.user.folder = workspace.folder / "gone";
        CHECK(workspace.paths().empty());
    }

    TEST_CASE("are an error that names the remedy when the folder is gone") {
        Workspace workspace;
        workspace.user.folder = workspace.folder / "gone";
        try {
            context_files(workspace.user);
            FAIL("no error");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::failed);
            CHECK(std::string(error.what()).find("user 'maya'") != std::string::npos);
            CHECK(std::string(error.what()).find("schedule import") != std::string::npos);
        }
    }

    TEST_CASE("are regular files: no folder, pipe or dangling link") {
        Workspace workspace;
        std::filesystem::create_directories(workspace.folder / "work/knowledge/folder.md");
        REQUIRE(::mkfifo((workspace.folder / "work/knowledge/pipe.md").c_str(), 0600) == 0);
        workspace.link("nowhere", "knowledge/dangling.md");
        CHECK(workspace.paths().empty());
        CHECK(workspace.unreached() ==
              "knowledge/dangling.md: is a link whose target cannot be had: No such file or directory | "
              "knowledge/pipe.md: is neither a file nor a folder, and is not read");
    }
}

TEST_SUITE("nothing outside the workspace is read") {
    TEST_CASE("by a pattern with ..") {
        Workspace workspace;
        workspace.folder.write("outside.md", "secret");
        workspace.user.context.knowledge = {"../*", "knowledge/../../*", "../**/*"};
        workspace.write("knowledge/a.md");
        CHECK(workspace.paths().empty());
    }

    TEST_CASE("by a pattern with a path from the root") {
        Workspace workspace;
        workspace.folder.write("outside.md", "secret");
        workspace.user.context.knowledge = {workspace.folder / "outside.md", workspace.folder / "*"};
        CHECK(workspace.paths().empty());
    }

    TEST_CASE("by a link to a file") {
        Workspace workspace;
        workspace.folder.write("outside.md", "secret");
        workspace.link(workspace.folder / "outside.md", "knowledge/absolute.md");
        workspace.link("../../outside.md", "knowledge/relative.md");
        CHECK(workspace.paths().empty());
    }

    TEST_CASE("by a link to a link to a file") {
        Workspace workspace;
        workspace.folder.write("outside.md", "secret");
        workspace.link(workspace.folder / "outside.md", "other/first.md");
        workspace.link("../other/first.md", "knowledge/second.md");
        CHECK(workspace.paths().empty());
    }

    TEST_CASE("by a link to a folder") {
        Workspace workspace;
        workspace.folder.write("outside/a.md", "secret");
        workspace.link(workspace.folder / "outside", "knowledge/folder");
        CHECK(workspace.paths().empty());
        CHECK(workspace.unreached() ==
              "knowledge/folder: is a link that leads out of the workspace, to " +
                  (workspace.folder / "outside") +
                  ", and is not followed; copy the folder here, or exclude the link");
    }

    TEST_CASE("by a link to a file in a folder whose name begins as the workspace's does") {
        Workspace workspace;
        workspace.folder.write("work-of-rafael/a.md", "secret");
        workspace.link("../../work-of-rafael/a.md", "knowledge/a.md");
        CHECK(workspace.paths().empty());
    }

    TEST_CASE("but a link within it is followed to its file") {
        Workspace workspace;
        workspace.write("other/a.md");
        workspace.link("../other/a.md", "knowledge/linked.md");
        CHECK(workspace.paths() == "knowledge/linked.md");
    }

    TEST_CASE("and a link to a folder within it to the files there") {
        Workspace workspace;
        workspace.write("other/deep/a.md");
        workspace.link("../other", "knowledge/linked");
        CHECK(workspace.paths() == "knowledge/linked/deep/a.md");
        CHECK(workspace.unreached().empty());
    }

    TEST_CASE("each file once, by its own path if a pattern names it") {
        Workspace workspace;
        workspace.write("knowledge/z.md");
        workspace.write("other/b.md");
        workspace.link("z.md", "knowledge/a.md");
        workspace.link("../other", "knowledge/one");
        workspace.link("../other", "knowledge/two");
        CHECK(workspace.paths() == "knowledge/one/b.md knowledge/z.md");
    }

    TEST_CASE("and a link that leads where no pattern goes is no matter") {
        Workspace workspace;
        workspace.write("knowledge/a.md");
        workspace.link("/nowhere", "other/gone.md");
        workspace.link("/usr", "usr");
        CHECK(workspace.paths() == "knowledge/a.md");
        CHECK(workspace.unreached().empty());
    }

    TEST_CASE("and two links to each other's folder do not lead round in circles") {
        Workspace workspace;
        workspace.write("knowledge/a/1.md");
        workspace.write("knowledge/b/2.md");
        workspace.link("../b", "knowledge/a/b");
        workspace.link("../a", "knowledge/b/a");
        workspace.link("circle", "knowledge/circle");
        CHECK(workspace.paths() == "knowledge/a/1.md knowledge/b/2.md");
        CHECK(workspace.unreached() == "knowledge/circle: is a link that leads round in a circle");
    }

    TEST_CASE("and a workspace that is itself reached by a link is read") {
        Workspace workspace;
        workspace.write("knowledge/a.md");
        std::filesystem::create_symlink(workspace.folder / "work", workspace.folder / "link");
        workspace.user.folder = workspace.folder / "link";
        CHECK(workspace.paths() == "knowledge/a.md");
    }

    TEST_CASE("and a link to its own folder does not lead round in circles") {
        Workspace workspace;
        workspace.write("knowledge/a.md");
        workspace.link(".", "knowledge/loop");
        CHECK(workspace.paths() == "knowledge/a.md");
    }
}

TEST_SUITE("names in other writings") {
    constexpr auto kComposed = "knowledge/anota\u00e7\u00f5es/caf\u00e9.md";
    constexpr auto kDecomposed = "knowledge/anotac\u0327o\u0303es/cafe\u0301.md";

    TEST_CASE("a pattern means the same name whichever way its accents are written") {
        for (const auto* on_disk : {kComposed, kDecomposed})
            for (const auto* pattern : {kComposed, kDecomposed}) {
                Workspace workspace;
                workspace.write(on_disk);
                workspace.user.context.knowledge = {pattern};
                CHECK(workspace.paths() == on_disk);
            }
    }

    TEST_CASE("bytes that are no UTF-8 are named by their value, and the file is read") {
        Workspace workspace;
        workspace.write("knowledge/caf\xE9.md");
        const auto files = context_files(workspace.user).files;
        REQUIRE(files.size() == 1);
        CHECK(files[0].path == "knowledge/caf\\xE9.md");
        CHECK(files[0].absolute == workspace.folder / "work/knowledge/caf\xE9.md");
    }

    TEST_CASE("two names that would then be the same are told") {
        Workspace workspace;
        workspace.write("knowledge/caf\xE9.md");
        workspace.write("knowledge/caf\\xE9.md");
        CHECK(context_files(workspace.user).files.size() == 1);
        CHECK(context_files(workspace.user).unreached.size() == 1);
    }
}

TEST_SUITE("exclude") {
    TEST_CASE("leaves files and whole folders out, and says by which pattern") {
        Workspace workspace;
        workspace.write("knowledge/a.md");
        workspace.write("knowledge/archive/b.md");
        workspace.write("knowledge/draft.tmp.md");
        workspace.user.context.exclude = {"archive/", "*.tmp.md"};
        CHECK(workspace.paths() == "knowledge/a.md");
        const auto excluded = context_files(workspace.user).excluded;
        REQUIRE(excluded.size() == 2);
        CHECK(excluded[0] == std::pair<std::string, std::string>("knowledge/archive", "archive/"));
        CHECK(excluded[1] == std::pair<std::string, std::string>("knowledge/draft.tmp.md", "*.tmp.md"));
    }

    TEST_CASE("holds for the way round by a link, too") {
        Workspace workspace;
        workspace.write("private/a.md");
        workspace.write("private/sub/b.md");
        workspace.link("../private", "knowledge/all");
        workspace.link("../private/sub", "knowledge/sub");
        workspace.link("../private/a.md", "knowledge/a.md");
        workspace.user.context.exclude = {"/private/"};
        CHECK(workspace.paths().empty());
        workspace.user.context.exclude = {"/private/sub"};
        CHECK(workspace.paths() == "knowledge/a.md");
    }

    TEST_CASE("makes a link that leads out of the workspace no matter") {
        Workspace workspace;
        workspace.folder.write("outside/a.md", "secret");
        workspace.link("../../outside", "knowledge/out");
        workspace.user.context.exclude = {"out"};
        CHECK(workspace.unreached().empty());
    }
}
