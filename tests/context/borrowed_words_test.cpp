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

    TEST_CASE("what was marked in a book is the book's: Readwise and Kindle") {
        const auto highlights = knowledge(
            "## Highlights\n\n- A kiln forgives nobody. ([Location 123](https://example.org/123))\n    - "
            "Note: Mine "
            "does.\n- Clay remembers (as we all do).\n");
        REQUIRE(highlights.passages.size() == 3);
        CHECK(highlights.passages[0].quoted);
        CHECK(!highlights.passages[1].quoted);
        CHECK(!highlights.passages[2].quoted);
        const auto clippings = knowledge(
            "On Kilns (Olu Ade)\n- Your Highlight on page 12 | Location 123-124 | Added on Wednesday, "
            "November 11, "
            "2026 9:01:00 AM\n\nA kiln forgives nobody.\n==========\nOn Kilns (Olu Ade)\n- Your Note on page "
            "13 | "
            "Location 125 | Added on Wednesday, November 11, 2026 9:02:00 AM\n\nMine does.\n==========\n",
            "notes/My Clippings.txt");
        REQUIRE(clippings.passages.size() == 2);
        CHECK(clippings.passages[0].text == "A kiln forgives nobody.");
        CHECK(clippings.passages[0].speaker == "Olu Ade");
        CHECK(clippings.passages[0].quoted);
        CHECK(clippings.passages[0].headings == Texts{"On Kilns"});
        CHECK(clippings.passages[1].text == "Mine does.");
        CHECK(!clippings.passages[1].quoted);
    }

    TEST_CASE("a note has the author that it names in full, a page that a clipper saved whichever it names") {
        CHECK(knowledge("---\nsource: https://example.org/kilns\nauthor:\n  - \"[[Olu Ade]]\"\ntags:\n  - "
                        "clippings\n---\nA kiln forgives nobody.\n")
                  .authors == Texts{"Olu Ade"});
        CHECK(knowledge(
                  "---\nsource: https://example.org/kilns\nauthor: Olu Ade\npublished: 2026-11-11\n---\nA "
                  "kiln forgives nobody.\n")
                  .authors == Texts{"Olu Ade"});
        CHECK(knowledge("---\nauthor: olu\npublished: 2026-11-11\n---\nI fired it.\n").authors.empty());
        CHECK(knowledge("---\nauthors: [olu-ade, kilns]\n---\nA kiln forgives nobody.\n").authors ==
              Texts{"Olu Ade"});
        CHECK(
            knowledge("---\nurl: https://example.org/kilns\nauthor: Olu Ade\ndate_saved: 2026-11-11\n---\nA "
                      "kiln forgives nobody.\n")
                .authors == Texts{"Olu Ade"});
        // Whose talk it is; an author besides wrote about it.
        const auto talk =
            knowledge("---\nspeakers:\n  - Olu Ade\ntranscript_by: Maya Lind\n---\nI fired it.\n");
        CHECK(talk.authors == Texts{"Olu Ade"});
        CHECK(talk.participants == Texts{"Olu Ade"});
        CHECK(knowledge("---\nspeaker: Olu Ade\nauthor: Maya Lind\n---\nI fired it.\n").authors ==
              Texts{"Maya Lind"});
        CHECK(meeting("---\nspeakers: [Olu Ade, Maya Lind]\n---\nI fired it.\n").authors.empty());
        CHECK(knowledge("---\nauthor: kilns\ndate_saved: 2026-11-11\n---\nI fired it.\n").authors.empty());
    }

    TEST_CASE(
        "a page that a clipper saved is nobody's own where it names no author, and not published by them") {
        const auto page = knowledge(
            "---\nurl: https://example.org/kilns\ntags: [Web-Clipper]\n---\nA kiln forgives nobody.\n");
        REQUIRE(page.passages.size() == 1);
        CHECK(page.passages[0].quoted);
        CHECK_FALSE(page.published);
        CHECK(page.url.empty());
        const auto own = knowledge("---\nurl: https://example.org/kilns\ntags: [clay]\n---\nI fired it.\n");
        CHECK_FALSE(own.passages[0].quoted);
        CHECK(own.published);
    }

    TEST_CASE("what a reading program took from a page is the page's") {
        const auto note = knowledge(
            "- A kiln forgives nobody. ([View Highlight](https://read.readwise.io/read/01abc))\n- Mine "
            "does.\n");
        REQUIRE(note.passages.size() == 2);
        CHECK(note.passages[0].quoted);
        CHECK_FALSE(note.passages[1].quoted);
    }

    TEST_CASE("a transcript pasted into a note is nobody's known; a day's entries are the author's") {
        const auto note = knowledge(
            "# A talk\n\nI went to it twice, and what I took from it is below, in my own words and at some "
            "length.\n\nThe first thing is heat. The second is time. The third is to leave the door "
            "alone.\n\n"
            "My kiln has two shelves, and I use one.\n\n## Transcript\n\n0:00 the kiln is hot now and "
            "we\n0:04 "
            "open it slowly so that nothing\n0:09 cracks when the air comes in\n\n## After\n\n9:00 Woke up "
            "late "
            "and lit it.\n9:30 Went around the lake twice today.\n10:00 Opened it and saw the bowls.\n");
        CHECK(note.kind == DocumentKind::knowledge);
        REQUIRE(note.passages.size() == 7);
        CHECK(note.passages[3].kind == PassageKind::turn);
        CHECK(note.passages[3].quoted);
        CHECK(note.passages[3].text ==
              "the kiln is hot now and we open it slowly so that nothing cracks when the air comes in");
        CHECK(!note.passages[4].quoted);
        CHECK(note.passages[4].kind == PassageKind::list_item);
    }

    TEST_CASE("times with names before the words are turns, however the brackets are written") {
        const auto talk = transcript(
            "\\[00:00:01\\] Maya Lindqvist: The kiln is hot now.\n\n\\[00:00:04\\] Rui Prado: We open it "
            "slowly.\n\n\\[00:00:09\\] Maya Lindqvist: So nothing cracks.\n\n\\[00:00:12\\] Rui Prado: Good "
            "to know.\n",
            "transcripts/talk.md");
        CHECK(said(talk) == Texts{"Maya Lindqvist: The kiln is hot now.", "Rui Prado: We open it slowly.",
                                  "Maya Lindqvist: So nothing cracks.", "Rui Prado: Good to know."});
    }

    TEST_CASE("a chat whose lines begin with a year and a full stop is no numbered list") {
        const auto note = knowledge(
            "I asked in the group.\n\n2026. 11. 11. 오전 9:01, Rui Prado : The kiln is cold.\n2026. 11. 11. "
            "오전 "
            "9:02, Maya Lindqvist : I light it.\n\n2026. It was a good year.\n");
        REQUIRE(note.passages.size() == 4);
        CHECK(note.passages[1].speaker == "Rui Prado");
        CHECK(note.passages[1].text == "The kiln is cold.");
        CHECK(note.passages[3].kind == PassageKind::list_item);
    }
    TEST_CASE("callouts that quote have whose they are in their title") {
        const auto named = knowledge("> [!quote] Ada Berg\n> A pot is a promise.\n\nWe fired it.\n");
        CHECK(texts(named) == Texts{"A pot is a promise.", "We fired it."});
        CHECK(named.passages[0].speaker == "Ada Berg");
        CHECK(texts(knowledge("> [!cite]-\n> A pot is a promise.\n")) == Texts{"A pot is a promise."});
    }
    TEST_CASE("a line that names somebody ends a quotation of several paragraphs") {
        const auto document = knowledge(
            "<blockquote>\n<p>A pot is a promise.</p>\n<footer>— Ada Berg</footer>\n</blockquote>\n\n> The "
            "kiln is "
            "hot.\n");
        REQUIRE(document.passages.size() == 2);
        CHECK(document.passages[0].speaker == "Ada Berg");
        CHECK(document.passages[1].speaker.empty());
    }
    TEST_CASE("a sentence that leads to a quotation is no name") {
        CHECK(knowledge("As Ada Berg once said: \"A pot is a promise of clay.\"\n")
                  .passages[0]
                  .speaker.empty());
    }
    TEST_CASE("chats with a model: emoji before the sides, a model in brackets, a line each") {
        const auto all_borrowed = [](std::string_view text) {
            const auto document = knowledge(text);
            for (const auto& passage : document.passages)
                if (is_own_writing(passage) && passage.headings != Texts{"Mine"}) return false;
            return !document.passages.empty();
        };
        CHECK(
            all_borrowed("# Kilns\n\n## 🧑 User\n\nWhy is it hot?\n\n## 🤖 Assistant\n\nBy the fire.\n"));
        CHECK(all_borrowed("# Prompt\n\nWrite on kilns for me.\n\n# Answer (GPT-4)\n\nKilns are hot.\n"));
        CHECK(all_borrowed(
            "user: why is it hot\nassistant: by the fire\nuser: and then?\nassistant: it cools\n"));
        const auto titled = knowledge(
            "# Prompt\n\nWrite on kilns for me.\n\n## Answer (GPT-4)\n\nKilns are hot.\n\n## Mine\n\nWe "
            "fired it.\n");
        REQUIRE(titled.passages.size() == 3);
        CHECK(titled.passages[1].speaker != titled.passages[0].speaker);
        CHECK(is_own_writing(titled.passages[2]));
        CHECK(knowledge("# Kilns\n\nWe fired it.\n\n## Answer (by mail)\n\nIt cools.\n")
                  .passages[1]
                  .speaker.empty());
    }
}
