// Whose text a note is, as the person's other notes tell.
#include "material.h"

#include <map>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace material;

namespace {

constexpr std::string_view kPhotos = R"(# Rename all photos by their day

I renamed all photos of the old disk by the day on which they were taken. The camera writes the day into every file. So it
doesn{0}t matter what the file is called, and it{0}s clear from then on which photos belong together.

```sh
exiftool -d %Y-%m-%d '-FileName<${{CreateDate}}%-c.%e' .
```

The number at the end comes from the program where two photos are of one day. Files without a day keep their names, so
none of them is lost. The second command lists these files, and most of them turned out to be pictures that somebody sent.

```sh
exiftool -p '$FileName' -if 'not $CreateDate' .
```

Whatever it lists has its day in no place at all. Such files belong into a folder of their own before the first run,
because the next one asks the same question again. The folders of the days can be joined later. The number at the end of a
name says nothing but which of two came first. The old names don{0}t come back, so a copy of the disk is worth its price.
)";
/// With another mark where "it's" and "don't" have theirs.
std::string photos(std::string_view mark) {
    return fmt::format(fmt::runtime(kPhotos), mark);
}

constexpr std::string_view kLesson =
    "# Part {0} of the garden\n\nIn this lesson you'll learn how bed {0} of a garden is laid out. A bed "
    "needs "
    "a plan, and a "
    "plan needs the hours of light that the bed gets in spring and in autumn. Beds in the shade stay empty "
    "until somebody finds plants for {0} hours of light, and the list below names the plants that do.\n";
constexpr std::string_view kDay =
    "# Bed {0} in the spring\n\nThe beans of bed {0} didn't come up, and it's the third spring without them. "
    "The peas did, and by the middle of May row {0} had to be tied to the fence because the wind bent it to "
    "the ground every night.\n";
constexpr std::string_view kAula =
    "# Canteiro {0}\n\nNesta aula vamos aprender como se planeja o canteiro {0} de uma horta. O canteiro "
    "precisa de um plano, "
    "e o plano precisa das horas de luz que o canteiro recebe na primavera e no outono. Sem luz, o canteiro "
    "{0} fica vazio até que alguém encontre plantas para ele.\n";

void add(std::vector<KnownDocument>& notes, std::string_view text, int count, std::string_view folder) {
    for (int i = 1; i <= count; ++i)
        notes.push_back(
            note(fmt::format("{}/bed {}.md", folder, i), fmt::format(fmt::runtime(text), i), false));
}

/// Why the page of photos is not proposed, beside these notes; empty: it is.
std::string why_not(std::vector<KnownDocument> notes, std::string_view mark = "'",
                    std::map<std::string, KeptYield> kept = {}, std::map<std::string, KeptYield>* made = {}) {
    notes.push_back(note("notes/photos.md", photos(mark)));
    for (auto& document : notes)
        document.revision = "of " + document.path;
    auto input = input_of(std::move(notes));
    input.content_types = {"blog_post"};
    input.yields = std::move(kept);
    const auto result = analyze(input);
    if (made)
        for (const auto& [id, yield] : result.yields)
            made->insert_or_assign(id, yield);
    for (const auto& candidate : result.candidates)
        if (candidate.path == "notes/photos.md") return candidate.why_not;
    return "no candidate";
}

constexpr std::string_view kLike = "it reads like the many lessons among these notes, and nobody tells of it";
constexpr std::string_view kPasted =
    "it reads like a text of somebody else: its apostrophes are not typed as the others";

}  // namespace

TEST_SUITE("whose text a note is") {
    TEST_CASE("many lessons beside it say that it is one, too, where nobody tells of it") {
        CHECK(why_not({}) == "");
        std::vector<KnownDocument> notes;
        add(notes, kLesson, 7, "notes");
        CHECK(why_not(notes) == "");
        add(notes, kLesson, 8, "course");
        CHECK(why_not(notes) == kLike);
        std::vector<KnownDocument> aulas;
        add(aulas, kAula, 8, "notas");
        CHECK(why_not(aulas) == kLike);
        // Eight of a hundred are no habit.
        add(notes, kDay, 120, "days");
        CHECK(why_not(notes) == "");
    }

    TEST_CASE("what is kept of a note knows nothing of the others") {
        std::map<std::string, KeptYield> kept;
        REQUIRE(why_not({}, "'", {}, &kept) == "");
        std::vector<KnownDocument> notes;
        add(notes, kLesson, 9, "notes");
        std::map<std::string, KeptYield> made;
        CHECK(why_not(notes, "'", kept, &made) == kLike);
        CHECK_FALSE(made.contains("notes/photos.md"));
    }

    TEST_CASE("apostrophes as pages print them, where the person types straight ones") {
        std::vector<KnownDocument> notes;
        add(notes, kDay, 18, "days");
        CHECK(why_not(notes, "’") == "");  // too few to know
        add(notes, kDay, 20, "more");
        CHECK(why_not(notes, "'") == "");
        CHECK(why_not(notes, "’") == kPasted);
        // Some keyboards curve them by themselves.
        for (int i = 1; i <= 10; ++i) {
            auto text = fmt::format(fmt::runtime(kDay), i);
            for (auto at = text.find('\''); at != std::string::npos; at = text.find('\''))
                text.replace(at, 1, "’");
            notes.push_back(note(fmt::format("phone/bed {}.md", i), text, false));
        }
        CHECK(why_not(notes, "’") == "");
    }

    TEST_CASE("an address on a site of many keeps a note back, one on the person's own site does not") {
        const auto why = [](int sites, std::string_view own) {
            std::vector<KnownDocument> notes;
            for (int i = 0; i < 9; ++i) {
                auto text = fmt::format(fmt::runtime(kDay), i);
                notes.push_back(note(fmt::format("read/bed {}.md", i), text, false));
                notes.back().url = fmt::format("https://www.site{}.example/beds/{}", i % sites, i);
            }
            auto photo = note("notes/photos.md", photos("'"));
            photo.url = own;
            notes.push_back(std::move(photo));
            auto input = input_of(std::move(notes));
            input.content_types = {"blog_post"};
            for (const auto& candidate : analyze(input).candidates)
                if (candidate.path == "notes/photos.md") return candidate.why_not;
            return std::string("no candidate");
        };
        CHECK(why(9, "https://docs.photos.example/rename") ==
              "its note keeps the address of somebody else's page");
        CHECK(why(2, "https://docs.photos.example/rename") !=
              "its note keeps the address of somebody else's page");
        CHECK(why(2, "https://site0.example/photos") != "its note keeps the address of somebody else's page");
        CHECK(why(9, "") == why(1, ""));
    }

    TEST_CASE("a note that is mostly quoted is not told, one that quotes a little is") {
        constexpr std::string_view kWords =
            "> A bed in the shade wants leaf mould, and it wants it every autumn before the frost, or "
            "nothing that "
            "is planted there will last two winters, whatever the label says.\n>\n> Ferns grow there, and so "
            "do "
            "hostas and foxgloves, while a path of bark keeps feet off what comes up in April.\n\n";
        const auto why = [&](int quotations) {
            std::string text =
                "# Beds in the shade\n\nA bed that gets no sun before noon stays wet for weeks, and most of "
                "what the shops "
                "sell for it rots there before June. The list below names what grows in such a bed all the "
                "same, with the "
                "month in which it flowers and the depth at which it is planted.\n\n";
            for (int i = 0; i < quotations; ++i)
                text += kWords;
            text +=
                "Ferns need no care once they stand, and the list of what to plant beside them has nine "
                "names now. The "
                "tallest of them stand at the wall, where the ground is dry in summer.\n";
            auto input = input_of({note("notes/shade.md", text)});
            input.content_types = {"blog_post"};
            for (const auto& candidate : analyze(input).candidates)
                return candidate.why_not;
            return std::string("no candidate");
        };
        constexpr std::string_view kQuoted = "most of it is what others said or wrote";
        CHECK(why(2) == kQuoted);
        CHECK(why(0) != kQuoted);
        CHECK(why(0) != "no candidate");
    }
}
