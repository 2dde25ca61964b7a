#include "sandbox.h"

#include <filesystem>

#include <doctest/doctest.h>

namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string>;

/// Ana's workspace with one written draft, whose text the tests choose.
struct Written : Sandbox {
    Written() {
        write_small_workspace(*this);
        run({"migrate"});
        run({"schedule", "import", "pacelane.yaml"});
        run({"analyze", "--user", "ana", "--write"});
        query(
            "DELETE FROM pacing_content_generation WHERE id <> (SELECT min(id) FROM "
            "pacing_content_generation)");
        query(
            "UPDATE pacing_content_generation SET content_type = 'blog_post', content_title = 'Restore: "
            "\"true\" backups', content_body = '# Restore: \"true\" backups' || char(10, 10) || 'We "
            "restored one.', content_metadata = '{\"summary\": \"We restored one.\", \"hashtags\": "
            "[\"#Backups\"]}', completed_at = '2026-11-19T21:30:00.000Z'");
        REQUIRE(value("SELECT count(*) FROM pacing_content_generation WHERE generation_status = "
                      "'completed'") == "1");
    }
    /// Another draft, which differs in id, time and body.
    void add_draft(const std::string& id) const {
        query(
            "INSERT INTO pacing_content_generation (id, user_id, context_analysis_id, suggestion_id, "
            "content_type, content_title, content_body, content_metadata, generation_status, created_at, "
            "completed_at) SELECT '" +
            id + "', user_id, context_analysis_id, '" + id +
            "', content_type, content_title, 'Another.', content_metadata, generation_status, "
            "'2026-12-01T00:00:00.000Z', completed_at FROM pacing_content_generation LIMIT 1");
    }
    Names exported(Names more) const {
        Names args{"content", "export", "--all", "--to", "out", "--json"};
        args.insert(args.end(), more.begin(), more.end());
        return run(args).json()["files"].get<Names>();
    }
};

}  // namespace

TEST_CASE_FIXTURE(Written, "content export writes what each site generator reads") {
    const std::string body = "---\n\nWe restored one.\n";
    SUBCASE("hugo") {
        REQUIRE(exported({"--for", "hugo"}) == Names{"out/ana/restore-true-backups.md"});
        CHECK(read("out/ana/restore-true-backups.md") ==
              "---\ntitle: \"Restore: \\\"true\\\" backups\"\ndate: 2026-11-19T21:30:00Z\ndraft: true\n"
              "slug: \"restore-true-backups\"\ndescription: \"We restored one.\"\ntags:\n  - \"Backups\"\n" +
                  body);
    }
    SUBCASE("jekyll") {
        REQUIRE(exported({"--for", "jekyll"}) == Names{"out/ana/2026-11-19-restore-true-backups.md"});
        CHECK(read("out/ana/2026-11-19-restore-true-backups.md") ==
              "---\nlayout: \"post\"\ntitle: \"Restore: \\\"true\\\" backups\"\ndate: 2026-11-19 21:30:00 "
              "+0000\npublished: false\ntags:\n  - \"Backups\"\ndescription: \"We restored one.\"\n"
              "render_with_liquid: false\n" +
                  body);
    }
    SUBCASE("astro") {
        REQUIRE(exported({"--for", "astro"}) == Names{"out/ana/restore-true-backups.md"});
        CHECK(read("out/ana/restore-true-backups.md") ==
              "---\ntitle: \"Restore: \\\"true\\\" backups\"\ndescription: \"We restored one.\"\npubDate: "
              "2026-11-19T21:30:00Z\ndraft: true\ntags:\n  - \"Backups\"\n" +
                  body);
    }
    SUBCASE("plain, the default") {
        const auto files = exported({});
        REQUIRE(files.size() == 1);
        CHECK(has(files[0], "-blog_post-restore-true-backups.md"));
        const auto text = read(files[0]);
        CHECK(has(text, "\ncontent_type: \"blog_post\"\n"));
        CHECK(has(text, "\ndate: 2026-11-19T21:30:00Z\ndraft: true\n"));
        CHECK_FALSE(has(text, "\ntype:"));
        CHECK(exported({"--for", "plain"}) == files);
    }
    SUBCASE("no other") {
        const auto refused = run({"content", "export", "--all", "--for", "gatsby"});
        CHECK(refused.exit_code == 2);
        CHECK(has(refused.err, "gatsby"));
        CHECK(has(refused.err, "jekyll"));
    }
}

TEST_CASE_FIXTURE(Written, "content export gives two drafts of one title two files, under names that stay") {
    const auto first = exported({"--for", "hugo"});
    add_draft("ffffffff-0000-4000-8000-0000deadbeef");
    const Names both{"out/ana/restore-true-backups.md", "out/ana/restore-true-backups-deadbeef.md"};
    CHECK(exported({"--for", "hugo"}) == both);
    CHECK(first.front() == both.front());
    CHECK(has(read(both[0]), "We restored one."));
    CHECK(has(read(both[1]), "Another."));
    CHECK(has(read(both[1]), "slug: \"restore-true-backups-deadbeef\""));
    const auto id = value("SELECT min(id) FROM pacing_content_generation");
    const auto twice = run({"content", "export", id, id, "--for", "hugo", "--to", "out", "--json"}).json();
    CHECK(twice["files"].size() == 1);
}

TEST_CASE_FIXTURE(Written, "content export never leaves its folder, and each user has one of their own") {
    query("UPDATE users SET handle = 'a-b'");
    const auto plain = exported({"--for", "hugo"});
    query("UPDATE users SET handle = 'a/b'");
    const auto changed = exported({"--for", "hugo"});
    CHECK(fs::path(plain.at(0)).parent_path() == "out/a-b");
    CHECK(fs::path(changed.at(0)).parent_path() != "out/a-b");
    CHECK(changed.at(0).starts_with("out/a-b-"));
    query("UPDATE users SET handle = '..'");
    const auto above = exported({"--for", "hugo"});
    CHECK(fs::path(above.at(0)).parent_path().parent_path() == "out");
    CHECK_FALSE(has(above.at(0), ".."));
}

TEST_CASE_FIXTURE(Written, "content export keeps a file that was edited, and leaves nothing half written") {
    const auto file = exported({"--for", "astro"}).at(0);
    const auto written = read(file);
    write(file, "edited by hand");
    const auto kept = run({"content", "export", "--all", "--for", "astro", "--to", "out"});
    CHECK(kept.exit_code == 1);
    CHECK(has(kept.err, file));
    CHECK(read(file) == "edited by hand");
    CHECK(run({"content", "export", "--all", "--for", "astro", "--to", "out", "--force"}).exit_code == 0);
    CHECK(read(file) == written);
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(path("out/ana")))
        ++files;
    CHECK(files == 1);
    // What cannot be replaced is told by name.
    fs::remove(path(file));
    fs::create_directories(path(file));
    const auto blocked = run({"content", "export", "--all", "--for", "astro", "--to", "out", "--force"});
    CHECK(blocked.exit_code == 1);
    CHECK(has(blocked.err, file));
}

TEST_CASE_FIXTURE(Written, "content show wraps what is read, and keeps code and tables as they are") {
    const std::string words =
        "We restored the database of invoices on a Tuesday, and it took far longer "
        "than the plan on the wall had said.";
    const std::string code =
        "```sh\nrestore --from last-night \\\n    --to scratch --table invoices --verify "
        "--and-tell-me-about-every-single-row-that-differs\n```";
    const std::string table =
        "| step | minutes | who stood beside it and what they said when it went on and "
        "on and on |\n| --- | --- | --- |";
    query("UPDATE pacing_content_generation SET content_body = '" + words + "' || char(10, 10) || '" + code +
          "' || char(10, 10) || '" + table + "' || char(10, 10) || '- one' || char(10) || '    - below it'");
    const auto shown = run({"content", "show", value("SELECT id FROM pacing_content_generation")}).out;
    CHECK_FALSE(has(shown, words));
    CHECK(has(shown, "\n" + code + "\n\n" + table + "\n\n- one\n    - below it\n"));
}
