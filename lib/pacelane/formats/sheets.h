#pragma once

#include <pacelane/formats/formats.h>
#include <string>
#include <vector>

/// What the spreadsheets of all programs share.
namespace pacelane::formats {

struct SheetRow {
    std::vector<std::string> cells;
};
struct Sheet {
    std::string name;
    std::vector<SheetRow> rows;
};

/// How much of a spreadsheet is left out, to be told.
struct SheetsLeftOut {
    int sheets = 0;  ///< that are hidden
    int rows = 0;    ///< that are hidden
    int comments = 0;
    bool too_wide = false;
    bool too_large = false;  ///< and the rest with it
};

/// Adds the row while there is room: a cell of a few bytes in the file may be shown a million times.
class SheetRoom {
public:
    /// False, and nothing added, when there is no more.
    bool add(Sheet& sheet, const SheetRow& row);

private:
    std::size_t bytes_ = 0;
};

/// The file of these sheets: each is a table below its name, its rows in the place "sheet Costs". `title`,
/// `author`, `date` are the file's properties. Throws Error(bad_input) when there are no rows, or nothing but
/// data.
Found read_sheets(const Source& source, const std::vector<Sheet>& sheets, const SheetsLeftOut& left_out,
                  const std::string& title, const std::string& author, const std::string& date);

}  // namespace pacelane::formats
