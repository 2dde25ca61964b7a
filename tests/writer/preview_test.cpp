// What stands under a title where only one sentence is shown.
#include "writer/tried.h"

#include <pacelane/base/text.h>
#include <pacelane/language/language.h>

#include <doctest/doctest.h>

using namespace tried_notes;

namespace {

/// The preview of all of this note.
std::string preview_of(std::string_view text, std::string_view title, std::size_t least, std::size_t most) {
    sources::Person person;
    person.handle = "maya";
    person.name = "Maya Lindqvist";
    const std::vector<sources::KnownDocument> documents{sources::known_document(
        context::parse_document("notes/a.md", text, context::DocumentKind::knowledge), "notes/a.md")};
    const sources::Cast cast(person, documents);
    const auto reading = sources::read(documents.front(), cast, std::nullopt);
    writer::detail::Piece piece;
    piece.reading = &reading;
    for (std::size_t i = 0; i < reading.blocks.size(); ++i)
        piece.blocks.push_back(i);
    return writer::detail::choose_preview(piece, title, least, most);
}

const std::string kLongOpening =
    "We keep all of the boxes of the last ninety years in one room below the stairs, where it is dry and "
    "cold and "
    "nobody goes without a reason, which is why nobody had counted them. ";

}  // namespace

TEST_SUITE("a preview") {
    TEST_CASE("ends at a word, and counts characters, not bytes") {
        std::string sentence = "# Caixas\n\nNão";
        while (sentence.size() < 400)
            sentence += " há razão";
        const auto preview = preview_of(sentence + " para esperar.\n", "Caixas", 40, 90);
        CHECK(language::character_count(preview) <= 90);
        CHECK(language::character_count(preview) > 80);
        CHECK(is_utf8(preview));
        CHECK((preview.ends_with(" há…") || preview.ends_with(" razão…")));
    }

    TEST_CASE("is a whole sentence where one of the first fits, else one that tells what was found") {
        const std::string own = "A count of them took us two evenings in May. ";
        CHECK(preview_of(kLongOpening + own + "\n", "Boxes", 40, 90) == trim(own));
        const std::string step = "The boxes on the left are moved to the right. ";
        CHECK(preview_of(kLongOpening + kLongOpening + kLongOpening + step +
                             "\n\nWe found that every third box was empty.\n",
                         "Boxes", 40, 90) == "We found that every third box was empty.");
        CHECK(preview_of(kLongOpening + kLongOpening + kLongOpening + step, "Boxes", 40, 90).ends_with("…"));
    }

    TEST_CASE("is nobody else's sentence, no item of a list, and says more than the title") {
        const std::string own = "A count of them took us two evenings in May.";
        CHECK(preview_of("> Whoever counts boxes never sleeps at night again.\n\n" + own + "\n", "Boxes", 40,
                         90) == own);
        CHECK(preview_of("- Count every box on the shelf before the evening.\n\n" + own + "\n", "Boxes", 40,
                         90) == own);
        const std::string news = "It turned out in May that every third one was empty.";
        CHECK(preview_of("Counting all of the boxes takes two evenings. " + news + "\n",
                         "Counting all boxes takes two evenings", 40, 90) == news);
    }
}
