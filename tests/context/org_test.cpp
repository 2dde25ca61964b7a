// Emacs Org's outlines. The texts are written for these tests.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {

Document org(std::string_view text) {
    return parse_document("notes/kiln.org", text, DocumentKind::knowledge);
}

}  // namespace

TEST_SUITE("Org") {
    TEST_CASE("headings, emphasis, code and links are read, what is for Org only is not") {
        const auto document =
            org("#+TITLE: The kiln\n#+FILETAGS: :craft:\n\nWe fire the *big* kiln with =gas= and ~wood~, see "
                "[[https://example.org/kiln][the plans]], [[file:glaze.org][my glazes]] and [[*Cooling]].\n\n"
                "* Firing                                      :heat:\n  It took /eleven/ hours.[fn:1]\n"
                "** Cooling [1/2]\nOn <2026-11-11 Wed 09:02> it was cold <<here>> again.\n\n[fn:1] Twelve in "
                "winter.\n");
        CHECK(document.format == Format::org);
        CHECK(document.title == "The kiln");
        CHECK(document.tags == Texts{"craft"});
        CHECK(texts(document) ==
              Texts{"We fire the big kiln with gas and wood, see the plans, my glazes and Cooling.",
                    "It took eleven hours.", "On 2026-11-11 it was cold again.", "Twelve in winter."});
        CHECK(document.passages[1].headings == Texts{"Firing"});
        CHECK(document.passages[2].headings == Texts{"Firing", "Cooling"});
        CHECK(document.passages[0].markup.find("[the plans](https://example.org/kiln)") != std::string::npos);
        CHECK(document.passages[1].line == 7);
    }
    TEST_CASE("tasks without a text are items, done or not; their days are left out") {
        const auto document =
            org("* DONE Fire the kiln :craft:\n  CLOSED: [2026-11-11 Wed 09:02]\n* TODO [#A] Mix the "
                "glaze\n* TODO "
                "Build shelves\nI have the wood already.\n");
        CHECK(texts(document) == Texts{"Fire the kiln", "Mix the glaze", "I have the wood already."});
        CHECK(document.passages[0].checked == true);
        CHECK(document.passages[1].checked == false);
        CHECK(document.passages[2].headings == Texts{"Build shelves"});
        CHECK(document.omitted == Texts{"line 2: when something is planned"});
    }
    TEST_CASE("lists keep their nesting, boxes and terms") {
        const auto document =
            org("- clay\n  from the river\n  - sieved\n- [X] wedged\n- [ ] thrown\n- kiln :: where it is "
                "fired\n1. "
                "dry\n2. fire\n\nThat is all.\n");
        CHECK(texts(document) == Texts{"clay from the river", "sieved", "wedged", "thrown",
                                       "kiln: where it is fired", "dry", "fire", "That is all."});
        CHECK(document.passages[1].depth == 1);
        CHECK(document.passages[2].checked == true);
        CHECK(document.passages[6].number == 2);
    }
    TEST_CASE("blocks: code, quotations, tables, results; comments and drawers are told") {
        const auto document =
            org("* Notes\n:PROPERTIES:\n:ID: 1\n:END:\n#+begin_src sh :results output\nfire kiln\n,* no "
                "heading\n#+end_src\n#+RESULTS:\n: hot\n\n#+begin_quote\nA kiln wants "
                "patience.\n#+end_quote\n\n| step "
                "| hours |\n|------+-------|\n| heat | 8 |\n\n# a "
                "remark\n#+begin_comment\nhidden\n#+end_comment\nThe "
                "end.\n");
        CHECK(texts(document) == Texts{"fire kiln\n* no heading", "hot", "A kiln wants patience.",
                                       "step | hours", "heat | 8", "The end."});
        CHECK(document.passages[0].kind == PassageKind::code);
        CHECK(document.passages[0].code_language == "sh");
        CHECK(document.passages[2].kind == PassageKind::quote);
        CHECK(document.passages[4].columns == Texts{"step", "hours"});
        CHECK(document.omitted ==
              Texts{"lines 2-4: a drawer of properties", "line 9: properties", "lines 20-23: a comment"});
    }
    TEST_CASE("what is not exported is not read, up to the next section") {
        const auto document =
            org("* Firing\nWe fired it.\n* Money :noexport:\nIt cost a lot.\n** Bills\nMany.\n* COMMENT "
                "Old\nNo.\n* "
                "Cooling\nIt cooled.\n");
        CHECK(texts(document) == Texts{"We fired it.", "It cooled."});
        CHECK(document.omitted == Texts{"lines 3-8: a section that is not exported"});
    }
    TEST_CASE("marks of Markdown are only characters") {
        CHECK(texts(org("We *really* use 2*3*4 and a_b_c and `x` and <b>.\n\n1990 was hot.\n")) ==
              Texts{"We really use 2*3*4 and a_b_c and `x` and <b>.", "1990 was hot."});
    }
    TEST_CASE("minutes in an outline are items whose speakers are named") {
        const auto document =
            parse_document("meetings/sync.org",
                           "#+TITLE: Kiln sync\n\nAttendees: Maya Lindqvist, Rui Prado\n\n* Heat\n- Rui: the "
                           "kiln is too hot\n- Maya: I lower it\n",
                           DocumentKind::meeting);
        CHECK(document.participants == Texts{"Maya Lindqvist", "Rui Prado"});
        CHECK(document.passages.back().speaker == "Maya Lindqvist");
    }
}
