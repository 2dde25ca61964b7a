// Paragraphs of lines that stand for themselves: entries that open with their times, and what a program put
// out.
#include "detail/own_entries.h"

#include "detail/chat_stamp.h"
#include "detail/label_parts.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <utility>

namespace pacelane::context::detail {

namespace {

bool is_plain_paragraph(const Piece& piece) {
    return piece.passage.kind == PassageKind::paragraph && !piece.passage.quoted &&
           piece.passage.speaker.empty();
}

/// A line that opens with a time: "09:00 Welcome", "(00:12) The drill", "[2026-11-11 09:02] Fired the kiln".
struct TimedLine {
    bool timed = false;
    std::string_view words;  ///< without a day and time in brackets, which tell of the entry
};
TimedLine timed_line(std::string_view line) {
    auto rest = without_leading(trim(line), "*_ ");
    if (auto stamped = rest; const auto stamp = take_bracketed_stamp(stamped))
        return {true, stamp->has_date() ? trim(stamped) : trim(line)};
    if (auto clock = rest; take_time(clock)) return {true, trim(line)};
    if (may_hold_stamp(rest) && take_stamp(rest)) return {true, trim(line)};
    return {false, trim(line)};
}

int next_list(const Reading& reading) {
    int list = 0;
    for (const auto& piece : reading.pieces)
        list = std::max(list, piece.passage.list + 1);
    return list;
}

/// "$ make", "Traceback (most recent call last):", "at a.B.c(B.java:12)".
bool is_output(const std::vector<PassageText::SourceLine>& lines) {
    const auto first = trim(lines.front().text);
    const bool prompt = first.size() > 2 && first.starts_with("$ ") &&
                        (is_label_letter(first[2]) || first[2] == '.' || first[2] == '/' || first[2] == '_');
    if (prompt || first.starts_with("Traceback (most recent call last)") || first.starts_with("PS C:\\"))
        return true;
    const auto frames = std::count_if(lines.begin(), lines.end(), [](const auto& line) {
        const auto text = trim(line.text);
        const bool call = text.starts_with("at ") && text.find('(') != std::string_view::npos &&
                          text.find(':') != std::string_view::npos;
        return call || (text.starts_with("File \"") && text.find("\", line ") != std::string_view::npos);
    });
    return frames >= 2;
}

}  // namespace

void take_own_entries(Reading& reading) {
    const bool any = std::any_of(reading.pieces.begin(), reading.pieces.end(), [](const Piece& piece) {
        return is_plain_paragraph(piece) &&
               (piece.words.marks().size() > 1 || timed_line(piece.words.text()).timed);
    });
    if (!any) return;
    int list = next_list(reading);
    std::vector<Piece> all;
    all.reserve(reading.pieces.size());
    for (auto& piece : reading.pieces) {
        const auto lines =
            is_plain_paragraph(piece) ? piece.words.source_lines() : std::vector<PassageText::SourceLine>{};
        if (lines.size() > 1 && is_output(lines)) {
            PassageText code;
            for (const auto& line : lines) {
                if (!code.empty()) code.append_verbatim("\n", line.line);
                code.append_verbatim(line.text, line.line);
            }
            piece.passage.kind = PassageKind::code;
            piece.passage.markup.clear();
            piece.words = std::move(code);
            all.push_back(std::move(piece));
            continue;
        }
        const auto timed = std::count_if(lines.begin(), lines.end(),
                                         [](const auto& line) { return timed_line(line.text).timed; });
        const bool stamped =
            !lines.empty() && timed_line(lines.front().text).words != trim(lines.front().text);
        if (stamped && timed == 1) {
            // An entry of a journal below its day and time.
            PassageText words;
            for (const auto& line : lines) {
                words.space();
                words.append(timed_line(line.text).words, line.line);
            }
            piece.passage.markup.clear();
            piece.words = std::move(words);
            if (!piece.words.empty()) all.push_back(std::move(piece));
            continue;
        }
        if (timed < 2 || static_cast<std::size_t>(timed) * 2 < lines.size()) {
            all.push_back(std::move(piece));
            continue;
        }
        Piece part{piece.passage, {}};
        part.passage.markup.clear();
        for (const auto& line : lines) {
            const auto entry = timed_line(line.text);
            if (entry.timed) {
                if (!part.words.empty()) all.push_back(part);
                part.words.clear();
                part.passage.kind = PassageKind::list_item;
                part.passage.list = list;
            }
            part.words.space();
            part.words.append(entry.words, line.line);
        }
        if (!part.words.empty()) all.push_back(std::move(part));
        ++list;
    }
    reading.pieces = std::move(all);
}

}  // namespace pacelane::context::detail
