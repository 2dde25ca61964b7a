// Tasks as Logseq, Org and Obsidian's themes mark them, as the boxes that Markdown knows.
#include "detail/note_line_shapes.h"

#include <array>
#include <pacelane/base/text.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

/// Task marks of Logseq and Org, and whether they say that it is done.
constexpr auto task_marks = std::to_array<std::pair<std::string_view, bool>>({
    {"TODO", false},
    {"DOING", false},
    {"NOW", false},
    {"LATER", false},
    {"WAITING", false},
    {"IN-PROGRESS", false},
    {"DONE", true},
    {"CANCELED", true},
    {"CANCELLED", true},
    {"{{[[TODO]]}}", false},
    {"{{[[DONE]]}}", true},
});

/// "TODO [#A] words" is an open task.
std::optional<std::string> worded_task(std::string_view content) {
    for (const auto& [mark, done] : task_marks) {
        if (!content.starts_with(mark)) continue;
        std::string_view words = content.substr(mark.size());
        if (!words.starts_with(' ')) continue;
        words = trim(words);
        if (words.starts_with("[#") && words.size() > 4 && words[3] == ']') words = trim(words.substr(4));
        // "TODO Maya: …" is a label of minutes; it says more.
        const std::size_t colon = words.find(':');
        if (colon != std::string_view::npos && colon < 30 && mark == "TODO") return std::nullopt;
        return fmt::format("[{}] {}", done ? 'x' : ' ', words);
    }
    return std::nullopt;
}

/// "[-] words", "[>] words", "[?] words": boxes that themes of Obsidian know besides open and done.
std::optional<std::string> marked_box(std::string_view content) {
    if (content.size() < 5 || content[0] != '[' || content[2] != ']' || content[3] != ' ')
        return std::nullopt;
    const char mark = content[1];
    if (mark == ' ' || mark == 'x' || mark == 'X' || (mark >= '0' && mark <= '9')) return std::nullopt;
    const bool is_open = mark == '/' || mark == '>' || mark == '<';
    constexpr std::string_view others = "?!*\"lbiSIpcfkwudn";
    if (!is_open && mark != '-' && others.find(mark) == std::string_view::npos) return std::nullopt;
    const std::string_view box = is_open ? "[ ] " : mark == '-' ? "[x] " : "";
    return fmt::format("{}{}", box, trim(content.substr(4)));
}

}  // namespace

std::optional<std::string> task_item(std::string_view content) {
    if (auto task = worded_task(content)) return task;
    return marked_box(content);
}

}  // namespace pacelane::context::detail
