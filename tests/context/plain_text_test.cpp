#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {
Document plain(std::string_view text) {
    return knowledge(text, "notes/note.txt");
}
}  // namespace

TEST_SUITE("plain text") {
    TEST_CASE("blank lines end paragraphs, single line breaks do not") {
        const auto document = plain("One line\nand the next.\n\nAnother.\n");
        CHECK(document.format == Format::text);
        CHECK(texts(document) == Texts{"One line and the next.", "Another."});
        CHECK(document.passages[1].line == 4);
    }
    TEST_CASE("the first short line is the title") {
        const auto document = plain("Why we stopped paging\n\nIt hurt people.\n");
        CHECK(document.title == "Why we stopped paging");
        CHECK(texts(document) == Texts{"It hurt people."});
    }
    TEST_CASE("underlined, shouted and lone short lines are headings") {
        const auto document = plain(
            "Title\n=====\n\nIntro.\n\nAlerts\n------\nText.\n\nDECISIONS\nWe ship.\n\nOpen points\n\nNone "
            "left.\n");
        CHECK(document.title == "Title");
        CHECK(texts(document) == Texts{"Intro.", "Text.", "We ship.", "None left."});
        CHECK(document.passages[1].headings == Texts{"Alerts"});
        CHECK(document.passages[2].headings == Texts{"DECISIONS"});
        CHECK(document.passages[3].headings == Texts{"Open points"});
    }
    TEST_CASE("a short last line is text") {
        CHECK(texts(plain("We are done for now.\n\nThanks, Maya\n")) ==
              Texts{"We are done for now.", "Thanks, Maya"});
    }
    TEST_CASE("dashes, stars, bullets and numbers are list items") {
        const auto document = plain("- one\n* two\n• three\n1. four\n  goes on\n");
        CHECK(texts(document) == Texts{"one", "two", "three", "four goes on"});
        for (const auto& passage : document.passages)
            CHECK(passage.kind == PassageKind::list_item);
        CHECK(document.passages[3].line_end == 5);
    }
    TEST_CASE("indented items are deeper") {
        const auto document = plain("- one\n  - inner\n- two\n");
        CHECK(document.passages[1].depth == 1);
        CHECK(document.passages[2].depth == 0);
    }
    TEST_CASE("a line at the margin ends a list that is indented") {
        const auto document =
            plain("Seen today\n  - a heron\n  - two\n    coots\nAll of them were asleep.\n");
        CHECK(texts(document) == Texts{"Seen today", "a heron", "two coots", "All of them were asleep."});
        CHECK(document.passages[3].kind == PassageKind::paragraph);
    }
    TEST_CASE("a paragraph with a colon leads into its list") {
        const auto document = plain("Next we will:\n- ship\n- rest\n");
        CHECK(document.passages[0].text == "Next we will:");
        CHECK(document.passages[2].lead_in == "Next we will:");
    }
    TEST_CASE("minutes in plain text: people, headings and tasks") {
        const auto document = meeting(
            "Weekly platform sync\n\nDate: 2026-11-17\nAttendees: Maya Lindqvist, Rafael "
            "Nogueira\n\nDECISIONS:\n- "
            "Decision: we ship on Monday.\n\nACTIONS\n[ ] not a list\n- [ ] Maya writes the runbook\n",
            "meetings/sync.txt");
        CHECK(document.format == Format::text);
        CHECK(document.title == "Weekly platform sync");
        CHECK(document.participants == Texts{"Maya Lindqvist", "Rafael Nogueira"});
        CHECK(document.date == parse_date("2026-11-17"));
        CHECK(document.passages[0].headings == Texts{"DECISIONS"});
        CHECK(document.passages[0].text == "Decision: we ship on Monday.");
        CHECK(document.passages.back().checked == false);
    }
    TEST_CASE("quoted mail is a quote") {
        CHECK(plain("> You said\n> this.\n\nYes.\n").passages[0].kind == PassageKind::quote);
        CHECK(plain("> You said\n> this.\n\nYes.\n").passages[0].text == "You said this.");
    }
    TEST_CASE("labels in prose are no speakers") {
        const auto document = plain(
            "Note: the queue is slow.\nDecision: we drop it.\nTODO: measure.\nSee http://example.org and "
            "note: this "
            "is prose.\n\nNote: again.\nTODO: more.\n");
        CHECK(document.format == Format::text);
        CHECK(document.participants.empty());
    }
    TEST_CASE("one-off labels are no speakers") {
        CHECK(
            plain(
                "Latency: the time until an answer.\nThroughput: answers in a second.\nAvailability: luck.\n")
                .format == Format::text);
    }
    TEST_CASE("numbered sections and topic labels structure minutes") {
        const auto document = meeting(
            "Presentes:\n- Bia Monteiro\n- Diego\n\n1. Lembretes\nDiego mostrou os números.\n- Bia: testa o "
            "texto.\n\n"
            "Próximos passos:\nBia escreve o texto.\n",
            "meetings/ata.txt");
        CHECK(texts(document) ==
              Texts{"Diego mostrou os números.", "Bia: testa o texto.", "Bia escreve o texto."});
        CHECK(document.passages[1].headings == Texts{"Lembretes"});
        CHECK(document.passages[2].headings == Texts{"Próximos passos"});
        CHECK(document.participants == Texts{"Bia Monteiro", "Diego"});
    }
    TEST_CASE("a numbered item whose line was wrapped stays an item") {
        CHECK(texts(plain("1. We need to mend the\nqueue soon.\n2. And rest.\n")) ==
              Texts{"We need to mend the queue soon.", "And rest."});
    }
    TEST_CASE("a line that is only the meeting's date is no content") {
        const auto document =
            meeting("Tuesday, 17 November 2026\n\nWe met, and it was good.\n", "meetings/sync.txt");
        CHECK(document.date == parse_date("2026-11-17"));
        CHECK(texts(document) == Texts{"We met, and it was good."});
    }
}

TEST_SUITE("plain text: whose words") {
    TEST_CASE("what stands behind > is quoted, by whom the line before it says") {
        const auto document = knowledge(
            "We talked about the queue.\n\nOn 3 May 2026 at 10:11, Bo Lind wrote:\n\n> It is empty by "
            "six.\n> It was "
            "late before.\n\nSo we sleep.\n",
            "notes/queue.txt");
        REQUIRE(document.passages.size() == 4);
        CHECK(document.passages[2].quoted);
        CHECK(document.passages[2].speaker == "Bo Lind");
        CHECK_FALSE(document.passages[3].quoted);
    }
    TEST_CASE("a message that is passed on is not the author's") {
        const auto document = knowledge(
            "Ana asked about this one, and I agree with it.\n\n---------- Forwarded message ---------\nFrom: "
            "Bo Lind "
            "<bo@example.org>\nDate: Fri, 1 May 2026\nSubject: Queue\nTo: Ana\n\nThe queue is empty by six "
            "now, and that is "
            "good.\n",
            "notes/queue.txt");
        CHECK_FALSE(document.passages[0].quoted);
        CHECK(document.passages.back().quoted);
        CHECK(document.passages.back().speaker == "Bo Lind");
    }
}

TEST_SUITE("plain text as programs and printers leave it") {
    TEST_CASE("words that lines part are whole again") {
        CHECK(texts(plain(
                  "We fired the pots for eleven min-\nutes in the small kiln, and the pro-\nduction went "
                  "on.\n")) ==
              Texts{"We fired the pots for eleven minutes in the small kiln, and the production "
                    "went on."});
        CHECK(texts(plain(
                  "The long-term plan is good. A long-\nterm plan needs clay, and so does a pot-\nter.\n")) ==
              Texts{"The long-term plan is good. A long-term plan needs clay, and so does a potter."});
        CHECK(texts(plain("It is a low-\nheat glaze.\n")) == Texts{"It is a low-heat glaze."});
        CHECK(texts(plain("We fired it -\nand it broke.\n")) == Texts{"We fired it - and it broke."});
    }
    TEST_CASE("numbers of pages are none of the text") {
        const auto document = plain("We fired it.\n\n                - 2 -\n\nPage 3 of 7\n\nIt broke.\n");
        CHECK(texts(document) == Texts{"We fired it.", "It broke."});
        CHECK(document.omitted == Texts{"line 3: a page's number", "line 5: a page's number"});
    }
    TEST_CASE("a short first line is the title, though the text begins right below it") {
        const auto document =
            plain("The small kiln\nWe fired the pots in the small kiln for eleven minutes.\n");
        CHECK(document.title == "The small kiln");
        CHECK(texts(document) == Texts{"We fired the pots in the small kiln for eleven minutes."});
        CHECK(texts(plain("We fired the pots in\nthe small kiln for eleven minutes last night.\n")).size() ==
              1);
    }
    TEST_CASE("letters in their order are items") {
        const auto document =
            plain("We tried three:\na) gas, which is even\nb) wood\n(c) current, of the net\n");
        CHECK(texts(document) ==
              Texts{"We tried three:", "gas, which is even", "wood", "current, of the net"});
        CHECK(document.passages[1].kind == PassageKind::list_item);
        CHECK(texts(plain("It is either the kiln, or\nb) the clay.\n")).size() == 1);
    }
    // simplenote.com/help
    TEST_CASE("Simplenote's tags at the end") {
        const auto document = plain("We fired the pots twice.\n\nTags:\n  kiln, clay work\n");
        CHECK(texts(document) == Texts{"We fired the pots twice."});
        CHECK(document.tags == Texts{"kiln", "clay work"});
    }
}
