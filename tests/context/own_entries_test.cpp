// Lines that stand for themselves, and logs and timetables, which are no talk. The texts are written for
// these tests.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

TEST_SUITE("own entries") {
    TEST_CASE("a log of events is no chat") {
        for (const std::string_view form :
             {"10:15 - ", "2026-11-11 10:15 - ", "11/11/2026 10:15 AM - ", "[2026-11-11 10:15:02] "}) {
            CAPTURE(form);
            const auto line = [&](std::string_view text) {
                return std::string(form) + std::string(text) + "\n";
            };
            const auto document =
                knowledge(line("Alert: the kiln is hot") + line("Recovery: it cools") +
                              line("Alert: it is hot again") + line("Recovery: it cools again"),
                          "log.txt");
            CHECK(document.kind == DocumentKind::knowledge);
            CHECK(document.passages.size() == 4);
            CHECK(document.passages[1].kind == PassageKind::list_item);
        }
        CHECK(knowledge("2026-11-11 10:15 - Alerta: o forno\n2026-11-11 10:20 - Recuperação: "
                        "frio\n2026-11-11 10:25 - "
                        "Alerta: o forno\n",
                        "log.txt")
                  .kind == DocumentKind::knowledge);
    }
    TEST_CASE("a timetable is no talk, and each of its times has a line") {
        const auto document = knowledge(
            "9:00 AM - Keynote: Maya Lindqvist\n9:45 AM - Break: tea\n10:00 AM - Talk: Rui Prado\n10:45 AM - "
            "Break: "
            "tea\n11:00 AM - Talk: Ana Reis\n",
            "plan.txt");
        CHECK(document.kind == DocumentKind::knowledge);
        CHECK(texts(document)[2] == "10:00 AM - Talk: Rui Prado");
        CHECK(texts(knowledge("# Day\n\n**09:00** Clay: Maya\n**09:30** Kiln: Rui\n")) ==
              Texts{"09:00 Clay: Maya", "09:30 Kiln: Rui"});
        CHECK(texts(knowledge("Show notes:\n(00:00) Intro\n(01:12) Why kilns break\nand lids\n")) ==
              Texts{"Show notes:", "(00:00) Intro", "(01:12) Why kilns break and lids"});
    }
    TEST_CASE("people with times are a chat all the same") {
        CHECK(knowledge("2026-11-11 10:15 - Rui: the kiln is hot\n2026-11-11 10:20 - Maya: I open "
                        "it\n2026-11-11 10:25 - "
                        "Rui: thanks\n",
                        "chat.txt")
                  .kind == DocumentKind::transcript);
    }
    TEST_CASE("a journal's days and times are none of its words") {
        const auto document = knowledge(
            "[2026-11-11 09:02] Fired the kiln: it works.\nI was glad.\n\n[2026-11-12 19:12] Quiet day: no "
            "smoke.\n",
            "journal.txt");
        CHECK(document.kind == DocumentKind::knowledge);
        CHECK(texts(document) == Texts{"Fired the kiln: it works. I was glad.", "Quiet day: no smoke."});
        CHECK(texts(knowledge("\tDate:\t11 November 2026\n\tWeather:\t8°C Rain\n\nWe fired it.\n",
                              "d.txt")) == Texts{"We fired it."});
    }
    TEST_CASE("a shell's lines and a trace are code") {
        const auto document = knowledge(
            "Today\n\nI saw this:\n\n$ fire kiln\nhot after 11 minutes\n\nTraceback (most recent call "
            "last):\n  File "
            "\"kiln.py\", line 3, in <module>\nValueError: no wood\n\nI bought wood.\n",
            "t.txt");
        CHECK(document.passages[1].kind == PassageKind::code);
        CHECK(document.passages[1].text == "$ fire kiln\nhot after 11 minutes");
        CHECK(document.passages[2].kind == PassageKind::code);
        CHECK(document.passages[3].kind == PassageKind::paragraph);
        CHECK(knowledge("It is\n$ 5 a piece.\n", "t.txt").passages[0].kind == PassageKind::paragraph);
    }
    TEST_CASE("lyrics are the singer's, lines with times without one are speech") {
        const auto song = parse_document(
            "notes/song.lrc",
            "[ti:Kiln song]\n[ar:The Potters]\n[00:01.00]We fire the kiln\n[00:05.50][00:30.00]All "
            "night <00:06.00>long\n",
            DocumentKind::knowledge);
        CHECK(song.format == Format::lyrics);
        CHECK(song.title == "Kiln song");
        CHECK(said(song) == Texts{"The Potters: We fire the kiln All night long"});
        const auto memo =
            parse_document("notes/memo.lrc", "[00:00.00] I think we should wait.\n[00:04.10] It is hot.\n",
                           DocumentKind::knowledge);
        CHECK(memo.kind == DocumentKind::transcript);
        CHECK(texts(memo) == Texts{"I think we should wait. It is hot."});
    }
    TEST_CASE("other markups and captions are told by name with the way to read them") {
        CHECK(contains(refusal("notes/kiln.rst", "Kilns\n=====\n\nWe fire.\n"), "pandoc FILE -o FILE.md"));
        CHECK(contains(refusal("notes/kiln.adoc", "= Kilns\n\nWe fire.\n"), "make it Markdown"));
        CHECK(contains(refusal("talks/kiln.ass", "[Script Info]\n"), "save it as .srt or .vtt"));
    }
}
