#include "detail/cues.h"
#include "detail/transcript_export.h"

#include <algorithm>
#include <charconv>
#include <pacelane/base/text.h>
#include <utility>

namespace pacelane::context::detail {

namespace {

/// Where the columns of the table stand; Whisper has three, WhisperX may add the speaker.
struct TableColumns {
    std::size_t start = std::string_view::npos;
    std::size_t end = std::string_view::npos;
    std::size_t text = std::string_view::npos;
    std::size_t speaker = std::string_view::npos;
};

TableColumns columns_of(std::string_view header) {
    TableColumns columns;
    const auto names = split(header, '\t');
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto name = ascii_lower(trim(names[i]));
        if (name == "start") columns.start = i;
        if (name == "end") columns.end = i;
        if (name == "text") columns.text = i;
        if (name == "speaker") columns.speaker = i;
    }
    return columns;
}

bool is_transcript_table(const TableColumns& columns) {
    constexpr auto none = std::string_view::npos;
    return columns.start != none && columns.end != none && columns.text != none;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    text = trim(text);
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

}  // namespace

bool looks_like_transcript_tsv(std::string_view text) {
    return is_transcript_table(columns_of(text.substr(0, std::min<std::size_t>(text.find('\n'), 500))));
}

Reading read_transcript_tsv(const FileBody& body) {
    Reading reading;
    tell_recording(body, "a table of what was said when", reading);
    const auto lines = lines_of(body);
    std::vector<Cue> cues;
    if (lines.empty()) return reading;
    const auto columns = columns_of(lines.front().text);
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (lines[i].text.empty()) continue;
        const auto cells = split(lines[i].text, '\t');
        const auto cell = [&](std::size_t column) {
            return column < cells.size() ? trim(cells[column]) : std::string_view{};
        };
        const auto start = whole_number(cell(columns.start));
        const auto end = whole_number(cell(columns.end));
        if (!start || !end) {
            reading.warn(lines[i].number, "no start and end in milliseconds; the line is left out");
            continue;
        }
        Cue cue;
        cue.start_ms = *start;
        cue.end_ms = *end;
        cue.lines.push_back({std::string{cell(columns.speaker)}, false, false,
                             std::string{cell(columns.text)}, lines[i].number});
        cues.push_back(std::move(cue));
    }
    add_turns(std::move(cues), reading);
    return reading;
}

}  // namespace pacelane::context::detail
