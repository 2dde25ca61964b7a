#pragma once

#include "reading.h"

#include <cstdint>
#include <string>
#include <vector>

/// Captions (WebVTT, SRT) to turns.
namespace pacelane::context::detail {

struct CueLine {
    std::string speaker;       ///< as the format's own markup says (`<v Maya>`); empty when it does not
    bool new_speaker = false;  ///< a dash or ">>": someone else than before
    std::string text;
    int line = 1;
};
struct Cue {
    std::int64_t start_ms = 0;
    std::int64_t end_ms = 0;
    std::vector<CueLine> lines;
};

/// "00:01:02.000 --> 00:01:04.000 align:start"; false when it is no such line.
bool read_cue_time(std::string_view line, Cue& cue);
/// Without "[laughter]", "(applause)", "♪ … ♪".
std::string without_sounds(std::string_view text);
/// Turns from cues: labels in the text read, repeated (roll-up) lines dropped, cues of one speaker joined.
void add_turns(std::vector<Cue> cues, Reading& reading);

}  // namespace pacelane::context::detail
