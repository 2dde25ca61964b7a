// What further programs write into notes. The texts are written for these tests.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

TEST_SUITE("note programs") {
    TEST_CASE("Kanban's front matter begins with a blank line") {
        const auto document = knowledge(
            "---\n\nkanban-plugin: board\n\n---\n\n## Todo\n\n- [ ] Fire the kiln\n\n%% "
            "kanban:settings\n```\n{}\n"
            "```\n%%\n");
        CHECK(texts(document) == Texts{"Fire the kiln"});
    }
    TEST_CASE("Joplin's metadata at the end, Excalidraw's banner and iA Writer's files are told, not read") {
        const auto joplin = knowledge(
            "Kiln\n\nWe fired the kiln.\n\nid: 00112233445566778899aabbccddeeff\nparent_id: "
            "00112233445566778899aabbccddeef0\ncreated_time: 2026-11-11T09:00:00.000Z\nis_todo: 0\ntype_: "
            "1\n");
        CHECK(texts(joplin).back() == "We fired the kiln.");
        CHECK(joplin.omitted == Texts{"lines 5-9: properties"});
        CHECK(texts(knowledge(
                  "==⚠  Switch to EXCALIDRAW VIEW in the MORE OPTIONS menu of this document. ⚠==\n\nThe "
                  "kiln.\n")) == Texts{"The kiln."});
        CHECK(texts(knowledge("We fired it.\n\n/kiln.png \"The kiln\"\n\n/dev/null is a file.\n")) ==
              Texts{"We fired it.", "/dev/null is a file."});
        CHECK(texts(knowledge("The type is its last line.\n\ntype_: 1\n")).size() == 2);
    }
    TEST_CASE("Pandoc: raised, lowered and classed words; CriticMarkup") {
        CHECK(texts(knowledge("The 2^nd^ firing has x^2^ and H~2~O, and [words]{.smallcaps} too.\n")) ==
              Texts{"The 2nd firing has x² and H₂O, and words too."});
        CHECK(texts(knowledge("We fired ~~twice~~ {~~once~>three times~~} in {++late++} May.\n")) ==
              Texts{"We fired three times in late May."});
        CHECK(texts(knowledge("It costs ~5 and 2^10 and a ^b and c~d.\n")) ==
              Texts{"It costs ~5 and 2^10 and a ^b and c~d."});
    }
    TEST_CASE("MyST: directives are notes or code, roles are their words") {
        const auto document = knowledge(
            "```{note} Heat\n:class: wide\nThe kiln is hot.\n```\n\n```{code-block} "
            "python\n:linenos:\nfire()\n```\n\n"
            "```{toctree}\nkiln\n```\n\n(kiln)=\n\nSee {ref}`the kiln` first.\n");
        CHECK(texts(document) == Texts{"The kiln is hot.", "fire()", "See the kiln first."});
        CHECK(document.passages[0].headings == Texts{"Heat"});
        CHECK(document.passages[1].code_language == "python");
    }
    TEST_CASE("what a program would write among the words is a gap") {
        CHECK(texts(knowledge(
                  "The note {{ page.title }} is of {{ page.date | date: '%Y' }}.\n\n{{ toc.list }}\n")) ==
              Texts{"The note […] is of […]."});
        CHECK(texts(knowledge("```{r}\nx <- 1\n```\n\nThe mean is `r mean(x)` now.\n", "notes/a.rmd")) ==
              Texts{"x <- 1", "The mean is […] now."});
    }
    TEST_CASE("Logseq's queries over lines, Roam's tags of several words, a table of contents' item") {
        CHECK(texts(knowledge(
                  "- #+BEGIN_QUERY\n  {:title \"Kilns\"\n   :query [:find ?b]}\n  #+END_QUERY\n- We fired "
                  "it. #kiln #[[long days]]\n")) == Texts{"We fired it."});
        CHECK(knowledge("- We fired it. #kiln #[[long days]]\n").tags == Texts{"kiln", "long days"});
        CHECK(texts(knowledge("* TOC\n{:toc}\n\nWe fired it.\n")) == Texts{"We fired it."});
    }
    TEST_CASE("an address for want of a text is no text of a picture; an object's place is no character") {
        CHECK(texts(knowledge("![https://example.org/kiln.svg](https://example.org/kiln.svg)\n\nHot.\n")) ==
              Texts{"Hot."});
        CHECK(texts(knowledge("Kilns\n\n\uFFFC\n\nWe fired it.\n\n☐ Clean it\n☑ Open it\n[ ] Sell it\n",
                              "notes/a.txt")) == Texts{"We fired it.", "Clean it", "Open it", "Sell it"});
    }
    TEST_CASE("Bear's tags of several words, Kanban's days") {
        const auto bear = knowledge("# Kiln\n#craft/fire #long days#\n\nWe fired it. #warm hands#\n");
        CHECK(texts(bear) == Texts{"We fired it."});
        CHECK(bear.tags == Texts{"craft/fire", "long days", "warm hands"});
        CHECK(texts(knowledge("We wrote #1 and #two here#3.\n")) == Texts{"We wrote #1 and two here#3."});
        CHECK(texts(knowledge("- [ ] Fire the kiln @{2026-11-13} @@{09:00}\n- Ask @rui {now}\n")) ==
              Texts{"Fire the kiln", "Ask @rui {now}"});
    }
}
