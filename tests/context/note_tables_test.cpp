// Tables that are none to GFM. The texts are written for these tests.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {

Texts rows(std::string_view text) {
    Texts rows;
    const auto document = knowledge(text);
    for (const auto& passage : document.passages)
        if (passage.kind == PassageKind::table_row) rows.push_back(passage.text);
    return rows;
}

}  // namespace

TEST_SUITE("note tables") {
    TEST_CASE("rows in bars without a row of dashes") {
        CHECK(rows("We fired these.\n\n| bowl | 3 |\n| plate | 41 |\n\nAll of them.\n") ==
              Texts{"bowl | 3", "plate | 41"});
        CHECK(rows("| Pot | Firings |\n|---|---|\n| bowl | 3 |\n") == Texts{"Pot | Firings", "bowl | 3"});
        CHECK(rows("It is |x| + |y|.\n\n|x|\n").empty());
        CHECK(texts(knowledge("- | Pot | Firings |\n  | bowl | 3 |\n  | jug | 4 |\n")).size() == 1);
    }
    // jira.atlassian.com/secure/WikiRendererHelpAction.jspa
    TEST_CASE("Jira's heads") {
        const auto document = knowledge("||Pot||Firings||\n|bowl|3|\n");
        CHECK(texts(document).back() == "bowl | 3");
        CHECK(document.passages.back().columns == Texts{"Pot", "Firings"});
    }
    // pandoc.org/MANUAL.html#tables
    TEST_CASE("grids") {
        CHECK(
            rows(
                "+------+--------+\n| Pot  | Firings|\n+======+========+\n| bowl | 3      |\n|      | or 4   "
                "|\n+------+--------+\n| jug  | 1      |\n+------+--------+\n") ==
            Texts{"Pot | Firings", "bowl | 3 or 4", "jug | 1"});
        CHECK(rows("+---+---+\n| a | b |\n+---+---+\n") == Texts{"a | b"});
    }
    TEST_CASE("rows parted by tabs") {
        CHECK(rows("We fired these.\n\nPot\tFirings\nbowl\t3\nplate\t41\n") ==
              Texts{"Pot | Firings", "bowl | 3", "plate | 41"});
        CHECK(rows("Ada\tBerg\nwrote this.\n").empty());
        CHECK(rows("•\tclay\n•\twood\n•\theat\n").empty());
    }
    TEST_CASE("verse loses its bars") {
        CHECK(texts(knowledge("| A pot of clay\n|    is round all day\n")) ==
              Texts{"A pot of clay is round all day"});
    }
    TEST_CASE("what is defined may stand below a blank line, several times") {
        CHECK(texts(knowledge("Kiln\n\n: An oven for pots.\n: A room that is hot.\n\nWe fired it.\n")) ==
              Texts{"Kiln: An oven for pots.", "A room that is hot.", "We fired it."});
        CHECK(texts(knowledge("We fired it.\n\n: not a definition\n")).size() == 2);
    }
}
