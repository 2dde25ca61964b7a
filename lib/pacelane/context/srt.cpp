#include "detail/cues.h"
#include "detail/encoding.h"
#include "detail/readers.h"

#include <algorithm>
#include <pacelane/base/text.h>

namespace pacelane::context::detail {

namespace {

bool is_counter(std::string_view line) {
    line = trim(line);
    return !line.empty() && line.size() <= 9 &&
           std::all_of(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_time(std::string_view line) {
    Cue cue;
    return read_cue_time(line, cue);
}

/// Without `<i>`, `<font …>` and `{\an8}`.
std::string without_tags(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const bool tag = text[i] == '<' && i + 1 < text.size() &&
                         (text[i + 1] == '/' || (text[i + 1] | 0x20) >= 'a') && (text[i + 1] | 0x20) <= 'z';
        const bool style = text.substr(i).starts_with("{\\");
        if (tag || style) {
            const std::size_t close = text.substr(i, 200).find(tag ? '>' : '}');
            if (close != std::string_view::npos) {
                i += close + 1;
                continue;
            }
        }
        out += text[i++];
    }
    return out;
}

}  // namespace

bool looks_like_srt(std::string_view text) {
    int seen = 0;
    while (!text.empty() && seen < 2) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const auto line = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty()) continue;
        if (is_time(line)) return true;
        if (!is_counter(line)) return false;
        ++seen;
    }
    return false;
}

Reading read_srt(const FileBody& source) {
    Reading reading;
    const auto lines = lines_of(source);
    std::vector<Cue> cues;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& [text, number] = lines[i];
        if (text.empty()) continue;
        if (text.find("-->") != std::string_view::npos) {
            Cue cue;
            if (read_cue_time(text, cue)) {
                cues.push_back(std::move(cue));
            } else {
                reading.warn(number, "not a valid cue time, its text goes to the cue before");
            }
            continue;
        }
        const bool next_is_time = i + 1 < lines.size() && is_time(lines[i + 1].text);
        if (is_counter(text) && next_is_time) continue;
        // Blank lines within a cue are an editor's slip: text runs up to the next counter and time.
        const bool last = i + 1 == lines.size() || (i + 2 == lines.size() && lines[i + 1].text.empty());
        if (cues.empty()) {
            if (!is_counter(text)) reading.warn(number, "text before the first cue is left out");
            continue;
        }
        if (is_counter(text) && last && i > 0 && lines[i - 1].text.empty()) continue;  // a cue cut off
        const std::string decoded = decode_entities(without_tags(text));
        std::string_view words = trim(decoded);
        CueLine said;
        said.line = number;
        if (words.starts_with(">>") || words.starts_with("- ")) {
            said.new_speaker = true;
            words = trim(words.substr(2));
        } else if (words.size() > 1 && words.front() == '-' && words[1] != '-') {
            said.new_speaker = true;
            words = trim(words.substr(1));
        }
        if (words.empty()) continue;
        said.text = std::string{words};
        cues.back().lines.push_back(std::move(said));
    }
    add_turns(std::move(cues), reading);
    return reading;
}

}  // namespace pacelane::context::detail
