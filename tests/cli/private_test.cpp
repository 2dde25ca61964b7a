// What the workspace file keeps private, and how often it lets something be proposed.
#include "cli/sandbox.h"

#include <doctest/doctest.h>

namespace {

/// The small workspace with more lines in its user.
struct Workspace : Sandbox {
    Workspace() {
        write_small_workspace(*this);
        plain_ = read("pacelane.yaml");
        REQUIRE(run({"migrate"}).exit_code == 0);
        import("");
    }
    Result import(const std::string& lines) {
        write("pacelane.yaml", plain_ + lines);
        const auto result = run({"schedule", "import", "pacelane.yaml"});
        REQUIRE(result.exit_code == 0);
        return result;
    }
    std::string state() { return run({"content", "list", "--json"}).json()[0]["generation_status"]; }

private:
    std::string plain_;
};

}  // namespace

TEST_CASE_FIXTURE(Workspace, "a path under private: leaves no trace in context, drafts and insights") {
    import("    private: [notes/]\n");
    CHECK(has(run({"context", "sync"}).out, "0 new, 0 changed, 0 removed, 0 unchanged, 1 marked private"));
    CHECK(run({"context", "list", "--json"}).json().empty());
    CHECK(has(run({"analyze", "--user", "ana", "--write"}).out, "nothing to write about"));
    CHECK(
        has(run({"context", "explain", "notes/backups.md"}).out, "user 'ana' keeps it private by 'notes/'"));
    CHECK(value("SELECT knowledge_context FROM pacing_context_analysis").find("restore") ==
          std::string::npos);
}

TEST_CASE_FIXTURE(Workspace, "a word under private: keeps out what holds it, whoever reads") {
    import("    private: [Billing]\n");
    REQUIRE(run({"analyze", "--user", "ana", "--write"}).exit_code == 0);
    for (const auto* column : {"knowledge_context", "content_suggestions"})
        CHECK(value(std::string("SELECT ") + column + " FROM pacing_context_analysis").find("billing") ==
              std::string::npos);
    CHECK(value("SELECT coalesce(group_concat(content_body), '') FROM pacing_content_generation")
              .find("billing") == std::string::npos);
}

TEST_CASE_FIXTURE(Workspace,
                  "a draft whose words become private is withdrawn by the import, and comes back") {
    REQUIRE(run({"analyze", "--user", "ana", "--write"}).exit_code == 0);
    REQUIRE(state() == "completed");
    const auto result = import("    private: [drill]\n");
    CHECK(has(result.err, "withdrawn: what it says of notes/backups.md became private"));
    CHECK(state() == "withdrawn");
    CHECK(run({"schedule", "import", "pacelane.yaml", "--json"}).json()["drafts"].empty());
    CHECK(has(import("").err, "is back"));
    CHECK(state() == "completed");
}

TEST_CASE_FIXTURE(Workspace, "a suggestion whose note becomes private is not written") {
    REQUIRE(run({"analyze", "--user", "ana"}).exit_code == 0);
    SUBCASE("by a word") {
        import("    private: [drill]\n");
        CHECK(run({"write"}).out.empty());
    }
    SUBCASE("by a path, without a sync in between") {
        import("    private: [notes/backups.md]\n");
        CHECK(run({"write", "--json"}).json()["completed"] == 0);
    }
    CHECK(state() == "withdrawn");
    CHECK(value("SELECT sum(pending_messages) FROM pacing_queue_status") == "0");
}

TEST_CASE_FIXTURE(Workspace, "repeat_after says when something may be proposed again") {
    REQUIRE(has(run({"analyze", "--user", "ana"}).out, "1 suggestion"));
    now = "2026-11-27T21:30:00Z";
    CHECK(has(run({"analyze", "--user", "ana", "--dry-run"}).out, "told in the last 60 days"));
    import("    repeat_after: 1 week\n");
    CHECK(has(run({"analyze", "--user", "ana", "--dry-run"}).out, "linkedin_post"));
    import("    repeat_after: never\n");
    now = "2029-11-27T21:30:00Z";
    CHECK(has(run({"analyze", "--user", "ana", "--dry-run"}).out, "1 was told already"));
    CHECK(run({"user", "show", "ana", "--json"}).json()["repeat_after_days"].is_null());
}

TEST_CASE_FIXTURE(Workspace, "what a clock told that ran years ahead counts from the next analysis on") {
    now = "2031-11-19T21:30:00Z";
    REQUIRE(has(run({"analyze", "--user", "ana"}).out, "1 suggestion"));
    now = "2026-11-19T21:30:00Z";
    CHECK(has(run({"analyze", "--user", "ana"}).out, "told in the last 60 days"));
    now = "2027-01-17T21:30:00Z";
    CHECK(has(run({"analyze", "--user", "ana", "--dry-run"}).out, "told in the last 60 days"));
    now = "2027-01-18T21:30:00Z";
    CHECK(has(run({"analyze", "--user", "ana", "--dry-run"}).out, "linkedin_post"));
}

TEST_CASE_FIXTURE(Workspace, "max_per_week holds back what would be one draft too many") {
    import("    max_per_week: 1\n");
    REQUIRE(has(run({"analyze", "--user", "ana"}).out, "1 suggestion"));
    write_second_note(*this);
    now = "2026-11-20T21:30:00Z";
    CHECK(has(run({"analyze", "--user", "ana"}).out,
              "There is something to write about, but max_per_week: 1 allows no more before 2026-11-26"));
    now = "2026-11-26T21:30:00Z";
    CHECK(has(run({"analyze", "--user", "ana"}).out, "1 suggestion"));
}

TEST_CASE_FIXTURE(Workspace,
                  "a note is private by front matter of any syntax and encoding, and explain says so") {
    std::string wide = "\xFF\xFE";
    for (const char c : std::string_view("---\nprivate: true\n---\n\nOf the pay of Bo.\n")) {
        wide += c;
        wide += '\0';
    }
    write("notes/wide.md", wide);
    write("notes/logseq.md", "title:: Pay\npublic:: false\n\n- Of the pay of Bo.\n");
    const auto sync = run({"context", "sync"});
    CHECK(has(sync.out, "2 marked private"));
    CHECK_FALSE(has(run({"context", "list"}).out, "wide.md"));
    CHECK(value("SELECT count(*) FROM context_passages WHERE text LIKE '%pay of Bo%'") == "0");
    CHECK(has(run({"context", "explain", "notes/logseq.md"}).out, "its front matter says public: false"));
    CHECK(run({"context", "explain", "notes/wide.md", "--json"}).json()["private_by"] == "private: true");
}
