// The captions and texts that meeting tools export, by the name of the tool. Each text was written for these
// tests; the layout is that of the source named.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

TEST_SUITE("exports of meeting tools") {
    TEST_CASE("Teams: .vtt with ids of the recording and a voice a cue") {
        // The .vtt that Teams and Stream offer beside a recording: <uuid>/<n>-<n>, <v Name>…</v>
        const auto document = transcript(
            "WEBVTT\r\n\r\n2f0c1d3e-7a4b-4c5d-8e9f-0a1b2c3d4e5f/17-0\r\n00:00:03.120 --> 00:00:05.480\r\n<v "
            "Lima, Ana "
            "(Platform)>The cache is "
            "cold</v>\r\n\r\n2f0c1d3e-7a4b-4c5d-8e9f-0a1b2c3d4e5f/17-1\r\n00:00:05.480 --> "
            "00:00:07.000\r\n<v Lima, Ana (Platform)>and it warms "
            "up.</v>\r\n\r\n9e8d7c6b-1111-2222-3333-444455556666/18-0"
            "\r\n00:00:07.500 --> 00:00:08.000\r\n<v Bo Chen>Why?</v>\r\n",
            "transcripts/Cache review.vtt");
        CHECK(said(document) == Texts{"Lima, Ana: The cache is cold and it warms up.", "Bo Chen: Why?"});
        CHECK(document.passages[1].start_ms == 7500);
    }
    TEST_CASE("Zoom: .vtt with counters and a name before the words") {
        // Zoom's "Audio transcript" of a cloud recording
        CHECK(said(transcript(
                  "WEBVTT\r\n\r\n1\r\n00:00:03.120 --> 00:00:05.480\r\nAna Lima: The cache is cold.\r\n\r\n2"
                  "\r\n00:00:05.900 --> 00:00:07.000\r\nBo Chen: Why: did it break?\r\n\r\n3\r\n00:00:07.100 "
                  "--> 00:00:08.000\r\nBo's iPhone (2): It did.\r\n",
                  "transcripts/GMT20261117-090000_Recording.transcript.vtt")) ==
              Texts{"Ana Lima: The cache is cold.", "Bo Chen: Why: did it break?", "Bo's iPhone: It did."});
    }
    TEST_CASE("YouTube and WhisperX: .vtt and .srt without and with labels in brackets") {
        // yt-dlp --write-subs; m-bain/whisperX WriteVTT, WriteSRT: "[SPEAKER_00]: …"
        CHECK(said(transcript(
                  "WEBVTT\nKind: captions\nLanguage: en\n\n00:00:00.500 --> 00:00:02.000\nthe cache is "
                  "cold\n\n00:00:02.000 --> 00:00:03.000\n[Music]\n",
                  "transcripts/talk.en.vtt")) == Texts{": the cache is cold"});
        CHECK(said(transcript(
                  "1\n00:00:00,500 --> 00:00:02,000\n[SPEAKER_00]: The cache is cold.\n\n2\n00:00:02,100 --> "
                  "00:00:03,000\n[SPEAKER_01]: Why?\n",
                  "transcripts/call.srt")) == Texts{"SPEAKER_00: The cache is cold.", "SPEAKER_01: Why?"});
    }
    TEST_CASE("Otter: name and time above the words") {
        // Otter.ai, Export → TXT with speaker names and timestamps: two spaces before the time
        CHECK(
            said(transcript(
                "Ana Lima  0:05  \nThe cache is cold. It warms up.\n\nBo Chen  1:02:10  \nWhy?\n\nAna Lima  "
                "1:02:20  \nNobody knows.\n\nTranscribed by https://otter.ai\n",
                "transcripts/20261117 0900 - cache.txt")) ==
            Texts{"Ana Lima: The cache is cold. It warms up.", "Bo Chen: Why?", "Ana Lima: Nobody knows."});
    }
    TEST_CASE("Meet: names before the words, times as headings") {
        // The "Transcript" document that Google Meet leaves, saved as text
        CHECK(
            said(transcript(
                     "Cache review (2026-11-17 09:00 GMT) - Transcript\n\nAttendees\n\nAna Lima, Bo Chen\n\n"
                     "Transcript\n\n00:00:00\n \nAna Lima: The cache is cold.\nBo Chen: Why?\n \n00:05:00\n "
                     "\nAna "
                     "Lima: Nobody knows.\n\nMeeting ended after 00:10:12\n",
                     "transcripts/meet.txt"))
                .size() >= 3);
    }
    TEST_CASE("Fireflies and Read.ai: text with a time beside the name") {
        // Fireflies, Download → TXT: "Name - 00:05" above the words; Read.ai, Download → TXT: "[0:05] Name:"
        CHECK(said(transcript(
                  "Ana Lima - 00:05\nThe cache is cold.\n\nBo Chen - 00:12\nWhy?\n\nAna Lima - 00:20\nNobody "
                  "knows.\n",
                  "transcripts/fireflies.txt")) ==
              Texts{"Ana Lima: The cache is cold.", "Bo Chen: Why?", "Ana Lima: Nobody knows."});
        CHECK(said(transcript(
                  "[0:05] Ana Lima: The cache is cold.\n[0:12] Bo Chen: Why?\n[0:20] Ana Lima: Nobody "
                  "knows.\n",
                  "transcripts/read.txt")) ==
              Texts{"Ana Lima: The cache is cold.", "Bo Chen: Why?", "Ana Lima: Nobody knows."});
    }
    TEST_CASE("Whisper: lines alone, and lines with a range of time") {
        // openai/whisper WriteTXT, and what it prints while it works
        const auto lines =
            transcript("The cache is cold\nand it warms up.\nNobody knows why.\n", "transcripts/call.txt");
        REQUIRE(lines.passages.size() == 1);
        CHECK(lines.passages[0].text == "The cache is cold and it warms up. Nobody knows why.");
        const auto printed = transcript(
            "[00:00:00.000 --> 00:00:02.500]   The cache is cold\n[00:00:02.500 --> "
            "00:00:04.000]   and it warms up.\n[00:00:04.000 --> 00:00:06.000]   Nobody knows "
            "why.\n",
            "transcripts/call.txt");
        CHECK(said(printed) == Texts{": The cache is cold and it warms up. Nobody knows why."});
    }
}
