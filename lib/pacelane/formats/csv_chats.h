#pragma once

#include <pacelane/formats/formats.h>
#include <string>
#include <vector>

namespace pacelane::formats {

struct CsvRow {
    std::vector<std::string> cells;
    int line = 1;
};

/// The messages or posts of a table to which a program exported them, whose columns tell which program it
/// was; false, and nothing read, when they are none's. The first row is that of the columns' names.
bool read_csv_chat(const std::vector<CsvRow>& rows, Found& found);
/// Whether a row of columns' names is such a table's.
bool is_csv_chat(const std::vector<std::string>& columns);

}  // namespace pacelane::formats
