// reStructuredText and AsciiDoc in files that are called .txt. The texts are written for these tests.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {
Document plain(std::string_view text) {
    return knowledge(text, "notes/note.txt");
}
}  // namespace

// docutils.sourceforge.io/docs/ref/rst/restructuredtext.html
TEST_SUITE("reStructuredText") {
    TEST_CASE("headings, roles, directives and code") {
        const auto document = plain(
            "=====\nKilns\n=====\n\n.. _why:\n\nHeat\n----\n\nWe fire at night, see :ref:`why` and `the list "
            "<https://example.com>`_.\n\n.. note::\n\n   It cools by itself.\n\n.. code-block:: sh\n\n   "
            "fire "
            "--slow\n\nWe said::\n\n   it is hot\n\nAfter it.\n");
        CHECK(document.title == "Kilns");
        CHECK(texts(document) == Texts{"We fire at night, see why and the list.", "It cools by itself.",
                                       "fire --slow", "We said:", "it is hot", "After it."});
        CHECK(document.passages[0].headings == Texts{"Heat"});
        CHECK(document.passages[2].kind == PassageKind::code);
        CHECK(document.passages[4].kind == PassageKind::code);
        CHECK(document.passages[5].line == 24);
    }
    TEST_CASE("comments and lists of pages are told, not read") {
        const auto document = plain(
            "Kilns\n=====\n\n.. of the pay of Bo\n\n.. toctree::\n\n   heat\n\n.. tip:: Open it late.\n");
        CHECK(texts(document) == Texts{"Open it late."});
        CHECK(tells(document, "line 4: a comment"));
        CHECK(tells(document, "lines 6-8: a directive"));
    }
    TEST_CASE("tables, fields, meanings and quotations") {
        const auto document = plain(
            ":Author: Bo\n\n.. _a:\n.. _b:\n\n=====  =======\nPot    Firings\n=====  =======\nbowl   "
            "3\nplate  "
            "41\n=====  =======\n\nKiln\n   An oven for pots.\n\n.. epigraph::\n\n   A pot is a promise.\n");
        CHECK(texts(document) == Texts{"Pot | Firings", "bowl | 3", "plate | 41", "Kiln: An oven for pots.",
                                       "A pot is a promise."});
        CHECK_FALSE(is_own_writing(document.passages.back()));
    }
    TEST_CASE("a text with two dots and a colon is none") {
        CHECK(texts(plain(".. and so we went on.\n\nIt is std::move.\n")).size() == 2);
    }
}

// docs.asciidoctor.org/asciidoc/latest
TEST_SUITE("AsciiDoc") {
    TEST_CASE("headings, attributes, links, code and lists") {
        const auto document = plain(
            "= Kilns\nBo Lind <bo@example.com>\n:toc:\n\n== Heat\n\nWe fire at night, see <<why,why>> and "
            "https://example.com[the list].\n\nNOTE: It cools by itself.\n\n[source,sh]\n----\nfire "
            "--slow\n----\n\n* gas\n** which is even\n* wood\n");
        CHECK(document.title == "Kilns");
        CHECK(texts(document) == Texts{"We fire at night, see why and the list.", "It cools by itself.",
                                       "fire --slow", "gas", "which is even", "wood"});
        CHECK(document.passages[2].code_language == "sh");
        CHECK(document.passages[4].depth == 1);
        CHECK(document.passages[5].line == 18);
    }
    TEST_CASE("comments, quotations and tables") {
        const auto document = plain(
            "== Heat\n\n// of the pay of Bo\n\n////\nmore of it\n////\n\n[quote, Ada Berg]\n____\nA pot is a "
            "promise.\n____\n\n|===\n|Pot |Firings\n\n|bowl\n|3\n|===\n\nAfter it.\n");
        CHECK(texts(document) == Texts{"A pot is a promise.", "Pot | Firings", "bowl | 3", "After it."});
        CHECK(document.passages[0].speaker == "Ada Berg");
        CHECK(tells(document, "line 3: a comment"));
        CHECK(tells(document, "lines 5-7: a comment"));
    }
    TEST_CASE("a rule of equals signs makes none") {
        CHECK(plain("Kilns\n=====\n\nWe fire at night.\n").title == "Kilns");
    }
}
