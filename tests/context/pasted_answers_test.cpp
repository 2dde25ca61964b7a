// Answers of a site or a model that somebody pasted, without a word on whose they are.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {

/// The passages that are the author's own.
Texts own(const Document& document) {
    Texts all;
    for (const auto& passage : document.passages)
        if (is_own_writing(passage)) all.push_back(passage.text);
    return all;
}

/// "Ana: words" of the passages that are not.
Texts borrowed(const Document& document) {
    Texts all;
    for (const auto& passage : document.passages)
        if (!is_own_writing(passage)) all.push_back(passage.speaker + ": " + passage.text);
    return all;
}

}  // namespace

TEST_SUITE("pasted answers") {
    TEST_CASE("a site's answer below the line that says when it was given") {
        const auto document = knowledge(
            "# Cold caches\n\nI looked this up.\n\n## Answer\n\nanswered Nov 11, 2026 at 9:02\n\nAna Lima\n\n"
            "1,234 ● 2 ● 11\n\nYou can warm it by hand. I always do.\n\n- Start early.\n");
        CHECK(own(document) == Texts{"I looked this up."});
        CHECK(borrowed(document) ==
              Texts{"Ana Lima: You can warm it by hand. I always do.", "Ana Lima: Start early."});
        CHECK(contains(document.omitted.at(0), "what a site writes around an answer"));
    }
    TEST_CASE("above it, with the site's own lines, in three languages") {
        const auto english = knowledge(
            "# Cold caches\n\nYou can warm it by hand.\n\nShare\n\nImprove this answer\n\nFollow\n\nanswered "
            "2 days ago\n\n"
            "Ana Lima's user avatar\n\nAna Lima\n\n12.3k 2 gold badges 11 silver badges\n");
        CHECK(own(english).empty());
        CHECK(borrowed(english) == Texts{"Ana Lima: You can warm it by hand."});
        const auto portuguese = knowledge(
            "# Caches frios\n\nVocê pode aquecer à mão.\n\nCompartilhar\n\nrespondida 11/11/2026 às "
            "9:02\n\nAna Lima\n");
        CHECK(own(portuguese).empty());
        CHECK(borrowed(portuguese) == Texts{"Ana Lima: Você pode aquecer à mão."});
        const auto spanish = knowledge(
            "# Cachés frías\n\nPuedes calentarla a mano.\n\nCompartir\n\nrespondida el 11 nov 2026 a las "
            "9:02\n\nAna Lima\n");
        CHECK(own(spanish).empty());
        CHECK(borrowed(spanish) == Texts{"Ana Lima: Puedes calentarla a mano."});
    }
    TEST_CASE("who tells of answering stays the author") {
        CHECK(own(knowledge("# Day\n\nanswered 12 mails before lunch\n\nAsked Ana at 9:02 for the keys.\n"))
                  .size() == 2);
    }
    TEST_CASE("a model's answer from how it opens to how it takes its leave, in three languages") {
        CHECK(own(knowledge("# Idea\n\nI asked a model.\n\nSure! Here's a plan for your cache:\n\n1. "
                            "Measure.\n2. Warm it.\n\n"
                            "## Then\n\nWait a day.\n\nLet me know if you'd like me to go on!\n\nI like the "
                            "second step.\n")) == Texts{"I asked a model.", "I like the second step."});
        CHECK(own(knowledge("# Ideia\n\nPedi um plano.\n\n**Claro! Aqui está um plano:**\n\n- Medir.\n\n"
                            "Se quiser, posso detalhar cada passo.\n\nGostei do primeiro.\n")) ==
              Texts{"Pedi um plano.", "Gostei do primeiro."});
        CHECK(own(knowledge("# Idea\n\nPedí un plan.\n\n¡Claro! Aquí tienes un plan:\n\n- Medir.\n\n"
                            "¿Quieres que lo amplíe?\n\nMe gustó el primero.\n")) ==
              Texts{"Pedí un plan.", "Me gustó el primero."});
    }
    TEST_CASE("without a leave, only the list that it announces") {
        CHECK(own(knowledge("# Idea\n\nCertainly! Here is a plan:\n\n- Measure.\n\nI did so.\n")) ==
              Texts{"I did so."});
        CHECK(own(knowledge("# Idea\n\nSure, here's what I think.\n\nWe wait.\n")).size() == 2);
        CHECK(
            own(knowledge("# Mail\n\nWe wait until Friday.\n\nLet me know if you'd like a copy.\n")).size() ==
            2);
    }
}
