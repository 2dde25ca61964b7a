#include "detail/caption_blocks.h"
#include "detail/readers.h"

namespace pacelane::context::detail {

bool looks_like_webvtt(std::string_view text) {
    return text.starts_with("WEBVTT") &&
           (text.size() == 6 || text[6] == ' ' || text[6] == '\t' || text[6] == '\n');
}

Reading read_webvtt(const FileBody& source) {
    Reading reading;
    tell_recording(source, "captions in WebVTT", reading);
    add_turns(caption_cues(source, CaptionDialect::webvtt, reading), reading);
    return reading;
}

}  // namespace pacelane::context::detail
