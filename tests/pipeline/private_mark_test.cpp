#include <pacelane/pipeline/private_mark.h>

#include <doctest/doctest.h>

using pacelane::pipeline::private_mark;

TEST_SUITE("a note is private") {
    TEST_CASE("by a line of its front matter") {
        CHECK(private_mark("---\ntitle: A\nprivate: true\n---\nText\n") == "private: true");
        CHECK(private_mark("---\r\nPublish: \"No\"  # not yet\r\n---\r\nText\r\n") == "publish: no");
        CHECK(private_mark("\xEF\xBB\xBF---\nvisibility: private\n...\nText\n") == "visibility: private");
        CHECK(private_mark("+++\nprivate = true\n+++\nText\n") == "private: true");
    }
    TEST_CASE("even if another line there is broken") {
        CHECK(private_mark("---\ntitle: [A: \"\nprivate: yes\n---\n") == "private: yes");
    }
    TEST_CASE("not by what says otherwise, or says it elsewhere") {
        CHECK(private_mark("---\nprivate: false\npublish: true\n---\n").empty());
        CHECK(private_mark("private: true\n\nText\n").empty());
        CHECK(private_mark("---\ntitle: A\n---\nprivate: true\n").empty());
        CHECK(private_mark("---\nshared:\n  private: true\n---\n").empty());
        CHECK(private_mark("---\nA line above\n\nprivate: true\n").empty());
        CHECK(private_mark("").empty());
    }
}
