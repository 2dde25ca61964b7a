// Lines that say who made a picture. The texts are written for these tests.
#include "helpers.h"

using namespace pacelane;

namespace {
/// The texts that are not the author's words.
std::vector<std::string> not_own(const std::string& text) {
    std::vector<std::string> all;
    for (const auto& passage :
         context::parse_document("notes/stalls.md", text, context::DocumentKind::knowledge).passages)
        if (passage.quoted && passage.kind == context::PassageKind::paragraph) all.push_back(passage.text);
    return all;
}
}  // namespace

TEST_SUITE("credits of pictures") {
    TEST_CASE("are no words of the author's, in three languages") {
        for (const std::string credit :
             {"Photo by Ana Lima on Unsplash", "Image credit: Getty Images", "Foto: Ana Lima/Gazeta do Cais",
              "Foto de Ana Lima no Unsplash", "Fotografía de Rui Prado",
              "Illustration by Rui da Costa for The Quay"}) {
            CAPTURE(credit);
            CHECK(not_own("# Stalls\n\nWe moved the stalls in March.\n\n" + credit +
                          "\n\nIt rained for a week.\n") == std::vector<std::string>{credit});
        }
        CHECK(not_own("# Stalls\n\nPhoto by [Ana Lima](https://unsplash.com/@ana) on "
                      "[Unsplash](https://unsplash.com)\n\nWe moved the stalls in March.\n")
                  .size() == 1);
    }
    TEST_CASE("a label with a name is one beside a picture only") {
        CHECK(not_own("# Stalls\n\n![Stalls in a row](a.jpg)\n\nPhoto: Ana Lima\n\nIt rained.\n").size() ==
              1);
        CHECK(not_own("# Stalls\n\nWe moved the stalls.\n\nPhoto: Ana Lima\n\nIt rained.\n").empty());
    }
    TEST_CASE("what a picture shows is the author's") {
        for (const std::string own :
             {"Photo by the lake shows what we lost.", "Photo of Ana Lima", "Foto: João na praia velha",
              "Photos: three of them are blurred/dark", "Imagem de uma loja fechada"}) {
            CAPTURE(own);
            CHECK(
                not_own("# Stalls\n\nWe moved the stalls in March.\n\n" + own + "\n\nIt rained.\n").empty());
        }
    }
}
