// todo.txt: a task on each line, with its marks.
#include "detail/task_files.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/base/time.h>

namespace pacelane::context::detail {

namespace {

constexpr std::size_t kDate = 11;  // "2026-11-11 "

bool takes_date(std::string_view& text) {
    if (text.size() < kDate || text[kDate - 1] != ' ' || !parse_date(text.substr(0, kDate - 1))) return false;
    text = trim(text.substr(kDate));
    return true;
}

struct TodoLine {
    bool done = false;
    bool ranked = false;  // by a letter, or by the date on which it was done
    bool marked = false;
    std::string words;
    std::vector<std::string_view> projects;
};

/// "due:2026-11-12", "rec:1w"; "https://…" and "Note: …" are none.
bool is_field_word(std::string_view word) {
    const auto colon = word.find(':');
    return colon != std::string_view::npos && colon > 0 && colon + 1 < word.size() &&
           word[colon + 1] != '/' &&
           std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(colon),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

TodoLine todo_line(std::string_view line) {
    TodoLine todo;
    line = trim(line);
    if (line.starts_with("x ")) {
        auto rest = trim(line.substr(2));
        todo.ranked = takes_date(rest);
        todo.done = todo.ranked;
        if (todo.done) line = rest;
    }
    if (line.size() > 4 && line[0] == '(' && line[1] >= 'A' && line[1] <= 'Z' && line.substr(2, 2) == ") ") {
        todo.ranked = true;
        line = trim(line.substr(4));
    }
    todo.marked = todo.ranked || takes_date(line);
    if (todo.ranked) takes_date(line);
    for (const auto word : split(line, ' ')) {
        if (word.empty()) continue;
        const bool sign = word.size() > 1 && (word[0] == '+' || word[0] == '@') && !is_digit(word[1]);
        if (sign || is_field_word(word)) {
            todo.marked = true;
            if (word[0] == '+') todo.projects.push_back(word.substr(1));
            continue;
        }
        if (!todo.words.empty()) todo.words += ' ';
        todo.words += word;
    }
    return todo;
}

}  // namespace

bool looks_like_todo_txt(const FileBody& source) {
    constexpr std::size_t fewest = 2;
    constexpr std::size_t longest = 400;  // of a line
    constexpr std::size_t enough = 200;   // lines
    std::size_t lines = 0;
    std::size_t marked = 0;
    std::size_t ranked = 0;
    for (const auto& [line, number] : lines_of(source)) {
        if (trim(line).empty()) continue;
        if (line.size() > longest || line.starts_with("# ") || line.starts_with("- ")) return false;
        if (lines == enough) break;
        const auto todo = todo_line(line);
        ++lines;
        marked += todo.marked ? 1 : 0;
        ranked += todo.ranked ? 1 : 0;
    }
    return lines >= fewest && ranked > 0 && marked * 100 >= lines * 60;
}

Reading read_todo_txt(const FileBody& source) {
    Reading reading;
    for (const auto& [line, number] : lines_of(source)) {
        if (reading.cut_short) break;
        if (trim(line).empty()) continue;
        const auto todo = todo_line(line);
        for (const auto project : todo.projects)
            reading.add_tag(project);
        if (todo.words.empty()) continue;
        Piece piece;
        piece.passage.kind = PassageKind::list_item;
        piece.passage.list = 0;
        piece.passage.checked = todo.done;
        piece.words.append(todo.words, number);
        reading.add(std::move(piece));
    }
    return reading;
}

}  // namespace pacelane::context::detail
