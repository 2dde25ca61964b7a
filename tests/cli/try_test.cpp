// The first draft of a folder: nothing configured, nothing stored.
#include "cli/sandbox.h"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include <doctest/doctest.h>

namespace {

namespace fs = std::filesystem;

std::set<std::string> files_below(const std::string& folder) {
    std::set<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        files.insert(entry.path().string());
    return files;
}

std::string contents(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// A folder of notes with something of every sort in it.
void write_notes(const Sandbox& sandbox) {
    write_small_workspace(sandbox);
    fs::remove(sandbox.path("pacelane.yaml"));
    sandbox.write("notes/links.md",
                  "# Links\n\n- [One](https://example.org/1)\n- [Two](https://example.org/2)\n"
                  "- [Three](https://example.org/3)\n- [Four](https://example.org/4)\n");
    sandbox.write("notes/diary.md", "---\nprivate: true\n---\n# Diary\n\nThe fish were blue on Sunday.\n");
    sandbox.write("notes/old/draft.md", "# Old\n\nThe horses were green on Monday.\n");
    sandbox.write("notes/photo.png", "\x89PNG");
    sandbox.write("notes/call.vtt",
                  "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ana Castro>Shall we begin with the drill?</v>\n\n"
                  "00:05.000 --> 00:09.000\n<v Rui Prado>Yes, the restore took 95 minutes.</v>\n");
}

}  // namespace

TEST_CASE("try shows the best draft of a folder with its sources, and stores nothing") {
    Sandbox sandbox;
    write_notes(sandbox);
    sandbox.environment = {"TZ=Europe/Lisbon", "HOME=" + sandbox.folder(), "TMPDIR=" + sandbox.folder()};
    const auto before = files_below(sandbox.path("notes"));
    const auto result = sandbox.run({"try", "notes", "--exclude", "old/"});
    CHECK(result.exit_code == 0);
    CHECK(result.err.empty());
    CHECK(has(result.out, "Draft 1 of 1"));
    CHECK(has(result.out, "confidence 0."));
    CHECK(has(result.out, "(backups.md)"));
    CHECK(has(result.out, "line 5: We restored the billing database"));
    CHECK_FALSE(has(result.out, "\033"));
    // What was found, and what was not read.
    CHECK(has(result.out, "documents      3"));
    CHECK(has(result.out, "1 list of links"));
    CHECK(has(result.out, "1 transcript"));
    CHECK(has(result.out, "Ana Castro, Rui Prado"));
    CHECK(has(result.out, "1 of other formats, 1 excluded, 1 marked private"));
    CHECK_FALSE(has(result.out, "fish"));
    CHECK_FALSE(has(result.out, "horses"));
    CHECK(files_below(sandbox.path("notes")) == before);
    CHECK_FALSE(fs::exists(sandbox.path("pacelane.db")));
    CHECK_FALSE(fs::exists(sandbox.path(".local")));
    CHECK_FALSE(fs::exists(sandbox.path(".config")));

    SUBCASE("a terminal that knows nothing of colours gets none") {
        sandbox.environment.push_back("TERM=dumb");
        CHECK(sandbox.run({"try", "notes", "--exclude", "old/"}).out == result.out);
    }
}

TEST_CASE("the commands that try names make a workspace that proposes the same draft") {
    Sandbox sandbox;
    write_notes(sandbox);
    const auto tried =
        sandbox.run({"try", "notes", "--as", "Ana Castro", "--form", "linkedin_post", "--json"});
    REQUIRE(tried.json()["drafts"].size() == 1);
    const auto next = tried.json()["next"];
    CHECK(next[0] == "pacelane init notes --knowledge '**/*' --handle ana --name 'Ana Castro'");
    CHECK(next[1] == "cd notes");
    CHECK(next[2] == "pacelane migrate");
    CHECK(next[3] == "pacelane schedule import pacelane.yaml");
    CHECK(next[4] == "pacelane analyze --user ana --write");
    CHECK(sandbox.run({"init", "notes", "--knowledge", "**/*", "--handle", "ana", "--name", "Ana Castro"})
              .exit_code == 0);
    CHECK_FALSE(fs::exists(sandbox.path("notes/meetings")));
    sandbox.environment = {"PACELANE_CONFIG=" + sandbox.path("notes/pacelane.yaml"),
                           "PACELANE_DB=" + sandbox.path("pacelane.db")};
    CHECK(sandbox.run({"migrate"}).exit_code == 0);
    CHECK(sandbox.run({"schedule", "import", "notes/pacelane.yaml"}).exit_code == 0);
    CHECK(sandbox.run({"analyze", "--user", "ana", "--write"}).exit_code == 0);
    CHECK(sandbox.value("SELECT content_body FROM pacing_content_generation") ==
          tried.json()["drafts"][0]["content_body"]);
    // Where there is a workspace, none is to be made.
    CHECK(sandbox.run({"try", "notes", "--json"}).json()["next"][0] == "cd notes");
}

TEST_CASE("try shows as many drafts as asked, the best first, each of another note") {
    Sandbox sandbox;
    sandbox.use_example();
    const auto three = sandbox.run(
        {"try", "maya", "--as", "Maya Lindqvist", "--form", "linkedin_post", "-n", "3", "--json"});
    CHECK(three.exit_code == 0);
    const auto drafts = three.json()["drafts"];
    REQUIRE(drafts.size() >= 2);
    CHECK(drafts.size() <= 3);
    std::set<std::string> notes;
    double last = 1;
    for (const auto& draft : drafts) {
        CHECK(draft["content_type"] == "linkedin_post");
        const double confidence = draft["content_metadata"]["confidence"];
        CHECK(confidence <= last);
        last = confidence;
        notes.insert(draft["content_metadata"]["sources"][0]["path"].get<std::string>());
    }
    CHECK(notes.size() == drafts.size());
    CHECK(three.json()["text_kinds"]["minutes"] >= 5);
    const auto people = three.json()["people"];
    CHECK(std::find(people.begin(), people.end(), "Maya Lindqvist") == people.end());
    CHECK(std::find(people.begin(), people.end(), "Noor Haddad") != people.end());
}

TEST_CASE("try says why a folder holds no draft, and that is no failure") {
    Sandbox sandbox;
    std::string links = "# Reading\n\n";
    for (int i = 0; i < 12; ++i)
        links += "- [A page about gardens](https://example.org/" + std::to_string(i) + ")\n";
    sandbox.write("notes/links.md", links);
    const auto result = sandbox.run({"try", "notes"});
    CHECK(result.exit_code == 0);
    CHECK(has(result.out, "Nothing to write about in 1 document: 1 is among the lists of links."));
    CHECK(has(result.out, "pacelane init notes"));
    fs::create_directory(sandbox.path("empty"));
    CHECK(has(sandbox.run({"try", "empty"}).out, "There are no documents yet"));
}

TEST_CASE("try refuses what is no folder, and wrong flags") {
    Sandbox sandbox;
    sandbox.write("note.md", "# A note\n");
    CHECK(sandbox.run({"try", "note.md"}).exit_code == 65);
    CHECK(has(sandbox.run({"try", "nowhere"}).err, "nowhere: no such folder"));
    CHECK(sandbox.run({"try"}).exit_code == 2);
    CHECK(sandbox.run({"try", ".", "-n", "0"}).exit_code == 2);
    CHECK(sandbox.run({"try", ".", "--form", "poem"}).exit_code == 2);
}

TEST_CASE("try leaves nothing behind when it is interrupted") {
    Sandbox sandbox;
    for (int i = 0; i < 400; ++i)
        sandbox.write("notes/" + std::to_string(i) + ".md",
                      "# Note " + std::to_string(i) + "\n\nThe drill took " + std::to_string(i) +
                          " minutes. We wrote down what was missing. It was a key.\n");
    fs::create_directory(sandbox.path("tmp"));
    sandbox.environment = {"HOME=" + sandbox.path("tmp"), "TMPDIR=" + sandbox.path("tmp")};
    const auto before = files_below(sandbox.path("notes"));
    const auto pid = sandbox.start({"try", "notes"});
    // Until it is the program: before, it is a copy of this one.
    while (contents("/proc/" + std::to_string(pid) + "/comm") != "pacelane\n")
        std::this_thread::yield();
    ::kill(pid, SIGINT);
    CHECK(Sandbox::wait(pid) == 128 + SIGINT);
    CHECK(files_below(sandbox.path("notes")) == before);
    CHECK(fs::is_empty(sandbox.path("tmp")));
}
