// Transcripts as programs write them. Each text was written for these tests; the layout is that of the source
// named.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {
Document exported(std::string_view text, std::string_view path = "transcripts/call.json") {
    return transcript(text, path);
}
}  // namespace

TEST_SUITE("transcripts in JSON") {
    TEST_CASE("Whisper: segments in seconds") {
        // openai/whisper, whisper/utils.py, WriteJSON; faster-whisper and OpenAI's verbose_json alike
        const auto document = exported(
            R"({"text": " The cache is cold. It warms up.", "segments": [{"id": 0, "seek": 0, "start": 0.0, "end": 2.5,)"
            R"( "text": " The cache is cold.", "tokens": [50364, 4027], "temperature": 0.0, "avg_logprob": -0.3},)"
            R"( {"id": 1, "start": 2.5, "end": 4.25, "text": " It warms up.", "words": [{"word": " It", "start": 2.5}]}],)"
            R"( "language": "en"})");
        CHECK(document.format == Format::transcript_json);
        CHECK(said(document) == Texts{": The cache is cold. It warms up."});
        CHECK(document.passages[0].start_ms == 0);
        CHECK(document.passages[0].end_ms == 4250);
    }
    TEST_CASE("Vosk: a stretch with its words, a list of them, guesses, and one object behind another") {
        // alphacep/vosk-api, python/example/test_simple.py, SetWords and SetMaxAlternatives
        const std::string cold =
            R"({"result": [{"conf": 1.0, "end": 1.02, "start": 0.5, "word": "the"}, {"conf": 0.9, "end": 1.6,)"
            R"( "start": 1.1, "word": "cache"}], "text": "the cache"})";
        const std::string warm =
            R"({"result": [{"conf": 1.0, "end": 4.5, "start": 4.0, "word": "warms"}], "text": "warms"})";
        CHECK(said(exported(cold)) == Texts{": the cache"});
        const auto list = exported("[" + cold + R"(, {"text": ""}, )" + warm + "]");
        CHECK(said(list) == Texts{": the cache warms"});
        CHECK(list.passages[0].start_ms == 500);
        CHECK(list.passages[0].end_ms == 4500);
        CHECK(said(exported(R"({"partial": "the"})"
                            "\n" +
                            cold + "\n{\"partial\": \"\"}\n" + warm + "\n")) == Texts{": the cache warms"});
        CHECK(said(exported(cold + "\n" + warm + "\n", "transcripts/call.jsonl")) ==
              Texts{": the cache warms"});
        CHECK(said(exported(R"({"alternatives": [{"confidence": 230.1, "text": "the cache is cold"},)"
                            R"( {"confidence": 229.0, "text": "the cash is cold"}]})")) ==
              Texts{": the cache is cold"});
        CHECK(
            said(exported(
                R"([{"alternatives": [{"confidence": 230.1, "result": [{"end": 1.0, "start": 0.5,)"
                R"( "word": "the"}], "text": " the cache"}, {"confidence": 1.5, "text": " a cache"}]}])")) ==
            Texts{": the cache"});
        // Other lists of that name hold anything.
        CHECK(refusal("notes/shop.json", R"({"alternatives": [{"text": "Blue shoes", "price": 3}]})") !=
              "accepted");
    }
    TEST_CASE("WhisperX: segments with speakers, their words not twice") {
        // m-bain/whisperX, assign_word_speakers
        CHECK(
            said(exported(
                R"({"segments": [{"start": 0.1, "end": 2.0, "text": "The cache is cold.", "speaker": "SPEAKER_00",)"
                R"( "words": [{"word": "The", "start": 0.1, "end": 0.2, "score": 0.9, "speaker": "SPEAKER_00"}]},)"
                R"( {"start": 2.1, "end": 3.0, "text": "Why?", "speaker": "SPEAKER_01"}, {"start": 3.1, "end": 4.0,)"
                R"( "text": "Nobody knows."}], "word_segments": [{"word": "The", "start": 0.1}]})")) ==
            Texts{"SPEAKER_00: The cache is cold.", "SPEAKER_01: Why?", ": Nobody knows."});
    }
    TEST_CASE("whisper.cpp: transcription with offsets in milliseconds, and its lines in the file") {
        // ggml-org/whisper.cpp, examples/cli, output_json
        const auto document = exported(
            "{\n\t\"systeminfo\": \"AVX = 1\",\n\t\"model\": {\n\t\t\"type\": \"base\"\n\t},\n"
            "\t\"result\": {\n\t\t\"language\": \"en\"\n\t},\n\t\"transcription\": [\n\t\t{\n"
            "\t\t\t\"timestamps\": {\n\t\t\t\t\"from\": \"00:00:00,000\",\n\t\t\t\t\"to\": "
            "\"00:00:02,500\"\n\t\t\t},\n\t\t\t\"offsets\": {\n\t\t\t\t\"from\": 500,\n\t\t\t\t"
            "\"to\": 2500\n\t\t\t},\n\t\t\t\"text\": \" The cache is cold.\"\n\t\t}\n\t]\n}\n");
        CHECK(said(document) == Texts{": The cache is cold."});
        CHECK(document.passages[0].start_ms == 500);
        CHECK(document.passages[0].end_ms == 2500);
        CHECK(document.passages[0].line == 10);
    }
    TEST_CASE("Deepgram: utterances, else paragraphs with their speaker, else one text") {
        // developers.deepgram.com/docs/utterances, …/paragraphs
        const std::string channels =
            R"("channels": [{"alternatives": [{"transcript": "the cache is cold why", "confidence": 0.9, "words": [],)"
            R"( "paragraphs": {"transcript": "x", "paragraphs": [{"sentences": [{"text": "The cache is cold.",)"
            R"( "start": 0.5, "end": 2.0}, {"text": "Really.", "start": 2.0, "end": 2.5}], "num_words": 5, "start": 0.5,)"
            R"( "end": 2.5, "speaker": 0}, {"sentences": [{"text": "Why?", "start": 3.0, "end": 3.5}], "speaker": 1}]}}]}])";
        CHECK(
            said(exported(
                R"({"metadata": {"request_id": "x"}, "results": {)" + channels +
                R"(, "utterances": [{"start": 0.5, "end": 2.0, "confidence": 0.9, "channel": 0,)"
                R"( "transcript": "The cache is cold.", "words": [{"word": "the"}], "speaker": 0, "id": "a"},)"
                R"( {"start": 3.0, "end": 3.5, "transcript": "Why?", "speaker": 1}]}})")) ==
            Texts{"Speaker 0: The cache is cold.", "Speaker 1: Why?"});
        CHECK(said(exported(R"({"metadata": {}, "results": {)" + channels + "}}")) ==
              Texts{"Speaker 0: The cache is cold. Really.", "Speaker 1: Why?"});
        CHECK(
            said(exported(
                R"({"metadata": {}, "results": {"channels": [{"alternatives": [{"transcript": "the cache is )"
                R"(cold", "confidence": 0.9}]}]}})")) == Texts{": the cache is cold"});
    }
    TEST_CASE("AssemblyAI: utterances with whole milliseconds and letters for speakers") {
        // assemblyai.com/docs/api-reference/transcripts/get
        const auto document = exported(
            R"({"id": "5e", "language_code": "en_us", "status": "completed", "text": "The cache is cold. Why?",)"
            R"( "words": [{"text": "The", "start": 250, "end": 300, "speaker": "A"}], "utterances": [{"confidence": 0.9,)"
            R"( "start": 250, "end": 2000, "text": "The cache is cold.", "words": [{"text": "The", "start": 250}],)"
            R"( "speaker": "A"}, {"start": 2100, "end": 2600, "text": "Why?", "speaker": "B"}]})");
        CHECK(said(document) == Texts{"Speaker A: The cache is cold.", "Speaker B: Why?"});
        CHECK(document.passages[0].start_ms == 250);
        CHECK(document.passages[1].end_ms == 2600);
    }
    TEST_CASE("Fireflies: the sentences of its API and of its download") {
        // docs.fireflies.ai/schema/sentence, and the "JSON" of its download menu
        const auto document = exported(
            R"({"data": {"transcript": {"title": "Cache review", "sentences": [{"index": 0, "speaker_name": "Ana Lima",)"
            R"( "speaker_id": 0, "text": "The cache is cold.", "raw_text": "the cache is cold", "start_time": 0.5,)"
            R"( "end_time": 2}, {"index": 1, "speaker_name": "Bo Chen", "text": "Why?", "start_time": 2.5}]}}})");
        CHECK(document.title == "Cache review");
        CHECK(said(document) == Texts{"Ana Lima: The cache is cold.", "Bo Chen: Why?"});
        CHECK(document.participants == Texts{"Ana Lima", "Bo Chen"});
        const auto download = exported(
            R"([{"sentence": "The cache is cold.", "startTime": "00:05", "endTime": "00:07", "speaker_name": "Ana Lima",)"
            R"( "speaker_id": 1}, {"sentence": "Why?", "startTime": "00:08", "endTime": "00:09",)"
            R"( "speaker_name": "Bo Chen", "speaker_id": 2}])");
        CHECK(said(download) == Texts{"Ana Lima: The cache is cold.", "Bo Chen: Why?"});
        CHECK(download.passages[0].start_ms == 5000);
    }
    TEST_CASE("Read.ai: blocks of speakers with the time of the day") {
        // support.read.ai, "Webhooks": transcript.speaker_blocks
        CHECK(
            said(exported(
                R"({"session_id": "01", "title": "Cache review", "transcript": {"speakers": [{"name": "Ana"}],)"
                R"( "speaker_blocks": [{"start_time": "1719000000000", "end_time": "1719000002000",)"
                R"( "speaker": {"name": "Ana Lima"}, "words": "The cache is cold."}, {"start_time":)"
                R"( "1719000003000", "speaker": {"name": "Bo Chen"}, "words": "Why?"}]}})")) ==
            Texts{"Ana Lima: The cache is cold.", "Bo Chen: Why?"});
    }
    TEST_CASE("Recall.ai, Rev and Amazon Transcribe: words of a participant, elements, segments") {
        // docs.recall.ai "download transcript"; docs.rev.ai "get transcript"; docs.aws.amazon.com/transcribe
        const auto recall = exported(
            R"([{"participant": {"id": 1, "name": "Ana Lima"}, "words": [{"text": "The", "start_timestamp":)"
            R"( {"relative": 1.5}, "end_timestamp": {"relative": 1.7}}, {"text": "cache.", "start_timestamp":)"
            R"( {"relative": 1.8}}]}, {"participant": {"name": "Bo Chen"}, "words": [{"text": "Why?",)"
            R"( "start_timestamp": {"relative": 3.0}}]}])");
        CHECK(said(recall) == Texts{"Ana Lima: The cache.", "Bo Chen: Why?"});
        CHECK(recall.passages[0].start_ms == 1500);
        CHECK(
            said(exported(
                R"({"monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "The", "ts": 0.5},)"
                R"( {"type": "punct", "value": " "}, {"type": "text", "value": "cache", "ts": 0.7},)"
                R"( {"type": "punct", "value": "."}]}, {"speaker": 1, "elements": [{"type": "text",)"
                R"( "value": "Why?", "ts": 2.0}]}]})")) == Texts{"Speaker 0: The cache.", "Speaker 1: Why?"});
        CHECK(
            said(exported(
                R"({"jobName": "a", "results": {"transcripts": [{"transcript": "The cache. Why?"}],)"
                R"( "audio_segments": [{"id": 0, "transcript": "The cache.", "start_time": "0.5",)"
                R"( "end_time": "1.5", "speaker_label": "spk_0"}, {"transcript": "Why?", "start_time": "2.0",)"
                R"( "speaker_label": "spk_1"}]}})")) == Texts{"spk_0: The cache.", "spk_1: Why?"});
    }
    TEST_CASE("Azure: phrases with guesses, the best of each, and the speaker beside them") {
        // learn.microsoft.com, "Get batch transcription results"; "Fast transcription API"
        const auto batch = exported(
            R"({"source": "x", "combinedRecognizedPhrases": [{"channel": 0, "display": "The cache is cold. Why?"}],)"
            R"( "recognizedPhrases": [{"recognitionStatus": "Success", "speaker": 1, "offset": "PT1M0.5S",)"
            R"( "nBest": [{"confidence": 0.9, "display": "The cache is cold."}, {"confidence": 0.2,)"
            R"( "display": "The cash is gold."}]}, {"offset": "PT1M3S", "nBest": [{"display": "Why?"}],)"
            R"( "speaker": 2}]})");
        CHECK(said(batch) == Texts{"Speaker 1: The cache is cold.", "Speaker 2: Why?"});
        CHECK(batch.passages[0].start_ms == 60'500);
        CHECK(
            said(exported(
                R"({"durationMilliseconds": 9, "combinedPhrases": [{"text": "x"}], "phrases": [{"channel": 0,)"
                R"( "speaker": 0, "offsetMilliseconds": 960, "text": "The cache is cold.", "words": [{"text": "The",)"
                R"( "offsetMilliseconds": 960}]}, {"speaker": 1, "offsetMilliseconds": 2000, "text": "Why?"}]})")) ==
            Texts{"Speaker 0: The cache is cold.", "Speaker 1: Why?"});
    }
    TEST_CASE("Google: the best guess of each stretch; with speakers, only the words that have one") {
        // cloud.google.com/speech-to-text, SpeechRecognitionResult, SpeakerDiarizationConfig
        CHECK(said(exported(
                  R"({"results": [{"alternatives": [{"transcript": "The cache is cold.", "confidence": 0.9},)"
                  R"( {"transcript": "The cash is gold."}], "resultEndTime": "2s"}, {"alternatives":)"
                  R"( [{"transcript": " It warms up."}]}]})")) == Texts{": The cache is cold. It warms up."});
        const auto document = exported(
            R"({"name": "1", "done": true, "response": {"results": [{"alternatives": [{"transcript":)"
            R"( "The cache. Why?", "words": [{"startTime": "0.5s", "word": "The"}, {"startTime": "0.7s",)"
            R"( "word": "cache."}, {"startTime": "2s", "word": "Why?"}]}]}, {"alternatives": [{"words":)"
            R"( [{"startTime": "0.5s", "word": "The", "speakerTag": 1}, {"startTime": "0.7s", "word": "cache.",)"
            R"( "speakerTag": 1}, {"startTime": "2s", "word": "Why?", "speakerTag": 2}]}]}]}})");
        CHECK(said(document) == Texts{"Speaker 1: The cache.", "Speaker 2: Why?"});
        CHECK(document.passages[0].start_ms == 500);
    }
    TEST_CASE("words and marks by themselves are joined to sentences") {
        // docs.speechmatics.com "json-v2"; docs.aws.amazon.com/transcribe "items"; elevenlabs.io/docs
        // "speech-to-text"; developers.deepgram.com/docs/diarization
        CHECK(
            said(exported(
                R"({"format": "2.9", "results": [{"type": "word", "start_time": 0.1, "alternatives":)"
                R"( [{"content": "Yes", "speaker": "S1"}, {"content": "Yet", "speaker": "S1"}]}, {"type":)"
                R"( "punctuation", "start_time": 0.4, "alternatives": [{"content": ".", "speaker": "S1"}]},)"
                R"( {"start_time": 1.5, "alternatives": [{"content": "Why", "speaker": "S2"}]},)"
                R"( {"start_time": 1.9, "alternatives": [{"content": "not", "speaker": "S2"}]}]})")) ==
            Texts{"S1: Yes.", "S2: Why not"});
        CHECK(
            said(exported(
                R"({"results": {"transcripts": [{"transcript": "The cache. Why?"}], "items": [{"start_time":)"
                R"( "0.5", "alternatives": [{"content": "The"}], "speaker_label": "spk_0"}, {"start_time": "0.7",)"
                R"( "speaker_label": "spk_0", "alternatives": [{"content": "cache"}]}, {"type": "punctuation",)"
                R"( "alternatives": [{"content": "."}]}, {"start_time": "2.0", "alternatives": [{"content": "Why"}],)"
                R"( "speaker_label": "spk_1"}, {"type": "punctuation", "alternatives": [{"content": "?"}]}]}})")) ==
            Texts{"spk_0: The cache.", "spk_1: Why?"});
        CHECK(
            said(exported(
                R"({"language_code": "en", "text": "The cache. Why?", "words": [{"text": "The", "start": 0.1,)"
                R"( "end": 0.2, "speaker_id": "speaker_0"}, {"text": " ", "start": 0.2, "type": "spacing",)"
                R"( "speaker_id": "speaker_0"}, {"text": "cache.", "start": 0.3, "speaker_id": "speaker_0"},)"
                R"( {"text": "Why?", "start": 1.5, "speaker_id": "speaker_1"}]})")) ==
            Texts{"speaker_0: The cache.", "speaker_1: Why?"});
        CHECK(
            said(exported(
                R"({"results": {"channels": [{"alternatives": [{"transcript": "the cache why", "words":)"
                R"( [{"word": "the", "punctuated_word": "The", "start": 0.1, "speaker": 0}, {"word": "cache",)"
                R"( "punctuated_word": "cache.", "start": 0.3, "speaker": 0}, {"word": "why",)"
                R"( "punctuated_word": "Why?", "start": 1.5, "speaker": 1}]}]}]}})")) ==
            Texts{"Speaker 0: The cache.", "Speaker 1: Why?"});
    }
    TEST_CASE("YouTube: the pieces of its events") {
        // yt-dlp --sub-format json3
        const auto document = exported(
            R"({"wireMagic": "pb3", "events": [{"tStartMs": 0, "dDurationMs": 9000, "id": 1}, {"tStartMs": 500,)"
            R"( "segs": [{"utf8": "the cache"}, {"utf8": " is", "tOffsetMs": 400}]}, {"tStartMs": 2000, "segs":)"
            R"( [{"utf8": "\n"}]}, {"tStartMs": 2100, "segs": [{"utf8": "cold now"}]}]})");
        CHECK(said(document) == Texts{": the cache is cold now"});
        CHECK(document.passages[0].start_ms == 500);
    }
    TEST_CASE("one text, as OpenAI's shortest answer has it") {
        CHECK(said(exported(R"({"text": "The cache is cold. It warms up."})")) ==
              Texts{": The cache is cold. It warms up."});
    }
    TEST_CASE("a recording is a transcript in a folder of knowledge, too, and known without its extension") {
        const std::string_view whisper =
            R"({"text": "x", "segments": [{"start": 0.0, "end": 1.0, "text": "The cache is cold."}]})";
        CHECK(knowledge(whisper, "notes/a.json").kind == DocumentKind::transcript);
        CHECK(knowledge(whisper, "notes/a.json").kind_reason == "a transcript in JSON");
        CHECK(detect_format("notes/a.txt", whisper) == Format::transcript_json);
    }
    TEST_CASE("the start of a long file tells, as far as it can") {
        const std::string whisper =
            R"({"text": ")" + repeated("The cache is cold. ", 1000) +
            R"(", "segments": [{"start": 0.0, "end": 1.0, "text": "The cache is cold."}]})";
        CHECK(detect_format("a.json", whisper.substr(0, 4096)) == Format::transcript_json);
        CHECK(said(exported(whisper)) == Texts{": The cache is cold."});
        CHECK_FALSE(detect_format("a.json", R"({"name": "app", "version": "1.0.0", "scripts": {"test": )"));
    }
    TEST_CASE("other JSON is not read, and that is told") {
        for (const std::string_view json :
             {R"({"name": "app", "version": "1.0.0"})", R"([1, 2, 3])",
              R"([{"text": "A post.", "likes": 3}])", R"({"nbformat": 4, "cells": [{"source": ["a"]}]})",
              R"({"segments": ["a", "b"]})", R"({"transcript": [{"text": "A gene.", "start": 1}]})",
              R"({"text": "A note", "id": 5})", "{", "[]", "null", R"({"results": {"utterances": []}})"}) {
            CAPTURE(json);
            CHECK_FALSE(detect_format("notes/a.json", json));
            CHECK(contains(refusal("notes/a.json", json), "notes/a.json: "));
        }
        // What begins as a transcript does and is none.
        CHECK(contains(refusal("a.json", R"({"text": "A note", "tags": ["x"]})"),
                       "a.json: not a text that can be read"));
    }
    TEST_CASE("broken, cut off and deep JSON gives what was read before, with a warning") {
        const auto cut = exported(
            R"({"segments": [{"start": 0.0, "end": 1.0, "text": "The cache is cold."}, {"start": 1.)");
        CHECK(said(cut) == Texts{": The cache is cold."});
        CHECK(cut.warnings == Texts{"line 1: the JSON is broken or cut off; what follows is left out"});
        const auto deep =
            exported(R"({"segments": [{"start": 0.0, "end": 1.0, "text": "The cache is cold."}, )" +
                     repeated("[", 100'000));
        CHECK(said(deep) == Texts{": The cache is cold."});
        CHECK(deep.warnings == Texts{"line 1: JSON nested deeper than is read; what follows is left out"});
        CHECK_FALSE(detect_format("a.json", repeated("[", 100'000)));
        CHECK_FALSE(detect_format("a.json", repeated(R"({"a":)", 100'000)));
    }
    TEST_CASE("names and words are cleaned as in any text") {
        CHECK(
            said(exported(R"({"segments": [{"start": 1e30, "end": -5, "speaker": "Ana\u0000 Lima ", "text":)"
                          R"( "Deciso\u0303es\u001b[2J\nnow."}]})")) == Texts{"Ana Lima: Decisões[2J now."});
    }
}

TEST_SUITE("transcripts in a table") {
    TEST_CASE("Whisper's table: start and end in milliseconds") {
        // openai/whisper, whisper/utils.py, WriteTSV
        const auto document =
            exported("start\tend\ttext\n0\t2500\tThe cache is cold.\n2500\t4250\tIt warms up.\nx\ty\tz\n",
                     "transcripts/call.tsv");
        CHECK(document.format == Format::transcript_tsv);
        CHECK(said(document) == Texts{": The cache is cold. It warms up."});
        CHECK(document.passages[0].end_ms == 4250);
        CHECK(document.passages[0].line_end == 3);
        CHECK(document.warnings == Texts{"line 4: no start and end in milliseconds; the line is left out"});
    }
    TEST_CASE("other tables are not read") {
        CHECK_FALSE(detect_format("a.tsv", "id\tname\n1\tAna\n"));
    }
}
