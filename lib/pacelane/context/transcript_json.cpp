#include "detail/cues.h"
#include "detail/export_events.h"
#include "detail/labels.h"
#include "detail/transcript_export.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/utf8.h>
#include <string>
#include <utility>
#include <vector>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// The layout that the file is in. Lists that may hold anything else must say who speaks in most of their
/// members.
std::optional<std::size_t> layout_of(const ExportEvents& events) {
    for (std::size_t i = 0; i < layouts.size(); ++i) {
        const auto& all = events.said[i];
        if (all.empty()) continue;
        const auto named = static_cast<std::size_t>(std::count_if(
            all.begin(), all.end(), [](const ExportSaid& one) { return !one.speaker.empty(); }));
        const auto timed = static_cast<std::size_t>(std::count_if(
            all.begin(), all.end(), [](const ExportSaid& one) { return !one.start.value.empty(); }));
        const bool times = layouts[i].start.empty() || timed * 2 >= all.size();
        if (times && (!layouts[i].needs_speaker || named * 2 >= all.size())) return i;
    }
    return std::nullopt;
}

/// The whole file is one text: {"text": …, "language": …}, as OpenAI's shortest answer has it.
bool is_only_text(const ExportEvents& events) {
    if (trim(events.only_text).empty()) return false;
    return std::all_of(events.keys.begin(), events.keys.end(), [](const std::string& key) {
        return is_listed("text|language|task|duration|usage", key.substr(0, key.find('.')));
    });
}

/// Azure: "1H2M3.5S", what stands behind "PT".
std::int64_t iso_milliseconds(std::string_view text) {
    double seconds = 0;
    while (!text.empty()) {
        double value = 0;
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (failure != std::errc{} || end == text.data() + text.size()) return 0;
        seconds += value * (*end == 'H' ? 3600 : *end == 'M' ? 60 : 1);
        text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
    }
    constexpr double longest = 1e9;
    return seconds >= 0 && seconds < longest ? std::llround(seconds * 1000) : 0;
}

std::int64_t milliseconds_of(const ExportField& time, TimeUnit unit, bool whole) {
    std::string_view text = time.value;
    if (unit == TimeUnit::none) return 0;
    if (text.find(':') != std::string_view::npos) return take_clock(text).value_or(0);
    if (text.starts_with("PT")) return iso_milliseconds(text.substr(2));
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    constexpr double longest = 1e9;  // seconds; what is later is a date
    if (failure != std::errc{} || !std::isfinite(value) || value < 0) return 0;
    const bool in_milliseconds =
        unit == TimeUnit::milliseconds || (unit == TimeUnit::by_number && whole && time.number);
    if (!in_milliseconds) value *= 1000;
    return value > longest * 1000 ? 0 : static_cast<std::int64_t>(std::llround(value));
}

bool is_stop_mark(std::string_view word) {
    return word.find_first_not_of(".,;:!?…%)]}\xE3\x80\x82\x81") == std::string_view::npos;
}

/// Words and marks to sentences. Google's last answer has all words again, with who speaks; those before it,
/// without, are not said twice.
std::vector<ExportSaid> sentences_of(const std::vector<ExportSaid>& words, bool needs_speaker) {
    constexpr std::size_t longest = 400;
    std::vector<ExportSaid> all;
    for (const auto& word : words) {
        const bool mark = is_stop_mark(trim(word.text));
        if (needs_speaker && word.speaker.empty() && !mark) continue;
        const bool goes_on =
            !all.empty() && (mark || (all.back().speaker == word.speaker && !ends_sentence(all.back().text) &&
                                      all.back().text.size() < longest));
        if (!goes_on) {
            all.push_back(word);
            continue;
        }
        auto& said = all.back();
        if (!mark && !said.text.ends_with(' ') && !word.text.starts_with(' ')) said.text += ' ';
        said.text += word.text;
        if (!word.end.value.empty()) said.end = word.end;
    }
    return all;
}

/// "A" and "0" are called Speaker A and Speaker 0, names are as they are.
std::string speaker_name(std::string_view written) {
    const auto name = trim(written);
    const bool number = !name.empty() && name.size() <= 3 && std::all_of(name.begin(), name.end(), is_digit);
    const bool letter = name.size() == 1 && ascii_lower(name) != name;
    return number || letter ? "Speaker " + std::string{name} : std::string{name};
}

std::string clean(std::string_view text) {
    // Escapes may bring control characters that no decoder has seen.
    return language::normalize(text);
}

}  // namespace

bool may_be_transcript_json(std::string_view start) {
    const auto open = start.find_first_not_of(" \t\r\n");
    if (open == std::string_view::npos || (start[open] != '{' && start[open] != '[')) return false;
    ExportEvents events{1};
    events.read(start);
    if (layout_of(events) || (events.error_at == std::string::npos && is_only_text(events))) return true;
    // All of it was there, or it was none.
    if (events.too_deep || events.error_at == std::string::npos || events.error_at + 16 < start.size())
        return false;
    return std::any_of(events.keys.begin(), events.keys.end(), [](const std::string& key) {
        return std::find(first_keys.begin(), first_keys.end(), key) != first_keys.end();
    });
}

Reading read_transcript_json(const FileBody& body) {
    Reading reading;
    ExportEvents events{body.first_line};
    events.read(body.text);
    if (events.too_deep) {
        reading.warn(events.line(), "JSON nested deeper than is read; what follows is left out");
    } else if (events.error_at != std::string::npos) {
        reading.warn(events.line(), "the JSON is broken or cut off; what follows is left out");
    }
    const auto layout = layout_of(events);
    std::vector<Cue> cues;
    if (layout) {
        const auto all = layouts[*layout].words
                             ? sentences_of(events.said[*layout], layouts[*layout].needs_speaker)
                             : std::move(events.said[*layout]);
        const bool whole = std::all_of(all.begin(), all.end(), [](const ExportSaid& one) {
            return (one.start.value.empty() || one.start.whole) && (one.end.value.empty() || one.end.whole);
        });
        const auto unit = layouts[*layout].unit;
        for (const auto& one : all) {
            Cue cue;
            // Without a time it follows what was said before.
            cue.start_ms = !one.start.value.empty() ? milliseconds_of(one.start, unit, whole)
                           : cues.empty()           ? 0
                                                    : cues.back().end_ms;
            cue.end_ms = one.end.value.empty() ? cue.start_ms : milliseconds_of(one.end, unit, whole);
            CueLine said;
            said.speaker = clean(speaker_name(one.speaker));
            said.text = std::string{trim(clean(one.text))};
            said.line = one.line;
            std::replace(said.text.begin(), said.text.end(), '\n', ' ');
            cue.lines.push_back(std::move(said));
            cues.push_back(std::move(cue));
        }
    } else if (is_only_text(events)) {
        Cue cue;
        cue.lines.push_back({{}, false, false, clean(events.only_text), body.first_line});
        cues.push_back(std::move(cue));
    }
    if (!cues.empty()) tell_recording(body, "a transcript in JSON", reading);
    reading.title = shortened(clean(events.title), 200);
    add_turns(std::move(cues), reading);
    return reading;
}

}  // namespace pacelane::context::detail
