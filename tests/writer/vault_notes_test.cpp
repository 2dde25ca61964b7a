// Notes of a vault: which are their writer's own, and what they are called.
#include "writer/tried.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace tried_notes;

namespace {

/// The best trial of a page of this note.
Tried page_of(const std::string& path, std::string_view text, std::string_view form = "blog_post") {
    return tried_at({path}, text, form);
}

const std::string kTextbook =
    "A shelf keeps boxes off the floor, so that water does not reach them and people do not fall over them. "
    "Boxes stand on it in rows, and each row has a label that says which boxes belong to it. There are three "
    "kinds of shelves: those of steel, those of wood and those that roll. Steel carries most, wood is quiet, "
    "and rolling shelves need half of the room, because only one aisle is open at a time.\n\n"
    "The order of the boxes decides how long a search takes. With an order by name a search takes as long as "
    "it takes to read a few labels, whereas an order by year needs a list that says which year a box is of. "
    "For example, a box that tells me nothing about its year is found by its name only. Large archives have "
    "both, and keep the list in a catalogue that is printed once a month.\n\n";
const std::string kStory =
    "I moved our archive to a new shelf in May, because I spent a part of every morning on looking for "
    "boxes. I had sorted them by year, and it turned out that nobody knows how old a box is that they look "
    "for. So I took them all out, wrote a name on each, and put them back by name.\n\nIt took me two days. "
    "Nobody has asked me for a box since then, and I find my own before the coffee is cold.\n\n";

}  // namespace

TEST_SUITE("notes of a vault") {
    TEST_CASE("are on a page of somebody else whose address is their first line") {
        const std::string text =
            "We can read it in three parts. " + kTextbook + kTextbook + kTextbook + kStory;
        CHECK(page_of("notes/a.md", "# The shelves\n\nhttps://example.org/shelves\n\n" + text).lacking ==
              "its note keeps the address of somebody else's page");
        CHECK(page_of("notes/a.md", "# The shelves\n\nhttps://example.org/maya/shelves\n\n" + text).lacking !=
              "its note keeps the address of somebody else's page");
        CHECK(page_of("notes/a.md", "# The shelves\n\nhttps://example.org/shelves\n\n" + kStory).lacking !=
              "its note keeps the address of somebody else's page");
    }

    TEST_CASE("lack their point where it stands behind a link") {
        constexpr std::string_view kBehind = "what came of it stands behind its last link";
        const std::string text = "# The shelf of our archive\n\n" + kStory;
        CHECK(page_of("notes/a.md", text + "I was able to get rid of the dust by what is told "
                                           "[here](https://example.org/dust).\n")
                  .lacking == kBehind);
        CHECK(page_of("notes/a.md", text + "I was able to get rid of the dust by [wet cloths over each "
                                           "box](https://example.org/dust).\n")
                  .lacking != kBehind);
        // More to read, and not what was done.
        CHECK(page_of("notes/a.md",
                      text + "There are pictures of the shelf [here](https://example.org/dust).\n")
                  .lacking != kBehind);
    }

    TEST_CASE("are no piece where they only conclude what stands before it") {
        constexpr std::string_view kConcludes = "it concludes what stands before it";
        const std::string before =
            "# The archive that nobody could search\n\n## The order\n\n" + kTextbook + "## ";
        for (const std::string_view heading : {"Conclusion", "What I learned (so far)", "Wrapping up"}) {
            CAPTURE(heading);
            bool found = false;
            for (const auto& trial :
                 trials_at({"notes/a.md"}, before + std::string(heading) + "\n\n" + kStory, "blog_post"))
                found = found || writer::lacks(trial) == kConcludes;
            CHECK(found);
        }
    }

    TEST_CASE("begin a list at its margin where the item above it is a paragraph or not told") {
        const std::string text =
            "- I moved our archive to a new shelf in May, because I spent a part of every morning on looking "
            "for "
            "boxes:\n    - I took all of them out and wrote a name on each of them with a thick pen.\n    - "
            "Then I put "
            "them back by name, which took me two days and a lot of coffee.\n        - The heavy ones went "
            "down.\n\n"
            "It turned out that nobody knows how old a box is that they look for.\n";
        const auto page = page_of("notes/a.md", "# The shelf of our archive\n\n" + text);
        CHECK_FALSE(has(page.body, "\n\n    - "));
    }

    TEST_CASE("do not say who made a picture that they do not show") {
        const auto page = page_of("notes/a.md",
                                  "# The shelf of our archive\n\n![](shelf.png)\n\nPhoto by [Olu "
                                  "Ade](https://example.org/olu) on a site\n\n" +
                                      kStory);
        CHECK(has(page.body, "coffee is cold"));
        CHECK_FALSE(has(page.body, "Photo by"));
    }

    TEST_CASE("are the writer's own when they tell what the writer did") {
        CHECK(page_of("notes/a.md", "# The shelf of our archive\n\n" + kStory).lacking.empty());
        // "me" in an example is not the writer's voice.
        CHECK(page_of("notes/a.md", "# The shelves of an archive\n\n" + kTextbook).lacking ==
              "nothing in it says that it is the author's own");
    }

    TEST_CASE("are the writer's own when a short one opens with what was done") {
        const std::string rest =
            "Every box is counted before the door is locked. A box that is missing is looked for on the same "
            "evening. "
            "The oldest box that we can find is ninety years old. The count takes one of us a quarter of an "
            "hour. Two "
            "people wrote the list in a week, and one box was found before any reader asked for it.\n\n";
        const std::string title = "# Counting the boxes each evening\n\n";
        CHECK(page_of("notes/a.md",
                      title + "We moved the count of the boxes to the evening in October. " + rest)
                  .lacking.empty());
        CHECK(
            page_of("notes/a.md", title + "The count of the boxes belongs to the evening. " + rest).lacking ==
            "nothing in it says that it is the author's own");
    }

    TEST_CASE("retell what their references name, unless the writer's own doing is most of it") {
        const std::string book =
            "## Notes\n\n- [[Book - The joy of shelves]] ([source](https://example.org/b))\n";
        const auto mixed =
            "# The shelves of an archive\n\n" + kTextbook +
            "I tried both of them in my first year, and I kept the names. I never looked back.\n\n";
        CHECK(page_of("notes/a.md", mixed).lacking.empty());
        CHECK(page_of("notes/a.md", mixed + book).lacking == "it retells a book or a course that it names");
        CHECK(page_of("notes/a.md", "# Shelves, a course for archives\n\n" + kTextbook + kTextbook).lacking ==
              "it retells a book or a course that it names");
        CHECK(page_of("notes/a.md", "# The shelf of our archive\n\n" + kStory + book).lacking.empty());
    }

    TEST_CASE("in Spanish are not the writer's for an accent that they lack") {
        const std::string text =
            "# Los estantes de un archivo\n\nUn estante se usa para guardar las cajas lejos del suelo, de "
            "modo que "
            "el agua no llega a ellas. Las cajas se ponen en filas, y en cada fila se pega una etiqueta que "
            "dice "
            "qué cajas hay. El uso de etiquetas es lo que más tiempo ahorra en un archivo grande.\n\nDeje "
            "siempre "
            "un hueco al final de cada fila, y use etiquetas grandes. Con un orden por nombre se busca poco, "
            "y con "
            "un orden por año se necesita una lista que dice de qué año es cada caja del archivo.\n";
        CHECK(page_of("notas/a.md", text).lacking == "nothing in it says that it is the author's own");
    }

    TEST_CASE("are called by their file when they open with a heading of any note") {
        CHECK(page_of("notes/moving-the-archive.md", "# General\n\n" + kStory).title == "Moving the archive");
        CHECK(page_of("notes/moving-the-archive.md", "# The shelf of our archive\n\n" + kStory).title ==
              "The shelf of our archive");
        // A section for any note is no title either.
        const auto part = page_of("notes/a.md", "# The shelf of our archive\n\n## What went badly\n\n" +
                                                    kStory + "## Steel\n\n" + kTextbook);
        CHECK(part.title != "What went badly");
    }

    TEST_CASE("are called by a file's name that is written for people, and not by their first sentence") {
        const std::string text = "Nobody knows how old a box is. " + kStory;
        CHECK(page_of("notes/Sorting boxes by name.md", text).title == "Sorting boxes by name");
        CHECK(page_of("notes/7 Sorting boxes by name.md", text).title == "Sorting boxes by name");
        CHECK(page_of("notes/sorting-boxes-by-name.md", text).title == "Nobody knows how old a box is");
        // A day says nothing.
        CHECK(page_of("notes/2026-11-02 Monday.md", text).title == "Nobody knows how old a box is");
    }

    TEST_CASE("leave out the heading of any note that all of them stands under") {
        const auto day = page_of("notes/the-new-shelf.md", "## General notes\n\n### Log\n\n" + kStory);
        REQUIRE(day.body.find("before the coffee is cold") != std::string::npos);
        CHECK(day.body.find("General notes") == std::string::npos);
        CHECK(day.body.find("Log") == std::string::npos);
        // One of several says what its part is.
        const auto parts =
            page_of("notes/the-new-shelf.md", "## Problem\n\n" + kStory + "## Solution\n\n" + kStory);
        CHECK(parts.body.find("## Problem") != std::string::npos);
    }

    TEST_CASE("of one word need somebody who tells of it") {
        CHECK(page_of("notes/a.md", "# Rollshelf2\n\n" + kStory).title == "Rollshelf2");
        CHECK(page_of("notes/a.md", "# Rollshelf2\n\n" + kStory).lacking.empty());
        CHECK(page_of("notes/a.md",
                      "# Rollshelf2\n\nIt rolls on rails. " + kTextbook +
                          "I tried both in my first year, and I kept the names. I never looked back.\n")
                  .lacking == "its title names a subject, and nobody tells of it");
    }

    TEST_CASE("do not lack what the writer struck out") {
        const auto found =
            page_of("notes/new-shelf-for-boxes.md",
                    "## The plan\n\n~~I want the shelf of steel that I saw in the other archive, with "
                    "nine rows and a ladder.~~\n\n## The shelf that I built\n\n" +
                        kStory);
        CHECK(found.lacking.empty());
        CHECK(found.body.find("ladder") == std::string::npos);
        CHECK(found.body.find("before the coffee is cold") != std::string::npos);
    }

    TEST_CASE("tell a day whose first sentence is long by what stands before the remark in it") {
        const std::string day =
            "Somehow I found out a thing about labels that I had not known in all these years (and that "
            "everybody "
            "who works in an archive should be told on their first day, which nobody does). Labels of paper "
            "turn "
            "brown within ten years, and I had used nothing else. I printed forty new ones on linen, and I "
            "put "
            "them over the old ones. It took me a morning, and it was worth it.\n";
        CHECK(page_of("notes/2026-11-02.md", day, "linkedin_post").title ==
              "Somehow I found out a thing about labels that I had not known in all these years");
    }

    TEST_CASE("are parts of a course where the files of their folder are numbered") {
        const auto lacking = [](const std::vector<std::string>& paths, const std::string& text) {
            return tried_at(paths, text, "blog_post", "Nothing to tell.\n").lacking;
        };
        const auto mixed =
            "# The shelves of an archive\n\n" + kTextbook + kTextbook +
            "I tried both of them in my first year, and I kept the names. I never looked back.\n\n";
        constexpr std::string_view kCourse = "it is one of the numbered parts of a course";
        CHECK(lacking({"n/01 Shelves.md", "n/02 Boxes.md", "n/03 Labels.md"}, mixed) == kCourse);
        CHECK(lacking({"n/1a Shelves.md", "n/2a Boxes.md", "n/3 Labels.md"}, mixed) == kCourse);
        CHECK(lacking({"n/Lesson 1 Shelves.md", "n/Lesson 2 Boxes.md", "n/Lesson 3.md"}, mixed) == kCourse);
        // Days, a folder in which one file has a number, counts, and what the writer did.
        CHECK(lacking({"n/2026-11-01 shelves.md", "n/2026-11-02 a.md", "n/2026-11-03 b.md"}, mixed) !=
              kCourse);
        CHECK(lacking({"n/01 Shelves.md", "n/Boxes.md", "n/Labels.md"}, mixed).empty());
        CHECK(lacking({"n/3 shelves we built.md", "n/4 boxes we lost.md", "n/5 ways to count.md"}, mixed)
                  .empty());
        CHECK(lacking({"n/01 Shelves.md", "n/02 Boxes.md", "n/03 Labels.md"},
                      "# The shelf of our archive\n\n" + kStory)
                  .empty());
        // Folders are numbered so, too; but those in which people keep everything are no parts.
        CHECK(lacking({"n/1-shelves/a.md", "n/2-boxes/b.md", "n/3-labels/c.md"}, mixed) == kCourse);
        CHECK(lacking({"n/Archive/1 Shelves/x/a.md", "n/Archive/2 Boxes/b.md", "n/Archive/3 Labels/c.md"},
                      mixed) == kCourse);
        CHECK(lacking({"n/1 Shelves/a.md", "n/4 Boxes/b.md", "n/5 Labels/c.md", "n/9 Doors/d.md"}, mixed) ==
              kCourse);
        CHECK(lacking({"n/1 Projects/a.md", "n/2 Areas/b.md", "n/3 Resources/c.md"}, mixed).empty());
        CHECK(lacking({"n/10 Shelves/a.md", "n/20 Boxes/b.md", "n/30 Labels/c.md"}, mixed).empty());
    }

    TEST_CASE("do not end in a colon where their picture was") {
        const std::string story =
            "# The shelf of our archive\n\n" + kStory + "And then I saw what it looks like";
        CHECK(has(page_of("notes/a.md", story + ".\n").body, "looks like."));
        CHECK_FALSE(has(page_of("notes/a.md", story + ": ![the shelf](shelf.png)\n").body, "looks like:"));
    }

    TEST_CASE("of which a program says that it wrote them are no drafts") {
        const std::string story = "# The shelf of our archive\n\n" + kStory;
        constexpr std::string_view kProgram = "a program wrote it, as its words show";
        for (const char* const line :
             {"I hope this overview helps. Feel free to expand on single parts of it!",
              "Let me know if you'd like me to write the second part."})
            CHECK_MESSAGE(page_of("notes/a.md", story + line + "\n").lacking == kProgram, std::string(line));
        CHECK(page_of("notes/a.md", story + "Let me know if you want to see the shelf.\n").lacking.empty());
        const std::string cuento =
            "# El estante de nuestro archivo\n\nEn mayo pasé nuestro archivo a un estante nuevo, porque cada "
            "mañana perdía "
            "media hora buscando cajas. Las había ordenado por años, y resultó que nadie sabe de qué año es "
            "la caja "
            "que busca. Así que las saqué todas, escribí un nombre en cada una y las volví a poner por "
            "nombres.\n\nTardé "
            "dos días. Desde entonces nadie me ha pedido una caja, y encuentro las mías antes de que se "
            "enfríe el "
            "café.\n\n";
        CHECK(page_of("notes/a.md", cuento).lacking.empty());
        CHECK(page_of("notes/a.md", cuento + "Espero que este documento te ayude con tus propios estantes.\n")
                  .lacking == kProgram);
    }

    TEST_CASE("in Spanish are a textbook's also when it leads its readers once") {
        const std::string textbook =
            "# Cómo se ordenan las cajas de un archivo\n\nUna estantería de acero guarda cajas de todos los "
            "tamaños, y las más pesadas van abajo. Si queremos encontrar una caja, la etiqueta dice en qué "
            "fila "
            "está. Las filas llevan un número, y el número está también en la lista. La lista se imprime dos "
            "veces al año, y una copia cuelga de la puerta. Una caja sin etiqueta espera un mes en la mesa, "
            "y "
            "después se abre. Lo que hay dentro decide a qué fila va.\n\n";
        CHECK(page_of("notas/a.md", textbook, "linkedin_post").lacking ==
              "nothing in it says that it is the author's own");
        CHECK(page_of("notas/a.md",
                      textbook + "En mayo cambié todas las etiquetas, y mi búsqueda ahora dura la mitad.\n",
                      "linkedin_post")
                  .lacking != "nothing in it says that it is the author's own");
    }

    TEST_CASE("in Portuguese are a textbook's when only its verbs say who it was") {
        const std::string textbook =
            "# Como ordenamos as caixas de um arquivo\n\nPara guardar uma caixa usamos uma estante de aço, e "
            "colocamos as caixas em filas. Em cada fila colamos uma etiqueta que diz quais caixas estão ali. "
            "Depois conferimos a lista e fechamos a porta do arquivo. Quando uma caixa falta, procuramos na "
            "fila "
            "ao lado e corrigimos a etiqueta. Para caixas pesadas utilizamos a prateleira de baixo, e "
            "deixamos um "
            "espaço no fim de cada fila.\n\n";
        CHECK(page_of("notas/a.md", textbook).lacking == "nothing in it says that it is the author's own");
        CHECK(page_of("notas/a.md",
                      textbook + "Em maio trocamos todas as etiquetas, e a busca ficou duas vezes mais "
                                 "rápida. Eu não procuro mais nada. Minha manhã ficou livre, e fiz o mesmo "
                                 "com as chaves.\n")
                  .lacking.empty());
    }

    TEST_CASE("of a day are told topic by topic") {
        const std::string day =
            "# Log\n\n- Somehow I found out a thing about labels of paper that I had not known in all these "
            "years: they "
            "turn brown. I printed forty new ones on linen, put them over the old ones, and wrote the date "
            "on the "
            "back of each. It took me a morning, and it turned out that nobody reads the date. The linen "
            "holds "
            "better than any paper that I had, because it does not tear when a box is pulled out.\n"
            "- I mended the lift of the east wing with a belt from the bicycle shop. It had stood still for "
            "two "
            "weeks, and the firm wanted ninety for looking at it. The belt was four, and I needed an hour "
            "and "
            "two hands more than I have. It turned out that the wheel was worn, too, so I turned it around.\n"
            "- Going to try the new rollers (see [the shop](https://example.org/rollers))\n";
        for (const char* form : {"linkedin_post", "blog_post"}) {
            INFO(form);
            const auto found = trials_at({"notes/2026-11-02.md"}, day, form);
            REQUIRE_FALSE(found.empty());
            for (const auto& trial : found) {
                CHECK(has(trial.draft.body, "labels of paper") != has(trial.draft.body, "the east wing"));
                CHECK_FALSE(has(trial.draft.body, "rollers"));
            }
        }
        // A page about one thing is not cut.
        const auto page =
            page_of("notes/labels-and-lifts.md", "# Two things that I mended\n\n" + kStory + day);
        CHECK(has(page.body, "labels of paper"));
        CHECK(has(page.body, "the east wing"));
    }

    TEST_CASE("have no heading of any note in a feed") {
        const std::string parts =
            "# The shelf that rolls by itself\n\n## General\n\n" + kStory +
            "## Rails of steel\n\nThe rails took me a weekend, and I had the carpenter look at them.\n";
        const auto post = tried_at({"notes/a.md"}, parts, "linkedin_post");
        REQUIRE(has(post.body, "Rails of steel"));
        CHECK_FALSE(has(post.body, "General"));
        CHECK(has(page_of("notes/a.md", parts).body, "## General"));
    }
}
