// What is published already, and where.
#include "context/helpers.h"

namespace pacelane::context {

namespace {

constexpr const char* kPost = "content/posts/imports.md";

Document yaml(const std::string& fields, std::string_view path = "notes/imports.md") {
    return knowledge("---\ntitle: Imports\n" + fields + "---\n\nThe job moved to the night.\n", path);
}

}  // namespace

TEST_SUITE("published") {
    TEST_CASE("an absolute address in the front matter is where, in any syntax of it") {
        for (const std::string text :
             {"---\npermalink: https://example.org/imports/\n---\n",
              "---\nurl: https://example.org/imports/\n---\n",
              "---\ncanonical_url: 'https://example.org/imports/'\n---\n",
              "---\nparams:\n  canonical: https://example.org/imports/\n---\n",
              "+++\ntitle = \"Imports\"\noriginal_url = \"https://example.org/imports/\"\n+++\n",
              "{\n  \"title\": \"Imports\",\n  \"canonicalURL\": \"https://example.org/imports/\"\n}\n",
              "title:: Imports\npermalink:: https://example.org/imports/\n"}) {
            CAPTURE(text);
            const auto document = knowledge(text + "\nThe job moved to the night.\n");
            CHECK(document.published);
            CHECK(document.url == "https://example.org/imports/");
        }
    }
    TEST_CASE("of several addresses the absolute one counts, then the canonical one") {
        CHECK(yaml("permalink: /imports/\nurl: https://example.org/imports/\n").url ==
              "https://example.org/imports/");
        CHECK(yaml("url: https://mirror.example/i\ncanonical_url: https://example.org/i\n").url ==
              "https://example.org/i");
    }
    TEST_CASE("a path of a site says that it is published, not where") {
        const auto document = yaml("permalink: /2026/imports/\n");
        CHECK(document.published);
        CHECK(document.url.empty());
    }
    TEST_CASE("what is no address of a page counts as none") {
        for (const std::string fields :
             {"slug: imports\n", "permalink: notes/imports\n", "url: http://localhost:1313/imports/\n",
              "url: 'https://me:secret@example.org/'\n", "url: 'https://{{host}}/imports'\n",
              "url: mailto:ana@example.org\n", "cover:\n  url: https://example.org/a.png\n", "url:\n",
              "url: 'https://example.org/a b'\n", "source: https://example.org/imports/\n"}) {
            CAPTURE(fields);
            const auto document = yaml(fields);
            CHECK_FALSE(document.published);
            CHECK(document.url.empty());
        }
        CHECK_FALSE(knowledge("title:: Imports\nurl:: https://example.org/\n\nA bookmark.\n").published);
    }
    TEST_CASE("a draft is not published, whatever address it will have") {
        for (const std::string mark : {"draft: true\n", "published: false\n", "status: draft\n"}) {
            const auto document = yaml(mark + "date: 2026-05-02\nurl: https://example.org/imports/\n", kPost);
            CHECK_FALSE(document.published);
            CHECK(document.url.empty());
        }
    }
    TEST_CASE("a dated post that says so in a folder of posts is published") {
        for (const char* path : {kPost, "site/content/post/a.md", "src/content/blog/a.md",
                                 "content/blog/a.md", "blog/2026/a.md", "_posts/a.md"}) {
            CAPTURE(path);
            CHECK(yaml("draft: false\ndate: 2026-05-02\n", path).published);
            CHECK(yaml("published: true\ndate: 2026-05-02\n", path).published);
            CHECK_FALSE(yaml("draft: false\n", path).published);
        }
        CHECK_FALSE(yaml("draft: false\ndate: 2026-05-02\n", "notes/a.md").published);
        CHECK_FALSE(yaml("draft: false\ndate: 2026-05-02\n", "weblog/a.md").published);
        CHECK_FALSE(yaml("draft: false\ndate: 2026-05-02\n", "notes/blog.md").published);
        CHECK_FALSE(yaml("date: 2026-05-02\n", kPost).published);
    }
    TEST_CASE("in Jekyll's folder of posts the date is enough, for it has another one for drafts") {
        CHECK(knowledge("---\nlayout: post\n---\n\nThe job moved.\n", "site/_posts/2026-05-02-imports.md")
                  .published);
        CHECK(yaml("date: 2026-05-02\n", "_posts/imports.md").published);
        CHECK_FALSE(yaml("published: false\n", "_posts/2026-05-02-imports.md").published);
        CHECK_FALSE(yaml("date: 2026-05-02\n", "_drafts/imports.md").published);
    }
    TEST_CASE("minutes and talk are not published: their address is that of the call") {
        const auto document =
            meeting("---\nurl: https://calls.example/j/123\ndate: 2026-05-02\n---\n\nWe moved the job.\n");
        CHECK_FALSE(document.published);
        CHECK(document.url.empty());
    }
}

}  // namespace pacelane::context
