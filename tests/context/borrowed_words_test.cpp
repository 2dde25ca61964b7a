// Words in a note that somebody else said: stories, models, mail; and what the apps put between them.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {

const Passage& passage_with(const Document& document, std::string_view mark) {
    for (const auto& passage : document.passages)
        if (contains(passage.text, mark)) return passage;
    FAIL("nothing holds " << mark);
    return document.passages.front();
}

}  // namespace

TEST_SUITE("borrowed words") {
    TEST_CASE("a user story may stand over the columns of a table") {
        const auto document = knowledge(
            "I sorted the list.\n\n| As a | I want to | so that |\n|---|---|---|\n"
            "| customer | pay with one click | I save time |\n\n"
            "| Como | Quero | Para |\n|---|---|---|\n| cliente | pagar em um clique | ganhar tempo |\n\n"
            "| Role | Limit |\n|---|---|\n| clerk | ten labels |\n");
        CHECK(passage_with(document, "one click").quoted);
        CHECK(passage_with(document, "one click").speaker == "customer");
        CHECK(passage_with(document, "um clique").speaker == "cliente");
        CHECK_FALSE(passage_with(document, "ten labels").quoted);
    }

    TEST_CASE("or over several items") {
        const auto document = knowledge(
            "I sorted the list.\n\n- As a customer\n- I want to pay with one click\n- So that I save time\n\n"
            "As a team we pay for it.\n");
        CHECK(passage_with(document, "one click").speaker == "customer");
        CHECK(passage_with(document, "save time").quoted);
        CHECK_FALSE(passage_with(document, "we pay").quoted);
    }

    TEST_CASE("a model's name with a time is a label, and so are Prompt and Response") {
        const auto exported = knowledge(
            "My own words.\n\n**Human** (2026-11-11 09:02)\n\nHow often?\n\n**Claude** (2026-11-11 09:03)\n\n"
            "Once a month is fine.\n");
        CHECK(passage_with(exported, "Once a month").speaker == "Claude");
        const auto pasted = knowledge(
            "My own words.\n\n**Prompt:** Write about backups.\n\n**Response:** Backups are dull.\n\n"
            "Restores are not.\n");
        CHECK(passage_with(pasted, "dull").quoted);
        CHECK(passage_with(pasted, "Restores").quoted);
        CHECK_FALSE(passage_with(pasted, "own words").quoted);
        const auto answers = knowledge("**Question:** How often?\n\n**Answer:** Once a month, I think.\n");
        CHECK_FALSE(passage_with(answers, "Once a month").quoted);
    }

    TEST_CASE("a model among people is one voice of several") {
        const auto document = meeting(
            "# Sync\n\n- Maya Lindqvist: The job runs.\n- Rui Prado: It took an hour.\n"
            "- Gemini: The job is done.\n- Maya Lindqvist: Nobody noticed.\n- Rui Prado: We pay for it.\n");
        CHECK(passage_with(document, "Nobody").speaker != "Gemini");
        CHECK(passage_with(document, "We pay").speaker != "Gemini");
    }

    TEST_CASE("Apple's Mail tells within the quotation whose it is") {
        const auto document = knowledge(
            "I will pay.\n\n> On 11 Nov 2026, at 09:02, Ana Souza <ana@example.org> wrote:\n>\n"
            "> The bill is twice the old one.\n");
        CHECK(passage_with(document, "twice").speaker == "Ana Souza");
        CHECK(document.passages.size() == 2);
    }

    TEST_CASE("the result of a query within a sentence is a gap, a property there is its value") {
        const auto document = knowledge(
            "The drill took `= this.rating` of five stars.\n\nThere are `dv: date(today)` notes open.\n\n"
            "`= this.file.name`\n\nThe cost (price:: 40 euros) was what [owner:: Maya] told us.\n\n"
            "- [ ] pay it [due:: 2026-11-12]\n");
        CHECK(texts(document) == Texts{"The drill took […] of five stars.", "There are […] notes open.",
                                       "The cost 40 euros was what Maya told us.", "pay it"});
    }

    TEST_CASE("a row of dashes below a long paragraph is a rule, below a title a heading's mark") {
        const auto document = knowledge(
            "We moved the job to staging: it took an hour.\nNobody noticed it until June.\n---\n\n"
            "The cost\n---\n\nIt is low.\n");
        CHECK(texts(document) ==
              Texts{"We moved the job to staging: it took an hour. Nobody noticed it until June.",
                    "It is low."});
        CHECK(document.passages.back().headings == Texts{"The cost"});
    }
}
