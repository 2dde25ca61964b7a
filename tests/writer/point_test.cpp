// Whether a draft comes to its point.
#include "writer/tried.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace tried_notes;

namespace {

Tried tried(std::string_view text, std::string_view form) {
    return tried_at({"notes/a.md"}, text, form);
}

constexpr const char* kOpening =
    "# Moving the archive to the new shelf\n\nOur archive had grown over three rooms, and I spent a part of "
    "every "
    "morning on looking for boxes that somebody had put where there was space. I wanted one shelf that a new "
    "colleague can read without me, and one rule for where a box goes. Two of us drew it on a napkin at "
    "lunch, and the "
    "carpenter built it over a weekend in May.\n\n";
const std::string kFinding =
    "It turned out that the year on a box is of no use to those who look for it, because they know whose box "
    "it is "
    "and not how old. We sort them by name now, and nobody has asked me since the spring.\n";

}  // namespace

TEST_SUITE("the point of a post") {
    TEST_CASE("is what came of it, not only what was wanted") {
        const auto wanted = tried(std::string(kOpening) + "## Shelves\n\n```\nplan\n```\n", "linkedin_post");
        CHECK(wanted.lacking == "it says what was wanted or done, and not what came of it");
        const auto told = tried(std::string(kOpening) + kFinding, "linkedin_post");
        CHECK(has(told.body, "nobody has asked me since the spring"));
        CHECK(told.lacking.empty());
    }

    TEST_CASE("is not told where the rest of the note is announced") {
        for (const char* last :
             {"Here's what I did with the shelves.", "I decided to make notes for the next time.",
              "These are the steps I took, one after the other."}) {
            INFO(last);
            const auto found =
                tried(fmt::format("{}{}\n{}\n\n## Shelves\n\n```\nplan\n```\n", kOpening, kFinding, last),
                      "linkedin_post");
            REQUIRE_FALSE(found.body.empty());
            CHECK(found.lacking == "it announces what comes after it");
        }
        // What is announced at the end of a note does not come in it either: nothing is cut.
        CHECK(tried(fmt::format("{}{}\nI decided to make notes for the next time.\n", kOpening, kFinding),
                    "linkedin_post")
                  .lacking.empty());
    }

    TEST_CASE("is lost with half of a numbered list") {
        const auto steps = [](std::string_view between) {
            return fmt::format(
                "{}It works like this, and it took us a week:\n\n1. Take all boxes out, and write the name "
                "on "
                "each.\n2. Throw away what has no name after a month.\n\n{}3. Put them back by name, because "
                "that "
                "is what people look for.\n",
                kOpening, between);
        };
        CHECK(has(tried(steps(""), "linkedin_post").body, "3. Put them back by name"));
        CHECK(tried(steps("```\nlabel --all\n```\n\n"), "linkedin_post").body.empty());
    }
}

TEST_SUITE("what is nobody's post") {
    const std::string kLonger = std::string(kOpening) + kFinding;

    TEST_CASE("a program's papers, and the manual beside them") {
        const auto body_of = [](const std::string& path, const std::string& beside) {
            return tried_at({path, beside}, kLonger, "blog_post").body;
        };
        CHECK_FALSE(body_of("notes/shelf.md", "notes/other.md").empty());
        CHECK(body_of("notes/README.md", "notes/other.md").empty());
        CHECK(body_of("notes/docs/shelf.md", "notes/CONTRIBUTING.md").empty());
        CHECK_FALSE(body_of("notes/docs/shelf.md", "notes/other.md").empty());
        CHECK_FALSE(body_of("notes/docs/shelf.md", "notes/contributing.md").empty());
    }

    TEST_CASE("chapters of a book, and what is by somebody else") {
        const auto lacking = [](const std::string& title) {
            auto text = kLonger;
            text.replace(text.find("# ") + 2, text.find('\n') - 2, title);
            return tried(text, "blog_post").lacking;
        };
        CHECK(lacking("Moving the archive to a shelf").empty());
        for (const char* title :
             {"Chapter 3: Shelves for all", "Aula 5 - Estantes e caixas", "The joy of shelves by Ana Castro"})
            CHECK(lacking(title) == "it goes through a book or a course");
        CHECK(lacking("Sorted by Name and Year").empty());
        CHECK(tried_at({"notes/Books/shelves.md"}, kLonger, "blog_post").lacking ==
              "it goes through a book or a course");
        for (const char* course : {"notes/arch305/shelves.md", "term2/ARC 101b/shelves.md"})
            CHECK(tried_at({course}, kLonger, "blog_post").lacking == "it goes through a book or a course");
        for (const char* folder :
             {"notes/2026/shelves.md", "notes/v12/shelves.md", "notes/room 1204/shelves.md"})
            CHECK(tried_at({folder}, kLonger, "blog_post").lacking.empty());
        CHECK(tried_at({"notes/bookshelves/shelves.md"}, kLonger, "blog_post").lacking.empty());
        CHECK(tried_at({"notes/book-joy-of-shelves.md"}, kLonger, "blog_post").lacking ==
              "it goes through a book or a course");
        CHECK(tried_at({"notes/booking-a-shelf.md"}, kLonger, "blog_post").lacking.empty());
        CHECK(tried_at({"notes/book.md"}, kLonger, "blog_post").lacking.empty());
        const std::string read =
            kLonger + "\nThe book has a rule for it. I think that the author never moved house.\n";
        CHECK(tried(read, "blog_post").lacking == "it goes through a book or a course");
    }

    TEST_CASE("a part that goes on from the one before it") {
        auto text = kLonger;
        text.insert(text.find("\n\n") + 2,
                    "In the previous section I bought a shelf, and I was glad of it for a week. ");
        CHECK(tried(text, "blog_post").lacking == "it goes on from another note");
    }

    TEST_CASE("formulas that nobody tells of") {
        const std::string proof =
            "# How many boxes a shelf holds\n\nLet $n$ be the number of boxes and $w$ the width of the "
            "shelf. We will show "
            "that $n \\leq w / b$ for boxes of the width $b$, and that no order of them can change "
            "this.\n\nFor every "
            "box $i$ the place that it takes is $b$, so $n$ boxes take $n b$. Then $n b \\leq w$, because "
            "the shelf "
            "holds them all, and this is what we wanted to show.\n\nThe same holds for two shelves of the "
            "widths $w$ "
            "and $v$, since no box lies on both of them, so that $n \\leq (w + v) / b$ and the sum "
            "decides.\n";
        CHECK(tried(proof, "blog_post").lacking ==
              "it proves or works out something, and nobody tells of it");
        CHECK(tried(proof, "linkedin_post").lacking != "");
        const std::string prices =
            kLonger + "\nThe first box was $5 and the second $6, and I paid both of them.\n";
        CHECK(tried(prices, "blog_post").lacking.empty());
    }

    TEST_CASE("a day of a diary without a title, and who is called by the first name in one") {
        const std::string day =
            "I learned that a box without a name is opened by everybody, because nobody feels that it is "
            "theirs, and "
            "that you can stop this with a pen. It took me the whole morning to write names on forty of "
            "them, and it "
            "was worth every minute of it. Nobody has opened a box of mine since then, and I find what I "
            "look for "
            "before my coffee is cold.\n";
        CHECK_FALSE(tried_at({"notes/names-on-boxes.md"}, "# Names on boxes\n\n" + day, "linkedin_post")
                        .body.empty());
        CHECK(tried_at({"notes/2026-11-02.md"}, day, "linkedin_post").body.empty());
        const std::string home = "# Names on boxes\n\nMaria was at home with the boxes. " + day;
        CHECK_FALSE(tried_at({"notes/boxes.md"}, home, "linkedin_post").body.empty());
        CHECK(tried_at({"notes/2026-11-02.md"}, home, "linkedin_post").body.empty());
    }
}

TEST_SUITE("the point of a page") {
    TEST_CASE("is lost with a section in its middle or at its end, but not with sources or salaries") {
        const std::string note = fmt::format(
            "{}## What I learned\n\n{}\n## How we did it\n\n{{}}\n\nWe moved the boxes on two Fridays, "
            "and each of us carried those that bore their name.\n\n## {{}}\n\n{{}}\n",
            kOpening, kFinding);
        const auto page = [&](std::string_view how, std::string_view heading, std::string_view last) {
            return tried(fmt::format(fmt::runtime(note), how, heading, last), "blog_post");
        };
        const std::string plain = "The plan was on one page.";
        CHECK(page(plain, "What is left", "The cellar is next, and I know how it will go.").lacking.empty());
        CHECK(page(plain, "Sources", "The cellar book, page nine.").lacking.empty());
        CHECK(page(plain, "Salary", "My salary went up by ten percent.").lacking.empty());
        CHECK_FALSE(page("The plan was TODO find the plan. " + kFinding + kFinding, "What is left",
                         "The cellar is next, and I know how it will go.")
                        .lacking.empty());
        CHECK(page(plain, "What is left", "The cellar is TODO find the keys.").lacking ==
              "a section that the rest builds on cannot be told");
    }

    TEST_CASE("does not need what every note has at its foot") {
        const auto body = tried_at({"notes/a.md", "notes/b.md", "notes/c.md"},
                                   std::string(kOpening) + kFinding +
                                       "\n-----\n\nStatus: #done\n\nReferences:\n- [A page about "
                                       "shelves](https://example.org/shelves)\n",
                                   "blog_post");
        CHECK(body.body.empty());  // All of it stands in three notes.
        sources::Person person;
        person.handle = "maya";
        std::vector<sources::KnownDocument> documents;
        for (const auto* word : {"archive", "cellar", "attic"}) {
            auto text = std::string(kOpening) + kFinding;
            for (auto at = text.find(". "); at != std::string::npos; at = text.find(". ", at + 20))
                text.insert(at, std::string(" in the ") + word);
            text +=
                "\n-----\n\nStatus: #done\n\nReferences:\n- [A page about "
                "shelves](https://example.org/shelves)\n";
            documents.push_back(
                sources::known_document(context::parse_document(std::string("notes/") + word + ".md", text,
                                                                context::DocumentKind::knowledge),
                                        word));
        }
        const sources::Cast cast(person, documents);
        const std::vector<sources::Reading> readings{sources::read(documents[0], cast, std::nullopt)};
        const auto found =
            writer::trials(readings, {person, *parse_date("2026-11-19"), {}}, content_form("blog_post"));
        REQUIRE_FALSE(found.empty());
        CHECK(has(found.front().draft.body, "nobody has asked me since the spring"));
        CHECK_FALSE(has(found.front().draft.body, "References"));
    }

    TEST_CASE("is not there where a section trails off into the next") {
        const std::string section =
            "# Boxes\n\n## How I sort them by name\n\nI sorted all boxes by name in May, which took me two "
            "days, as I had to open each of them. Since then nobody has asked me for one, and I find my own "
            "before the coffee is cold. I would not go back to the order by year, because nobody knows how "
            "old the box is that they look for. Now what if a box has no name? For that, I need to";
        const std::string more = "\n\n## Boxes without a name\n\nThey wait on the table for a month.\n";
        const auto lacking = [&](const std::string& end) {
            std::vector<std::string> found;
            for (const auto& trial : trials_at({"notes/a.md"}, section + end + more, "blog_post"))
                if (!has(trial.draft.body, "They wait on the table"))
                    found.emplace_back(writer::lacks(trial));
            return found;
        };
        const std::string announces = "it announces what comes after it";
        REQUIRE_FALSE(lacking("...").empty());
        for (const auto& reason : lacking("..."))
            CHECK(reason == announces);
        for (const auto& reason : lacking(" ask."))
            CHECK(reason != announces);
    }

    TEST_CASE("of a page needs more than a few lines around its code") {
        const std::string few =
            "# Sorting the boxes of a whole archive\n\nI sort all boxes by name with one command, which I "
            "found in May when I had two hundred of them on the floor of our cellar:\n\n"
            "```sh\nbox --sort --by name\n```\n\nI keep the list on the door, where everybody sees it who "
            "looks for a box. It is printed with this one, as often as I like:\n\n```sh\nbox --list "
            "--print\n```\n\nSince then I have not looked for a box, and my mornings are free again.\n";
        CHECK(tried(few, "blog_post").lacking == "too little is said around its code");
        // Of one who tells of themselves in many notes that is a note as well.
        CHECK(tried_at({"notes/a.md"}, few, "blog_post", {}, kOften).lacking.empty());
    }

    TEST_CASE("is not there in a list of what was changed") {
        const std::string told =
            "# The archive's new catalogue\n\nI have redone the catalogue of our archive this spring, and it "
            "took me "
            "three weekends at the kitchen table.\n\n";
        const auto changes =
            told +
            "- **Search:** Added a field for names, which finds a box by its first letters.\n"
            "- **Labels:** Fixed the labels that were cut at the right edge of the page.\n"
            "- Removed the list by year that nobody has opened since the winter.\n";
        CHECK(tried(changes, "blog_post").lacking == "it is a list of what was changed");
        CHECK(tried(changes, "linkedin_post").lacking == "it is a list of what was changed");
        // What came of it is told in sentences, with two changes among them.
        CHECK(tried(told + kFinding +
                        "\nTwo things are new:\n\n- Added a field for names.\n- Fixed the labels.\n",
                    "blog_post")
                  .lacking.empty());
    }

    TEST_CASE("is not there in what people said, each under their name") {
        const auto thread = [](std::string_view mark) {
            return fmt::format(
                "# What they say about the new shelves\n\nThe note in the hall brought many answers, and "
                "most "
                "of them came in the first hour of the day.\n\n{0}Ana Castro{0}: \"I find nothing since you "
                "moved it all\"\n\n{0}Olu Ade{0}: \"It is the first time that I found a box alone\"\n\nWhat "
                "stands out is how much the place of a box has to do with who put it there. My guess is that "
                "it will be forgotten by May.\n",
                mark);
        };
        const auto lacking = tried(thread("**"), "blog_post").lacking;
        CHECK(lacking == "it quotes what people said");
    }

    TEST_CASE("is the author's own") {
        const std::string manual =
            "# Sorting boxes by name\n\nBoxes are sorted by name. A box that has no name is thrown away "
            "after a month, "
            "because nobody looks for it. The label goes on the front, and it is read from left to "
            "right.\n\nA new "
            "colleague can read the shelf without help. The names are written by hand, which lasts longer "
            "than "
            "printed labels, and the shelf is checked every spring.\n";
        CHECK(tried(manual, "blog_post").lacking == "nothing in it says that it is the author's own");
        // Once in a manual is what a manual may say, too.
        const std::string once = manual + "\nI check it on the first of March.";
        CHECK(tried(once + "\n", "blog_post").lacking == "nothing in it says that it is the author's own");
        CHECK(tried(once + " I wrote all of the names myself in a week.\n", "blog_post").lacking.empty());
    }
}

TEST_SUITE("a table on a page") {
    TEST_CASE("has one header, bold or not") {
        const auto page =
            tried(fmt::format("{}{}\n| **Box** | Owner |\n|---|---|\n| A | Ana |\n| B | Bo |\n\nI keep "
                              "this list on the door.\n",
                              kOpening, kFinding),
                  "blog_post");
        CHECK(has(page.body, "| **Box** | Owner |\n| --- | --- |\n| A | Ana |\n| B | Bo |\n"));
        CHECK_FALSE(has(page.body, "| Box | Owner |"));
    }
}

TEST_SUITE("code on a page") {
    TEST_CASE("is one block however long it is") {
        std::string code;
        for (int i = 0; i < 300; ++i)
            code += fmt::format("line {} of a long program that nobody reads to its end\n", i);
        const auto page = tried(fmt::format("{}{}\n```sh\n{}```\n\n```sh\nlast\n```\n\nI run it at night.\n",
                                            kOpening, kFinding, code),
                                "blog_post");
        CHECK(has(page.body, "```sh\n" + code + "```\n\n```sh\nlast\n```\n\nI run it"));
    }
}

TEST_SUITE("a quotation on a page") {
    constexpr const char* kNote =
        "# What a form asks\n\nI read the form of the library again, and one sentence of it explains why "
        "nobody "
        "brings books back in time, though all of us would like to.\n\n> A book is late after four "
        "weeks:\n>\n> - "
        "it costs ten cents a day\n> - the costs end at five euros\n>\n> Nobody is told.\n\nWe tell people "
        "now, "
        "because a fine that comes as a surprise makes enemies and no readers. I wrote the sentence that "
        "they get, and "
        "it has nine words. It stands on the card that everybody carries anyway, and two of three books are "
        "back in "
        "time since then.\n";

    TEST_CASE("keeps its list, as one block") {
        const auto page = tried(kNote, "blog_post");
        CHECK(has(page.body,
                  "> A book is late after four weeks:\n>\n> - it costs ten cents a day\n> - the costs "
                  "end at five euros\n>\n> Nobody is told.\n\nWe tell"));
    }

    TEST_CASE("costs the section when it is long") {
        std::string text = kNote;
        for (int i = 0; i < 12; ++i)
            text += fmt::format(
                "\n> Rule {} of the house says that a reader has to be quiet, to be clean and to be "
                "on time.\n",
                i);
        CHECK(tried(text, "blog_post").body.empty());
    }
}
