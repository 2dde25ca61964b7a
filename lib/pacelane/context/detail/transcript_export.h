#pragma once

#include "reading.h"

#include <string_view>

/// Transcripts as data: the JSON of recognizers and note takers (Whisper, whisper.cpp, WhisperX, Deepgram,
/// AssemblyAI, Fireflies, Read.ai …), and Whisper's table.
namespace pacelane::context::detail {

/// Whether JSON of which this is the start may be a transcript in a layout that is read. Other JSON is not.
bool may_be_transcript_json(std::string_view start);
/// Nothing in it when the layout is none that is read.
Reading read_transcript_json(const FileBody& body);

/// Whether the first line names the columns start, end and text, with tabs between.
bool looks_like_transcript_tsv(std::string_view text);
Reading read_transcript_tsv(const FileBody& body);

}  // namespace pacelane::context::detail
