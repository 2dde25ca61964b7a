// Lists with the marks of other programs. The texts are written for these tests.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

TEST_SUITE("items of other programs") {
    TEST_CASE("bullets, deeper ones, boxes and arrows") {
        const auto document = knowledge(
            "We need:\n• clay\n◦ of the river\n• wood\n\n☐ Order it\n☑ Stack it\n\n→ Fire it at night\n→ "
            "Wait\n");
        CHECK(texts(document) == Texts{"We need:", "clay", "of the river", "wood", "Order it", "Stack it",
                                       "Fire it at night", "Wait"});
        CHECK(document.passages[2].depth == 1);
        CHECK(document.passages[4].checked == false);
        CHECK(document.passages[5].checked == true);
        CHECK(document.passages[6].kind == PassageKind::list_item);
    }
    TEST_CASE("letters in their order, and dashes that an export escaped") {
        CHECK(texts(knowledge("a) clay\nb) wood,\nwhich is dry\nc) heat\n")) ==
              Texts{"clay", "wood, which is dry", "heat"});
        CHECK(texts(knowledge("\\- clay  \n\\- wood\n")) == Texts{"clay", "wood"});
        CHECK(texts(knowledge("It is hot\n→ we wait.\n")) == Texts{"It is hot → we wait."});
        CHECK(texts(knowledge("\\- 3 degrees\n")) == Texts{"- 3 degrees"});
        CHECK(texts(knowledge("It is the kiln, or\nb) the clay.\n")).size() == 1);
        CHECK(texts(knowledge("```\n• clay\n```\n")) == Texts{"• clay"});
    }
}
