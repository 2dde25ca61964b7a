#include "detail/caption_blocks.h"
#include "detail/readers.h"

#include <algorithm>
#include <pacelane/base/text.h>

namespace pacelane::context::detail {

bool looks_like_srt(std::string_view text) {
    int seen = 0;
    bool timed = false;
    Cue cue;
    while (!text.empty() && seen < 2) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const auto line = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty()) continue;
        if (read_cue_time(line, cue)) {
            // The words stand below their times; behind them they are a transcript's.
            if (timed) return false;
            timed = true;
            continue;
        }
        if (timed) return true;
        if (line.size() > 9 || !std::all_of(line.begin(), line.end(), is_digit)) return false;
        ++seen;
    }
    return timed;
}

Reading read_srt(const FileBody& source) {
    Reading reading;
    tell_recording(source, "captions in SubRip's format", reading);
    add_turns(caption_cues(source, CaptionDialect::srt, reading), reading);
    return reading;
}

}  // namespace pacelane::context::detail
