#pragma once

#include <array>
#include <string_view>

/// Where recognizers and note takers keep what was said in their JSON.
namespace pacelane::context::detail {

enum class TimeUnit {
    seconds,
    milliseconds,
    by_number,  // whole numbers are milliseconds, others seconds
    none
};

/// Where a layout keeps what was said. Names of fields are separated by '|', the first one that is there
/// counts; `a.b` is a field of an object within, `words*` the words of a list joined. What the member itself
/// does not say, the object around its list may.
struct ExportLayout {
    std::string_view path;  // of the list of what was said; `[]` is each of its members
    std::string_view text;
    std::string_view start;
    std::string_view end;
    TimeUnit unit = TimeUnit::seconds;
    std::string_view speaker;
    bool needs_speaker = false;  // a list of that name may hold anything else
    bool words = false;          // each member is a word or a mark, to be joined to sentences
    bool guesses = false;        // of the list's members, the first is the best guess, and read
};

// In this order: the first one that the file has is read.
inline constexpr std::array layouts{
    // Deepgram: each utterance, else the sentences of the paragraphs
    ExportLayout{"results.utterances[]", "transcript", "start", "end", TimeUnit::seconds, "speaker"},
    ExportLayout{"results.channels[].alternatives[].paragraphs.paragraphs[].sentences[]", "text", "start",
                 "end", TimeUnit::seconds, "speaker"},
    // Amazon Transcribe
    ExportLayout{"results.audio_segments[]", "transcript", "start_time", "end_time", TimeUnit::seconds,
                 "speaker_label"},
    ExportLayout{"results.items[].alternatives[]", "content", "start_time", "end_time", TimeUnit::seconds,
                 "speaker_label", true, true, true},
    // Speechmatics
    ExportLayout{"results[].alternatives[]", "content", "start_time", "end_time", TimeUnit::seconds,
                 "speaker", false, true, true},
    // Google: each word with its speaker, else the best guess of each stretch
    ExportLayout{"results[].alternatives[].words[]", "word", "startTime|startOffset", "endTime|endOffset",
                 TimeUnit::seconds, "speakerTag|speakerLabel", true, true},
    ExportLayout{"results[].alternatives[]", "transcript", "", "", TimeUnit::none, "", false, false, true},
    // Azure: batch, and fast transcription
    ExportLayout{"recognizedPhrases[].nBest[]", "display|lexical", "offset", "", TimeUnit::seconds, "speaker",
                 false, false, true},
    ExportLayout{"phrases[]", "text", "offsetMilliseconds", "", TimeUnit::milliseconds, "speaker"},
    // YouTube (json3)
    ExportLayout{"events[].segs[]", "utf8", "tStartMs", "", TimeUnit::milliseconds, "", false, true},
    // AssemblyAI, Gladia
    ExportLayout{"utterances[]", "text|transcript", "start", "end", TimeUnit::by_number, "speaker"},
    ExportLayout{"result.transcription.utterances[]", "text", "start", "end", TimeUnit::seconds, "speaker"},
    // Whisper, faster-whisper, WhisperX, and OpenAI's verbose_json
    ExportLayout{"segments[]", "text|words*", "start", "end", TimeUnit::seconds, "speaker"},
    // whisper.cpp
    ExportLayout{"transcription[]", "text", "offsets.from", "offsets.to", TimeUnit::milliseconds, "speaker"},
    // Fireflies: what its API answers, and what it lets people download
    ExportLayout{"data.transcript.sentences[]", "text|raw_text", "start_time", "end_time", TimeUnit::seconds,
                 "speaker_name|speaker_id"},
    ExportLayout{"sentences[]", "sentence|text|raw_text", "start_time|start|startTime",
                 "end_time|end|endTime", TimeUnit::by_number, "speaker_name|speaker|speaker_id"},
    // Read.ai: its times are those of the day
    ExportLayout{"transcript.speaker_blocks[]", "words", "", "", TimeUnit::none, "speaker.name", true},
    ExportLayout{"speaker_blocks[]", "words", "", "", TimeUnit::none, "speaker.name", true},
    // Rev
    ExportLayout{"monologues[]", "elements*", "elements.ts", "", TimeUnit::seconds, "speaker", true},
    // Vosk: one stretch, all of them as a list, and its guesses, the best one first
    ExportLayout{"result[]", "word", "start", "end", TimeUnit::seconds, "", false, true},
    ExportLayout{"alternatives[]", "text|words*", "result.start|confidence", "result.end", TimeUnit::none, "",
                 false, false, true},
    ExportLayout{"[].alternatives[]", "text|words*", "result.start", "result.end", TimeUnit::seconds, "",
                 false, false, true},
    ExportLayout{"[].alternatives[]", "text", "confidence", "", TimeUnit::none, "", false, false, true},
    ExportLayout{"[]", "text|words*", "result.start", "result.end", TimeUnit::seconds, ""},
    // Recall.ai, and what others call alike
    ExportLayout{"[]", "sentence|text|transcript|words*",
                 "startTime|start_time|start|start_timestamp.relative",
                 "endTime|end_time|end|end_timestamp.relative", TimeUnit::seconds,
                 "speaker_name|speaker|participant.name", true},
    ExportLayout{"transcript[]", "text|content|words*", "start|start_time|timestamp", "end|end_time",
                 TimeUnit::seconds, "speaker|speaker_name|speaker.name|name", true},
    // Exporters of Granola
    ExportLayout{"transcript_segments[]", "text", "start", "end", TimeUnit::by_number, "speaker", true},
    ExportLayout{"turns[]", "text|content|words*", "start|start_time|timestamp", "end|end_time",
                 TimeUnit::seconds, "speaker|speaker_name|name", true},
    // Words alone: Deepgram's with speakers, ElevenLabs', AssemblyAI's
    ExportLayout{"results.channels[].alternatives[].words[]", "punctuated_word|word", "start", "end",
                 TimeUnit::seconds, "speaker", true, true},
    ExportLayout{"words[]", "punctuated_word|word|text", "start", "end", TimeUnit::by_number,
                 "speaker_id|speaker", false, true},
    // One text without times: Deepgram's and Amazon's shortest answers
    ExportLayout{"results.channels[].alternatives[]", "transcript", "", "", TimeUnit::none, ""},
    ExportLayout{"results.transcripts[]", "transcript", "", "", TimeUnit::none, ""},
};

// What stands first in those files, so that their start tells them from other JSON.
inline constexpr std::array first_keys{std::string_view("text"),
                                       std::string_view("segments"),
                                       std::string_view("transcription"),
                                       std::string_view("utterances"),
                                       std::string_view("sentences"),
                                       std::string_view("results"),
                                       std::string_view("transcript"),
                                       std::string_view("transcript_segments"),
                                       std::string_view("speaker_blocks"),
                                       std::string_view("monologues"),
                                       std::string_view("data.transcript"),
                                       std::string_view("result.transcription"),
                                       std::string_view("recognizedPhrases"),
                                       std::string_view("combinedRecognizedPhrases"),
                                       std::string_view("wireMagic"),
                                       std::string_view("result"),
                                       std::string_view("alternatives"),
                                       std::string_view("systeminfo")};

/// Whether the name is one of the list's.
bool is_listed(std::string_view list, std::string_view name);
/// Whether some layout asks for the field (or for one within it).
bool is_asked_for(std::string_view name);

}  // namespace pacelane::context::detail
