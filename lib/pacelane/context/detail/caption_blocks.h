#pragma once

#include "cues.h"
#include "reading.h"

#include <vector>

namespace pacelane::context::detail {

enum class CaptionDialect { webvtt, srt };

/// The cues of a caption file with their text. Cue ids, counters, headers (also in the middle of joined
/// files) and WebVTT's NOTE, STYLE and REGION blocks are no text, wherever blank lines are missing or too
/// many.
std::vector<Cue> caption_cues(const FileBody& source, CaptionDialect dialect, Reading& reading);

}  // namespace pacelane::context::detail
