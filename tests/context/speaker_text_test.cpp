#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

TEST_SUITE("speaker text") {
    TEST_CASE("a short chat with times is a dialogue, in a text file and in a note") {
        for (const auto* path : {"notes/gate.txt", "notes/gate.md"}) {
            CAPTURE(path);
            const auto chat = knowledge(
                "[12:03] lena: did you see the gate?\n[12:04] omar: yes, it sticks again\n[12:04] omar: the "
                "left "
                "wing\n[12:06] lena: ok I'll look\n",
                path);
            CHECK(chat.kind == DocumentKind::transcript);
            CHECK(chat.passages.front().speaker == "lena");
        }
        // An agenda has times as well.
        CHECK(knowledge("10:15 Roadmap: Rafael\n10:30 Budget: Bia\n10:45 Hiring: Rafael\n", "notes/agenda.md")
                  .kind == DocumentKind::knowledge);
    }
    TEST_CASE("a name before a colon speaks") {
        const auto document = transcript("Maya: Hello.\nRafael: Hi.\nMaya: Shall we?\n");
        CHECK(document.format == Format::speaker_text);
        CHECK(said(document) == Texts{"Maya: Hello.", "Rafael: Hi.", "Maya: Shall we?"});
        CHECK(document.participants == Texts{"Maya", "Rafael"});
        CHECK(document.passages[2].line == 3);
    }
    TEST_CASE("times before the name") {
        const auto document =
            transcript("[00:01:23] Maya: Hello.\n00:01:30 Rafael: Hi.\n(1:40) Maya: Fine.\n");
        CHECK(said(document) == Texts{"Maya: Hello.", "Rafael: Hi.", "Maya: Fine."});
        CHECK(document.passages[0].start_ms == 83'000);
        CHECK(document.passages[2].start_ms == 100'000);
    }
    TEST_CASE("times after the name") {
        const auto document = transcript("Maya Lindqvist (00:01:23): Hello.\nRafael [00:01:30]: Hi.\n");
        CHECK(said(document) == Texts{"Maya Lindqvist: Hello.", "Rafael: Hi."});
        CHECK(document.passages[0].start_ms == 83'000);
    }
    TEST_CASE("a name and a time above the words") {
        const auto document =
            transcript("Maya Lindqvist  00:01:23\nHello there,\nall.\n\nRafael Nogueira  00:01:30\nYeah.\n");
        CHECK(said(document) == Texts{"Maya Lindqvist: Hello there, all.", "Rafael Nogueira: Yeah."});
        CHECK(document.passages[1].start_ms == 90'000);
        CHECK(document.passages[0].line == 2);
    }
    TEST_CASE("a time and a name above the words") {
        CHECK(said(transcript("[00:00:05] Maya Lindqvist\nHello.\n\n[00:00:09] Rafael\nHi.\n")) ==
              Texts{"Maya Lindqvist: Hello.", "Rafael: Hi."});
    }
    TEST_CASE("bold names") {
        CHECK(said(transcript("# Call\n\n**Maya:** Hello.\n\n**Rafael**: Hi.\n\n**Maya (host):** Bye.\n",
                              "call.md")) == Texts{"Maya: Hello.", "Rafael: Hi.", "Maya: Bye."});
    }
    TEST_CASE("lines without a name go on with the turn") {
        CHECK(said(transcript("Maya: Hello\nto all.\n\nAnd more.\nRafael: Hi.\nMaya: Yes.\n")) ==
              Texts{"Maya: Hello to all.\n\nAnd more.", "Rafael: Hi.", "Maya: Yes."});
    }
    TEST_CASE("roles in brackets and shouting are put right") {
        CHECK(said(transcript("MAYA (host): Hello.\nJOÃO DA SILVA: Oi.\nMAYA: Bye.\n")) ==
              Texts{"Maya: Hello.", "João da Silva: Oi.", "Maya: Bye."});
    }
    TEST_CASE("topics between the turns are the writer's notes") {
        CHECK(
            said(transcript("Maya: We drop it.\nDecision: drop the cache.\nRafael: Good.\nMaya: Done.\n")) ==
            Texts{"Maya: We drop it.", "[Decision: drop the cache.]", "Rafael: Good.", "Maya: Done."});
        CHECK(said(transcript(
                  "**Maya:** We drop it.\n\n**Rafael:** Good.\n\n**Maya:** Done.\n\n**Decision:** drop "
                  "it.\n")) ==
              Texts{"Maya: We drop it.", "Rafael: Good.", "Maya: Done.", "[Decision: drop it.]"});
    }
    TEST_CASE("addresses and times of day within speech are no labels") {
        CHECK(said(transcript("Maya: See\nhttps://example.org/a: b\nRafael: At\n10:30 sharp.\nMaya: Ok.\n"))
                  .size() >= 3);
        CHECK(said(transcript("Maya: See\nhttps://example.org/a now\nRafael: Yes.\nMaya: Ok.\n"))[0] ==
              "Maya: See https://example.org/a now");
    }
    TEST_CASE("what stands above the first turn: title, date and people") {
        const auto document = transcript(
            "# Retro\n\nDate: 17/11/2026\nAttendees: Maya Lindqvist, Rafael\n\nMaya: Hello.\nRafael: Hi.\n");
        CHECK(document.title == "Retro");
        CHECK(document.date == parse_date("2026-11-17"));
        CHECK(document.participants == Texts{"Maya Lindqvist", "Rafael"});
        CHECK(said(document) == Texts{"Maya: Hello.", "Rafael: Hi."});
    }
    TEST_CASE("sounds are dropped from speech") {
        CHECK(said(transcript("Maya: [laughter] Right.\nRafael: (applause)\nMaya: Go on.\n")) ==
              Texts{"Maya: Right.", "Maya: Go on."});
    }
    TEST_CASE("in Markdown, too, sounds are dropped and missing words leave a gap") {
        CHECK(
            said(transcript(
                "# Call\n\n**Maya Lindqvist:** We moved the [inaudible 00:12:03] to the new cluster. "
                "[laughter] It was fast.\n\n**Rafael Costa:** [crosstalk]\n\n**Maya Lindqvist:** (applause) "
                "Thanks.\n",
                "transcripts/call.md")) ==
            Texts{"Maya Lindqvist: We moved the […] to the new cluster. It was fast.",
                  "Maya Lindqvist: Thanks."});
        CHECK(
            said(meeting("# Weekly\n\nWe met at noon.\n\nMaya Lindqvist: The [inaudible] is late. [risos]\n\n"
                         "Rafael Costa: It is.\n\nMaya Lindqvist: So it is.\n")) ==
            Texts{"[We met at noon.]", "Maya Lindqvist: The […] is late.", "Rafael Costa: It is.",
                  "Maya Lindqvist: So it is."});
    }
    TEST_CASE("a knowledge note is a dialogue only if labels recur and dominate") {
        CHECK(knowledge("Maya: Hello.\nRafael: Hi.\nMaya: A.\nRafael: B.\n", "a.txt").format ==
              Format::speaker_text);
        CHECK(knowledge("A long note about the queue.\n\nIt goes on and on.\n\nMaya: said so.\n\nMaya: "
                        "twice.\n\nMore text.\n",
                        "a.txt")
                  .format == Format::text);
    }
    TEST_CASE("what is said is a transcript wherever it lies, and says why") {
        for (const auto folder : {DocumentKind::knowledge, DocumentKind::meeting}) {
            const auto document =
                parse_document("a.txt", "Maya: Hello.\nRafael: Hi.\nMaya: A.\nRafael: B.\n", folder);
            CHECK(document.kind == DocumentKind::transcript);
            CHECK(document.kind_reason == "4 of its 4 lines begin a speaker's turn");
        }
    }
    TEST_CASE("items of minutes that open with an attendee's name are that attendee's words") {
        const auto minutes = meeting(
            "# Weekly\n\nAttendees: Maya Lindqvist, Rafael Lima, Bia Souza\n\n## Drill\n\n"
            "- Maya: it took eleven minutes\n- Rafael, we could run it at night\n"
            "- Rafael, Bia to try it\n- Cache: still cold\n- Bia - I will ask\n");
        std::vector<std::string> speakers;
        for (const auto& passage : minutes.passages)
            if (passage.kind == PassageKind::list_item) speakers.push_back(passage.speaker);
        CHECK(speakers == Texts{"Maya Lindqvist", "Rafael Lima", "", "", "Bia Souza"});
        CHECK(minutes.passages[0].text == "Maya: it took eleven minutes");
    }
    TEST_CASE("among such items one without its mark is theirs too, unless a verb tells of the person") {
        const auto minutes = meeting(
            "# Weekly\n\nAttendees: Maya Lindqvist, Rafael Lima, Bia Souza, Marco Prado\n\n## Drill\n\n"
            "- Maya: it took eleven minutes\n- Rafael, we could run it at night\n- Bia - I will ask\n"
            "- Bia without the lock it is faster\n- Rafael asked for a disk\n- Maya I would not\n"
            "- Marco, likely to be done by noon\n");
        std::vector<std::string> speakers;
        for (const auto& passage : minutes.passages)
            if (passage.kind == PassageKind::list_item) speakers.push_back(passage.speaker);
        CHECK(speakers == Texts{"Maya Lindqvist", "Rafael Lima", "Bia Souza", "Bia Souza", "",
                                "Maya Lindqvist", "Marco Prado"});
        const auto few = meeting(
            "# Weekly\n\nAttendees: Maya Lindqvist, Bia Souza\n\n## Drill\n\n"
            "- Bia without the lock it is faster\n");
        CHECK(few.passages[0].speaker.empty());
    }
    TEST_CASE("names that are months in another language speak; months do not") {
        CHECK(said(transcript(
                  "Marco: Hello.\n\nRui: Hi.\n\nMarco: It works.\n\nJúlio: Good.\n\nRui: Yes.\n")) ==
              Texts{"Marco: Hello.", "Rui: Hi.", "Marco: It works.", "Júlio: Good.", "Rui: Yes."});
        CHECK(
            said(transcript("Rui: We had much to do.\n\nMarço: nada.\n\nBia: Hi.\n\nRui: Yes.\n\nBia: No.\n"))
                .size() == 4);
    }
    TEST_CASE("minutes without a list of people: who speaks in the items comes back in them") {
        const auto minutes = meeting(
            "# Weekly\n\n## Drill\n\n- Maya: it took eleven minutes\n- Rui: how many disks?\n  - two would "
            "do\n"
            "- Maya: two\n- Bia - I can ask\n- Rui: please do (@bia)\n- Cost: ten euros\n- Bia: by Friday\n\n"
            "## Locks\n\n- Bia: still held\n- Maya: all night\n- Bia: yes\n- Rui: hm\n- Cost: none\n- Cost: "
            "later\n");
        std::vector<std::string> speakers;
        for (const auto& passage : minutes.passages)
            speakers.push_back(passage.speaker);
        CHECK(speakers ==
              Texts{"Maya", "Rui", "", "Maya", "Bia", "Rui", "", "Bia", "Bia", "Maya", "Bia", "Rui", "", ""});
        CHECK(minutes.participants == Texts{"Bia", "Maya", "Rui"});
        std::string records = "# Weekly\n\nThe owner tells the state and the risk of each.\n";
        for (const char* const part : {"Disk", "Lock", "Cache", "Mail"})
            records += std::string("\n## ") + part + "\n\n- Owner: me\n- State: open\n- Risk: low\n";
        for (const auto& passage : meeting(records).passages)
            CHECK(passage.speaker.empty());
    }
    TEST_CASE("a scribe's dots go on with what the one before said") {
        const auto minutes = meeting(
            "# Weekly\n\nMaya: it took eleven minutes\n\n... and nobody noticed\n\nRui: how many disks?\n\n"
            "Maya: two\n\nRui: good\n\n… very good\n");
        CHECK(said(minutes) == Texts{"Maya: it took eleven minutes", "Maya: and nobody noticed",
                                     "Rui: how many disks?", "Maya: two", "Rui: good", "Rui: very good"});
    }
    TEST_CASE("long words below a name and a time that stand apart") {
        std::string text;
        for (int turn = 0; turn < 6; ++turn) {
            text += turn % 2 == 0 ? "Maya Lindqvist: 00:0" : "NVK: 00:0";
            text += std::to_string(turn) + ":15\n\n";
            for (int line = 0; line < 9; ++line)
                text += "We looked at the disks and at what was written on them.\n";
            text += "\n";
        }
        const auto call = transcript(text, "transcripts/call.md");
        REQUIRE(call.passages.size() == 6);
        CHECK(call.passages[0].kind == PassageKind::turn);
        CHECK(call.passages[0].speaker == "Maya Lindqvist");
        CHECK(call.passages[1].speaker == "NVK");
        CHECK(call.passages[5].start_ms == 315'000);
    }
    TEST_CASE("ranges of seconds are times") {
        const auto call = transcript(
            "[148.64 --> 150.26]  Is it running?\n[150.26 --> 155.82]  It ran all night.\n"
            "[158.18 --> 158.44]  Good.\n[1583.5 --> 1584.90]  And now it stands.\n");
        REQUIRE_FALSE(call.passages.empty());
        CHECK(call.passages[0].kind == PassageKind::turn);
        CHECK(call.passages[0].start_ms == 148'640);
        for (const auto& passage : call.passages)
            CHECK_FALSE(contains(passage.text, "-->"));
    }
    TEST_CASE("a mark of a pause is said by nobody, and ends what was said") {
        const auto call = transcript(
            "**Maya:** That is all of it.\n\n**Break:** \\[35:06\\]\n\n**Maya:** Now to the disks.\n\n"
            "**Rafael:** Yes.\n\n**Break:**\n\n**Rafael:** Ten of them.\n");
        CHECK(said(call) == Texts{"Maya: That is all of it.", "Maya: Now to the disks.", "Rafael: Yes.",
                                  "Rafael: Ten of them."});
        REQUIRE(call.omitted.size() == 2);
        CHECK(call.omitted[0] == "line 3: a mark of a pause");
    }
    TEST_CASE("Markdown's escapes in a transcript are no words") {
        CHECK(said(transcript("**Maya:** It works. \\[laughs\\]\n\n**Rafael:** \\[12:30\\] Does it\\_now?\n\n"
                              "**Maya:** Yes.\n",
                              "transcripts/call.md")) ==
              Texts{"Maya: It works.", "Rafael: Does it_now?", "Maya: Yes."});
    }
    TEST_CASE("the fields of a reference are no speakers: once in each section, or always in one order") {
        const auto entry = [](const std::string& heading) {
            return heading +
                   "**Purpose:** Moves a message.\n\n**Arguments:** The queue's name.\n\n"
                   "**Gives:** The message's number.\n\n";
        };
        for (const auto& reference : {entry("## send\n\n") + entry("## read\n\n") + entry("## drop\n\n"),
                                      entry("") + entry("") + entry("") + entry("")}) {
            const auto document = knowledge(reference);
            CHECK(document.kind == DocumentKind::knowledge);
            for (const auto& passage : document.passages) {
                CHECK(passage.kind == PassageKind::paragraph);
                CHECK(is_own_writing(passage));
            }
        }
        const auto talk = knowledge(
            "## Queues\n\n**Maya:** It broke.\n\n**Rafael:** When?\n\n**Maya:** At noon.\n\n"
            "## Backups\n\n**Rafael:** Ours work.\n\n**Maya:** Who says so?\n\n"
            "**Rafael:** The drill.\n");
        CHECK(talk.kind == DocumentKind::transcript);
    }
    TEST_CASE("a transcript without any names is plain text") {
        const auto document = transcript("So we began with the queue.\n\nYeah.\n\nAnd then it broke.\n");
        CHECK(document.format == Format::text);
        CHECK(texts(document).size() == 3);
    }
    TEST_CASE("numbered speakers") {
        CHECK(said(transcript("Speaker 1: Hello.\nSpeaker 2: Hi.\nSpeaker 1: Go.\n")) ==
              Texts{"Speaker 1: Hello.", "Speaker 2: Hi.", "Speaker 1: Go."});
    }
    TEST_CASE("names alone on a line speak the lines below") {
        CHECK(said(transcript("Maya:\nWe shipped it.\n\nRafael:\nNice.\n\nMaya:\nNext.\n")) ==
              Texts{"Maya: We shipped it.", "Rafael: Nice.", "Maya: Next."});
    }
    TEST_CASE("lower-case handles speak when they come back") {
        CHECK(said(transcript("maya: hey\nrafael: hi\nmaya: ok\nrafael: fine\nmaya: bye\n")).size() == 5);
    }
    TEST_CASE("a recording among the meetings is told by its times, even in Markdown") {
        const std::string text =
            "# Retro\n\n**Maya** [00:00:05]: We shipped.\n\n**Rafael** [00:00:10]: Good.\n\n**Maya** "
            "[00:00:12]: Bye.\n";
        CHECK(said(meeting(text)) == Texts{"Maya: We shipped.", "Rafael: Good.", "Maya: Bye."});
    }
    TEST_CASE("an agenda with times has no speakers") {
        CHECK(meeting("Team day\n\n10:00 Welcome: Maya\n10:15 Roadmap: Rafael\n", "day.txt").format ==
              Format::text);
    }
    TEST_CASE("questions and answers in a note have no speakers, in an interview they have") {
        const std::string_view text = "Q: What did you learn?\nA: Patience.\nQ: And?\nA: More of it.\n";
        CHECK(knowledge(text, "faq.txt").format == Format::text);
        CHECK(said(transcript(text))[1] == "A: Patience.");
        CHECK(transcript(text).participants.empty());
    }
    TEST_CASE("a legend says who is who, and is nobody's words") {
        const auto talk = transcript(
            "Key: ML = Maya Lindqvist, RP = Rui Prado\n\nML: The kiln is hot.\nRP: I broke it.\nML: I mend "
            "it.\n");
        CHECK(said(talk) == Texts{"Maya Lindqvist: The kiln is hot.", "Rui Prado: I broke it.",
                                  "Maya Lindqvist: I mend it."});
        CHECK(talk.participants == Texts{"Maya Lindqvist", "Rui Prado"});
        CHECK(talk.omitted == Texts{"line 1: who is who"});
    }
    TEST_CASE("a parliament's address and dash, a full stop of Hindi, a definition's mark") {
        CHECK(
            said(transcript(
                "O Sr. Rui Prado (PX): — Eu parti o forno.\nA Sr.ª Ana Reis (PY): — Quando volta?\nO Sr. Rui "
                "Prado (PX): — Amanhã.\n")) ==
            Texts{"Rui Prado: Eu parti o forno.", "Ana Reis: Quando volta?", "Rui Prado: Amanhã."});
        CHECK(said(transcript(
                  "El señor PRADO: Rompí el horno.\nLa señora REIS SOUSA: ¿Cuándo vuelve?\nEl señor PRADO: "
                  "Mañana.\n")) ==
              Texts{"Prado: Rompí el horno.", "Reis Sousa: ¿Cuándo vuelve?", "Prado: Mañana."});
        CHECK(said(transcript("माया: भट्ठी गरम है।\nरुई: मैंने तोड़ दी।\nमाया: ठीक है।\n")) ==
              Texts{"माया: भट्ठी गरम है।", "रुई: मैंने तोड़ दी।", "माया: ठीक है।"});
    }
}
