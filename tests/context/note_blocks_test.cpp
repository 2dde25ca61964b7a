// Blocks that plugins and generators write around text: within each other, and around others' words. The
// texts are written for these tests.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

TEST_SUITE("note blocks") {
    // github.com/javalent/admonitions; myst-parser.readthedocs.io/en/latest/syntax/roles-and-directives.html
    TEST_CASE("a block of text holds others, lists and code") {
        const auto document = knowledge(
            "~~~ad-note\ntitle: Outer\nThe kiln cools by itself.\n\n```ad-tip\ntitle: Inner\nOpen it on the "
            "second "
            "day.\n```\n\n- one shelf\n\n```sh\nfire()\n```\n~~~\n\nAfter it.\n");
        CHECK(texts(document) == Texts{"The kiln cools by itself.", "Open it on the second day.", "one shelf",
                                       "fire()", "After it."});
        CHECK(document.passages[1].headings == Texts{"Inner"});
        CHECK(document.passages[3].kind == PassageKind::code);
        CHECK(texts(knowledge(
                  "````{tab-set}\n:class: wide\n```{tab-item} Gas\nGas is even.\n```\n```{tab-item} "
                  "Wood\nWood is not.\n```\n````\n")) == Texts{"Gas is even.", "Wood is not."});
    }
    TEST_CASE("an epigraph is somebody else's") {
        const auto document =
            knowledge("```{epigraph}\nA pot is a promise.\n\n-- Ada Berg\n```\n\nWe fired it.\n");
        REQUIRE(document.passages.size() >= 2);
        CHECK_FALSE(is_own_writing(document.passages.front()));
        CHECK(document.passages.back().text == "We fired it.");
        CHECK(is_own_writing(document.passages.back()));
    }
    TEST_CASE("divs have their titles in brackets or after a directive, and options") {
        const auto titled = knowledge(":::note[On **heat**]\nThe kiln is hot.\n:::\n");
        CHECK(texts(titled) == Texts{"On heat", "The kiln is hot."});
        const auto directive = knowledge(":::{admonition} On cooling\n:class: tip\nOpen it late.\n:::\n");
        CHECK(texts(directive) == Texts{"Open it late."});
        CHECK(directive.passages[0].headings == Texts{"On cooling"});
    }
    TEST_CASE("MyST's comments and breaks; a note without directives has neither") {
        const auto document = knowledge(
            "```{note}\nHot.\n```\n\n% not for the reader\n\nWe fired it.\n\n+++ {\"a\": 1}\n\nTwice.\n");
        CHECK(texts(document) == Texts{"Hot.", "We fired it.", "Twice."});
        CHECK(tells(document, "line 5: a comment"));
        CHECK(texts(knowledge("We fired it.\n\n% of the pots broke\n")).size() == 2);
    }
    // hexo.io/docs/tag-plugins; gohugo.io/content-management/shortcodes
    TEST_CASE("generators' quotations are others' words, and their code is code") {
        const auto hexo = knowledge(
            "We fired it.\n\n{% blockquote Ada Berg, On pots %}\nA pot is a promise.\n{% endblockquote "
            "%}\n\n{% "
            "codeblock lang:js %}\nfire()\n{% endcodeblock %}\n\nAnd again.\n");
        CHECK(texts(hexo) == Texts{"We fired it.", "A pot is a promise.", "fire()", "And again."});
        CHECK_FALSE(is_own_writing(hexo.passages[1]));
        CHECK(hexo.passages[1].speaker == "Ada Berg");
        CHECK(hexo.passages[2].code_language == "js");
        CHECK(hexo.passages[3].line == 11);
        const auto hugo =
            knowledge("{{< quote author=\"Ada Berg\" >}}\nA pot is a promise.\n{{< /quote >}}\n\nOurs.\n");
        CHECK_FALSE(is_own_writing(hugo.passages.front()));
        CHECK(hugo.passages.front().speaker == "Ada Berg");
        CHECK(is_own_writing(hugo.passages.back()));
        CHECK(knowledge("{{< mermaid >}}\ngraph LR\n{{< /mermaid >}}\n\nOurs.\n").passages[0].kind ==
              PassageKind::code);
    }
    // developer.wordpress.org/plugins/shortcodes; bbcode.org
    TEST_CASE("tags in brackets leave their words; code, quotations and galleries are what they are") {
        const auto document = knowledge(
            "[caption id=\"a\" width=\"300\"]<img src=\"k.png\" > Before the "
            "firing[/caption]\n\n"
            "[gallery ids=\"1,2\"]\n\n[su_note]It is hot.[/su_note]\n\n[sourcecode language=\"sh\"]\nfire()\n"
            "[/sourcecode]\n\n[quote=\"Ada Berg, post:2\"]A pot is a promise.[/quote]\n\nWe agree.\n");
        CHECK(texts(document) ==
              Texts{"Before the firing", "It is hot.", "fire()", "A pot is a promise.", "We agree."});
        CHECK(document.passages[2].kind == PassageKind::code);
        CHECK_FALSE(is_own_writing(document.passages[3]));
        CHECK(document.passages[3].speaker == "Ada Berg");
        CHECK(tells(document, "line 3: a shortcode"));
        CHECK(texts(knowledge("We [note] it, see [the list](a.md) and arr[i].\n")) ==
              Texts{"We [note] it, see the list and arr[i]."});
    }
    // docs.logseq.com
    TEST_CASE("Logseq: what was marked in a paper is the paper's; keys of plugins have dots") {
        const auto document = knowledge(
            "- A lease ends by itself.\n  ls-type:: annotation\n  hl-page:: 3\n- We use this.\n- [:span]\n  "
            "ls-type:: "
            "annotation\n- Steps\n  logseq.order-list-type:: number\n");
        CHECK(texts(document) == Texts{"A lease ends by itself.", "We use this.", "Steps"});
        CHECK_FALSE(is_own_writing(document.passages[0]));
        CHECK(is_own_writing(document.passages[1]));
    }
    // roamresearch.com
    TEST_CASE("Roam's queries, marks and quotations") {
        const auto document = knowledge(
            "- We fired it.\n    - {{[[query]]: {and: [[a]] [[b]]}}}\n    - [*](((abcDEF123))) See [the "
            "list](((abcDEF124))).\n    - [[>]] A pot is a promise.\n");
        CHECK(texts(document) == Texts{"We fired it.", "See the list.", "A pot is a promise."});
        CHECK_FALSE(is_own_writing(document.passages[2]));
    }
    TEST_CASE("drawings, notebooks' marks, cards of other pages, numbers above and below") {
        CHECK(knowledge("@startuml\nBo -> Ada : hot\n@enduml\n\nWe fired it.\n").passages[0].kind ==
              PassageKind::code);
        CHECK(texts(knowledge("In [1]:\n\nWe fired it.\n\nOut[1]:\n\n<p>5 rows × 2 columns</p>\n")) ==
              Texts{"We fired it."});
        CHECK(texts(knowledge("We fired it.\n\n<figure class=\"kg-card kg-bookmark-card\"><a "
                              "href=\"x\"><div>Their title</div></a></figure>\n")) == Texts{"We fired it."});
        CHECK(texts(knowledge("The x<sup>2</sup> of H<sub>2</sub>O, see List<String>.\n")) ==
              Texts{"The x² of H₂O, see List<String>."});
        CHECK(texts(knowledge("As @fig-heat shows, it cools.\n")) == Texts{"As […] shows, it cools."});
        CHECK(texts(knowledge(
                  "import A from 'a'\n\n{pots.map((pot) => (\n  <li>{pot}</li>\n))}\n\nWe fired it.\n",
                  "notes/a.mdx")) == Texts{"We fired it."});
        CHECK(texts(knowledge("We fired it.\n{.lead}\n")) == Texts{"We fired it."});
        CHECK(texts(knowledge("Prefix n: ==N==ext pot, and a==b==c.\n")) ==
              Texts{"Prefix n: Next pot, and a==b==c."});
    }
    TEST_CASE("the bytes of embedded pictures are no text, and make the note no plain text") {
        const auto bytes = repeated("iVBORw0KGgo", 40'000);
        const auto document = knowledge("# Pots\n\nWe **fired** it.\n\n![The kiln](data:image/png;base64," +
                                        bytes + ")\n\n[image1]: <data:image/png;base64," + bytes + ">\n");
        CHECK(document.title == "Pots");
        CHECK(texts(document) == Texts{"We fired it.", "The kiln"});
        CHECK(document.passages[1].markup.empty());
        CHECK(texts(knowledge("Write data:image/png;base64,AAAA for it.\n")) ==
              Texts{"Write data:image/png;base64,AAAA for it."});
    }
    TEST_CASE("a fence in a comment ends with it") {
        const auto document =
            knowledge("We fired it.\n\n<!-- ### Old\n```\nfire()\n``` -->\n\nWe use [[the list]].\n#kiln\n");
        CHECK(texts(document) == Texts{"We fired it.", "We use the list."});
        CHECK(tells(document, "lines 3-6: a comment"));
        CHECK(texts(knowledge("We fired it. <!-- no end\n\n```\nfire()\n```\n")) ==
              Texts{"We fired it.", "fire()"});
    }
    TEST_CASE("a task's date is not the note's") {
        CHECK_FALSE(
            knowledge("## Todo\n\n- [ ] Order clay @{2026-11-20}\n- [ ] Fire it 📅 2026-12-01\n").date);
        CHECK(knowledge("Noted 2026-11-20\n\n- [ ] Order clay\n").date == parse_date("2026-11-20"));
    }
}
