// A workspace to start from: made by init, and good for the whole pipeline.
#include "cli/sandbox.h"

#include <filesystem>

#include <doctest/doctest.h>

TEST_CASE("init makes a workspace that imports without a word of complaint, and on which every stage runs") {
    Sandbox sandbox;
    sandbox.environment = {"TZ=Europe/Lisbon"};
    const auto made =
        sandbox.run({"init", ".", "--handle", "ana", "--name", "Ana Castro", "--language", "en"});
    CHECK(made.exit_code == 0);
    CHECK(made.out.find("pacelane migrate") != std::string::npos);
    CHECK(made.out.find("pacelane analyze --user ana --write") != std::string::npos);
    for (const auto* name : {"knowledge", "meetings", "transcripts"})
        CHECK(std::filesystem::is_empty(sandbox.path(name)));
    CHECK(sandbox.run({"migrate"}).exit_code == 0);
    const auto imported = sandbox.run({"schedule", "import", "pacelane.yaml"});
    CHECK(imported.exit_code == 0);
    CHECK(imported.err.empty());
    CHECK(sandbox.value("SELECT name || '|' || timezone || '|' || language FROM users") ==
          "Ana Castro|Europe/Lisbon|en");

    // Nothing of the template is taken for something that the person said.
    const auto empty = sandbox.run({"analyze", "--user", "ana", "--write"});
    CHECK(empty.exit_code == 0);
    CHECK(empty.out.find("nothing to write about") != std::string::npos);
    CHECK(sandbox.value("SELECT count(*) FROM documents") == "0");

    // With a note of theirs, there is a draft the next time.
    write_small_workspace(sandbox);  // for its note; the workspace file of the template stays imported
    std::filesystem::copy(sandbox.path("notes/backups.md"), sandbox.path("knowledge/backups.md"));
    sandbox.now = "2026-11-24T21:30:00Z";  // a Tuesday
    CHECK(sandbox.run({"schedule"}).out.find("enqueued ana") != std::string::npos);
    CHECK(sandbox.run({"analyze"}).out.find("1 suggestion") != std::string::npos);
    CHECK(sandbox.run({"write"}).out.find("linkedin_post") != std::string::npos);
}

TEST_CASE("init overwrites nothing: the file is named, and nothing else is made") {
    Sandbox sandbox;
    sandbox.write("ws/pacelane.yaml", "mine");
    const auto result = sandbox.run({"init", "ws"});
    CHECK(result.exit_code == 65);
    CHECK(result.err.find(sandbox.path("ws/pacelane.yaml") + ": is there already") != std::string::npos);
    CHECK(sandbox.read("ws/pacelane.yaml") == "mine");
    CHECK_FALSE(std::filesystem::exists(sandbox.path("ws/knowledge")));
    // Not even through a link that points nowhere.
    std::filesystem::create_symlink(sandbox.path("elsewhere"), sandbox.path("pacelane.yaml"));
    CHECK(sandbox.run({"init", "."}).exit_code == 65);
    CHECK_FALSE(std::filesystem::exists(sandbox.path("elsewhere")));
}

TEST_CASE("init leaves the notes that are there, and takes them in") {
    Sandbox sandbox;
    sandbox.write("ws/knowledge/note.md", "# A note\n");
    const auto result = sandbox.run({"init", "ws", "--json", "--handle", "ana", "--timezone", "Asia/Tokyo"});
    CHECK(result.exit_code == 0);
    CHECK(result.json()["workspace"] == sandbox.path("ws/pacelane.yaml"));
    CHECK(result.json()["created"].size() == 3);
    CHECK(result.json()["timezone"] == "Asia/Tokyo");
    CHECK(result.json()["next"][0] == "cd ws");
    CHECK(sandbox.read("ws/knowledge/note.md") == "# A note\n");
}

TEST_CASE("init without flags takes handle, name and time zone from account and machine") {
    Sandbox sandbox;
    sandbox.environment = {"TZ=:Pacific/Auckland"};
    const auto result = sandbox.run({"init", "my notes", "--json"});
    CHECK(result.exit_code == 0);
    CHECK_FALSE(result.json()["handle"].get<std::string>().empty());
    CHECK(result.json()["timezone"] == "Pacific/Auckland");
    CHECK(result.json()["next"][0] == "cd 'my notes'");
    CHECK(sandbox.run({"--db", "a.db", "migrate"}).exit_code == 0);
    CHECK(sandbox.run({"--db", "a.db", "schedule", "import", "my notes/pacelane.yaml"}).err.empty());
}

TEST_CASE("init with a wrong flag is wrong usage, and makes nothing") {
    Sandbox sandbox;
    CHECK(sandbox.run({"init", "ws", "--timezone", "Europe/Lisboa"}).exit_code == 2);
    CHECK(sandbox.run({"init", "ws", "--handle", "a b"}).exit_code == 2);
    CHECK(sandbox.run({"init", "ws", "--language", "klingon"}).exit_code == 2);
    CHECK(sandbox.run({"init"}).exit_code == 2);
    CHECK_FALSE(std::filesystem::exists(sandbox.path("ws")));
    sandbox.write("file", "");
    CHECK(sandbox.run({"init", "file/ws"}).exit_code == 78);
}

TEST_CASE("init that finds a file where a folder has to be names it, makes nothing and can be repeated") {
    Sandbox sandbox;
    sandbox.write("ws/meetings", "a file");
    const auto result = sandbox.run({"init", "ws", "--handle", "ana"});
    CHECK(result.exit_code == 78);
    CHECK(result.err.find(sandbox.path("ws/meetings") + ": is there already, and is not a folder") !=
          std::string::npos);
    CHECK_FALSE(std::filesystem::exists(sandbox.path("ws/pacelane.yaml")));
    CHECK_FALSE(std::filesystem::exists(sandbox.path("ws/knowledge")));
    std::filesystem::remove(sandbox.path("ws/meetings"));
    // A link to nothing neither, which would be found only when the folder is made.
    std::filesystem::create_symlink("nowhere", sandbox.path("ws/transcripts"));
    CHECK(sandbox.run({"init", "ws", "--handle", "ana"}).exit_code == 78);
    CHECK_FALSE(std::filesystem::exists(sandbox.path("ws/pacelane.yaml")));
    std::filesystem::remove(sandbox.path("ws/transcripts"));
    CHECK(sandbox.run({"init", "ws", "--handle", "ana"}).exit_code == 0);
}

TEST_CASE("init, backup and restore refuse an empty name as wrong usage") {
    Sandbox sandbox;
    sandbox.environment = {"PACELANE_DB=pacelane.db"};
    sandbox.run({"migrate"});
    for (const auto* command : {"init", "backup", "restore"}) {
        const auto result = sandbox.run({command, ""});
        CHECK(result.exit_code == 2);
        CHECK(result.err.find(std::string(*command == 'i' ? "DIR" : "FILE") + ": must not be empty") !=
              std::string::npos);
    }
}
