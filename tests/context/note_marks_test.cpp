// What stands in notes beside Markdown: tags, an author's later remarks, a merge that was not finished.
#include "helpers.h"

#include <algorithm>

using namespace pacelane;
using namespace pacelane::context;

namespace {

std::string one(std::string_view text) {
    const auto all = texts(knowledge(text));
    return all.size() == 1 ? all.front() : std::to_string(all.size()) + " blocks";
}

}  // namespace

TEST_SUITE("tags among the words of a note") {
    TEST_CASE("behind the sentence, or before one, they go to the document's tags") {
        const auto document = knowledge(
            "The drill took nine minutes. #backup #ops/night\n\n- [ ] Ask Bia for a disk #todo\n\n"
            "#idea We could run it at noon.\n\n## Costs #money\n\nTen euros.\n");
        CHECK(texts(document) == Texts{"The drill took nine minutes.", "Ask Bia for a disk",
                                       "We could run it at noon.", "Ten euros."});
        CHECK(document.tags == Texts{"backup", "ops/night", "todo", "idea", "money"});
        CHECK(document.passages.back().headings == Texts{"Costs"});
        CHECK(document.passages[1].checked == false);
    }
    TEST_CASE("one of the sentence's words stays without its mark") {
        CHECK(one("We moved the #nightly job to #réplica-2, and read of #backup.\n") ==
              "We moved the nightly job to réplica-2, and read of backup.");
        CHECK(one("Most of what I know comes from #podcasts\n") == "Most of what I know comes from podcasts");
        CHECK(one("Aprendi quase tudo com #podcasts\n") == "Aprendi quase tudo com podcasts");
        CHECK(one("#docker is what we use.\n") == "docker is what we use.");
    }
    TEST_CASE("numbers, colours, code, addresses and anchors are no tags") {
        for (const std::string text :
             {"See #1234 and C# and a # alone.", "The line is #fff on #0a1b2c.", "It is issue#main-2."})
            CHECK(one(text + "\n") == text);
        CHECK(one("Type `git log #main` for it.\n") == "Type git log #main for it.");
        const auto document = knowledge("See [the costs](#costs) and [the plan][plan].\n\n[plan]: #plan\n");
        CHECK(texts(document) == Texts{"See the costs and the plan."});
        CHECK(document.passages[0].markup == "See [the costs](#costs) and [the plan](#plan).");
        CHECK(document.tags.empty());
        CHECK(one("```sh\necho hi #later\n```\n") == "echo hi #later");
    }
    TEST_CASE("tags by the ten thousand cost no time") {
        CHECK(texts(knowledge(repeated("#tag ", 40000) + "(\n")).size() >= 1);
    }
}

TEST_SUITE("remarks of the author's own") {
    TEST_CASE("what is added later in a quotation's mark is the author's") {
        for (const std::string label : {"**UPDATE**:", "Update:", "**Edit (3 May 2026):**", "EDIT 2:",
                                        "*Addendum:*", "**Atualização:**", "Actualización:", "**P.S.:**"}) {
            CAPTURE(label);
            const auto document = knowledge("It failed.\n\n> " + label +
                                            " the new disk works.\n>\n>     mount -a\n\nBye now.\n");
            REQUIRE(document.passages.size() == 4);
            CHECK(document.passages[1].kind == PassageKind::paragraph);
            CHECK(is_own_writing(document.passages[1]));
            CHECK(contains(document.passages[1].text, "the new disk works."));
            CHECK(document.passages[2].kind == PassageKind::code);
            CHECK(document.passages[2].text == "mount -a");
            CHECK_FALSE(document.passages[2].quoted);
        }
    }
    TEST_CASE("a note, a tip, a warning is when its label, in bold, has a line of its own") {
        for (const std::string text : {"**Note**", "**Atenção:**", "**Consejo**:", "__Warning__"}) {
            CAPTURE(text);
            const auto document = knowledge("> " + text + "\n> it is slow.\n");
            REQUIRE(document.passages.size() == 1);
            CHECK_FALSE(document.passages[0].quoted);
            CHECK(contains(document.passages[0].text, "it is slow."));
        }
    }
    TEST_CASE("what stands below a heading that says so is quoted, with or without marks") {
        const auto document = knowledge(
            "# Locks\n\n## **Quote**\n\nA lock is held until it is freed.\n\n- by its holder\n\n## "
            "Summary\n\n"
            "Free it.\n\n## Citação\n\nUm bloqueio dura.\n");
        REQUIRE(document.passages.size() == 4);
        CHECK(document.passages[0].quoted);
        CHECK(document.passages[1].quoted);
        CHECK_FALSE(document.passages[2].quoted);
        CHECK(document.passages[3].quoted);
    }
    TEST_CASE("other quotations stay somebody else's") {
        for (const std::string text :
             {"Note: it is slow.", "**Note:** it is slow.", "Update the disk first: it is slow.",
              "**Rui:** it is slow.", "It is slow.", "Update from Rui: it is slow.",
              "It is slow.\n> **Update:** no, it is not."}) {
            CAPTURE(text);
            for (const auto& passage : knowledge("> " + text + "\n").passages)
                CHECK(passage.quoted);
        }
    }
}

TEST_SUITE("layout by mistake") {
    TEST_CASE("the marks of a merge that was not finished are no words, and are told") {
        const auto document = knowledge(
            "- [x] Order the disk\n<<<<<<< HEAD\n- [x] Mount it\n=======\n- [x] Mount it at noon\n"
            ">>>>>>> origin/main\n\nIt works.\n");
        CHECK(texts(document) == Texts{"Order the disk", "Mount it", "Mount it at noon", "It works."});
        REQUIRE(document.warnings.size() == 1);
        CHECK(contains(document.warnings[0], "line 2: two versions of the note stand here"));
        CHECK(texts(knowledge("```\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> main\n```\n"))[0].size() >
              30);
        const auto heading = knowledge("Costs\n=======\n\nTen euros.\n");
        CHECK(texts(heading) == Texts{"Ten euros."});
        CHECK(heading.warnings.empty());
    }
    TEST_CASE("the mark of an item that has no words is no word of the item above") {
        CHECK(texts(meeting("*   Order the disk.\n    *   \n*   Mount it\n    -\n\nBye.\n")) ==
              Texts{"Order the disk.", "Mount it", "Bye."});
        CHECK(texts(knowledge("- Order the disk\n-\n  Mount it\n- Bye\n")) ==
              Texts{"Order the disk", "Mount it", "Bye"});
        CHECK(texts(knowledge("- Order the disk\n- Mount it\n-\n")) == Texts{"Order the disk", "Mount it"});
    }
    TEST_CASE("a line of text right below a table is none of its rows, nor is the code below that") {
        const auto document = knowledge(
            "| Room | Number |\n|---|---|\n| Hall | 23 |\n A call looks like this:\n```yaml\nparams:\n"
            "    - segments:\n        - 22\n```\n");
        REQUIRE(document.passages.size() >= 3);
        const auto& code = document.passages.back();
        CHECK(code.kind == PassageKind::code);
        CHECK(code.text == "params:\n    - segments:\n        - 22");
        const auto& text = document.passages[document.passages.size() - 2];
        CHECK(text.kind == PassageKind::paragraph);
        CHECK(text.text == "A call looks like this:");
    }
}
