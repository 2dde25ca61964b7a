#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {
Document vtt(std::string_view body) {
    return transcript("WEBVTT\n\n" + std::string{body}, "transcripts/call.vtt");
}
Document srt(std::string_view body) {
    return transcript(body, "transcripts/call.srt");
}
}  // namespace

TEST_SUITE("WebVTT") {
    TEST_CASE("voice tags name the speaker, with the cue's times and lines") {
        const auto document =
            vtt("1\n00:00:01.000 --> 00:00:02.500 align:start\n<v Maya Lindqvist>Hello there.</v>\n");
        REQUIRE(document.passages.size() == 1);
        const auto& turn = document.passages[0];
        CHECK(document.format == Format::webvtt);
        CHECK(turn.kind == PassageKind::turn);
        CHECK(turn.speaker == "Maya Lindqvist");
        CHECK(turn.text == "Hello there.");
        CHECK(turn.start_ms == 1000);
        CHECK(turn.end_ms == 2500);
        CHECK(turn.line == 5);
        CHECK(document.participants == Texts{"Maya Lindqvist"});
    }
    TEST_CASE("times may do without hours, and have many of them") {
        const auto document =
            vtt("01:02.500 --> 01:03.000\n<v A>x.\n\n100:00:00.000 --> 100:00:01.000\n<v B>y.\n");
        CHECK(document.passages[0].start_ms == 62'500);
        CHECK(document.passages[1].start_ms == 360'000'000);
    }
    TEST_CASE("notes, styles and regions are skipped") {
        CHECK(said(vtt("NOTE a\nmultiline note\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:x\n\n00:01.000 "
                       "--> 00:02.000\n<v Maya>Yes.\n")) == Texts{"Maya: Yes."});
    }
    TEST_CASE("several voices in one cue are several turns") {
        CHECK(said(vtt("00:01.000 --> 00:02.000\n<v.loud Maya>Ready?</v> <v Rafael>Ready.</v>\n")) ==
              Texts{"Maya: Ready?", "Rafael: Ready."});
    }
    TEST_CASE("markup and references become text") {
        CHECK(said(vtt("00:01.000 --> 00:02.000\n<v Maya><i>R&amp;D</i> is <00:01.500><c.x>a &lt; "
                       "b</c>&nbsp;now.\n")) == Texts{"Maya: R&D is a < b now."});
    }
    TEST_CASE("cues of one speaker join, until a silence of more than half a minute") {
        CHECK(said(vtt("00:01.000 --> 00:02.000\n<v Maya>We have\n\n00:02.200 --> 00:03.000\n<v Maya>to "
                       "ship.\n\n00:40.000 --> 00:41.000\n<v Maya>So.\n")) ==
              Texts{"Maya: We have to ship.", "Maya: So."});
    }
    TEST_CASE("names before a colon are speakers when they recur") {
        CHECK(
            said(vtt(
                "00:01.000 --> 00:02.000\nMaya: Hello.\n\n00:03.000 --> 00:04.000\nRafael: Hi.\n\n00:05.000 "
                "--> 00:06.000\nMaya: One thing: we ship.\n\n00:06.500 --> 00:07.000\non Monday.\n")) ==
            Texts{"Maya: Hello.", "Rafael: Hi.", "Maya: One thing: we ship. on Monday."});
    }
    TEST_CASE("roll-up captions are said once") {
        const auto document =
            vtt("00:00.000 --> 00:02.000\n \nwe have<00:00.500><c> a queue</c>\n\n00:02.000 --> "
                "00:02.010\nwe have a queue\n \n\n"
                "00:02.010 --> 00:04.000\nwe have a queue\nthat never<00:03.000><c> forgets</c>\n\n00:04.000 "
                "--> 00:05.000\nthat never forgets anything\n");
        CHECK(texts(document) == Texts{"we have a queue that never forgets anything"});
    }
    TEST_CASE("what is really said twice stays") {
        CHECK(said(vtt("00:01.000 --> 00:02.000\n<v Maya>No.\n\n00:02.000 --> 00:03.000\n<v Maya>No.\n")) ==
              Texts{"Maya: No. No."});
    }
    TEST_CASE("sounds are dropped, words in brackets are not") {
        CHECK(
            said(vtt(
                "00:01.000 --> 00:02.000\n<v Maya>[laughter] Fine (applause).\n\n00:03.000 --> 00:04.000\n<v "
                "Maya>♪ la la ♪\n\n00:05.000 --> 00:06.000\n<v Maya>It is (mostly) done. [risos]\n")) ==
            Texts{"Maya: Fine. It is (mostly) done."});
    }
    TEST_CASE("a short ragged turn is a turn") {
        CHECK(
            said(vtt("00:01.000 --> 00:02.000\n<v Maya>So?\n\n00:02.000 --> 00:03.000\n<v Rafael>Yeah.\n")) ==
            Texts{"Maya: So?", "Rafael: Yeah."});
    }
    TEST_CASE("a long turn is cut at a sentence's end, with the time of its part") {
        std::string body;
        for (int i = 0; i < 50; ++i) {
            const std::string at = std::string{"00:"} + (i < 10 ? "0" : "") + std::to_string(i);
            body += at + ".000 --> " + at + ".900\n<v Maya>Sentence " + at +
                    " of about fifty characters in all.\n\n";
        }
        const auto document = vtt(body);
        REQUIRE(document.passages.size() == 3);
        CHECK(document.passages[0].text.size() <= 1200);
        CHECK(document.passages[0].text.ends_with("in all."));
        CHECK(document.passages[1].start_ms > document.passages[0].start_ms);
        CHECK(document.passages[1].line > document.passages[0].line_end);
        CHECK(document.passages[2].end_ms == 49'900);
    }
    TEST_CASE("a broken time is told by its line, the rest is read") {
        const auto document = vtt("00:0x --> 00:02.000\nlost\n\n00:03.000 --> 00:04.000\n<v Maya>Kept.\n");
        CHECK(said(document) == Texts{"Maya: Kept."});
        CHECK(document.warnings == Texts{"line 3: not a valid cue time, its text is left out"});
    }
    TEST_CASE("time that goes backwards is told") {
        const auto document = vtt("00:05.000 --> 00:06.000\n<v A>x.\n\n00:01.000 --> 00:02.000\n<v B>y.\n");
        CHECK(document.warnings == Texts{"line 7: time goes backwards"});
    }
    TEST_CASE("captions without a single cue are refused") {
        CHECK(contains(refusal("call.vtt", "WEBVTT\n\nNOTE nothing\n"), "no cue"));
    }
}

TEST_SUITE("SRT") {
    TEST_CASE("counters and tags are no text; comma and dot times") {
        const auto document =
            srt("\xEF\xBB\xBF"
                "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}<i>Hello</i> there.\r\n\r\n2\r\n00:00:02.100 "
                "--> 00:00:03.000\r\n<font color=\"#fff\">Bye</font>.\r\n");
        CHECK(document.format == Format::srt);
        CHECK(texts(document) == Texts{"Hello there. Bye."});
        CHECK(document.passages[0].end_ms == 3000);
    }
    TEST_CASE("shouted, plain and arrowed names are speakers") {
        CHECK(
            said(srt("1\n00:00:01,000 --> 00:00:02,000\nMAYA: Hello.\n\n2\n00:00:03,000 --> 00:00:04,000\n>> "
                     "RAFAEL NOGUEIRA: Hi.\n\n3\n00:00:05,000 --> 00:00:06,000\nMaya: Note: we ship.\n")) ==
            Texts{"Maya: Hello.", "Rafael Nogueira: Hi.", "Maya: Note: we ship."});
    }
    TEST_CASE("dashes are different speakers, unknown") {
        CHECK(said(srt("1\n00:00:01,000 --> 00:00:02,000\n- Ready?\n- Ready.\n")) ==
              Texts{": Ready?", ": Ready."});
    }
    TEST_CASE("a topic before a colon is no speaker") {
        CHECK(said(srt("1\n00:00:01,000 --> 00:00:02,000\nNote: all is well.\n")) ==
              Texts{": Note: all is well."});
    }
    TEST_CASE("blank lines within a cue, missing counters and a cut-off end are borne") {
        CHECK(texts(srt("00:00:01,000 --> 00:00:02,000\nHello\n\nthere.\n\n00:00:02,500 --> "
                        "00:00:03,000\nFriend.\n\n3\n")) == Texts{"Hello there. Friend."});
    }
    TEST_CASE("cues are known in a .txt file, too") {
        CHECK(detect_format("call.txt", "1\n00:00:01,000 --> 00:00:02,000\nHi\n") == Format::srt);
        CHECK(detect_format("call.txt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n") == Format::webvtt);
    }
}
