// Transcripts as services and people write them. The texts are written for these tests; each case names whose
// layout it is.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {

const Texts kLayoutTalk{"Maya Lindqvist: The drill runs on staging now.",
                        "Rui Prado: I broke the export twice.",
                        "Maya Lindqvist: Restores take eleven minutes."};

}  // namespace

TEST_SUITE("transcript layouts") {
    TEST_CASE("Otter, text export: name and time above the words") {
        const auto document = transcript(
            "Maya Lindqvist  0:03  \nThe drill runs on staging now.\n\nRui Prado  0:12  \nI broke the export "
            "twice.\n\nMaya Lindqvist  1:02:09  \nRestores take eleven minutes.\n\nTranscribed by "
            "https://otter.ai\n");
        CHECK(said(document) == kLayoutTalk);
        CHECK(document.passages[2].start_ms == 3'729'000);
    }
    TEST_CASE("Teams, docx saved as text: name and time above, more spaces between") {
        CHECK(said(transcript(
                       "Weekly sync-20261111_090100-Meeting Recording\n\nNovember 11, 2026, 9:01AM\n\n12m "
                       "4s\n\nMaya Lindqvist   0:03\nThe drill runs on staging now.\n\nRui Prado   0:12\nI "
                       "broke "
                       "the export twice.\n\nMaya Lindqvist   0:20\nRestores take eleven minutes.\n"))
                  .back() == kLayoutTalk.back());
    }
    TEST_CASE("Google Meet: times every five minutes, names before colons") {
        CHECK(
            said(
                transcript(
                    "Weekly sync - Transcript\n\n00:00:00\n\nMaya Lindqvist: The drill runs on staging "
                    "now.\nRui Prado: I broke the export twice.\n\n00:05:00\n\nMaya Lindqvist: Restores take "
                    "eleven minutes.\n"))
                .back() == kLayoutTalk.back());
        CHECK(said(transcript(
                  "Maya Lindqvist\n00:00:03\nThe drill runs on staging now.\n\nRui Prado\n00:00:12\nI broke "
                  "the export twice.\n\nMaya Lindqvist\n00:00:20\nRestores take eleven minutes.\n")) ==
              kLayoutTalk);
    }
    TEST_CASE("Zoom, text: the name in brackets, the time behind it") {
        CHECK(said(transcript(
                  "[Maya Lindqvist] 09:01:11\nThe drill runs on staging now.\n\n[Rui Prado] 09:01:20\nI "
                  "broke the export twice.\n\n[Maya Lindqvist] 09:01:31\nRestores take eleven minutes.\n")) ==
              kLayoutTalk);
    }
    TEST_CASE("Fireflies: time and name before the words, and name, dash and time above them") {
        CHECK(said(transcript(
                  "00:03 Maya Lindqvist: The drill runs on staging now.\n00:12 Rui Prado: I broke the export "
                  "twice.\n00:20 Maya Lindqvist: Restores take eleven minutes.\n")) == kLayoutTalk);
        CHECK(said(transcript(
                  "Maya Lindqvist - 00:03\nThe drill runs on staging now.\n\nRui Prado - 00:12\nI broke the "
                  "export twice.\n\nMaya Lindqvist - 00:20\nRestores take eleven minutes.\n")) ==
              kLayoutTalk);
    }
    TEST_CASE("Read.ai: time, dash and name above the words") {
        CHECK(said(transcript(
                  "0:03 - Maya Lindqvist\nThe drill runs on staging now.\n\n0:12 - Rui Prado\nI broke the "
                  "export twice.\n\n0:20 - Maya Lindqvist\nRestores take eleven minutes.\n")) == kLayoutTalk);
    }
    TEST_CASE("Rev: name and time in brackets with a colon, above the words") {
        CHECK(said(transcript(
                  "Speaker 1 (00:03):\nThe drill runs on staging now.\n\nRui Prado (00:12):\nI broke the "
                  "export twice.\n\nSpeaker 1 (00:20):\nRestores take eleven minutes.\n")) ==
              Texts{"Speaker 1: The drill runs on staging now.", kLayoutTalk[1],
                    "Speaker 1: Restores take eleven minutes."});
    }
    TEST_CASE("Whisper, text: times only, or nothing at all") {
        const auto document = transcript(
            "[00:00.000 --> 00:04.000]  The drill runs on staging now.\n[00:04.000 --> 00:09.000]  And quick "
            "note: it broke.\n[00:09.000 --> 00:12.000]  So it goes.\n");
        for (const auto& passage : document.passages)
            CHECK(passage.speaker.empty());
    }
    TEST_CASE("whisperX and pyannote: numbered speakers in brackets") {
        CHECK(said(transcript(
                  "[SPEAKER_00]: The drill runs.\n[SPEAKER_01]: I broke it.\n[SPEAKER_00]: Again.\n")) ==
              Texts{"SPEAKER_00: The drill runs.", "SPEAKER_01: I broke it.", "SPEAKER_00: Again."});
        CHECK(said(transcript("(speaker 0) The drill runs.\n(speaker 1) I broke it.\n(speaker 0) Again.\n"))
                  .size() == 3);
    }
    TEST_CASE("names in brackets without a colon, where most lines begin so; sounds are none") {
        const Texts talk{"Maya: The drill runs.", "Rui: I broke it.", "Maya: Again."};
        CHECK(said(transcript("(Maya) The drill runs.\n(Rui) I broke it.\n(Maya) Again.\n")) == talk);
        CHECK(said(transcript("[Maya] The drill runs.\n[Rui] I broke it.\n[Maya] Again.\n")) == talk);
        for (const auto& passage :
             transcript("The drill runs on staging now.\n[Applause] We broke it twice in "
                        "one week.\n(Optional) Then we mended it.\n")
                 .passages)
            CHECK(passage.speaker.empty());
    }
    TEST_CASE("happyscribe: time in brackets, dash and name above the words") {
        CHECK(said(transcript(
                  "[00:00:03.00] - Maya Lindqvist\nThe drill runs on staging now.\n\n[00:00:12.10] - Rui "
                  "Prado\nI broke the export twice.\n\n[00:00:20.00] - Maya Lindqvist\nRestores take eleven "
                  "minutes.\n")) == kLayoutTalk);
    }
    TEST_CASE("podcast sites, Markdown: bold names, with and without the colon") {
        CHECK(said(transcript(
                  "**Maya Lindqvist:** The drill runs on staging now.\n\n**Rui Prado:** I broke the export "
                  "twice.\n\n**Maya Lindqvist:** Restores take eleven minutes.\n",
                  "a.md")) == kLayoutTalk);
        CHECK(
            said(transcript(
                "**Maya Lindqvist** (00:03)\n\nThe drill runs on staging now.\n\n**Rui Prado** (00:12)\n\nI "
                "broke the export twice.\n\n**Maya Lindqvist** (00:20)\n\nRestores take eleven minutes.\n",
                "a.md")) == kLayoutTalk);
    }
    TEST_CASE("headings with the speaker's name") {
        CHECK(said(transcript(
                       "# Call\n\n### Maya Lindqvist\n\nThe drill runs on staging now.\n\n### Rui Prado\n\nI "
                       "broke the export twice.\n\n### Maya Lindqvist\n\nRestores take eleven "
                       "minutes.\n\n### Rui "
                       "Prado\n\nFine.\n",
                       "a.md"))
                  .front() == kLayoutTalk.front());
    }
    TEST_CASE("live captions: chevrons and names in capitals") {
        CHECK(said(transcript(
                  ">> MAYA LINDQVIST: The drill runs on staging now.\n>> RUI PRADO: I broke the export "
                  "twice.\n>> MAYA LINDQVIST: Restores take eleven minutes.\n")) == kLayoutTalk);
        const auto unnamed =
            transcript(">> MAYA: The drill runs.\n>> I broke it.\n>> MAYA: Again.\n>> MAYA: Yes.\n");
        CHECK(said(unnamed)[1] == ": I broke it.");
    }
    TEST_CASE("court reporters: MR. SMITH, THE WITNESS, Q. and A.") {
        CHECK(said(transcript(
                  "MR. SMITH:  Did you restore it?\n\nTHE WITNESS:  I did.\n\nMR. SMITH:  When?\n\nTHE "
                  "WITNESS:  On Friday.\n")) == Texts{"Mr. Smith: Did you restore it?", "The Witness: I did.",
                                                      "Mr. Smith: When?", "The Witness: On Friday."});
    }
    TEST_CASE("interviews") {
        CHECK(said(transcript("Interviewer: What broke?\nMaya: The export.\nInterviewer: And then?\nMaya: We "
                              "fixed it.\n"))
                  .size() == 4);
        CHECK(said(transcript("Q: What broke?\nA: The export.\nQ: And then?\nA: We fixed it.\n"))[1] ==
              "A: The export.");
    }
    TEST_CASE("plays and printed interviews: the name in capitals before a dash") {
        const auto document = transcript(
            "MAYA — The drill runs on staging now.\nRUI — I broke the export twice – and again.\nMAYA — "
            "Restores take "
            "eleven minutes.\nRUI – Fine.\n");
        CHECK(said(document) == Texts{"Maya: The drill runs on staging now.",
                                      "Rui: I broke the export twice – and again.",
                                      "Maya: Restores take eleven minutes.", "Rui: Fine."});
        CHECK(
            knowledge("# Terms\n\nSQL — a language of tables.\n\nCPU — what computes.\n").passages[0].kind ==
            PassageKind::paragraph);
    }
    TEST_CASE("the name, a colon and the time above the words") {
        const auto document = transcript(
            "# Call\n\nMaya Lindqvist: 00:01:02\n\nThe drill runs on staging now.\n\nRui Prado: "
            "00:01:10\n\nI broke it.\n\n"
            "Maya Lindqvist: 00:01:15\n\nTwice.\n\nRui Prado: 00:01:20\n\nYes.\n",
            "transcripts/call.md");
        for (const auto& passage : document.passages)
            CHECK_FALSE(contains(passage.text, "00:01"));
        CHECK(document.passages[0].speaker == "Maya Lindqvist");
        CHECK(document.passages[1].speaker == "Rui Prado");
    }
    TEST_CASE("tables: a column for who speaks and one for the words") {
        const auto document = knowledge(
            "# Interview\n\n| Time | Speaker | Text |\n|---|---|---|\n| 00:01 | Maya Lindqvist | The drill "
            "runs on staging now. "
            "|\n| 00:09 | Rui Prado | I broke the [inaudible] twice. |\n\nAfter.\n");
        CHECK(said(document) == Texts{"Maya Lindqvist: The drill runs on staging now.",
                                      "Rui Prado: I broke the […] twice.", "[After.]"});
        CHECK(document.passages[1].start_ms == 9000);
        CHECK(document.passages[1].line == 6);
        CHECK(said(transcript("| Falante | Fala |\n|--|--|\n| Ana | O teste passou. |\n",
                              "transcripts/a.md")) == Texts{"Ana: O teste passou."});
        CHECK(knowledge("| Speaker | Talk |\n|--|--|\n| Ana | Queues |\n").passages[1].kind ==
              PassageKind::table_row);
    }
    TEST_CASE("screenplays: the name in capitals above the words") {
        CHECK(said(transcript(
                  "MAYA\nThe drill runs on staging now.\n\nRUI\nI broke the export twice.\n\nMAYA\nRestores "
                  "take eleven minutes.\n\nRUI\nGood.\n")) ==
              Texts{"Maya: The drill runs on staging now.", "Rui: I broke the export twice.",
                    "Maya: Restores take eleven minutes.", "Rui: Good."});
    }
    TEST_CASE("lists of turns") {
        CHECK(said(transcript(
                  "- Maya Lindqvist: The drill runs on staging now.\n- Rui Prado: I broke the export "
                  "twice.\n- Maya Lindqvist: Restores take eleven minutes.\n")) == kLayoutTalk);
    }
}

TEST_SUITE("turns in what is written") {
    TEST_CASE("minutes of who said what, with initials as the table of attendees tells (TC39's layout)") {
        const auto document = meeting(
            "# Plenary\n\n**Attendees:**\n\n| Name | Abbreviation | Organization |\n|---|---|---|\n| Maya "
            "Lindqvist | "
            "MLQ | Example |\n| Rui Prado | RPO | Example |\n\n## Drills\n\nPresenter: Olu Adeyemi (OA)\n\n- "
            "[slides](https://example.org/s)\n\nOA: Let us begin with the drills.\n\nMLQ: The drill runs on "
            "staging "
            "now.\n\nRPO: I broke the export twice.\n\nMLQ: Restores take eleven minutes.\n\nRPO: "
            "Fine.\n\n### "
            "Conclusion\n\n- The drill stays.\n");
        Texts turns;
        for (const auto& passage : document.passages)
            if (passage.kind == PassageKind::turn) turns.push_back(passage.speaker + ": " + passage.text);
        CHECK(turns == Texts{"Olu Adeyemi: Let us begin with the drills.", kLayoutTalk[0], kLayoutTalk[1],
                             kLayoutTalk[2], "Rui Prado: Fine."});
        CHECK(document.participants == Texts{"Maya Lindqvist", "Rui Prado", "Olu Adeyemi"});
    }
    TEST_CASE("a label above points speaks them; a line of names with initials tells whose they are") {
        const auto document = meeting(
            "# Plenary\n\nMaya Lindqvist (MLQ), Rui Prado (RPO), Olu Adeyemi (OA)\n\n## Drills\n\nMLQ: The "
            "drill runs on "
            "staging now.\n\nRPO:\n\n- I broke the export.\n- Twice.\n\nMLQ: Again?\n\nRPO: Yes.\n\n(Note: "
            "this "
            "came later.)\n\nMLQ: Fine.\n\n## Conclusion\n\n- The drill stays.\n");
        CHECK(
            meeting(
                "# Plenary\n\n**Attendees:**\n| Name | Abbreviation |\n|---|---|\n| Maya Lindqvist | MLQ "
                "|\n| Rui "
                "Prado | RPO |\n\n## Drills\n\nMLQ: It runs.\n\nRPO: It broke.\n\nMLQ: Again?\n\nRPO: Yes.\n")
                .passages.back()
                .speaker == "Rui Prado");
        for (const auto& passage : document.passages) {
            if (contains(passage.text, "broke") || contains(passage.text, "Twice")) {
                CHECK(passage.quoted);
                CHECK(passage.speaker == "Rui Prado");
            }
            if (contains(passage.text, "runs on staging")) CHECK(passage.speaker == "Maya Lindqvist");
            if (contains(passage.text, "stays")) CHECK_FALSE(passage.quoted);
        }
    }
    TEST_CASE("minutes in points stay minutes") {
        const auto document = meeting(
            "# Weekly\n\nAttendees: Maya Lindqvist, Rui Prado\n\n## Drills\n\nWe talked about "
            "drills.\n\nMaya: it is "
            "slow.\n\nThe rest of the hour went to other things that matter.\n\nDecision: keep "
            "it.\n\nAction: Rui "
            "writes it down.\n");
        CHECK(document.kind == DocumentKind::meeting);
        CHECK(std::none_of(document.passages.begin(), document.passages.end(),
                           [](const auto& passage) { return passage.kind == PassageKind::turn; }));
    }
    TEST_CASE("a dialogue pasted into a note is quoted, and the note stays the author's") {
        const auto document = knowledge(
            "# Restores\n\nI asked around about drills last week, and this is what I heard.\n\nRui: I broke "
            "the export "
            "twice.\n\nOlu: So did I.\n\nRui: Nobody noticed.\n\nWe should test more often.\n\nI will write "
            "a page on it "
            "for the handbook.\n\nThere is more to say about backups.\n");
        int quoted = 0;
        for (const auto& passage : document.passages) {
            if (passage.kind == PassageKind::turn) {
                ++quoted;
                CHECK(passage.quoted);
            } else {
                CHECK_FALSE(passage.quoted);
            }
        }
        CHECK(quoted == 3);
        CHECK(document.kind == DocumentKind::knowledge);
    }
    TEST_CASE("a chat pasted into a note is quoted, without dates and senders in its text") {
        const auto document = knowledge(
            "# Restores\n\nWhat we wrote that day, from the group, as far as I can still find "
            "it:\n\n11/11/2026, 9:02 - Rui "
            "Prado: I broke the export.\n11/11/2026, 9:03 - Olu: Again?\n\nWe should test more often, and I "
            "mean every "
            "night.\n\nThe next part is about costs.\n\nIt will be short.\n");
        CHECK(said(document)[1] == "Rui Prado: I broke the export.");
        CHECK(document.passages[1].quoted);
        CHECK(document.passages[2].text == "Again?");
        CHECK_FALSE(document.passages[3].quoted);
    }
    TEST_CASE("a question put to a model and its answer are quoted") {
        const auto document = knowledge(
            "# Notes on restores\n\nI tried this today, and it was of no use to me at all.\n\nUser: How do I "
            "restore a "
            "table?\n\nAssistant: You can restore a table with the tool.\n\nUser: And two "
            "tables?\n\nAssistant: You can "
            "restore both.\n\nMy own way is shorter and works.\n\nIt takes a minute.\n\nI keep it here.\n");
        for (const auto& passage : document.passages)
            CHECK(passage.quoted == (passage.kind == PassageKind::turn));
    }
    TEST_CASE("records of the same labels are the author's") {
        std::string text = "# Rules\n\n";
        for (const std::string subject : {"queue", "lock", "drill", "board"})
            text += "**Rule:** Keep the " + subject +
                    " short.\n**Why:** A rule about it costs less than a meeting.\n**Test:** Can you "
                    "run the test for the " +
                    subject + " alone?\n\n";
        for (const auto& passage : knowledge(text).passages) {
            CHECK(passage.kind == PassageKind::paragraph);
            CHECK(passage.speaker.empty());
        }
    }
    TEST_CASE("a log in the code of a note is no dialogue") {
        const std::string log =
            "11:09:37 Deploy: shelf moved\n11:09:39 Deploy: boxes counted\n11:09:41 Check: nine boxes\n"
            "11:09:44 Deploy: shelf locked\n11:09:49 Check: nine boxes\n11:10:02 Deploy: done\n";
        const auto note =
            knowledge("# Moving a shelf\n\nOne command moves it.\n\nIt locks the door:\n\n```\n" + log +
                      "```\n\nThe count is made twice.\n");
        CHECK(note.format == Format::markdown);
        CHECK(note.kind == DocumentKind::knowledge);
        CHECK(note.participants.empty());
        // A conversation that was pasted into such a block is one.
        CHECK(knowledge(
                  "# Call\n\n```\n[11:09:37] Maya: Is the shelf moved?\n[11:09:39] Rui: It is.\n[11:09:41] "
                  "Maya: And the boxes?\n[11:09:44] Rui: Nine of them.\n[11:09:52] Maya: Good.\n```\n")
                  .kind == DocumentKind::transcript);
    }
    TEST_CASE("definitions and labelled notes are no dialogue") {
        for (const std::string_view text : {"# Terms\n\nQueue: a line of jobs.\n\nWorker: takes a job from "
                                            "the queue.\n\nLease: how long a worker holds "
                                            "it.\n",
                                            "# Log\n\nProblem: it was slow.\n\nCause: the index.\n\nFix: a "
                                            "new one.\n\nProblem: it broke.\n\nFix: "
                                            "undone.\n"}) {
            CAPTURE(text);
            for (const auto& passage : knowledge(text).passages)
                CHECK(passage.kind != PassageKind::turn);
        }
    }
    TEST_CASE("initials and handles in a list of attendees") {
        const auto document = transcript(
            "Attendees: Maya Lindqvist (ML), Rui Prado @rp, Ana Souza (QA)\n\nML: The drill runs on staging "
            "now.\nrp: I "
            "broke the export twice.\nML: Restores take eleven minutes.\nrp: Fine.\nrp: Yes.\nQA: Tested.\n");
        CHECK(said(document)[0] == kLayoutTalk[0]);
        CHECK(said(document)[1] == kLayoutTalk[1]);
        CHECK(said(document).back() == "QA: Tested.");
    }
    TEST_CASE("names that are ticked below \"Participants\" attended, and are no tasks") {
        const auto document = meeting(
            "# Ata\n\n## Participantes\n\nMarque quem veio.\n\n### Clientes\n- [ ] Rui Prado\n\n### "
            "Equipe\n- [x] Ana "
            "Souza (QA)\n- [ ] Maya Lindqvist\n- [X] Caio Prado\n- [ ] revisar o contrato até sexta\n\n## "
            "Pendências\n- [ ] Maya Lindqvist\n");
        CHECK(document.participants == Texts{"Ana Souza", "Caio Prado"});
        REQUIRE(document.passages.size() == 3);
        CHECK(document.passages[0].text == "Marque quem veio.");
        CHECK(document.passages[1].text == "revisar o contrato até sexta");
        CHECK(document.passages[2].text == "Maya Lindqvist");
        CHECK(document.omitted.size() == 4);

        const auto flat =
            meeting("# Sync\n\n## Attendees\n- [x] Ana Souza\n- [ ] Maya Lindqvist\n\n## Notes\n\nWe met.\n");
        CHECK(flat.participants == Texts{"Ana Souza"});
        CHECK(texts(flat) == Texts{"We met."});
    }
    TEST_CASE("a line of minutes that opens with an attendee's name is theirs") {
        const auto document = meeting(
            "# Weekly\n\n**Attendees:** Maya Lindqvist (ML), Rui Prado (RP)\n\nML: The queue is full.\nRP: I "
            "moved two jobs.\n\n"
            "We ship on Monday.\n\nDecision: the drill stays.\n");
        REQUIRE(document.passages.size() == 4);
        CHECK(document.passages[0].speaker == "Maya Lindqvist");
        CHECK(document.passages[1].speaker == "Rui Prado");
        CHECK(document.passages[1].text == "RP: I moved two jobs.");
        CHECK(document.passages[2].speaker.empty());
        CHECK(document.passages[3].speaker.empty());
    }
    TEST_CASE("a label that is known ends the turn before, though that ends in no full stop") {
        CHECK(
            said(transcript("Me: why is it hot?\nAda: by the fire\nMe: and then?\nAda: it cools\nMe: good\n",
                            "transcripts/call.md")) ==
            Texts{"Me: why is it hot?", "Ada: by the fire", "Me: and then?", "Ada: it cools", "Me: good"});
    }
}
