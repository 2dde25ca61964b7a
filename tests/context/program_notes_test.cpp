// Transcripts and notes of meetings that programs wrote. The texts were written for these tests.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {

Document note_of(std::string_view text, std::string_view path) {
    return parse_document(path, text, DocumentKind::knowledge);
}

}  // namespace

TEST_SUITE("notes by programs") {
    TEST_CASE(
        "Gemini's notes with the transcript below: minutes, who was asked, and turns of those who spoke") {
        // Google Meet, "Take notes for me", as Google Docs saves it in Markdown
        const auto document = note_of(
            "# Notes\n\nNov 11, 2026\n\n## Kilns\n\nInvited [Maya Lindqvist](mailto:m@example.org) [Rui "
            "Prado](mailto:r@example.org)\n\nMeeting records [Transcript](https://example.org/x)\n\n### "
            "Summary\n\nMaya Lindqvist and Rui Prado talked about the kiln.\n\n*You should review Gemini's "
            "notes "
            "to make sure they're accurate. [Get tips](https://example.org/y)*\n\n# Transcript\n\n### "
            "00:00:00\n\n**Maya Lindqvist:** The kiln is cold.\n**Rui Prado:** Who heats it?\n\n*This "
            "editable "
            "transcript was computer generated and might contain errors.*\n",
            "notes/kilns.md");
        CHECK(document.kind == DocumentKind::meeting);
        CHECK(said(document) == Texts{"[Maya Lindqvist and Rui Prado talked about the kiln.]",
                                      "Maya Lindqvist: The kiln is cold.", "Rui Prado: Who heats it?"});
        CHECK(document.participants == Texts{"Maya Lindqvist", "Rui Prado"});
    }
    TEST_CASE("Zoom's summary is minutes, and nobody's own writing") {
        const auto document = note_of(
            "Quick recap\nThe team talked about the kiln.\n\nNext steps\n- Rui heats it.\n\nAI-generated "
            "content "
            "may be inaccurate or misleading. Always check for accuracy.\n",
            "notes/kilns.md");
        CHECK(document.kind == DocumentKind::meeting);
        CHECK(document.kind_reason == "a program says that it took these notes of a meeting");
    }
    TEST_CASE("a transcript that a program signed is one, however short") {
        // Google Meet in Portuguese, as text
        CHECK(said(note_of(
                  "Fornos - 2026/11/11 09:00 WET – Transcrição\nParticipantes\nMaya Lindqvist, Rui "
                  "Prado\n\nTranscrição\n\n00:00:00\n\nMaya Lindqvist: O forno está frio.\nRui Prado: Quem "
                  "o aquece?\n\nEsta transcrição editável foi gerada por computador e pode conter "
                  "erros.\n",
                  "notes/fornos.txt")) ==
              Texts{"Maya Lindqvist: O forno está frio.", "Rui Prado: Quem o aquece?"});
        // Otter
        CHECK(
            said(note_of("Kilns\nWed, Nov 11, 2026 9:02AM • 3:12\n\nSUMMARY KEYWORDS\nkiln, "
                         "heat\n\nSPEAKERS\nMaya Lindqvist, Rui Prado\n\nMaya Lindqvist  00:02\nThe kiln is "
                         "cold.\n\nRui Prado  00:12\nWho heats it?\n\nTranscribed by https://otter.ai\n",
                         "notes/kilns.txt")) ==
            Texts{"Maya Lindqvist: The kiln is cold.", "Rui Prado: Who heats it?"});
    }
    TEST_CASE("the Congressional Record: a title, a name in capitals and a full stop") {
        // congress.gov/congressional-record
        CHECK(
            said(
                note_of(
                    "Mr. PRADO. Mr. Speaker, I rise to ask who heats the kiln.\n\nMs. LINDQVIST. I do, every "
                    "Friday.\n\nMr. PRADO. I thank the lady.\n\nThe SPEAKER pro tempore. The question is on "
                    "the motion.\n\nMs. LINDQVIST. I yield back.\n",
                    "notes/record.txt"))
                .at(3) == "SPEAKER pro tempore: The question is on the motion.");
    }
    TEST_CASE("Granola: headings with Me and Them; tl;dv: names that are links") {
        CHECK(said(note_of("# Transcript: Kilns\n\n## Me (09:00:11)\n\nThe kiln is cold.\n\n## Them "
                           "(09:00:40)\n\nWho heats it?\n\n## Me (09:01:02)\n\nI do.\n",
                           "notes/kilns.md")) ==
              Texts{"Me: The kiln is cold.", "Them: Who heats it?", "Me: I do."});
        CHECK(said(note_of(
                  "[Maya Lindqvist](https://tldv.io/app/meetings/1?t=2): The kiln is cold.\n\n00:12 Rui "
                  "Prado: Who heats it?\n\n00:20 Maya Lindqvist: I do.\n",
                  "notes/kilns.md")) == Texts{"Maya Lindqvist: The kiln is cold.", "Rui Prado: Who heats it?",
                                              "Maya Lindqvist: I do."});
    }
}
