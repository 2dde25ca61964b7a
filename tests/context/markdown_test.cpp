#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

TEST_SUITE("markdown") {
    TEST_CASE("a soft line break is a space") {
        CHECK(texts(knowledge("We cut alerts\nby half.\n\nThen we slept.\n")) ==
              Texts{"We cut alerts by half.", "Then we slept."});
    }
    TEST_CASE("a line of minutes that opens with its label stands for itself") {
        const auto document = meeting(
            "We talked about the import job\nand its hours.\n**Decision:** it moves to the night.\nTODO Bo: "
            "tell support\nabout the outage.\nAction (Ana): order disks.\n");
        CHECK(texts(document) ==
              Texts{"We talked about the import job and its hours.", "Decision: it moves to the night.",
                    "TODO Bo: tell support about the outage.", "Action (Ana): order disks."});
        CHECK(document.passages[2].line == 4);
        CHECK(document.passages[2].line_end == 5);
        CHECK(texts(knowledge("Actions speak: we ship\nDecisions are cheap, said he: not here")).size() == 1);
    }
    TEST_CASE("emphasis, links and inline code are reduced to their text") {
        CHECK(texts(knowledge("The **queue** is *pgmq* on [SQLite](https://sqlite.org), see `read(vt)` &amp; "
                              "[[Notes|here]].")) ==
              Texts{"The queue is pgmq on SQLite, see read(vt) & here."});
    }
    TEST_CASE("images and comments are dropped, the words in HTML are read") {
        CHECK(texts(knowledge("Before ![a chart](x.png) after.<br>New <b>line</b>. <!-- secret -->\n\n<!-- "
                              "whole\nblock -->\n\n<div>\nraw\n</div>\n\nEnd.")) ==
              Texts{"Before after. New line.", "raw", "End."});
    }
    TEST_CASE("what is struck out is not said") {
        CHECK(texts(knowledge("We ship on ~~Friday~~ Monday.")) == Texts{"We ship on Monday."});
    }
    TEST_CASE("an item that is struck out as a whole is done") {
        const auto document = knowledge("- ~~Write the runbook~~\n- Test it");
        CHECK(document.passages[0].checked == true);
        CHECK(document.passages[0].text == "Write the runbook");
        CHECK_FALSE(document.passages[1].checked.has_value());
    }
    TEST_CASE("the first level-1 heading is the title and stays out of the headings' path") {
        const auto document =
            knowledge("# On calm\n\nIntro.\n\n## Alerts\n\n### Paging\n\nText.\n\n## Sleep\n\nMore.");
        CHECK(document.title == "On calm");
        CHECK_FALSE(document.title_from_name);
        CHECK(document.passages[0].headings.empty());
        CHECK(document.passages[1].headings == Texts{"Alerts", "Paging"});
        CHECK(document.passages[2].headings == Texts{"Sleep"});
    }
    TEST_CASE("a bold line of its own is meant as a heading") {
        const auto document = meeting("**Decisions**\n\n- We ship.\n");
        CHECK(document.passages[0].headings == Texts{"Decisions"});
    }
    TEST_CASE("a bold sentence is a paragraph") {
        CHECK(texts(knowledge("**We stopped paging people at night.**")) ==
              Texts{"We stopped paging people at night."});
    }
    TEST_CASE("lines are those of the file, front matter counted") {
        const auto document =
            knowledge("---\ntitle: T\n---\n\nFirst\nparagraph.\n\n- item\n  goes on\n\n```\ncode\n```\n");
        CHECK(document.passages[0].line == 5);
        CHECK(document.passages[0].line_end == 6);
        CHECK(document.passages[1].line == 8);
        CHECK(document.passages[1].line_end == 9);
        CHECK(document.passages[2].line == 12);
    }
    TEST_CASE("fenced code is code, as it stands") {
        const auto document = knowledge("```sh\nif x; then\n    y\nfi\n```\n");
        CHECK(document.passages[0].kind == PassageKind::code);
        CHECK(document.passages[0].text == "if x; then\n    y\nfi");
    }
    TEST_CASE("quotes and table rows are passages of their own kind") {
        const auto document = knowledge("> Less is more.\n\n| What | Who |\n|---|---|\n| Runbook | Maya |\n");
        REQUIRE(document.passages.size() == 3);
        CHECK(document.passages[0].kind == PassageKind::quote);
        CHECK(document.passages[1].kind == PassageKind::table_row);
        CHECK(document.passages[2].text == "Runbook | Maya");
        CHECK(document.passages[2].line == 5);
    }
    TEST_CASE("items of one list share a number, nested ones have their depth") {
        const auto document = knowledge("- one\n  - inner\n- two\n\nText.\n\n1. other\n");
        REQUIRE(document.passages.size() == 5);
        CHECK(document.passages[0].list == document.passages[2].list);
        CHECK(document.passages[1].depth == 1);
        CHECK(document.passages[1].list != document.passages[0].list);
        CHECK(document.passages[3].list == -1);
        CHECK(document.passages[4].list != document.passages[0].list);
    }
    TEST_CASE("an item keeps its continuation paragraphs") {
        CHECK(texts(knowledge("- First.\n\n  More of it.\n\n- Second.\n")) ==
              Texts{"First.\n\nMore of it.", "Second."});
    }
    TEST_CASE("words after a nested list belong to the outer item") {
        CHECK(texts(knowledge("- Outer.\n\n  - inner\n\n  Outer again.\n")) ==
              Texts{"Outer.\n\nOuter again.", "inner"});
    }
    TEST_CASE("a paragraph that ends in a colon leads into the list below it") {
        const auto document = knowledge("We agreed:\n\n- to ship\n\nElse nothing.\n\n- stray\n");
        CHECK(document.passages[1].lead_in == "We agreed:");
        CHECK(document.passages[3].lead_in.empty());
    }
    TEST_CASE("a label without a colon leads into the list below it, too") {
        for (const std::string label : {"DECIDED", "To do", "Encaminhamentos", "Acuerdos"}) {
            CAPTURE(label);
            CHECK(knowledge(label + "\n- ship on Monday\n").passages[1].lead_in == label);
            CHECK(knowledge(label + "\n\n- ship on Monday\n").passages[1].lead_in == label);
        }
        CHECK(knowledge("Bread and milk\n- ship on Monday\n").passages[1].lead_in.empty());
        CHECK(knowledge("We decided to wait for them\n- ship on Monday\n").passages[1].lead_in.empty());
    }
    TEST_CASE("an item that ends in a colon leads into the list within it") {
        const auto document = knowledge("- For Maya:\n  - write\n");
        CHECK(document.passages[1].lead_in == "For Maya:");
    }
    TEST_CASE("task list items are done or not") {
        const auto document = meeting("- [x] Ship it\n- [ ] Tell people\n- Plain\n");
        CHECK(document.passages[0].checked == true);
        CHECK(document.passages[1].checked == false);
        CHECK_FALSE(document.passages[2].checked.has_value());
        CHECK(document.passages[0].text == "Ship it");
    }
    TEST_CASE("footnote marks and callout labels are no text") {
        CHECK(texts(knowledge(
                  "Alerts fell by half.[^1]\n\n[^1]: Measured in May.\n\n> [!note]\n> Keep it.\n")) ==
              Texts{"Alerts fell by half.", "Measured in May.", "Keep it."});
    }
    TEST_CASE("a meeting in Markdown is Markdown even when its items name people") {
        const auto document = meeting("# Weekly\n\n- Maya: done\n- Rafael: late\n- Maya: helps\n");
        CHECK(document.format == Format::markdown);
    }
    TEST_CASE("lines that describe a meeting are no content") {
        const auto document = meeting(
            "# Weekly\n\n**Date:** 17 November 2026\n**Attendees:** Maya Lindqvist (host), Rafael and "
            "Bia\n\nWe met.\n");
        CHECK(texts(document) == Texts{"We met."});
        CHECK(document.participants == Texts{"Maya Lindqvist", "Rafael", "Bia"});
        CHECK(document.date == parse_date("2026-11-17"));
    }
    TEST_CASE("nesting in the thousands does not hurt") {
        CHECK_NOTHROW(knowledge(repeated(">", 10'000) + " deep"));
        CHECK_NOTHROW(knowledge(repeated("- ", 10'000) + "deep"));
        CHECK_NOTHROW(knowledge(repeated("*a **b ", 20'000)));
        CHECK_NOTHROW(knowledge(repeated("[", 200'000)));
        std::string stairs;
        for (std::size_t depth = 0; depth < 1'000; ++depth)
            stairs += repeated("  ", depth) + "- item\n";
        CHECK_FALSE(knowledge(stairs).passages.empty());
    }
    TEST_CASE("a line of megabytes is cut into passages that can be cited") {
        const auto document = knowledge(repeated("The quick brown fox jumps over the lazy dog. ", 50'000));
        CHECK(document.passages.size() > 1000);
        for (const auto& passage : document.passages)
            REQUIRE(passage.text.size() <= 1200);
        CHECK(document.passages[0].text.ends_with("dog."));
        CHECK(contains(document.warnings.at(0), "line 1:"));
    }
}
