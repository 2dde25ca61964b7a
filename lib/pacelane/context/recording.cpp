#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/context/recording.h>
#include <string>

namespace pacelane::context {

namespace {

using namespace std::string_view_literals;

constexpr std::array audio_names{"mp3"sv,  "m4a"sv, "m4b"sv, "aac"sv,  "wav"sv, "ogg"sv, "oga"sv, "opus"sv,
                                 "flac"sv, "wma"sv, "amr"sv, "aiff"sv, "aif"sv, "mka"sv, "caf"sv};
constexpr std::array video_names{"mp4"sv, "m4v"sv, "mkv"sv, "mov"sv, "webm"sv, "avi"sv,
                                 "wmv"sv, "ogv"sv, "3gp"sv, "mpg"sv, "mpeg"sv};
constexpr std::array transcript_names{"vtt"sv, "srt"sv,  "txt"sv, "text"sv, "json"sv, "tsv"sv,
                                      "md"sv,  "docx"sv, "pdf"sv, "odt"sv,  "html"sv};

template <class Names>
bool has_name(const Names& names, std::string_view path) {
    const auto dot = path.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return false;
    const auto ending = ascii_lower(path.substr(dot + 1));
    return std::find(names.begin(), names.end(), ending) != names.end();
}

}  // namespace

std::string_view name(Recording recording) {
    return recording == Recording::audio ? "audio"sv : "video"sv;
}

std::optional<Recording> recording(std::string_view path) {
    if (has_name(audio_names, path)) return Recording::audio;
    if (has_name(video_names, path)) return Recording::video;
    return std::nullopt;
}

bool may_be_transcript(std::string_view path) {
    return has_name(transcript_names, path);
}

}  // namespace pacelane::context
