#include "detail/cues.h"
#include "detail/encoding.h"
#include "detail/readers.h"

#include <algorithm>
#include <pacelane/base/text.h>

namespace pacelane::context::detail {

namespace {

/// One line of a cue's payload, cut where the voice changes; tags dropped, references decoded.
void read_payload(std::string_view line, int number, std::string& voice, Cue& cue) {
    std::string text;
    const auto flush = [&] {
        std::string decoded = decode_entities(text);
        text.clear();
        std::string_view words = trim(decoded);
        CueLine said;
        said.line = number;
        said.speaker = voice;
        if (words.starts_with(">>") || words.starts_with("- ")) {
            said.new_speaker = true;
            words = trim(words.substr(2));
        }
        if (words.empty()) return;
        said.text = std::string{words};
        cue.lines.push_back(std::move(said));
    };
    while (!line.empty()) {
        const std::size_t open = line.find('<');
        text += line.substr(0, open);
        if (open == std::string_view::npos) break;
        const std::size_t close = line.find('>', open);
        if (close == std::string_view::npos) {
            text += line.substr(open);
            break;
        }
        const std::string_view tag = line.substr(open + 1, close - open - 1);
        line.remove_prefix(close + 1);
        const bool opens_voice = tag == "v" || tag.starts_with("v ") || tag.starts_with("v.");
        if (opens_voice || tag == "/v") flush();
        if (opens_voice) {
            const std::size_t space = tag.find(' ');
            voice =
                space == std::string_view::npos ? std::string{} : decode_entities(trim(tag.substr(space)));
        } else if (tag == "/v") {
            voice.clear();
        }
    }
    flush();
}

}  // namespace

bool looks_like_webvtt(std::string_view text) {
    return text.starts_with("WEBVTT") &&
           (text.size() == 6 || text[6] == ' ' || text[6] == '\t' || text[6] == '\n' || text[6] == '\r');
}

Reading read_webvtt(const FileBody& source) {
    Reading reading;
    const auto lines = lines_of(source);
    std::vector<Cue> cues;
    std::size_t i = 0;
    while (i < lines.size()) {
        if (lines[i].text.empty()) {
            ++i;
            continue;
        }
        const std::size_t begin = i;
        while (i < lines.size() && !lines[i].text.empty())
            ++i;
        const auto first = lines[begin].text;
        const auto is_block = [&](std::string_view name) {
            return first == name ||
                   (first.starts_with(name) && (first[name.size()] == ' ' || first[name.size()] == '\t'));
        };
        if (is_block("NOTE") || is_block("STYLE") || is_block("REGION") ||
            (begin == 0 && looks_like_webvtt(first)))
            continue;
        // A block may hold several cues if the blank lines between them are missing.
        // Text without a time belongs to the cue before: its "blank" line holds a space, or is an editor's
        // slip.
        std::string voice;
        bool has_time = false;
        for (std::size_t k = begin; k < i && !has_time; ++k)
            has_time = lines[k].text.find("-->") != std::string_view::npos;
        bool in_cue = !has_time && !cues.empty();
        if (!has_time && cues.empty() && begin > 0)
            reading.warn(lines[begin].number, "text without a cue time is left out");
        for (std::size_t k = begin; k < i; ++k) {
            const auto line = lines[k];
            if (line.text.find("-->") != std::string_view::npos) {
                Cue cue;
                in_cue = read_cue_time(line.text, cue);
                if (in_cue) {
                    cues.push_back(std::move(cue));
                    voice.clear();
                } else {
                    reading.warn(line.number, "not a valid cue time, its text is left out");
                }
            } else if (in_cue) {
                const bool next_is_time =
                    k + 1 < i && lines[k + 1].text.find("-->") != std::string_view::npos;
                const bool counter = std::all_of(line.text.begin(), line.text.end(),
                                                 [](char c) { return c >= '0' && c <= '9'; });
                if (!(next_is_time && counter)) read_payload(line.text, line.number, voice, cues.back());
            }
        }
    }
    add_turns(std::move(cues), reading);
    return reading;
}

}  // namespace pacelane::context::detail
