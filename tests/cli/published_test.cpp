// What is published already is repurposed, not proposed as a blog post again.
#include "cli/sandbox.h"

#include <algorithm>

#include <doctest/doctest.h>

namespace {

constexpr const char* kPublishedPost = R"(# Restore drills every night

I used to think that a backup was done when its job was green. Then we needed one in March, and the restore took eleven
hours instead of two.

You have no backup until you have restored it. We now restore a database every night, on a machine that nobody needs until
morning. The drill costs you forty minutes and one euro. It found a corrupt index before any customer did, and it taught
me to trust what I have seen more than what a list says.
)";

constexpr const char* kOpenNote = R"(# Why we cut our alerts from 214 to 31

In March our on-call engineers received 214 alerts a week and ignored most of them. Only 31 of the 214 alerts had ever led
to an action.

We deleted every alert that nobody had acted on in 90 days. Pages at night fell from 19 a week to 2, because the deleted
alerts had never told anyone anything. An alert without an owner is noise, because nobody is allowed to delete it.
)";

constexpr const char* kUrl = "https://ana.example/2026/restore-drills/";

struct Published : Sandbox {
    Published() {
        write("pacelane.yaml",
              "database: pacelane.db\nusers:\n  - handle: ana\n    name: Ana Castro\n"
              "    context: {knowledge: [blog/**/*, notes/**/*]}\n    schedules: [{frequency: daily, "
              "content_types: [linkedin_post, blog_post]}]\n");
        write("blog/restore.md", std::string("---\ndate: 2026-05-02\ndraft: false\npermalink: ") + kUrl +
                                     "\n---\n\n" + kPublishedPost);
        write("notes/alerts.md", kOpenNote);
        REQUIRE(run({"migrate"}).exit_code == 0);
        REQUIRE(run({"schedule", "import", "pacelane.yaml"}).exit_code == 0);
    }
    /// The forms in which drafts of a document were tried.
    std::vector<std::string> forms_of(const std::string& path) const {
        const auto preview = run({"analyze", "--user", "ana", "--dry-run", "--candidates", "--json"}).json();
        std::vector<std::string> forms;
        for (const auto& candidate : preview["candidates"])
            if (candidate["path"] == path) forms.push_back(candidate["content_type"]);
        std::sort(forms.begin(), forms.end());
        forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
        return forms;
    }
};

}  // namespace

TEST_CASE("a published post gives no blog draft, and a LinkedIn draft with its link") {
    Published sandbox;
    CHECK(sandbox.forms_of("blog/restore.md") == std::vector<std::string>{"linkedin_post"});
    CHECK(sandbox.forms_of("notes/alerts.md") == std::vector<std::string>{"blog_post", "linkedin_post"});
    // A day has one LinkedIn post.
    for (const char* now : {"2026-11-19T21:30:00Z", "2026-11-20T21:30:00Z"}) {
        sandbox.now = now;
        REQUIRE(sandbox.run({"analyze", "--user", "ana", "--write"}).exit_code == 0);
    }
    const auto drafts = [&](const std::string& path) {
        return sandbox.query(
            "SELECT content_type || ': ' || content_body FROM pacing_content_generation WHERE "
            "content_metadata ->> '$.sources[0].path' = '" +
            path + "'");
    };
    const auto posts = drafts("blog/restore.md");
    REQUIRE(posts.size() == 1);
    CHECK(has(posts[0], "linkedin_post: "));
    CHECK(has(posts[0], std::string("\n\n") + kUrl));
    for (const auto& body : drafts("notes/alerts.md"))
        CHECK_FALSE(has(body, "https://"));
}

TEST_CASE("where only blog posts are asked for, it is told that the notes are published") {
    Sandbox sandbox;
    sandbox.write("a.md", std::string("---\nurl: ") + kUrl + "\n---\n\n" + kPublishedPost);
    const auto tried = sandbox.run({"try", ".", "--as", "Ana Castro", "--form", "blog_post"});
    CHECK(has(tried.out, "1 is published already"));
}

TEST_CASE("context list and context explain say what is published, and where") {
    const Published sandbox;
    REQUIRE(sandbox.run({"context", "sync"}).exit_code == 0);
    const auto listed = sandbox.run({"context", "list", "--json"}).json();
    REQUIRE(listed.size() == 2);
    CHECK(listed[0]["published"] == true);
    CHECK(listed[0]["url"] == kUrl);
    CHECK(listed[1]["published"] == false);
    CHECK(listed[1]["url"].is_null());
    CHECK(has(sandbox.run({"context", "explain", "blog/restore.md"}).out, std::string("at ") + kUrl));
    const auto note = sandbox.run({"context", "explain", "notes/alerts.md", "--json"}).json();
    CHECK(note["published"] == false);
    CHECK(note["url"].is_null());
}

TEST_CASE("a note that is published after it was analysed gives no blog draft any more") {
    Published sandbox;
    CHECK(sandbox.forms_of("notes/alerts.md").size() == 2);
    REQUIRE(sandbox.run({"analyze", "--user", "ana"}).exit_code == 0);
    sandbox.now = "2026-11-20T21:30:00Z";
    sandbox.write("notes/alerts.md",
                  std::string("---\nurl: https://ana.example/alerts/\n---\n\n") + kOpenNote);
    CHECK(sandbox.forms_of("notes/alerts.md") == std::vector<std::string>{"linkedin_post"});
}
