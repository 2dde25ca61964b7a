#pragma once

#include "reading.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Captions (WebVTT, SRT) and transcript exports to turns.
namespace pacelane::context::detail {

struct CueLine {
    std::string speaker;       ///< as the format's own markup says (`<v Maya>`); empty when it does not
    bool new_speaker = false;  ///< a dash or ">>": someone else than before
    bool unknown = false;      ///< nobody knows who says it, whoever spoke before
    std::string text;
    int line = 1;
};
struct Cue {
    std::int64_t start_ms = 0;
    std::int64_t end_ms = 0;
    std::vector<CueLine> lines;
    bool restart = false;  ///< the first cue of another file, joined to the one before
};

/// "00:01:02.000 --> 00:01:04.000 align:start"; false when it is no such line.
bool read_cue_time(std::string_view line, Cue& cue);
/// Whether the line was meant to be a cue's time: an arrow with digits on both sides.
bool is_broken_cue_time(std::string_view line);

/// Whether the words between brackets ("laughter", "música") tell a sound. Round brackets may hold speech, so
/// that every word of theirs must be known; square ones seldom do.
bool is_sound(std::string_view words, bool square);
/// Whether such words stand for others that were not understood ("inaudible", "[ __ ]").
bool is_unheard(std::string_view words);
/// Without "[laughter]", "(applause)", "♪ … ♪"; "[inaudible]" becomes a gap.
std::string without_sounds(std::string_view text);
/// Takes the sounds out of one line after another and knows how many lines had some.
class SoundsWithin {
public:
    std::string drop(std::string_view text, int line);
    void tell(Reading& reading) const;

private:
    int lines_ = 0, first_ = 0, last_ = 0;
};

/// Drops the sounds of a cue, also a song that goes on over its lines, and the lines that hold nothing else.
void drop_sounds(Cue& cue);

/// Drops the gaps of turns that stand between whole sentences, and turns that hold nothing else.
void drop_loose_gaps(std::vector<Piece>& pieces);

/// Adds one line of a cue's text: tags dropped, references decoded, cut where the voice or the speaker
/// changes. `voice` is whose `<v>` span is open.
void add_cue_text(std::string_view text, int line, std::string& voice, Cue& cue);

/// Speaker labels in the text of cues ("Maya: …", "[SPEAKER_00] …"). What looks like a label and is not
/// understood ends the turn before, and its words have an unknown speaker.
void read_cue_labels(std::vector<Cue>& cues);

/// That the file is a recording's, also in a folder of knowledge; `what` it is, for people.
void tell_recording(const FileBody& source, std::string_view what, Reading& reading);

/// Turns from cues: labels in the text read, repeated (roll-up) lines dropped, cues of one speaker joined.
void add_turns(std::vector<Cue> cues, Reading& reading);

}  // namespace pacelane::context::detail
