// Lyrics (.lrc): lines that open with their times, below tags that tell of the song. Programs that transcribe
// write speech so, too.
#include "detail/cues.h"
#include "detail/labels.h"
#include "detail/readers.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <string>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// "[ti:Kiln song]": what the file tells of itself.
struct LyricsTag {
    std::string_view name;
    std::string_view value;
};
std::optional<LyricsTag> lyrics_tag(std::string_view line) {
    constexpr std::array names{"ti"sv, "ar"sv, "al"sv, "au"sv,     "by"sv,     "re"sv,  "ve"sv,
                               "lr"sv, "la"sv, "id"sv, "length"sv, "offset"sv, "tool"sv};
    if (!line.starts_with('[') || !line.ends_with(']')) return std::nullopt;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto name = line.substr(1, colon - 1);
    const std::string lower = ascii_lower(name);
    if (std::find(names.begin(), names.end(), std::string_view(lower)) == names.end()) return std::nullopt;
    return LyricsTag{name, trim(line.substr(colon + 1, line.size() - colon - 2))};
}

/// "[00:12.30]", "<00:12.30>" off the front.
std::optional<std::int64_t> take_lyrics_time(std::string_view& text, char open, char close) {
    if (!text.starts_with(open)) return std::nullopt;
    auto rest = text.substr(1);
    const auto ms = take_clock(rest);
    if (!ms || !rest.starts_with(close)) return std::nullopt;
    text = rest.substr(1);
    return ms;
}

/// Without the times of single words.
std::string without_word_times(std::string_view text) {
    std::string words;
    while (!text.empty()) {
        if (take_lyrics_time(text, '<', '>')) continue;
        words += text.front();
        text.remove_prefix(1);
    }
    return words;
}

}  // namespace

bool looks_like_lyrics(std::string_view text) {
    constexpr std::size_t enough = 20;
    bool tagged = false;
    for (std::size_t seen = 0; !text.empty() && seen < enough;) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        auto line = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty()) continue;
        ++seen;
        if (lyrics_tag(line)) {
            tagged = true;
            continue;
        }
        return tagged && take_lyrics_time(line, '[', ']').has_value();
    }
    return false;
}

Reading read_lyrics(const FileBody& body) {
    Reading reading;
    std::vector<Cue> cues;
    std::string singer;
    for (const auto& [raw, number] : lines_of(body)) {
        auto line = trim(raw);
        if (const auto tag = lyrics_tag(line)) {
            const std::string name = ascii_lower(tag->name);
            if (name == "ti") reading.title = shortened(tag->value, 200);
            if (name == "ar") singer = shortened(tag->value, 100);
            continue;
        }
        const auto start = take_lyrics_time(line, '[', ']');
        // A line that is sung again has all its times.
        while (take_lyrics_time(line, '[', ']')) {
        }
        const auto words = without_word_times(line);
        if (trim(words).empty()) continue;
        Cue cue;
        cue.start_ms = cue.end_ms = start.value_or(cues.empty() ? 0 : cues.back().start_ms);
        cue.lines.push_back({singer, false, false, std::string(trim(words)), number});
        cues.push_back(std::move(cue));
    }
    tell_recording(body, singer.empty() ? "lines with their times (LRC)" : "lyrics (LRC)", reading);
    add_turns(std::move(cues), reading);
    return reading;
}

}  // namespace pacelane::context::detail
