#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/writer/detail/drafting.h>
#include <pacelane/writer/writer.h>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace pacelane;

namespace {

sources::KnownDocument note(const std::string& path, std::string_view text) {
    return sources::known_document(context::parse_document(path, text, context::DocumentKind::knowledge),
                                   path);
}

writer::Setting setting() {
    sources::Person person;
    person.handle = "maya";
    person.name = "Maya Lindqvist";
    return {person, *parse_date("2026-11-19"), {}};
}

/// The best draft of these notes in a form; its body is empty when there is none.
writer::Draft best(const std::vector<sources::KnownDocument>& documents, std::string_view form) {
    const auto set = setting();
    const sources::Cast cast(set.person, documents);
    std::vector<sources::Reading> readings;
    for (const auto& document : documents)
        readings.push_back(sources::read(document, cast, std::nullopt));
    auto found = writer::trials(readings, set, content_form(form));
    return found.empty() ? writer::Draft{} : std::move(found.front().draft);
}

bool contains(std::string_view text, std::string_view what) {
    return text.find(what) != std::string_view::npos;
}

constexpr const char* kHowTo = R"(# Taking a lock without waiting for ever

Our nightly job waited for a lock that nobody gave back, and every morning somebody had to kill it by hand. I wanted the
job to give up after ten seconds and to say so in its log, because a job that fails loudly is mended within a day.

The shell has a tool for it:

```sh
flock --wait 10 /run/nightly.lock ./nightly
```

It exits with 1 when the lock was not free in time. The [manual](https://example.org/flock) has the other codes.

## What changed

1. The job fails within ten seconds instead of hanging.
2. The log names the process that holds the lock.
3. Nobody kills it by hand any more.

We have run it like this for two years, and the morning ritual is gone.
)";

constexpr const char* kEssay = R"(# A name is a promise

A name that lies costs more than a long one does, because every reader pays for it again. I spent a week last spring on a
function called load that wrote to the disk. Nobody had lied on purpose when they named it.

I read names aloud now before I commit them. When a sentence with the name in it sounds wrong, the name is wrong, and it
is cheaper to change it on that day than on any later one.

The best names that I know were found by people who had tried to explain the code to somebody else.
)";

}  // namespace

TEST_SUITE("a post of terse notes") {
    constexpr const char* kOutcome =
        "We swapped the long Thursday session for short sets with lots of rest, and everybody wrote their "
        "own times "
        "on the board. Missed sessions went from forty to nine. Not every swimmer gained, and two of them "
        "asked for "
        "the long sets back. They were right, so they got them back.\n";

    TEST_CASE("opens with the facts as they were noted") {
        const auto draft =
            best({note("notes/season.md",
                       fmt::format("Team of 34, 21 personal bests. Last season 12.\n\n{}", kOutcome))},
                 "linkedin_post");
        CHECK(contains(draft.body, "Team of 34, 21 personal bests. Last season 12."));
        CHECK(contains(draft.body, "Missed sessions went from forty to nine."));
    }

    TEST_CASE("is not made of them alone, nor of words without a full stop") {
        CHECK(best({note("notes/facts.md",
                         "Team of 34, 21 personal bests. Last season 12. Missed sessions: 9. Two girls "
                         "flat.\n\nThe "
                         "board, the pool, the lane ropes. Thursday. New caps for all, red or blue. Bus at "
                         "nine.\n")},
                   "linkedin_post")
                  .body.empty());
        CHECK_FALSE(
            contains(best({note("notes/season.md", fmt::format("caps, ropes, bus money\n\n{}", kOutcome))},
                          "linkedin_post")
                         .body,
                     "bus money"));
    }
}

TEST_SUITE("a blog post") {
    TEST_CASE("a form that is filled in every day makes no page, and its headings are no titles") {
        const auto day = [](std::string_view what) {
            return fmt::format(
                "## What happened today\n\nI {} and it took me most of the morning, because the manual "
                "of the old machine had been lost when we moved. I wrote down every step this time, so "
                "that the next one who does it needs ten minutes and no phone call.\n\n## What I "
                "learned\n\nA machine that everybody can restart is worth more than a machine that "
                "never stops. I tell this to everyone who wants to buy a better one, and I mean it.\n",
                what);
        };
        std::vector<sources::KnownDocument> days{
            note("notes/restarting the old press.md", day("restarted the press")),
            note("notes/b.md", day("mended the belt")), note("notes/c.md", day("cleaned the filter"))};
        CHECK(best(days, "blog_post").body.empty());
        CHECK(best(days, "newsletter").body.empty());
        days.resize(1);
        CHECK_FALSE(best(days, "blog_post").body.empty());
    }

    TEST_CASE("a heading that is the first sentence is not said again below it") {
        const auto draft = best(
            {note(
                "notes/2026-11-02.md",
                "We cut our alerts from 214 to 31 a week. I had asked every team who had acted on an alert "
                "in "
                "the last month, and nobody could name one. So we deleted each alert that had no owner, one "
                "team at a time.\n\nReliability did not suffer, and the pages at night fell from 19 to 2. I "
                "learned that an alert without an owner is noise, because nobody is allowed to delete it. "
                "The "
                "hard part was not the tool but the courage to press the button.\n")},
            "blog_post");
        CHECK(draft.title == "We cut our alerts from 214 to 31 a week");
        CHECK(draft.body.starts_with("# We cut our alerts from 214 to 31 a week\n\nI had asked every team"));
    }

    TEST_CASE("is the whole note, with its code, links and numbered list") {
        const auto draft = best({note("notes/lock.md", kHowTo)}, "blog_post");
        CHECK(draft.title == "Taking a lock without waiting for ever");
        CHECK(contains(draft.body, "# Taking a lock without waiting for ever\n\n"));
        CHECK(contains(draft.body, "```sh\nflock --wait 10 /run/nightly.lock ./nightly\n```"));
        CHECK(contains(draft.body, "[manual](https://example.org/flock)"));
        CHECK(contains(draft.body, "## What changed\n\n1. The job fails"));
        CHECK(contains(draft.body, "\n3. Nobody kills it by hand any more."));
        CHECK(draft.grounded_share == doctest::Approx(1));
        CHECK(draft.slug == "taking-a-lock-without-waiting-for-ever");
    }

    TEST_CASE("skips whole sections only") {
        const auto draft = best(
            {note("notes/a.md", std::string(kEssay) + "\n## References\n\nSee the talk of May.\n\n"
                                                      "## Salary\n\nMy salary went up by ten percent.\n")},
            "blog_post");
        CHECK(contains(draft.body, "The best names that I know"));
        CHECK_FALSE(contains(draft.body, "References"));
        CHECK_FALSE(contains(draft.body, "ten percent"));
    }

    TEST_CASE("keeps the words of a link to a neighbouring note, not the link") {
        const auto draft =
            best({note("notes/a.md", std::string(kEssay) +
                                         "\nI wrote more of it [in another note](other.md) that year.\n")},
                 "blog_post");
        CHECK(contains(draft.body, "I wrote more of it in another note that year."));
    }
}

TEST_SUITE("a LinkedIn post") {
    TEST_CASE("is a run of paragraphs from the opening on") {
        const auto draft = best({note("notes/names.md", kEssay)}, "linkedin_post");
        CHECK(contains(draft.body, "A name is a promise\n\nA name that lies costs more"));
        CHECK(contains(draft.body, "I read names aloud now"));
        CHECK(draft.characters <= 3000);
        CHECK_FALSE(contains(draft.body, "**"));
    }

    TEST_CASE("begins below what only stands above the text, and is called by the note") {
        const std::string essay(kEssay);
        const auto text = essay.find("\n\n") + 2;  // below the title
        for (const char* above :
             {"> Measure, then cut.\n>\n> — a carpenter", "*What three years of reading taught me*",
              "TODO: find the chart", "![a shelf of books](shelf.png)"}) {
            CAPTURE(above);
            const auto draft =
                best({note("notes/names.md", essay.substr(0, text) + above + "\n\n" + essay.substr(text))},
                     "linkedin_post");
            CHECK(draft.body.starts_with("A name is a promise\n\nA name that lies costs more"));
            CHECK_FALSE(contains(draft.body, "carpenter"));
            CHECK_FALSE(contains(draft.body, "chart"));
        }
        // What the text goes on from is not above it.
        const auto leaning = best({note("notes/names.md", essay.substr(0, text) +
                                                              "> Names are free.\n\nThat is what I "
                                                              "believed. " +
                                                              essay.substr(text))},
                                  "linkedin_post");
        CHECK(leaning.body.empty());
    }

    TEST_CASE("may open its paragraphs with labels in bold") {
        const std::string essay(kEssay);
        const auto text = essay.find("\n\n") + 2;
        const auto draft =
            best({note("notes/names.md", essay.substr(0, text) + "**The problem.** " + essay.substr(text))},
                 "linkedin_post");
        CHECK(contains(draft.body, "The problem. A name that lies costs more"));
    }

    TEST_CASE("is none where the point stands in code") {
        // So long that a plain text cannot show it.
        std::string code;
        for (int i = 0; i < 12; ++i)
            code += "flock --wait\n";
        for (const char* promise : {"The shell has a tool for it:", "Here is what I did."}) {
            const auto draft = best(
                {note("notes/a.md", std::string(kEssay) + "\n" + promise + "\n\n```\n" + code + "```\n")},
                "linkedin_post");
            CHECK(draft.body.empty());
        }
    }

    TEST_CASE("does not begin in the middle of a thought") {
        const auto draft =
            best({note("notes/a.md",
                       "# Builds\n\n```\nmake\n```\n\nThat made people skip the tests, because nobody "
                       "waits an hour for a colour. They came back when the build took four "
                       "minutes, and the failures were read again by those who had made "
                       "them. It took us a winter of small changes to get there, and most "
                       "of them were deletions of things that nobody used.\n")},
                 "linkedin_post");
        CHECK(draft.body.empty());
    }
}

TEST_SUITE("a social post") {
    TEST_CASE("is one paragraph within the narrowest limit") {
        const auto draft =
            best({note("notes/a.md", std::string("# Deleting code\n\n") +
                                         "The fastest code that I ever wrote was the code "
                                         "that I deleted on a quiet Friday, and nobody missed it.\n")},
                 "social_media");
        CHECK(contains(draft.body, "The fastest code that I ever wrote"));
        CHECK(draft.characters <= 280);
    }
}

namespace {

constexpr const char* kTyres =
    "# Winter tyres\n\nI changed the tyres in October this time, before the first frost and before the queue "
    "at "
    "the garage. It took me an hour and a half with the old jack, and the car has been quiet ever since. "
    "Next time "
    "I will mark the wheels before I put them away in the cellar, because nobody remembers in spring which "
    "wheel "
    "ran on which side of the car.\n";

constexpr const char* kLockFiles =
    "# Where lock files belong\n\nA lock file belongs below /run, because that folder is empty after a "
    "restart. I "
    "once kept the lock of our nightly job in its home folder. The machine lost power, the lock stayed, and "
    "the job "
    "waited for a process that had been dead for a week.\n";

}  // namespace

TEST_SUITE("a page without what its words point to") {
    TEST_CASE("leaves out the section whose picture does not come along") {
        const std::string before =
            std::string(kHowTo) + "\n## On the board\n\nThe two workers take turns, like so:\n\n";
        const std::string after =
            "\n\nThe left one is always first, because it was started before the other.\n";
        const auto hidden =
            best({note("notes/a.md", before + "![turns](img/turns.png)" + after)}, "blog_post");
        CHECK(contains(hidden.body, "We have run it like this for two years"));
        CHECK_FALSE(contains(hidden.body, "take turns"));
        const auto shown = best(
            {note("notes/a.md", before + "![turns](https://example.org/turns.png)" + after)}, "blog_post");
        CHECK(contains(shown.body, "take turns, like so:\n\n![turns](https://example.org/turns.png)"));
    }

    TEST_CASE("leaves out the section that leans on another text, unless it links to it") {
        const auto with = [](const std::string& text) {
            return best({note("notes/a.md", std::string(kHowTo) + "\n## Later\n\n" + text)}, "blog_post")
                .body;
        };
        CHECK_FALSE(
            contains(with("The worker that we wrote in the previous lesson waits longer than it should.\n"),
                     "waits longer"));
        CHECK(contains(
            with("The worker that we wrote in the [previous lesson](https://example.org/4) waits longer "
                 "than it should.\n"),
            "waits longer"));
    }

    TEST_CASE("leaves out the section whose example could not be read") {
        const auto with = [](const std::string& text) {
            return best({note("notes/a.md", std::string(kHowTo) + "\n## Later\n\n" + text)}, "blog_post")
                .body;
        };
        const std::string lead = "You can also ask for all of the locks, as in the example below:\n\n";
        const std::string next = "The list has one line for each lock that somebody holds.\n";
        CHECK_FALSE(contains(with(lead + next), "all of the locks"));
        CHECK(contains(with(lead + "```sh\nlocks --all\n```\n\n" + next), "all of the locks"));
    }

    TEST_CASE("drops a line that only leads to a neighbouring note") {
        std::string text = kHowTo;
        text.replace(text.find("The shell has"), 0, "See also the note on workers.\n\n");
        const auto draft = best({note("notes/a.md", text)}, "blog_post");
        CHECK(contains(draft.body, "The shell has a tool for it"));
        CHECK_FALSE(contains(draft.body, "note on workers"));
    }

    TEST_CASE("is none when a picture stood within its sentence") {
        std::string text = kHowTo;
        text.replace(text.find("The shell has a tool"), 20, "The shell ![](shell.png) has a tool");
        CHECK_FALSE(contains(best({note("notes/a.md", text)}, "blog_post").body, "has a tool"));
    }
}

TEST_SUITE("a newsletter") {
    TEST_CASE("needs a week's worth") {
        CHECK(best({note("notes/a.md", kEssay)}, "newsletter").body.empty());
        CHECK(best({note("notes/a.md", kEssay), note("notes/b.md", kTyres)}, "newsletter").body.empty());
        const auto draft =
            best({note("notes/a.md", kEssay), note("notes/b.md", kHowTo), note("notes/c.md", kTyres)},
                 "newsletter");
        CHECK_FALSE(draft.body.empty());
        CHECK(draft.preview.size() >= 40);
        CHECK(draft.preview.size() <= 92);
    }

    TEST_CASE("tells short notes of the same subject, and no strangers") {
        const auto draft = best({note("notes/a.md", kHowTo), note("notes/b.md", kLockFiles),
                                 note("notes/c.md", kTyres), note("notes/d.md", kEssay)},
                                "newsletter");
        CHECK(draft.title == "Taking a lock without waiting for ever");
        CHECK(draft.pieces.size() == 2);
        CHECK(contains(draft.body, "\n## Short notes\n\n### Where lock files belong\n"));
        CHECK_FALSE(contains(draft.body, "tyres"));
    }

    TEST_CASE("is its main piece alone when the other notes are about something else") {
        const auto draft =
            best({note("notes/a.md", kHowTo), note("notes/c.md", kTyres), note("notes/d.md", kEssay)},
                 "newsletter");
        CHECK(draft.pieces.size() == 1);
        CHECK_FALSE(contains(draft.body, "Short notes"));
    }

    TEST_CASE("cuts no note short") {
        std::string longer = kLockFiles;
        for (int i = 1; i <= 60; ++i)  // too long for a main piece
            longer += fmt::format(
                "\nOn host {} the lock of the nightly job was kept in a folder that every restart "
                "left as it was, so we moved this lock too.\n",
                i);
        const auto draft = best({note("notes/a.md", kHowTo), note("notes/b.md", longer),
                                 note("notes/c.md", kTyres), note("notes/d.md", kEssay)},
                                "newsletter");
        CHECK(draft.pieces.size() == 1);
        CHECK_FALSE(contains(draft.body, "below /run"));
    }

    TEST_CASE("holds no entry of a diary") {
        for (const char* path : {"notes/2026-11-17.md", "daily/20261117.md"}) {
            const auto draft =
                best({note("notes/a.md", kHowTo), note(path, kLockFiles), note("notes/c.md", kTyres)},
                     "newsletter");
            CHECK_FALSE(contains(draft.body, "below /run"));
        }
    }
}

TEST_SUITE("composing a suggestion") {
    TEST_CASE("gives the draft that was tried, and what became of it when the note changed") {
        const auto document = note("notes/names.md", kEssay);
        const auto tried = best({document}, "linkedin_post");
        writer::Request request;
        request.setting = setting();
        request.suggestion.topic = tried.title;
        request.suggestion.content_type = "linkedin_post";
        request.suggestion.pieces = tried.pieces;
        request.documents = {document};
        CHECK(writer::compose(request).body == tried.body);

        std::string changed = kEssay;
        changed.replace(changed.find("a week last spring"), 18, "two days in spring");
        request.documents = {note("notes/names.md", changed)};
        CHECK(contains(writer::compose(request).body, "two days in spring"));
    }

    TEST_CASE("is refused when its note is gone or private now") {
        const auto tried = best({note("notes/names.md", kEssay)}, "linkedin_post");
        writer::Request request;
        request.setting = setting();
        request.suggestion.topic = tried.title;
        request.suggestion.content_type = "linkedin_post";
        request.suggestion.pieces = tried.pieces;
        CHECK_THROWS_WITH_AS(writer::compose(request), doctest::Contains("are gone"), Error);
        request.documents = {note("notes/names.md", "# Salaries\n\n" + std::string(kEssay).substr(24))};
        CHECK_THROWS_WITH_AS(writer::compose(request), doctest::Contains("cannot be told"), Error);
    }

    TEST_CASE("keeps its sources, claim by claim") {
        const auto tried = best({note("notes/lock.md", kHowTo)}, "blog_post");
        const auto json = writer::metadata(tried, {});
        REQUIRE(json["sources"].size() == 1);
        CHECK(json["sources"][0]["path"] == "notes/lock.md");
        CHECK(json["sources"][0]["claims"].size() == tried.claims.size());
        CHECK(json["checks"]["within_limit"] == true);
        CHECK(json["slug"] == tried.slug);
    }
}
