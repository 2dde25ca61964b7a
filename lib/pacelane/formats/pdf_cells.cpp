#include "detail/pdf_cells.h"

#include <algorithm>
#include <pacelane/base/text.h>

namespace pacelane::formats::detail {

bool is_mark(std::string_view text) {
    constexpr std::size_t longest = 3;
    if (text.ends_with('.') || text.ends_with(')')) return text.size() <= longest;
    return !text.empty() && text.size() <= longest && std::none_of(text.begin(), text.end(), [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
}

bool starts_small(std::string_view text) {
    return !text.empty() && text.front() >= 'a' && text.front() <= 'z';
}

bool are_several_rows(const std::vector<std::vector<CellLine>>& lines) {
    if (lines.size() < 2) return false;
    const std::size_t columns = lines.front().size();
    std::size_t single = 0;
    for (std::size_t c = 0; c < columns; ++c) {
        if (std::any_of(lines.begin(), lines.end(), [&](const auto& line) { return line[c].empty(); }))
            return false;
        single +=
            std::all_of(lines.begin(), lines.end(), [&](const auto& line) { return line[c].words == 1; }) ? 1
                                                                                                          : 0;
    }
    return 3 * single >= 2 * columns;
}

bool names_columns(std::string_view row) {
    constexpr std::size_t longest = 40;
    const auto cells = split(row, '\t');
    return std::all_of(cells.begin(), cells.end(), [](std::string_view cell) {
        return !cell.empty() && cell.size() <= longest && !cell.ends_with('.') &&
               std::none_of(cell.begin(), cell.end(), is_digit);
    });
}

void add_line(std::string& cell, std::string_view line) {
    constexpr std::size_t shortest = 3;  // letters
    const auto small_letters = [](std::string_view text) {
        return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    };
    const std::string_view so_far = cell;
    const bool parted = so_far.size() > shortest && so_far.ends_with('-') &&
                        small_letters(so_far.substr(so_far.size() - shortest - 1, shortest));
    if (parted && line.size() >= shortest && small_letters(line.substr(0, shortest)))
        cell.pop_back();
    else if (!cell.empty() && !(so_far.ends_with('-') && starts_small(line)))
        cell += ' ';
    cell += line;
}

}  // namespace pacelane::formats::detail
