// context sync: what is read, what is told, and what becomes of drafts whose notes are gone.
#include "cli/sandbox.h"

#include <filesystem>
#include <sys/stat.h>

#include <doctest/doctest.h>

namespace {

namespace fs = std::filesystem;

/// A workspace whose documents were read once.
struct Vault : Sandbox {
    Vault() {
        write_small_workspace(*this);
        write("notes/team/rota.md", "# The rota\n\nThe rota for December is shared out among six of us.\n");
        before_exec = obey_permissions;
        REQUIRE(run({"migrate"}).exit_code == 0);
        import();
        REQUIRE(run({"context", "sync"}).exit_code == 0);
    }
    ~Vault() { ::chmod(path("notes/team").c_str(), 0700); }
    void import() const { REQUIRE(run({"schedule", "import", "pacelane.yaml"}).exit_code == 0); }
    std::string paths() const {
        return value("SELECT group_concat(path, ' ') FROM (SELECT path FROM documents ORDER BY path)");
    }
    /// Ana's first draft, written.
    std::string write_draft() const {
        REQUIRE(run({"enqueue", "--user", "ana"}).exit_code == 0);
        REQUIRE(run({"analyze"}).exit_code == 0);
        REQUIRE(run({"write"}).exit_code == 0);
        return value("SELECT id FROM pacing_content_generation WHERE generation_status = 'completed'");
    }
    std::string state(const std::string& id) const {
        return run({"content", "show", id, "--json"}).json()["generation_status"];
    }
};

}  // namespace

TEST_CASE_FIXTURE(Vault, "a folder that may not be opened is told everywhere, and nothing is given up") {
    ::chmod(path("notes/team").c_str(), 0);
    const auto first = run({"context", "sync"});
    CHECK(first.exit_code == 1);
    CHECK_MESSAGE(has(first.err, "notes/team: the folder cannot be opened: Permission denied"), first.err);
    CHECK_MESSAGE(has(first.out, "0 removed, 2 unchanged, 1 not to be read"), first.out);
    CHECK(paths() == "notes/backups.md notes/team notes/team/rota.md");
    CHECK(value("SELECT count(*) FROM passages p JOIN documents USING (document_key) WHERE path LIKE "
                "'%rota.md'") == "1");

    const auto again = run({"context", "sync"});
    CHECK(again.exit_code == 1);
    CHECK_MESSAGE(has(again.err, "still not to be read: notes/team ('pacelane status errors' says why)"),
                  again.err);
    CHECK(has(run({"status", "errors"}).out, "notes/team"));
    CHECK(has(run({"-q", "doctor"}).out, "cannot be read: notes/team"));

    ::chmod(path("notes/team").c_str(), 0700);
    const auto healed = run({"context", "sync"});
    CHECK(healed.exit_code == 0);
    CHECK_MESSAGE(has(healed.out, "0 new, 0 changed, 0 removed, 2 unchanged"), healed.out);
    CHECK(paths() == "notes/backups.md notes/team/rota.md");
    CHECK(run({"status", "errors", "--json"}).json().empty());
}

TEST_CASE_FIXTURE(Vault, "a file that cannot be read is none that is new") {
    write("notes/broken.md", "\n\n");
    const auto first = run({"context", "sync"});
    CHECK_MESSAGE(has(first.out, "0 new, 0 changed, 0 removed, 2 unchanged, 1 unreadable"), first.out);
    CHECK(has(run({"context", "sync"}).out, "0 new, 0 changed, 0 removed, 3 unchanged"));
    write("notes/broken.md", "# The rota\n\nIt is mended, and shared out among six of us.\n");
    CHECK(has(run({"context", "sync"}).out, "0 new, 1 changed, 0 removed, 2 unchanged"));
}

TEST_CASE_FIXTURE(Vault, "a file that may not be opened is told, and what was read from it stays") {
    ::chmod(path("notes/team/rota.md").c_str(), 0);
    const auto first = run({"context", "sync"});
    CHECK(first.exit_code == 1);
    CHECK_MESSAGE(has(first.err, "notes/team/rota.md: cannot be opened: Permission denied"), first.err);
    CHECK(has(run({"context", "search", "--user", "ana", "rota"}).out, "shared out"));
    CHECK(run({"context", "sync"}).exit_code == 1);
    ::chmod(path("notes/team/rota.md").c_str(), 0600);
    CHECK(run({"context", "sync"}).exit_code == 0);
    CHECK(run({"status", "errors", "--json"}).json().empty());
}

TEST_CASE_FIXTURE(Vault, "a folder whose names may be listed and its files not looked at gives up nothing") {
    ::chmod(path("notes/team").c_str(), 0400);
    const auto result = run({"context", "sync"});
    CHECK(result.exit_code == 1);
    CHECK_MESSAGE(has(result.err, "notes/team/rota.md: cannot be "), result.err);
    CHECK(has(run({"context", "search", "--user", "ana", "rota"}).out, "shared out"));
}

TEST_CASE_FIXTURE(Vault, "a link out of the workspace, a binary named .md and a lost target are told") {
    fs::create_directory_symlink("/usr/share", path("notes/share"));
    fs::create_symlink("nowhere.md", path("notes/lost.md"));
    write("notes/picture.md", std::string("\x89PNG\r\n\x1a\n\0\0\0\0", 12));
    const auto result = run({"context", "sync"});
    CHECK(result.exit_code == 1);
    CHECK_MESSAGE(has(result.err, "notes/share: is a link that leads out of the workspace, to /usr/share"),
                  result.err);
    CHECK_MESSAGE(has(result.err, "notes/lost.md: is a link whose target cannot be had"), result.err);
    CHECK_MESSAGE(has(result.err, "notes/picture.md: is not text, whatever its name says"), result.err);
    CHECK(run({"status", "errors", "--json"}).json().size() == 3);

    write("pacelane.yaml", "exclude: [share, lost.md, picture.md]\n" + read("pacelane.yaml"));
    import();
    const auto excluded = run({"context", "sync"});
    CHECK(excluded.exit_code == 0);
    CHECK_MESSAGE(has(excluded.out, "2 unchanged, 3 excluded"), excluded.out);
    CHECK(run({"status", "errors", "--json"}).json().empty());
}

TEST_CASE_FIXTURE(Sandbox, "a sync without users says how they come in") {
    REQUIRE(run({"migrate"}).exit_code == 0);
    const auto result = run({"context", "sync"});
    CHECK(result.exit_code == 0);
    CHECK(has(result.err, "no active users; 'pacelane schedule import pacelane.yaml'"));
}

TEST_CASE_FIXTURE(Vault, "an empty note is told, and is no failure") {
    write("notes/untitled.md", "");
    const auto result = run({"context", "sync"});
    CHECK(result.exit_code == 0);
    CHECK(has(result.err, "notes/untitled.md"));
}

TEST_CASE_FIXTURE(Vault, "a name that is no UTF-8 is read, listed and found, as JSON too") {
    write("notes/caf\xE9.md", "# Coffee\n\nThe espresso machine was descaled in October.\n");
    CHECK(run({"context", "sync"}).exit_code == 0);
    CHECK(has(run({"context", "list", "--json"}).json().dump(), "notes/caf\\\\xE9.md"));
    CHECK(has(run({"context", "search", "--user", "ana", "espresso", "--json"}).out, "descaled"));
    // By its bytes or as it is told.
    for (const std::string name : {"notes/caf\xE9.md", "notes/caf\\xE9.md"}) {
        CHECK(run({"context", "explain", name, "--json"}).json()["path"] == "notes/caf\\xE9.md");
        CHECK(run({"context", "show", name, "--json"}).json()["path"] == "notes/caf\\xE9.md");
    }
}

TEST_CASE_FIXTURE(Vault, "aliases are imported, listed, and let what has people in it be read again") {
    write("meetings/sync.txt",
          "AC: The drill moved to the staging cluster this week.\nBo: It takes eleven minutes now.\n"
          "AC: Nobody has to wait for it any more.\n");
    CHECK(run({"context", "sync"}).exit_code == 0);
    auto yaml = read("pacelane.yaml");
    yaml.insert(yaml.find("    timezone"), "    aliases: [AC, \"Ana's phone\"]\n");
    write("pacelane.yaml", yaml);
    import();
    CHECK(run({"user", "show", "ana", "--json"}).json()["aliases"] ==
          nlohmann::json::array({"AC", "Ana's phone"}));
    CHECK(has(run({"user", "show", "ana"}).out, "AC, Ana's phone"));
    const auto result = run({"context", "sync", "-v"});
    CHECK_MESSAGE(has(result.out, "1 changed, 0 removed, 2 unchanged"), result.out);
    CHECK_MESSAGE(has(result.err, "meetings/sync.txt: read again: the user's names changed"), result.err);
}

TEST_CASE_FIXTURE(Vault,
                  "a draft whose note is deleted is withdrawn, can be shown, and comes back with the note") {
    const auto id = write_draft();
    const auto note = read("notes/backups.md");
    fs::remove(path("notes/backups.md"));
    const auto result = run({"context", "sync"});
    CHECK(result.exit_code == 0);
    CHECK_MESSAGE(has(result.err, id), result.err);
    CHECK_MESSAGE(has(result.err, "withdrawn: notes/backups.md was deleted"), result.err);
    CHECK(state(id) == "withdrawn");
    CHECK(value("SELECT generation_status FROM pacing_content_generation WHERE id = '" + id + "'") ==
          "completed");
    CHECK(has(run({"content", "list"}).out, "notes/backups.md was deleted"));
    CHECK(run({"status", "--json"}).json()["generations"]["withdrawn"] == 1);
    CHECK(run({"status", "--json"}).json()["generations"]["completed"] == 0);
    const auto shown = run({"content", "show", id}).out;
    CHECK(has(shown, "Withdrawn: notes/backups.md was deleted"));
    CHECK(has(shown, "Sources"));
    CHECK(run({"content", "export", "--all", "--to", "out"}).exit_code == 0);
    CHECK_FALSE(fs::exists(path("out/ana")));
    const auto refused = run({"content", "export", id, "--to", "out"});
    CHECK(refused.exit_code == 65);
    CHECK(has(refused.err, "is withdrawn: notes/backups.md was deleted"));
    CHECK_FALSE(has(run({"-q", "doctor"}).out, "failed for good"));

    write("notes/backups.md", note);
    CHECK(has(run({"context", "sync"}).err, "is back"));
    CHECK(state(id) == "completed");
}

TEST_CASE_FIXTURE(
    Vault, "a suggestion whose note is deleted is not written; with the note it comes back to the queue") {
    REQUIRE(run({"enqueue", "--user", "ana"}).exit_code == 0);
    REQUIRE(run({"analyze"}).exit_code == 0);
    REQUIRE(value("SELECT count(*) FROM q_content_suggestions_queue") == "1");
    const auto note = read("notes/backups.md");
    fs::remove(path("notes/backups.md"));
    CHECK(run({"context", "sync"}).exit_code == 0);
    CHECK(value("SELECT count(*) FROM q_content_suggestions_queue") == "0");
    CHECK(run({"content", "list", "--json"}).json()[0]["generation_status"] == "withdrawn");
    CHECK(run({"status", "errors", "--json"}).json().empty());
    const auto nothing = run({"write", "--json"});
    CHECK(nothing.exit_code == 0);
    CHECK(value("SELECT count(*) FROM pacing_content_generation WHERE content_body IS NOT NULL") == "0");

    write("notes/backups.md", note);
    CHECK(run({"context", "sync"}).exit_code == 0);
    CHECK(value("SELECT count(*) FROM q_content_suggestions_queue") == "1");
    CHECK(run({"write"}).exit_code == 0);
    CHECK(run({"content", "list", "--json"}).json()[0]["generation_status"] == "completed");
}

TEST_CASE_FIXTURE(Vault,
                  "write looks at the notes: what rests on one that is deleted by now is not written") {
    REQUIRE(run({"enqueue", "--user", "ana"}).exit_code == 0);
    REQUIRE(run({"analyze"}).exit_code == 0);
    const auto note = read("notes/backups.md");
    fs::remove(path("notes/backups.md"));
    const auto result = run({"write"});
    CHECK(result.exit_code == 0);
    CHECK_MESSAGE(has(result.err, "notes/backups.md was deleted"), result.err);
    CHECK(value("SELECT count(*) FROM pacing_content_generation WHERE content_body IS NOT NULL") == "0");
    CHECK(run({"content", "list", "--json"}).json()[0]["generation_status"] == "withdrawn");
    CHECK(run({"status", "errors", "--json"}).json().empty());
    CHECK(run({"write"}).exit_code == 0);

    write("notes/backups.md", note);
    CHECK(run({"context", "sync"}).exit_code == 0);
    CHECK(run({"write"}).exit_code == 0);
    CHECK(run({"content", "list", "--json"}).json()[0]["generation_status"] == "completed");
}

TEST_CASE_FIXTURE(Vault,
                  "write looks at the notes: what rests on one that is private by now is not written") {
    REQUIRE(run({"enqueue", "--user", "ana"}).exit_code == 0);
    REQUIRE(run({"analyze"}).exit_code == 0);
    write("notes/backups.md", "---\nprivate: true\n---\n" + read("notes/backups.md"));
    CHECK(has(run({"write"}).err, "notes/backups.md became private"));
    CHECK(value("SELECT count(*) FROM pacing_content_generation WHERE content_body IS NOT NULL") == "0");
    CHECK(value("SELECT count(*) FROM passages p JOIN documents USING (document_key) WHERE path LIKE "
                "'%backups.md'") == "0");
}

TEST_CASE_FIXTURE(Vault,
                  "a page that waits to be written is withdrawn when its note was published meanwhile") {
    auto workspace = read("pacelane.yaml");
    workspace.replace(workspace.find("linkedin_post"), std::string("linkedin_post").size(), "blog_post");
    write("pacelane.yaml", workspace);
    import();
    REQUIRE(run({"enqueue", "--user", "ana"}).exit_code == 0);
    REQUIRE(run({"analyze"}).exit_code == 0);
    const auto note = read("notes/backups.md");
    const auto published = "---\npermalink: https://blog.example.org/backups\n---\n" + note;
    write("notes/backups.md", published);
    const auto result = run({"write"});
    CHECK(result.exit_code == 0);
    CHECK_MESSAGE(has(result.err, "notes/backups.md is published now"), result.err);
    CHECK(run({"content", "list", "--json"}).json()[0]["generation_status"] == "withdrawn");

    write("notes/backups.md", note);
    CHECK(run({"context", "sync"}).exit_code == 0);
    CHECK(run({"write"}).exit_code == 0);
    const auto draft = run({"content", "list", "--json"}).json()[0];
    CHECK(draft["generation_status"] == "completed");
    // What is written already stays: it may be how the note came to be published.
    write("notes/backups.md", published);
    CHECK(run({"context", "sync"}).exit_code == 0);
    CHECK(state(draft["id"]) == "completed");
}

TEST_CASE_FIXTURE(Vault, "write takes a note as it is now") {
    REQUIRE(run({"enqueue", "--user", "ana"}).exit_code == 0);
    REQUIRE(run({"analyze"}).exit_code == 0);
    auto note = read("notes/backups.md");
    for (const auto& [before, now_said] : {std::pair{"11 hours", "23 hours"}, {"95 minutes", "41 minutes"}})
        note.replace(note.find(before), std::string(before).size(), now_said);
    write("notes/backups.md", note);
    REQUIRE(run({"write"}).exit_code == 0);
    const auto body = value("SELECT content_body FROM pacing_content_generation");
    CHECK_MESSAGE((has(body, "23 hours") || has(body, "41 minutes")), body);
    CHECK_FALSE(has(body, "11 hours"));
    CHECK_FALSE(has(body, "95 minutes"));
}

TEST_CASE_FIXTURE(Vault, "write goes on when the folder of a note cannot be opened") {
    REQUIRE(run({"enqueue", "--user", "ana"}).exit_code == 0);
    REQUIRE(run({"analyze"}).exit_code == 0);
    ::chmod(path("notes").c_str(), 0);
    const auto result = run({"write"});
    ::chmod(path("notes").c_str(), 0700);
    CHECK(result.exit_code == 0);
    CHECK(value("SELECT count(*) FROM pacing_content_generation WHERE content_body IS NOT NULL") == "1");
}

TEST_CASE_FIXTURE(
    Vault, "a draft whose note becomes private is withdrawn: by front matter, title, word or exclude") {
    const auto id = write_draft();
    const auto note = read("notes/backups.md");
    const auto sync_with = [&](const std::string& text) {
        write("notes/backups.md", text);
        REQUIRE(run({"context", "sync"}).exit_code == 0);
        return state(id);
    };
    CHECK(sync_with("---\nprivate: true\n---\n" + note) == "withdrawn");
    CHECK(sync_with(note) == "completed");
    CHECK(sync_with("# 1:1 with Priya" + note.substr(note.find('\n'))) == "withdrawn");
    CHECK(sync_with(note) == "completed");
    auto marked = note;
    for (auto at = marked.find("\n\n"); at != std::string::npos; at = marked.find("\n\n", at + 20))
        marked.insert(at, " Confidential.");
    CHECK(sync_with(marked) == "withdrawn");
    CHECK(sync_with(note + "\nThe next drill is in May.\n") == "completed");
    write("pacelane.yaml", "exclude: [backups.md]\n" + read("pacelane.yaml"));
    import();
    CHECK(sync_with(note) == "withdrawn");
    CHECK(has(run({"content", "show", id}).out, "notes/backups.md is excluded now"));
}

TEST_CASE_FIXTURE(Vault, "a draft stays when its note moves, and when its folder cannot be opened") {
    const auto id = write_draft();
    fs::rename(path("notes/backups.md"), path("notes/team/restores.md"));
    CHECK(has(run({"context", "sync"}).out, "1 moved"));
    CHECK(state(id) == "completed");
    ::chmod(path("notes/team").c_str(), 0);
    CHECK(run({"context", "sync"}).exit_code == 1);
    CHECK(state(id) == "completed");
}

TEST_CASE_FIXTURE(Vault, "analyze, too, withdraws what rests on a note that is gone, and says so") {
    const auto id = write_draft();
    fs::remove(path("notes/backups.md"));
    write("notes/more.md", "# More\n\nWe keep two queues for the release in May, and one for tests.\n");
    now = "2026-11-20T21:30:00Z";
    REQUIRE(run({"enqueue", "--user", "ana"}).exit_code == 0);
    const auto result = run({"analyze", "-q"});
    CHECK_MESSAGE(has(result.err, "notes/backups.md was deleted"), result.err);
    CHECK(state(id) == "withdrawn");
}
