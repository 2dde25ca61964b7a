// Times before what is said, with names that come once or none: whose folder it lies in does not matter. The
// texts are written for these tests; the layouts are those of the programs named in each case.
#include "helpers.h"

#include <tuple>

#include <fmt/format.h>

using namespace pacelane;
using namespace pacelane::context;

namespace {

Document pasted(std::string_view text, std::string_view path = "notes/talk.txt") {
    return parse_document(path, text, DocumentKind::knowledge);
}

const Texts kTalk{": the kiln is hot now and we open it slowly so that nothing cracks"};

}  // namespace

TEST_SUITE("recording times") {
    TEST_CASE("YouTube's transcript, copied; Loom's; whisper.cpp's") {
        CHECK(said(pasted("0:00\nthe kiln is hot now\n0:04\nand we open it slowly\n0:09\nso that nothing "
                          "cracks\n")) == kTalk);
        CHECK(said(pasted("0:00 the kiln is hot now\n0:04 and we open it slowly\n0:09 so that nothing "
                          "cracks\n")) == kTalk);
        CHECK(said(pasted("**0:00** the kiln is hot now\n**0:04** and we open it slowly\n**0:09** so that "
                          "nothing cracks\n",
                          "notes/talk.md")) == kTalk);
        CHECK(said(pasted("[00:00:00.000 --> 00:00:04.000]   the kiln is hot now\n"
                          "[00:00:04.000 --> 00:00:09.000]   and we open it slowly\n"
                          "[00:00:09.000 --> 00:00:12.000]   so that nothing cracks\n")) == kTalk);
    }
    TEST_CASE("whatever arrow or dash stands between the times") {
        for (const std::string_view mark : {" --> ", " -> ", " → ", " - ", " – ", "—"}) {
            CAPTURE(mark);
            std::string seconds, clocks;
            for (const auto& [from, to, words] :
                 {std::tuple{"0", "4", "the kiln is hot now"}, std::tuple{"4", "9", "and we open it slowly"},
                  std::tuple{"9", "12", "so that nothing cracks"}}) {
                seconds += fmt::format("[{}.00s{}{}.20s] {}\n", from, mark, to, words);
                clocks += fmt::format("[00:{:0>2}{}00:{:0>2}] {}\n", from, mark, to, words);
            }
            CHECK(said(pasted(seconds)) == kTalk);
            CHECK(said(pasted(clocks)) == kTalk);
        }
        // An arrow makes no captions of it when the words stand beside the times.
        CHECK(said(pasted("00:01 → 00:04  Maya: The kiln is hot.\n00:04 → 00:09  Rui: We open it.\n"
                          "00:09 → 00:12  Maya: Nothing cracks.\n")) ==
              Texts{"Maya: The kiln is hot.", "Rui: We open it.", "Maya: Nothing cracks."});
    }
    TEST_CASE("times that count from the start are a recording's, whatever a chat looks like") {
        std::string brackets, above;
        for (int i = 0; i < 12; ++i) {
            const auto* const name = i % 2 == 0 ? "Maya Lind" : "Rui Prado";
            const auto time = fmt::format("{:02}:{:02}", i * 4, 3 * i);
            brackets += fmt::format("[{}] [{}] The kiln cools for hour number {}.\n", name, time, i);
            above += fmt::format("{} ({})\nThe kiln cools for hour number {}.\n\n", name, time, i);
        }
        for (const auto& text : {brackets, above}) {
            const auto document = pasted(text);
            CHECK(document.format == Format::speaker_text);
            CHECK(document.passages.size() == 12);
            CHECK(document.passages[1].speaker == "Rui Prado");
        }
        // A day of a chat begins in the morning.
        CHECK(pasted("[Maya Lind] [09:12] Is the kiln on?\n[Rui Prado] [09:14] It is.\n"
                     "[Maya Lind] [09:15] Good, I come at ten.\n[Rui Prado] [10:20] Are you here?\n")
                  .format == Format::chat);
    }
    TEST_CASE("names that come once are names where each line has a time of the recording") {
        CHECK(said(pasted(
                  "[00:00:01] Maya's iPad: The kiln is hot and ready.\n[00:00:04] Rui Prado | Clay Ltd: "
                  "We open it slowly.\n[00:00:09] 王伟: So that nothing cracks.\n")) ==
              Texts{"Maya's iPad: The kiln is hot and ready.", "Rui Prado: We open it slowly.",
                    "王伟: So that nothing cracks."});
    }
    TEST_CASE("Premiere: times with frames above the name") {
        for (const std::string_view first : {"00:00:01:00 - 00:00:03:20", "00;00;01;00 - 00;00;03;20"}) {
            CAPTURE(first);
            CHECK(
                said(pasted(std::string(first) +
                            "\nMaya Lindqvist\nThe kiln is hot.\n\n00:00:04:00 - 00:00:06:20\nRui Prado\nWe "
                            "open it slowly.\n\n00:00:07:00 - 00:00:09:20\nMaya Lindqvist\nGood.\n")) ==
                Texts{"Maya Lindqvist: The kiln is hot.", "Rui Prado: We open it slowly.",
                      "Maya Lindqvist: Good."});
        }
    }
    TEST_CASE("Temi and Fathom: a time behind the colon, a time behind an @, a link as the time") {
        const Texts talk{"Maya Lindqvist: The kiln is hot.", "Rui Prado: We open it.",
                         "Maya Lindqvist: Good.", "Rui Prado: Slowly."};
        CHECK(said(pasted("Maya Lindqvist:   00:01   The kiln is hot.\n\nRui Prado:   00:04   We open it.\n\n"
                          "Maya Lindqvist:   00:06   Good.\n\nRui Prado:   00:08   Slowly.\n")) == talk);
        CHECK(
            said(pasted("@0:01 - **Maya Lindqvist**\n\nThe kiln is hot.\n\n@0:04 - **Rui Prado**\n\nWe open "
                        "it.\n\n@0:06 - **Maya Lindqvist**\n\nGood.\n\n@0:08 - **Rui Prado**\n\nSlowly.\n",
                        "notes/talk.md")) == talk);
        CHECK(said(pasted("[00:01](https://example.org/?t=1) **Maya Lindqvist**: The kiln is hot.\n\n"
                          "[00:04](https://example.org/?t=4) **Rui Prado**: We open it.\n\n"
                          "[00:06](https://example.org/?t=6) **Maya Lindqvist**: Good.\n\n"
                          "[00:08](https://example.org/?t=8) **Rui Prado**: Slowly.\n",
                          "notes/talk.md")) == talk);
    }
    TEST_CASE("Webex names who speaks in the ids of its cues") {
        CHECK(said(pasted(
                  "WEBVTT\n\n1 \"Maya Lindqvist\" (3987654)\n00:00:01.000 --> 00:00:03.000\nThe kiln is "
                  "hot.\n\n2 \"Rui Prado\" (3987655)\n00:00:04.000 --> 00:00:06.000\nWe open it.\n",
                  "notes/talk.vtt")) == Texts{"Maya Lindqvist: The kiln is hot.", "Rui Prado: We open it."});
    }
    TEST_CASE("what the program adds is nobody's words, and is told") {
        const auto document = parse_document(
            "transcripts/talk.txt",
            "This editable transcript was computer generated and might contain errors.\n\nMaya Lindqvist: "
            "The "
            "kiln is hot.\nRui Prado: We open it.\nMaya Lindqvist: Good.\nRui Prado: Slowly.\nMeeting ended "
            "after 00:32:10 👋\n",
            DocumentKind::transcript);
        CHECK(said(document) == Texts{"Maya Lindqvist: The kiln is hot.", "Rui Prado: We open it.",
                                      "Maya Lindqvist: Good.", "Rui Prado: Slowly."});
        CHECK(document.omitted.size() == 2);
    }
    TEST_CASE("agendas, chapters, diaries and lists of incidents stay the author's") {
        for (const std::string_view text :
             {"Team day\n\n0:00 Intro\n0:05 Roadmap: Rafael\n0:30 Demo: Rui\n0:55 Wrap-up\n",
              "0:00 Intro\n2:15 The kiln\n10:40 Questions from people\n",
              "09:00 Woke up late and lit the kiln.\n09:30 Coffee, and a walk around the lake.\n12:00 "
              "Lunch.\n",
              "09:02 UTC - Alert fired: kiln is cold\n09:10 UTC - I lit it again\n09:31 UTC - All is well: "
              "hot\n",
              "**2026-11-11 09:02** Lit the kiln and it went out.\n\n**2026-11-11 09:30** Lit it "
              "again.\n\n**2026-11-11 10:10** Hot.\n",
              "5:00 Heat the kiln to 200 degrees.\n10:00 Put in the bowls and wait.\n45:00 Let it cool "
              "now.\n"}) {
            CAPTURE(text);
            const auto document = pasted(text, text.starts_with('*') ? "notes/a.md" : "notes/a.txt");
            CHECK(document.kind == DocumentKind::knowledge);
        }
    }
}
