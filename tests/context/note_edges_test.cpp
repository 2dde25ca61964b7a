// What stands above and below a note's text and only tells of the note. The texts are written for these
// tests.
#include "helpers.h"

#include <algorithm>

using namespace pacelane;
using namespace pacelane::context;

namespace {

const std::string kFired = "I fired the kiln twice. It cracked both times.\n\nSlow cooling helped.";
const Texts kFiredWords{"I fired the kiln twice. It cracked both times.", "Slow cooling helped."};

bool told(const Document& document, std::string_view what) {
    return std::any_of(document.omitted.begin(), document.omitted.end(),
                       [&](const std::string& line) { return line.ends_with(what); });
}

}  // namespace

TEST_SUITE("the edges of a note") {
    TEST_CASE("fields, dates, bylines and ways to other notes above the text are none of it") {
        for (const std::string_view head : {
                 "**Date:** 2026-11-17 | **Status:** #seed",
                 "Posted on November 17, 2026 by Maya Lindqvist",
                 "Last updated: 2026-11-17\nReading time: 5 min",
                 "2026-11-17 · 5 min read",
                 "- created: 2026-11-17\n- type: note\n- up: [[Clay]]",
                 "<small>Published November 17, 2026. Updated November 18, 2026.</small>",
                 "[[2026-11-17]] [[Clay]] #kiln",
                 "[[Home]] > [[Clay]] > The kiln",
                 "Links: [[Clay]], [[Glaze]]\nStatus: finished",
                 "← [Back to all notes](/notes)",
                 "| Created | 2026-11-17 |\n|---|---|\n| Status | evergreen |",
                 "202611170930\n\n---",
                 "**Criado em:** 17/11/2026 | **Situação:** rascunho",
                 "[Voltar ao início](../inicio.md)",
                 "Creado: 17 de noviembre de 2026 10:42",
                 "[Volver](./menu.md)",
             }) {
            CAPTURE(head);
            const auto document = knowledge("# The kiln\n\n" + std::string(head) + "\n\n" + kFired + "\n");
            CHECK(texts(document) == kFiredWords);
            CHECK(told(document, "above the note"));
        }
    }
    TEST_CASE("so are those below it") {
        for (const std::string_view foot :
             {"Related: [Clay](c.md), [Glaze](a.md)", "← [Glaze](a.md) | [Clay](c.md) →",
              "*Last updated: November 17, 2026*", "Created: 2026-11-17\nUpdated: 2026-11-18",
              "[Back to top](#top)", "Posted in: clay, kilns",
              "[Edit this page](https://example.org/edit/kiln.md)", "Word count: 312"}) {
            CAPTURE(foot);
            const auto document = knowledge("# The kiln\n\n" + kFired + "\n\n" + std::string(foot) + "\n");
            CHECK(texts(document) == kFiredWords);
            CHECK(told(document, "below the note"));
        }
    }
    TEST_CASE("within the text, too, what leads to other notes leads no reader anywhere") {
        const auto document = knowledge(
            "# The kiln\n\nThe kiln was hot. See [[Clay]] · [[what-the-kiln-taught-me]].\n\n"
            "It cracked (see also [[Bowls]]), and we threw it away.\n\n**Ver também:** [[Clay]], "
            "[[Glaze]]\n\n"
            "- Fire slowly. Véase [[Firing]]\n- Related: [[Clay]]\n\nTwo lines. See [[Clay]] ·\n[[Glaze]]. "
            "The end.\n\n"
            "See [[Clay]] for more. The [[Kiln]] is new. I wrote [[what-the-kiln-taught-me]].\n");
        CHECK(texts(document) ==
              Texts{"The kiln was hot.", "It cracked, and we threw it away.", "Fire slowly.",
                    "Two lines. The end.", "It is broken by hand.",
                    "See Clay for more. The Kiln is new. I wrote what the kiln taught me."});
        CHECK(told(document, "a way to another note"));
    }
    TEST_CASE("a first heading that leads home is no heading") {
        const auto document = knowledge("# The kiln\n[home](./index.md)\n------\n\n" + kFired + "\n");
        REQUIRE(texts(document) == kFiredWords);
        CHECK(document.passages.front().headings.empty());
        // One that names what it heads is one.
        const auto linked = knowledge("# The kiln\n\n## [Cones](./cones.md)\n\n" + kFired + "\n");
        CHECK(linked.passages.front().headings == Texts{"Cones"});
    }
    TEST_CASE("the tags in them are the note's") {
        CHECK(knowledge("# The kiln\n\n[[Clay]] #firing\n\n" + kFired + "\n").tags == Texts{"firing"});
    }
    TEST_CASE("who wrote it is told in them") {
        for (const std::string_view head :
             {"Author: Olu Ade", "- `Author:` olu-ade", "By Olu Ade, 17 November 2026",
              "*author: Olu Ade, created: 2026-11-17, status: finished*"}) {
            CAPTURE(head);
            const auto document = knowledge("# The kiln\n\n" + std::string(head) + "\n\n" + kFired + "\n");
            CHECK(texts(document) == kFiredWords);
            CHECK(document.authors == Texts{"Olu Ade"});
        }
        // A pen name may be the user's.
        CHECK(knowledge("# The kiln\n\nAuthor: ola\n\n" + kFired + "\n").authors.empty());
    }
    TEST_CASE("what the text says in few words stays") {
        for (const std::string_view line :
             {"Status: it cracked twice, and nobody on the whole floor knew why it did.",
              "Top part of a [[Mushroom]].", "Question: how hot?",
              "See [the study](https://example.org/study).", "Source: [Ana](https://example.org/a)",
              "Nobody had cleaned the kiln.", "Cost: 300 euros", "[[Kilns]] crack when they cool."}) {
            CAPTURE(line);
            CHECK(texts(knowledge("# The kiln\n\n" + std::string(line) + "\n\n" + kFired + "\n")).size() ==
                  3);
            CHECK(texts(knowledge("# The kiln\n\n" + kFired + "\n\n" + std::string(line) + "\n")).size() ==
                  3);
        }
        // A table of times, whose header looks like a field.
        CHECK(texts(knowledge("# Day\n\n| Time | Topic |\n|---|---|\n| 9 | Clay |\n\n" + kFired + "\n"))
                  .size() > 2);
        // A list of links is what the note is about.
        CHECK(texts(knowledge("# Clay\n\n- [[A]]\n- [[B]]\n- [[C]]\n- [[D]]\n\n" + kFired + "\n")).size() ==
              6);
    }
    TEST_CASE("a note of nothing else keeps it") {
        CHECK(texts(knowledge("# Clay\n\n[[Kiln]] [[Glaze]]\n")) == Texts{"Kiln Glaze"});
        CHECK(texts(knowledge("# Clay\n\n5 min read\n\n2026-11-18\n")).size() == 2);
    }
}
