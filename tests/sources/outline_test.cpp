#include <pacelane/sources/outline.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace pacelane;
using context::PassageKind;

namespace {

struct Told {
    std::vector<PassageKind> written, told;
};

Told told(std::string_view text, context::DocumentKind kind = context::DocumentKind::knowledge) {
    const auto document = context::parse_document("notes/a.md", text, kind);
    Told both;
    for (const auto& passage : document.passages)
        both.written.push_back(passage.kind);
    for (const auto& known : sources::known_document(document, "notes/a.md").passages)
        both.told.push_back(known.passage.kind);
    return both;
}

using Kinds = std::vector<PassageKind>;

}  // namespace

TEST_SUITE("outlines") {
    TEST_CASE("an item of prose is a list item as it is written, and a paragraph where it is told") {
        const auto kinds = told(
            "- The import job moved to the night, and nobody missed it.\n\t- it ends by six\n- ops\n"
            "- Then we slept better than we had in a year.\n");
        CHECK(kinds.written == Kinds(4, PassageKind::list_item));
        CHECK(kinds.told == Kinds{PassageKind::paragraph, PassageKind::list_item, PassageKind::list_item,
                                  PassageKind::paragraph});
        CHECK(told("- The import job moved to the night, and nobody missed it.\n",
                   context::DocumentKind::meeting)
                  .told == Kinds{PassageKind::list_item});
    }
    TEST_CASE("bullets below the headings of a day's page are list items as they are written") {
        const auto kinds = told(
            "## Today\n\n### What was good?\n- The drill went well, and everybody was home by six.\n\n"
            "### What did I learn?\n- A copy that nobody restores is not a copy at all.\n- Ask Bia.\n");
        CHECK(kinds.written == Kinds(3, PassageKind::list_item));
    }
    TEST_CASE("a longer item among short ones, and a list beside prose, stay lists") {
        CHECK(told("- Milk\n- Bread\n- Ask the shop when the new oven will be there.\n").told ==
              Kinds(3, PassageKind::list_item));
        CHECK(
            told("We wrote down what we saw.\n\n- The import job moved to the night, and nobody missed it.\n")
                .told == Kinds{PassageKind::paragraph, PassageKind::list_item});
    }
}
