// Where a draft names its subject nowhere, the note's title or its folder does.
#include "tried.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace tried_notes;

namespace {

/// Notes that are filed by topic.
const std::vector<std::string> kFiled{"notes/git/a.md", "notes/css/b.md", "notes/vim/c.md",
                                      "notes/sql_server/d.md", "notes/bash/e.md"};

sources::KnownDocument filed_note(const std::string& path, std::string_view text) {
    return sources::known_document(context::parse_document(path, text, context::DocumentKind::knowledge),
                                   path);
}

/// What the writer makes of this note among the others.
std::vector<writer::Draft> drafts_of(const std::string& path, std::string_view text, std::string_view form,
                                     const std::vector<std::string>& others = kFiled) {
    std::vector<sources::KnownDocument> documents{filed_note(path, text)};
    for (const auto& other : others)
        documents.push_back(filed_note(other, "# Of " + other + "\n\nNothing is told in " + other + ".\n"));
    sources::Person person;
    person.handle = "maya";
    person.name = "Maya Lindqvist";
    const writer::Setting setting{person, *parse_date("2026-11-19"), {}};
    const sources::Cast cast(setting.person, documents);
    const std::vector<sources::Reading> readings{sources::read(documents[0], cast, std::nullopt)};
    std::vector<writer::Draft> drafts;
    for (auto& trial : writer::trials(readings, setting, content_form(form)))
        drafts.push_back(std::move(trial.draft));
    return drafts;
}

writer::Draft filed_post(const std::string& path, std::string_view text,
                         const std::vector<std::string>& others = kFiled) {
    auto drafts = drafts_of(path, text, "social_media", others);
    REQUIRE_FALSE(drafts.empty());
    return std::move(drafts.front());
}

constexpr std::string_view kFolds = R"(# Fold everything below a line

I kept scrolling past the same two hundred lines of settings today. Put the cursor on the line and type this:

    zfG

To see all of it again I type `zo` on that line, and nothing was lost.
)";

constexpr std::string_view kBackups = R"(# Nightly backups with Bernina

Our nightly backup ran for six hours, and nobody had looked at it since the first disk was bought. I wrote down what I
changed in three evenings, because I will have forgotten it by the next disk.

## Checking what was copied

I compare the number of files on both sides first, because that takes a second. Then I take twenty files at random and
compare them byte by byte, which found two broken ones in March and none since then.

A check that always passes made me careless once before, so I break a file on purpose every month and see that it is found.
It was found each time, and the page about it is on the wall beside the disk.
)";

}  // namespace

TEST_SUITE("what a draft names as its subject") {
    TEST_CASE("is the folder of a note that does not name it, before title and post") {
        const auto draft = filed_post("notes/vim/fold.md", kFolds);
        CHECK(draft.title == "Vim: Fold everything below a line");
        CHECK(draft.body.starts_with("Vim: I kept scrolling past"));
        // The claim says what the draft says, and rests on the sentence.
        REQUIRE(draft.claims.size() > 1);
        CHECK(draft.claims[1].text.starts_with("Vim: I kept"));
        CHECK(draft.claims[1].source.quote.starts_with("I kept"));
        CHECK(draft.claims[1].support == 1);
        CHECK(draft.claims[0].support == 1);
    }

    TEST_CASE("is left alone where the text or its title names something") {
        std::string text(kFolds);
        text.replace(text.find("settings"), 8, "Vim settings");
        const auto named = filed_post("notes/vim/fold.md", text);
        CHECK(named.body.starts_with("I kept"));
        CHECK(named.title == "Fold everything below a line");
        text = kFolds;
        text.replace(text.find("everything"), 10, "everything in GVim");
        CHECK_FALSE(has(filed_post("notes/vim/fold.md", text).title, ": "));
    }

    TEST_CASE("is no folder that says nothing of a subject, nor any where few notes are filed by topic") {
        for (const char* const path : {"notes/daily/fold.md", "notes/Core Notes/fold.md",
                                       "notes/2026/fold.md", "notes/apuntes/fold.md"})
            CHECK_MESSAGE(filed_post(path, kFolds).body.starts_with("I kept"), path);
        const std::vector<std::string> loose{"notes/a.md", "notes/b.md", "notes/git/c.md"};
        CHECK(filed_post("notes/vim/fold.md", kFolds, loose).body.starts_with("I kept"));
    }

    TEST_CASE("is spelled as titles of the collection spell it") {
        std::vector<sources::KnownDocument> documents{
            filed_note("notes/sql_server/fold.md", "# Two SQL Server instances\n\nBoth run.\n")};
        for (const auto& path : kFiled)
            documents.push_back(filed_note(path, kFolds));
        const sources::Cast cast({}, documents);
        CHECK(cast.topic_of("notes/sql_server/fold.md") == "SQL Server");
        CHECK(cast.topic_of("notes/vim/c.md") == "Vim");
        CHECK(cast.topic_of("notes/fold.md").empty());
    }

    TEST_CASE("is the note's title where a section leaves out the names in it") {
        const auto trials = trials_at({"notes/backups.md"}, kBackups, "blog_post");
        bool section = false;
        for (const auto& trial : trials)
            section =
                section || trial.draft.title == "Nightly backups with Bernina: Checking what was copied";
        CHECK(section);
        for (const auto& trial : trials_at({"notes/backups.md"}, kBackups, "social_media"))
            CHECK((has(trial.draft.body, "Bernina") || has(trial.draft.body, "nightly")));
    }

    TEST_CASE("is a title of a word or two, where nothing says it") {
        std::string text(kFolds);
        text.replace(0, text.find('\n'), "# mermaid");
        for (const auto& trial : trials_at({"mermaid.md"}, text, "social_media"))
            CHECK_MESSAGE(trial.draft.body.starts_with("mermaid: "), trial.draft.body);
        text.replace(text.find("settings"), 8, "mermaid settings");
        for (const auto& trial : trials_at({"mermaid.md"}, text, "linkedin_post"))
            CHECK_FALSE(trial.draft.body.starts_with("mermaid: "));
    }

    TEST_CASE("is what hashtags are made of, beside names in the title: no phrase, nothing in code") {
        const std::string text = R"(# Compiling for old phones with Gradle

I spent a day on Gradle because the phone of my aunt is nine years old. `CompileOptions` and `CompileOptions` again are
what Gradle wants to hear about, and the old phone wants Java eight.

The old phone starts our app in four seconds now. An old phone is a good test: what is slow on a new phone is broken
on an old phone, and nobody at the table had tried the app on one.
)";
        const auto posts = drafts_of("notes/android/gradle.md", text, "linkedin_post");
        REQUIRE_FALSE(posts.empty());
        CHECK(posts.front().hashtags == std::vector<std::string>{"#Android", "#Gradle"});
    }
}
