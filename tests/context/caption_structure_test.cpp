// What lies around the words of captions: headers, ids, counters, blank lines, tags. The rules are those of
// the WebVTT specification (https://www.w3.org/TR/webvtt1/, sections 4 and 6) and, for SubRip, which has
// none, those of the files that its tools write.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {
Texts vtt_turns(std::string_view text) {
    return said(transcript(text, "transcripts/call.vtt"));
}
Texts srt_turns(std::string_view text) {
    return said(transcript(text, "transcripts/call.srt"));
}
std::string with_line_ends(std::string text, std::string_view end) {
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += end.size())
        text.replace(at, 1, end);
    return text;
}
}  // namespace

TEST_SUITE("caption structure") {
    TEST_CASE("a header may hold text, fields and a map of time, and is no speech") {
        for (const std::string_view header :
             {"WEBVTT", "WEBVTT - weekly call", "WEBVTT\tweekly", "WEBVTT\nKind: captions\nLanguage: en",
              "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000",
              "WEBVTT\n\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000"}) {
            CHECK(vtt_turns(std::string{header} + "\n\n00:01.000 --> 00:02.000\nThe cache is cold.\n") ==
                  Texts{": The cache is cold."});
        }
        CHECK(vtt_turns("WEBVTT\n00:01.000 --> 00:02.000\nThe cache is cold.\n") ==
              Texts{": The cache is cold."});
    }
    TEST_CASE("cue ids of any form are no speech, whatever blank lines do") {
        for (const auto& [one, two] :
             {std::pair{"1", "2"},
              {"7", "8"},
              {"opening", "the reply"},
              {"cue-1", "cue-2"},
              {"4b1f0c9e-52d1-4f0a-9a43-0d1f0c2b7e11/17-0", "9c0fd2aa-1111-4f0a-9a43-0d1f0c2b7e11/18-0"}}) {
            for (const std::string_view below_id : {"\n", "\n\n"}) {
                for (const std::string_view between : {"\n\n", "\n\n\n\n", "\n"}) {
                    const bool words = std::string_view{one} == "opening" || std::string_view{one} == "cue-1";
                    // Then nothing tells them from what is said.
                    if (words && below_id == "\n\n" && between == "\n") continue;
                    const std::string_view id = one;
                    CAPTURE(id);
                    CAPTURE(below_id);
                    CAPTURE(between);
                    const auto file = "WEBVTT\n\n" + std::string{one} + std::string{below_id} +
                                      "00:01.000 --> 00:02.000\n<v Ana>The cache is cold." +
                                      std::string{between} + two + std::string{below_id} +
                                      "00:03.000 --> 00:04.000\n<v Bo>It warms up.\n";
                    CHECK(vtt_turns(file) == Texts{"Ana: The cache is cold.", "Bo: It warms up."});
                }
            }
        }
    }
    TEST_CASE("a number that is said stays") {
        CHECK(srt_turns("1\n00:00:01,000 --> 00:00:02,000\nWe sold\n2500\n\n2\n00:00:02,100 --> "
                        "00:00:03,000\n17\n\n3\n"
                        "00:00:03,100 --> 00:00:04,000\nand that is all\n") ==
              Texts{": We sold 2500 17 and that is all"});
        CHECK(vtt_turns(
                  "WEBVTT\n\n00:01.000 --> 00:02.000\n2500\n\n00:02.100 --> 00:03.000\n17\n\n00:03.000 --> "
                  "00:04.000\nin all\n") == Texts{": 2500 17 in all"});
    }
    TEST_CASE("line ends of every kind, also doubled ones") {
        const std::string file =
            "1\n00:00:01,000 --> 00:00:02,000\nThe cache is cold.\n\n2\n00:00:02,100 --> "
            "00:00:03,000\nIt warms up.\n";
        for (const std::string_view end :
             {"\n", "\r\n", "\r", "\r\r\n", "\n\n", "\r\n\r\n", "\xC2\x85", "\xE2\x80\xA8"}) {
            CAPTURE(end);
            CHECK(srt_turns(with_line_ends(file, end)) == Texts{": The cache is cold. It warms up."});
            CHECK(vtt_turns("WEBVTT" + with_line_ends("\n\n" + file, end)) ==
                  Texts{": The cache is cold. It warms up."});
        }
    }
    TEST_CASE("missing counters and blank lines, too many of them, and a file that was cut off are borne") {
        CHECK(srt_turns("00:00:01,000 --> 00:00:02,000\nOne.\n00:00:02,100 --> 00:00:03,000\nTwo.\n\n\n\n7\n"
                        "00:00:03,100 --> 00:00:04,000\nThree\n\nand four.\n\n8\n") ==
              Texts{": One. Two. Three and four."});
    }
    TEST_CASE("several files in one: headers in the middle are no speech, and nobody goes on speaking") {
        CHECK(
            vtt_turns(
                "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v Ana>One.\n\nWEBVTT\nX-TIMESTAMP-MAP=MPEGTS:1,LOCAL:"
                "00:00:00.000\n\n1\n00:00.000 --> 00:01.000\nTwo.\n\n\nWEBVTT Kind: captions\n\n00:00.500 "
                "--> "
                "00:01.000\nThree.\n") == Texts{"Ana: One.", ": Two.", ": Three."});
        const auto joined = transcript(
            "WEBVTT\n\n00:01.000 --> 00:02.000\nOne.WEBVTT\n\n00:00.500 --> 00:01.000\nTwo.", "a.vtt");
        CHECK(said(joined) == Texts{": One.", ": Two."});
        CHECK(joined.warnings.empty());
    }
    TEST_CASE("segments of a stream follow each other by its clock, and share the cue at their border") {
        const auto document = transcript(
            "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n00:01.000 --> 00:03.000\nOne two\n\n"
            "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:1080000,LOCAL:00:00:02.000\n\n00:03.000 --> 00:05.000\nOne "
            "two\n\n"
            "00:05.000 --> 00:06.000\nthree.\n",
            "stream.vtt");
        // 1,080,000 ticks are two seconds after 900,000, and stand for second 2 of the file: no shift.
        CHECK(said(document) == Texts{": One two", ": One two three."});
        const auto shared = transcript(
            "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n00:01.000 --> 00:03.000\nOne "
            "two.\n\n"
            "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n00:01.000 --> 00:03.000\nOne "
            "two.\n\n"
            "00:03.000 --> 00:04.000\nThree.\n",
            "stream.vtt");
        CHECK(said(shared) == Texts{": One two.", ": Three."});
    }
    TEST_CASE("notes, styles and regions anywhere are no speech; words below a blank line are") {
        CHECK(vtt_turns("WEBVTT\n\nSTYLE\n::cue(b) { color: red }\n\n00:01.000 --> 00:02.000\nOne\n\nand "
                        "two.\n\nNOTE\nfor "
                        "the editor\nalone\n\nNOTE again\n\n00:03.000 --> 00:04.000\nNOTE this well.\n") ==
              Texts{": One and two. NOTE this well."});
    }
    TEST_CASE("settings of a cue and positions of SubRip are no speech") {
        CHECK(vtt_turns("WEBVTT\n\n00:01.000 --> 00:02.000 align:start position:10%,line-left size:35% "
                        "vertical:rl\nOne.\n") == Texts{": One."});
        CHECK(srt_turns("1\n00:00:01,000 --> 00:00:02,000 X1:100 X2:200 Y1:300 Y2:400\nOne.\n") ==
              Texts{": One."});
    }
    TEST_CASE("times without hours, with commas, points, one digit, a typographic arrow") {
        for (const std::string_view time :
             {"00:01.000 --> 00:02.000", "00:00:01,000 --> 00:00:02,000", "0:00:01.0 --> 0:00:02.0",
              "00:00:01.000-->00:00:02.000", "00:00:01,000 –> 00:00:02,000", "00:00:01,000 → 00:00:02,000",
              "100:00:01.000 --> 100:00:02.000"}) {
            CAPTURE(time);
            CHECK(srt_turns("1\n" + std::string{time} + "\nOne.\n") == Texts{": One."});
        }
    }
    TEST_CASE("an arrow in what is said is no time") {
        CHECK(vtt_turns("WEBVTT\n\n00:01.000 --> 00:02.000\nWe went from 3 --> 5 workers.\n") ==
              Texts{": We went from 3 --> 5 workers."});
    }
    TEST_CASE("SubRip keeps the words below a broken time, and tells") {
        const auto document =
            transcript("1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:0Z --> 00:00:03\nTwo.\n", "a.srt");
        CHECK(said(document) == Texts{": One. Two."});
        CHECK(document.warnings ==
              Texts{"line 6: not a valid cue time, its text has the time of the cue before"});
    }
}

TEST_SUITE("caption text") {
    TEST_CASE("a < that opens no tag is a character") {
        CHECK(vtt_turns(
                  "WEBVTT\n\n00:01.000 --> 00:02.000\nif a < b and c > d we keep vector<int> <3 <= 5\n") ==
              Texts{": if a < b and c > d we keep vector<int> <3 <= 5"});
    }
    TEST_CASE("tags with classes, languages, times and ruby are dropped, their words are not") {
        CHECK(vtt_turns(
                  "WEBVTT\n\n00:01.000 --> 00:04.000\n<c.yellow.bg_blue>We</c> <00:01.500><i>ship</i> <lang "
                  "en-GB>on</lang> <ruby>Monday<rt>!</rt></ruby> <b>and</b> <u>Tuesday</u>\n") ==
              Texts{": We ship on Monday! and Tuesday"});
        CHECK(srt_turns("1\n00:00:01,000 --> 00:00:02,000\n{\\an8}{\\i1}<FONT COLOR=\"#ff0\">We "
                        "ship</FONT><br/>now{\\i0}\n") == Texts{": We ship now"});
    }
    TEST_CASE("voices: with classes, several in a cue, over lines, closed or not") {
        CHECK(
            vtt_turns(
                "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.first.loud Ana Lima>Ready?</v>\n<v Bo>Yes,\nI am.\n\n"
                "00:03.000 --> 00:04.000\n<v Ana Lima>Go. <v Bo>Now?\n\n00:05.000 --> 00:06.000\n<v R&amp;D "
                "room>We hear you.</v>\n") == Texts{"Ana Lima: Ready?", "Bo: Yes, I am.", "Ana Lima: Go.",
                                                    "Bo: Now?", "R&D room: We hear you."});
    }
    TEST_CASE("where cues name their voice, one that does not is of nobody known") {
        CHECK(vtt_turns(
                  "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>We ship.\n\n00:02.000 --> 00:03.000\nI never "
                  "tested it.\n\n"
                  "00:03.000 --> 00:04.000\n<v Ana>On Monday.\n") ==
              Texts{"Ana: We ship.", ": I never tested it.", "Ana: On Monday."});
    }
    TEST_CASE("references become characters") {
        CHECK(vtt_turns(
                  "WEBVTT\n\n00:01.000 --> 00:02.000\nR&amp;D &lt;b&gt; &#233;t&#xE9; &nbsp;&lrm;caf&eacute; "
                  "&unknown; "
                  "AT&T\n") == Texts{": R&D <b> été café &unknown; AT&T"});
    }
    TEST_CASE("dashes and arrows change the speaker; a broken-off sentence and a number do not") {
        CHECK(srt_turns(
                  "1\n00:00:01,000 --> 00:00:02,000\n- Ready?\n-Yes.\n\n2\n00:00:03,000 --> 00:00:04,000\n— "
                  "Then "
                  "go.\n– Now.\n\n3\n00:00:05,000 --> 00:00:06,000\n-- but not\n-5 degrees\n– and more\n") ==
              Texts{": Ready?", ": Yes.", ": Then go.", ": Now. -- but not -5 degrees – and more"});
        CHECK(
            vtt_turns("WEBVTT\n\n00:01.000 --> 00:02.000\n&gt;&gt; We ship. &gt;&gt; On Monday? &gt;&gt;&gt; "
                      "Yes.\n") == Texts{": We ship.", ": On Monday?", ": Yes."});
    }
}

TEST_SUITE("sounds in captions") {
    static Texts said_beside(std::string_view words) {
        return vtt_turns("WEBVTT\n\n00:01.000 --> 00:02.000\nStart\n\n00:02.000 --> 00:03.000\n" +
                         std::string{words} + "\n");
    }
    TEST_CASE("sounds are dropped in many languages") {
        for (const std::string_view sound : {"[Music]",
                                             "[MUSIC PLAYING]",
                                             "(applause)",
                                             "[Laughter and applause]",
                                             "[door slams, laughter]",
                                             "[Música]",
                                             "(risos)",
                                             "[Aplausos da plateia]",
                                             "[Musique]",
                                             "[Rires]",
                                             "[Applaudissements]",
                                             "[Musik]",
                                             "(Gelächter)",
                                             "[Beifall]",
                                             "[Risas]",
                                             "(ríe)",
                                             "[Applausi]",
                                             "[gelach]",
                                             "[skrattar]",
                                             "[музыка]",
                                             "[Аплодисменты]",
                                             "[音楽]",
                                             "[拍手]",
                                             "[音乐]",
                                             "[掌声]",
                                             "[음악]",
                                             "[박수]",
                                             "[موسيقى]",
                                             "[संगीत]",
                                             "♪ la la la ♪",
                                             "♪♪",
                                             "[BLANK_AUDIO]",
                                             "<laughter>",
                                             "[SOUND OF A TRAIN]"}) {
            CAPTURE(sound);
            CHECK(said_beside(sound) == Texts{": Start"});
        }
    }
    TEST_CASE("who made the captions is no speech") {
        for (const std::string_view credit : {"Subtitles by Example", "Legendas pela comunidade Example",
                                              "Untertitel im Auftrag von Example, 2026",
                                              "Sous-titrage Example", "Subtítulos realizados por Example"}) {
            CAPTURE(credit);
            CHECK(said_beside(credit) == Texts{": Start"});
        }
        CHECK(said_beside("the subtitles by Example are late") ==
              Texts{": Start the subtitles by Example are late"});
    }
    TEST_CASE("where words are missing stands a gap") {
        for (const std::string_view mark :
             {"[inaudible]", "(inaudible)", "[unintelligible 00:12:03]", "[inaudible@00:12]", "[crosstalk]",
              "[cross talk]", "[inaudível]", "[ininteligible]", "[unverständlich]", "[неразборчиво]",
              "[ __ ]", "[?]", "<inaudible>", "[redacted]"}) {
            CAPTURE(mark);
            CHECK(said_beside("the " + std::string{mark} + " is late") == Texts{": Start the […] is late"});
        }
    }
    TEST_CASE("a gap between whole sentences takes nothing from them") {
        CHECK(said_beside("is over. [crosstalk] The queue is empty.") ==
              Texts{": Start is over. The queue is empty."});
        CHECK(said_beside("is over.\n[inaudible]\nThe queue is empty. [inaudible]") ==
              Texts{": Start is over. The queue is empty."});
        CHECK(said_beside("with [inaudible].") == Texts{": Start with […]."});
        CHECK(said_beside("with\n[inaudible]\nthe queue") == Texts{": Start with […] the queue"});
    }
    TEST_CASE("a time in the middle of a line is no word") {
        CHECK(said_beside("the queue [00:35:07] is empty") == Texts{": Start the queue is empty"});
    }
    TEST_CASE("words in brackets are words") {
        for (const std::string_view words :
             {"it is (mostly) done", "the music (we paid for it) plays", "we paused (no laughing matter)",
              "the [GDPR] rules", "one [sic] two", "(the audio is lost)", "the [audio pipeline] failed",
              "the latter (the latter)", "take the ride (ride)", "at noon (12:30) sharp"}) {
            CAPTURE(words);
            CHECK(said_beside(words) == Texts{": Start " + std::string{words}});
        }
    }
    TEST_CASE("a song over the lines of a cue is dropped as one") {
        CHECK(said_beside("♪ we sail\nand sail ♪") == Texts{": Start"});
        CHECK(said_beside("♪ we sail ♪\nand so we begin") == Texts{": Start and so we begin"});
    }
}
