// Blocks that are somebody else's as a whole. The texts are written for these tests.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {

/// "Rui|It broke." for what is quoted, "It broke." for the author's own.
Texts whose(const Document& document) {
    Texts all;
    for (const auto& passage : document.passages)
        all.push_back((passage.quoted || passage.kind == PassageKind::turn ? passage.speaker + "|" : "") +
                      passage.text);
    return all;
}

}  // namespace

TEST_SUITE("quoted blocks") {
    TEST_CASE("what is all in quotation marks is somebody's, who may be named behind it") {
        CHECK(whose(knowledge(
                  "# Heard\n\n- \"I can't find the lid\" — Rui Prado\n- “It broke in my hands” (Ana Reis, "
                  "Porto)\n- «Nunca vi um forno assim»\n- \"lid\" is a word.\n\nWe sell a new lid.\n")) ==
              Texts{"Rui Prado|\"I can't find the lid\" — Rui Prado",
                    "Ana Reis|“It broke in my hands” (Ana Reis, Porto)", "|«Nunca vi um forno assim»",
                    "\"lid\" is a word.", "We sell a new lid."});
        CHECK(whose(knowledge(
                  "# Kilns\n\n*\"A kiln wants more patience than wood.\"*\n\n— Rui Prado\n\nI agree.\n")) ==
              Texts{"Rui Prado|\"A kiln wants more patience than wood.\"", "I agree."});
    }
    TEST_CASE("quotations one below the other are of whom each names") {
        CHECK(whose(knowledge(
                  "> She mends what I break.\n> — Rui Prado\n\n> I trust her kilns.\n> -- Ana Reis\n")) ==
              Texts{"Rui Prado|She mends what I break.", "Ana Reis|I trust her kilns."});
    }
    TEST_CASE("git's commits are of their authors") {
        const auto document = knowledge(
            "# This week\n\ncommit 3f786850e387550fdab836ed7e6dc881de23001b\nAuthor: Rui Prado "
            "<rui@example.org>\nDate:  "
            " Wed Nov 11 09:02:00 2026 +0100\n\n    Fire the kiln at night\n\nI like it.\n");
        CHECK(whose(document) == Texts{"Rui Prado|Fire the kiln at night", "I like it."});
        CHECK(whose(knowledge("We commit to it.\nAuthor: nobody\n")).front().find('|') == std::string::npos);
    }
    TEST_CASE("people of a study speak for themselves; what was seen is the writer's") {
        CHECK(whose(knowledge(
                  "# Round 2\n\n- P1: I can't find the lid\n- P2: I would never lift it\n- P3: lifted the "
                  "wrong lid\n- P2: my hands were wet\n")) ==
              Texts{"P1|P1: I can't find the lid", "P2|P2: I would never lift it", "P3: lifted the wrong lid",
                    "P2|P2: my hands were wet"});
        CHECK(whose(knowledge(
                  "- Participante 1: nunca vi o meu forno assim\n- Participante 2: eu não abria\n- "
                  "Participante 1: para mim chega\n"))[1] == "Participante 2|Participante 2: eu não abria");
        // Points of a plan, not people.
        CHECK(whose(knowledge("- P1: we fire it\n- P2: we cool it\n- P3: we sell it\n")).front() ==
              "P1: we fire it");
    }
    TEST_CASE("an interview speaks to somebody, a list of questions does not") {
        const auto interview = knowledge(
            "# Three questions\n\n**How did you begin to fire?**\n\nI broke a kiln in 2019.\n\n**What do you "
            "tell "
            "beginners?**\n\nI tell them to wait.\n");
        CHECK(whose(interview) == Texts{"|How did you begin to fire?", "|I broke a kiln in 2019.",
                                        "|What do you tell beginners?", "|I tell them to wait."});
        const auto own = knowledge(
            "# Lids\n\n**How is a lid made?**\n\nI press it flat.\n\n**What if it breaks?**\n\nI make "
            "another.\n");
        CHECK(whose(own) ==
              Texts{"How is a lid made?", "I press it flat.", "What if it breaks?", "I make another."});
        CHECK(knowledge("**Q:** How did you begin?\n\n**A:** I broke a kiln.\n\n**Q:** What do you say "
                        "now?\n\n**A:** I "
                        "say wait.\n")
                  .kind == DocumentKind::transcript);
        CHECK(
            knowledge("P: ¿Cómo empezaste?\n\nR: Perdí un horno.\n\nP: ¿Y qué dices?\n\nR: Digo que hay que "
                      "esperar.\n")
                .kind == DocumentKind::transcript);
        const auto faq = knowledge(
            "# Lids\n\n**Q:** How is a lid made?\n\n**A:** It is pressed flat.\n\n**Q:** What if it "
            "breaks?\n\n**A:** "
            "Another one is made.\n");
        CHECK(faq.kind == DocumentKind::knowledge);
        CHECK(whose(faq) == Texts{"How is a lid made?", "It is pressed flat.", "What if it breaks?",
                                  "Another one is made."});
    }
    TEST_CASE("comments on a text are told, and their marks are none of its words") {
        const auto document = knowledge(
            "We fire it on Friday[a]. It takes a day[b].\n\n[a]Which Friday?\n[b]I had nine hours. — Rui\n",
            "a.txt");
        CHECK(whose(document) == Texts{"We fire it on Friday. It takes a day."});
        CHECK(document.omitted == Texts{"lines 3-4: comments on the text"});
        CHECK(whose(knowledge("See the list.\n\n[a] is a letter.\n", "a.txt")).size() == 2);
    }
}
