#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The texts of a table's cells, as they stand on a PDF's page.
namespace pacelane::formats::detail {

/// Text of one column on one line.
struct CellLine {
    std::string text;
    double left = 0, right = 0;
    double first_word = 0;  // its width
    std::size_t words = 0;
    bool strong = true;
    bool empty() const { return text.empty(); }
};

/// "•", "3.", "b)": what opens an item of a list.
bool is_mark(std::string_view text);
bool starts_small(std::string_view text);
/// Short rows that would be taken for one: each line fills all columns, and most of those with a single word.
bool are_several_rows(const std::vector<std::vector<CellLine>>& lines);
/// Whether a row, its cells parted by tabs, has short words in each cell, and no figures.
bool names_columns(std::string_view row);
/// Adds a line to a cell; a word that a hyphen parts at its end becomes one ("follow-" + "up" is two).
void add_line(std::string& cell, std::string_view line);

}  // namespace pacelane::formats::detail
