#pragma once

#include <cstddef>
#include <pacelane/formats/formats.h>
#include <string>
#include <vector>

/// The rows of tables, of CSV and of spreadsheets: each is a row of a table that the first one heads.
namespace pacelane::formats {

class DataTable {
public:
    explicit DataTable(Found& found) : found_(found) {}

    /// What follows is another table, below this heading.
    void begin(const std::string& heading);
    /// Of the first rows, one with words in its first cell alone is the title, and one of names heads the
    /// others, when there are `more`. Blank rows are passed over.
    void add(std::vector<std::string> cells, int line, bool more);
    bool full() const { return found_.reading.cut_short; }
    /// After the last row. Throws Error(bad_input) when there are none, or nothing but data.
    void finish();

private:
    Found& found_;
    std::vector<std::string> headings_;
    std::vector<std::string> columns_;
    bool first_ = true;
    std::size_t rows_ = 0;
    std::size_t with_words_ = 0;
};

}  // namespace pacelane::formats
