// Conversations copied off a screen that names nobody (Google Messages, iMessage): whose words they are, its
// colours told, and no copy does.
#include "detail/chat_lines.h"
#include "detail/readers.h"
#include "detail/stamp_parts.h"
#include "detail/wordless_messages.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <string>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// What a messenger writes below or above a message, and nothing else on its line.
struct ScreenMark {
    bool time = false;
    bool state = false;
};

/// "9:02 AM", "Today 9:02 AM", "Wednesday, Nov 11"
bool is_time(std::string_view text) {
    if (!may_hold_stamp(text)) return false;
    if (auto rest = text; take_stamp(rest) && trim(rest).empty()) return true;
    Stamp day;
    return take_date(text, day) && trim(text).empty();
}

/// "9:04 AM", "9:04 AM • SMS", "Read 9:04 AM", "Today 9:02 AM", "Delivered".
std::optional<ScreenMark> screen_mark(std::string_view line) {
    constexpr std::size_t longest = 80;
    line = trim(line);
    if (line.empty() || line.size() > longest) return std::nullopt;
    ScreenMark mark;
    while (!line.empty()) {
        std::size_t end = line.size();
        std::size_t next = line.size();
        for (const auto dot : {"•"sv, "·"sv})
            if (const auto at = line.find(dot); at < end) {
                end = at;
                next = at + dot.size();
            }
        const auto part = trim(line.substr(0, end));
        line = trim(line.substr(next));
        if (is_time(part)) {
            mark.time = true;
        } else if (is_chat_state(part)) {
            mark.state = true;
        } else {
            const auto space = part.find(' ');
            if (space == std::string_view::npos || !is_chat_state(part.substr(0, space)) ||
                !is_time(trim(part.substr(space))))
                return std::nullopt;
            mark.time = mark.state = true;
        }
    }
    return mark;
}

}  // namespace

bool looks_like_nameless_chat(const FileBody& body) {
    // The start tells.
    FileBody start = body;
    start.text = body.text.substr(0, 64UL * 1024);
    std::size_t content = 0;
    std::size_t times = 0;
    std::size_t states = 0;
    std::size_t marks = 0;
    for (const auto& line : lines_of(start)) {
        const auto text = trim(line.text);
        if (text.empty()) continue;
        // Notes have headings and items.
        for (const auto note : {"# "sv, "## "sv, "- "sv, "* "sv})
            if (text.starts_with(note)) return false;
        ++content;
        const auto mark = screen_mark(text);
        if (!mark) continue;
        ++marks;
        times += mark->time ? 1 : 0;
        states += mark->state ? 1 : 0;
    }
    return times >= 2 && states >= 1 && content >= marks + 2 && marks * 4 >= content;
}

Reading read_nameless_chat(const FileBody& body) {
    Reading reading;
    std::size_t messages = 0;
    Piece piece;
    const auto finish = [&] {
        if (piece.words.empty()) return;
        piece.passage.kind = PassageKind::turn;
        piece.passage.quoted = true;
        piece.passage.speaker = "Unknown";
        ++messages;
        reading.add(std::move(piece));
        piece = Piece{};
    };
    WordlessMessages wordless;
    bool begun = false;
    for (const auto& line : lines_of(body)) {
        if (reading.cut_short) break;
        const auto text = trim(line.text);
        if (text.empty()) continue;
        if (screen_mark(text)) {
            finish();
            begun = true;
        } else if (!begun && reading.title.empty()) {
            reading.title = shortened(text, 200);
        } else if (is_chat_furniture(text) || is_wordless(text)) {
            wordless.add(line.number);
        } else {
            if (!piece.words.empty()) piece.words.paragraph_break();
            piece.words.append(text, line.number);
        }
    }
    finish();
    wordless.tell(reading);
    reading.kind = DocumentKind::transcript;
    reading.kind_reason =
        fmt::format("{} {} of a chat that names nobody", messages, messages == 1 ? "message" : "messages");
    reading.warn(body.first_line,
                 "who wrote which message is not in this copy; export the chat to have it told");
    return reading;
}

}  // namespace pacelane::context::detail
