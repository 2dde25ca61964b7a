// Which parts of a vault's notes are told, and what is said of where they are from.
#include "writer/tried.h"

#include <doctest/doctest.h>

using namespace tried_notes;

namespace {

const std::string kMoving =
    "I moved our archive to a new shelf in May, because I spent a part of every morning on looking for "
    "boxes. I had sorted them by year, and it turned out that nobody knows how old a box is that they look "
    "for. So I took them all out, wrote a name on each, and put them back by name.\n\nIt took me two days. "
    "Nobody has asked me for a box since then, and I find my own before the coffee is cold.\n\n";

const std::string kLesson =
    "To sort the boxes by name, you need a label on each of them and a list of all names. Write the name on "
    "the "
    "label, and put the box back where it was, so that the order of the shelf does not change before all of "
    "the "
    "labels are written. When each box has its label, you take them out row by row, and put them back in the "
    "order of the list. A shelf of forty boxes takes two hours, and a larger one takes a day.\n\n";

bool has_page(const std::vector<writer::Trial>& trials, std::string_view title) {
    for (const auto& trial : trials)
        if (has(trial.draft.title, title)) return true;
    return false;
}

}  // namespace

TEST_SUITE("parts of a vault's notes") {
    TEST_CASE("are told one by one where what they stand in cannot be told whole") {
        const std::string room = "## The room below the stairs\n\n";
        const std::string shelf = "### A new shelf for our archive\n\n" + kMoving;
        const std::string secret =
            "### How the door is opened\n\nThe code of the door is 4711, and my salary is 3,000 EUR a "
            "month.\n\n";
        const std::string rest = "## Paper\n\nPaper is dry.\n";
        const auto held =
            trials_at({"notes/archive.md"}, "# The archive of our town\n\n" + room + shelf + secret + rest,
                      "blog_post");
        CHECK(has_page(held, "A new shelf for our archive"));
        for (const auto& trial : held)
            CHECK_FALSE(has(trial.draft.body, "4711"));
        // Where nothing is missing the part around it is the piece.
        const auto whole = trials_at({"notes/archive.md"},
                                     "# The archive of our town\n\n" + room + shelf + rest, "blog_post");
        CHECK_FALSE(has_page(whole, "A new shelf for our archive"));
    }

    TEST_CASE("go on from another where they say so, unless it may be a step of the writer's own story") {
        const std::string before = "In the last section we saw how boxes are sorted. ";
        const auto page = [](const std::string& text) { return tried_at({"notes/a.md"}, text, "blog_post"); };
        CHECK(page("# Shelves for an archive\n\n" + kLesson + before + "\n").lacking ==
              "it goes on from another note");
        CHECK(page("# The shelf of our archive\n\n" + before + kMoving).lacking ==
              "it goes on from another note");
        CHECK(page("# The shelf of our archive\n\n" + kMoving + before + "\n").lacking.empty());
        // Below a heading of the same note it may be the section above.
        CHECK(page("# Shelves for an archive\n\n" + kLesson + "## What is done in the end\n\n" + before +
                   kLesson)
                  .lacking != "it goes on from another note");
    }

    TEST_CASE("that show how something is done are the writer's own where the rest of the note is") {
        const auto lacking = [](const std::string& rest) {
            for (const auto& trial : trials_at(
                     {"notes/a.md"},
                     "# The archive of our town\n\n" + rest + "## Sorting the boxes by name\n\n" + kLesson,
                     "blog_post"))
                if (has(trial.draft.title, "Sorting the boxes")) return std::string(writer::lacks(trial));
            return std::string("none");
        };
        CHECK(lacking("## The move in May\n\n" + kMoving) == "");
        CHECK(lacking("## Shelves of steel\n\n" + kLesson) ==
              "nothing in it says that it is the author's own");
    }

    TEST_CASE("are of a book where they say on which pages it stands") {
        const auto lacking = [](const std::string& after) {
            return tried_at({"notes/a.md"}, "# The shelf of our archive\n\n" + kMoving + after, "blog_post")
                .lacking;
        };
        CHECK(lacking("I keep paper dry (p. 154). I never stack boxes (pp. 160-162).\n") ==
              "it goes through a book or a course");
        CHECK(lacking("Guardo o papel (pág. 154). Nada se empilha (página 160).\n") ==
              "it goes through a book or a course");
        CHECK(lacking("I keep paper dry (since 1954). I never stack boxes (160 of them).\n").empty());
    }

    TEST_CASE("are not told of a note that calls itself unfinished") {
        const auto body = [](const std::string& title) {
            return tried_at({"notes/a.md"}, "# " + title + "\n\n" + kMoving, "blog_post").body;
        };
        CHECK_FALSE(body("The shelf of our archive").empty());
        CHECK(body("The shelf of our archive (this isn't finished)").empty());
        CHECK(body("Scratchpad").empty());
    }

    TEST_CASE("open with nothing that points out of them") {
        const auto second = [](const std::string& opening) {
            for (const auto& trial : trials_at(
                     {"notes/a.md"},
                     "# The archive of our town\n\n## Paper that is ninety years old\n\nPaper is dry.\n\n## "
                     "Sorting the boxes by name\n\n" +
                         opening + kMoving,
                     "blog_post"))
                if (has(trial.draft.title, "Sorting the boxes")) return std::string(writer::lacks(trial));
            return std::string("none");
        };
        CHECK(second("A shelf of steel is quiet where we bolted it to the wall. ").empty());
        // Neither does a pronoun that stands for nothing, or a name that is told elsewhere as well.
        CHECK(second("It turned out that steel is quiet where we bolted a shelf to the wall. ").empty());
        CHECK(second("We chose another way than the Oak Archive mentioned above. ").empty());
        CHECK(second("We bolted this one to the wall in the spring. ") ==
              "its opening points to what stands before it");
        CHECK(second("We bolted it to the wall in the spring. ") ==
              "its opening points to what stands before it");
    }
}

TEST_SUITE("a log of days") {
    TEST_CASE("is told day by day, and not called by its month or a day") {
        for (const std::string_view head :
             {"# October\n\n## 2026-10-01\n\n%## 2026-10-02\n\n%", "# Log\n\n## Oct 1\n\n%## Oct 2\n\n%",
              "# Diario\n\n## 01/10/2026\n\n%## 02/10/2026\n\n%"}) {
            CAPTURE(head);
            std::string text{head};
            text.replace(text.find('%'), 1, "I found the boxes by their names. " + kMoving);
            text.replace(text.find('%'), 1, "We drew lots for the window seats on that day, and I lost.\n");
            for (const auto* form : {"linkedin_post", "blog_post"})
                for (const auto& trial : trials_at({"notes/log.md"}, text, form)) {
                    CHECK_FALSE(has(trial.draft.body, "window seats"));
                    CHECK_FALSE(has(trial.draft.title, "Oct"));
                    CHECK_FALSE(has(trial.draft.title, "10"));
                    CHECK_FALSE(has(trial.draft.body, "October"));
                }
            CHECK(has(tried_at({"notes/log.md"}, text, "linkedin_post").body, "I found the boxes"));
        }
    }
}

TEST_SUITE("a title") {
    TEST_CASE("has neither the number of its note nor what says how far it is") {
        for (const auto* mark : {"202610011200 ", "DRAFT: "})
            CHECK(tried_at({"notes/a.md"},
                           "# " + std::string(mark) + "A new shelf for our archive\n\n" + kMoving,
                           "linkedin_post")
                      .title == "A new shelf for our archive");
        CHECK(tried_at({"notes/a.md"}, "# Problem: a shelf for 2026 boxes\n\n" + kMoving, "linkedin_post")
                  .title == "Problem: a shelf for 2026 boxes");
    }
}

TEST_SUITE("what a note draws on") {
    const std::string kTitle = "# The shelf of our archive\n\n";

    TEST_CASE("is named in its draft, in the note's language") {
        const auto body = [](const std::string& text, std::string_view form) {
            return tried_at({"notes/a.md"}, text, form).body;
        };
        const std::string source = "## Sources\n\nSource: [The joy of shelves](https://example.org/joy)\n";
        CHECK(has(body(kTitle + kMoving + source, "blog_post"),
                  "From [The joy of shelves](https://example.org/joy)"));
        CHECK(has(body(kTitle + kMoving + source, "linkedin_post"),
                  "From The joy of shelves: https://example.org/joy"));
        const std::string estante =
            "# El estante de nuestro archivo\n\nEn mayo cambié el orden de las cajas de nuestro archivo, "
            "porque "
            "pasaba una parte de cada mañana buscando cajas. Las tenía por año, y descubrí que nadie sabe de "
            "qué "
            "año es la caja que busca. Así que saqué todas, escribí un nombre en cada una y las puse por "
            "nombre. "
            "Tardé dos días, y desde entonces nadie me ha preguntado por una caja.\n\n";
        CHECK(has(body(estante + "## Fuentes\n\nFuente: [El estante](https://example.org/e)\n", "blog_post"),
                  "A partir de [El estante](https://example.org/e)"));
    }

    TEST_CASE("keeps the note back where it is several texts, or one of somebody who is named") {
        constexpr std::string_view digests = "it digests what others wrote, as its sources say";
        const auto lacking = [&](const std::string& source) {
            return tried_at({"notes/a.md"}, kTitle + source + kLesson, "blog_post").lacking;
        };
        CHECK(lacking("[Source: The joy of shelves by *Olu Ade*](https://example.org/joy)\n\n") == digests);
        CHECK(
            lacking(
                "Source: [Joy](https://example.org/joy)\n\nSource: [Boxes](https://example.org/boxes)\n\n") ==
            digests);
        CHECK(lacking("Source: [Sorting boxes by name](https://example.org/joy)\n\n") != digests);
        // What the writer did is told all the same.
        CHECK(tried_at({"notes/a.md"},
                       kTitle + kMoving + "[Source: Shelves by *Olu Ade*](https://example.org/joy)\n",
                       "blog_post")
                  .lacking.empty());
        // The label is none of the name.
        CHECK(has(tried_at({"notes/a.md"},
                           kTitle + kMoving + "## Sources\n\n[Source: The joy](https://example.org/joy)\n",
                           "blog_post")
                      .body,
                  "From [The joy](https://example.org/joy)"));
    }

    TEST_CASE("is not guessed") {
        const auto body = [](const std::string& text) {
            return tried_at({"notes/a.md"}, text, "blog_post").body;
        };
        // A link among others, a label without a link, two of them.
        CHECK_FALSE(has(body(kTitle + kMoving + "## Sources\n\n- [Joy](https://example.org/joy)\n"), "From"));
        CHECK_FALSE(has(body(kTitle + kMoving + "## Sources\n\nSource: my own notes\n"), "From"));
        CHECK_FALSE(has(body(kTitle + kMoving +
                             "## Sources\n\nSource: [A](https://example.org/a)\n\nSource: "
                             "[B](https://example.org/b)\n"),
                        "From"));
    }

    TEST_CASE("are titled by their note and their heading") {
        const auto titles = [](const std::string& path, const std::string& heading) {
            std::string found;
            for (const auto& trial : trials_at({path},
                                               "Our town keeps three shelves of paper in its hall.\n\n## " +
                                                   heading + "\n\n" + kMoving + kLesson,
                                               "blog_post"))
                found += trial.draft.title + '\n';
            return found;
        };
        CHECK(has(titles("notes/Shelving.md", "Moving"), "Shelving: Moving"));
        // A heading of any note, where it says what is done.
        CHECK(has(titles("notes/Shelving.md", "Installation"), "Shelving: Installation"));
        CHECK(has(titles("notes/Shelving.md", "The new shelving"), "The new shelving"));
        CHECK_FALSE(has(titles("notes/Shelving.md", "The new shelving"), "Shelving: "));
        CHECK_FALSE(has(titles("notes/Shelving.md", "Overview"), "Shelving: Overview"));
        // A day's part is none of a subject.
        CHECK_FALSE(has(titles("journal/November 2026.md", "Moving"), "2026: Moving"));
        // What says the same twice, and what a file is called that has no title.
        CHECK_FALSE(has(titles("notes/Shelving.md", "Shelving"), "Shelving: Shelving"));
        CHECK_FALSE(has(titles("notes/2026-11-17.md", "Moving"), ": Moving"));
        // What the title says is supported by what it is taken from.
        for (const auto& trial : trials_at(
                 {"notes/Shelving.md"},
                 "Our town keeps three shelves of paper in its hall.\n\n## Moving\n\n" + kMoving + kLesson,
                 "blog_post"))
            if (trial.draft.title == "Shelving: Moving") {
                CHECK(trial.draft.claims.front().source.quote == "Moving");
                CHECK(trial.draft.claims.front().support == 1);
            }
    }

    TEST_CASE("may call their subject \"this tool\" below a title that names it") {
        const auto lacking = [](const std::string& opening) {
            for (const auto& trial :
                 trials_at({"notes/Shelving.md"},
                           "Our town keeps three shelves of paper in its hall.\n\n## Moving\n\n" + opening +
                               kMoving + kLesson,
                           "blog_post"))
                if (trial.draft.title == "Shelving: Moving") return std::string(writer::lacks(trial));
            return std::string("no piece");
        };
        CHECK(lacking("At home, I put all my boxes into this program in the spring. ").empty());
        CHECK(lacking("At home, I put all my boxes into this room in the spring. ") ==
              "its opening points to what stands before it");
    }
}
