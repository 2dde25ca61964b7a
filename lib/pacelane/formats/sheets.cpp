#include "sheets.h"

#include "data_limits.h"
#include "data_table.h"
#include "detail/file_properties.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/document_date.h>
#include <pacelane/context/limits.h>

#include <fmt/format.h>

namespace pacelane::formats {

bool SheetRoom::add(Sheet& sheet, const SheetRow& row) {
    constexpr std::size_t most = 64U * 1024 * 1024;
    std::size_t bytes = sizeof(SheetRow);
    for (const auto& cell : row.cells)
        bytes += sizeof(std::string) + cell.size();
    if (bytes > most - std::min(most, bytes_)) return false;
    bytes_ += bytes;
    sheet.rows.push_back(row);
    return true;
}

Found read_sheets(const Source& source, const std::vector<Sheet>& sheets, const SheetsLeftOut& left_out,
                  const std::string& title, const std::string& author, const std::string& date) {
    Found found;
    found.about.authors = detail::authors_of(author);
    if (!detail::is_generic_title(title)) found.about.title = title;
    if (!context::detail::date_in_name(source.path)) found.about.date = detail::date_of(date);
    const auto omit = [&](int count, const char* what) {
        if (count > 0)
            found.reading.omitted.push_back(fmt::format("{} {}{}", count, what, count == 1 ? "" : "s"));
    };
    omit(left_out.sheets, "hidden sheet");
    omit(left_out.rows, "hidden row");
    omit(left_out.comments, "comment");
    if (left_out.too_wide)
        found.reading.warnings.push_back(
            fmt::format("more than {} columns, the rest is left out", kDataLimits.table_columns));
    if (left_out.too_large) found.reading.warnings.emplace_back("too much text, the rest is left out");
    DataTable table(found);
    int line = 0;
    for (const auto& sheet : sheets) {
        if (table.full()) break;
        table.begin(sheets.size() > 1 ? sheet.name : std::string());
        found.reading.places.emplace_back(line + 1, "sheet " + sheet.name);
        for (std::size_t i = 0; i < sheet.rows.size() && !table.full(); ++i)
            table.add(sheet.rows[i].cells, ++line, i + 1 < sheet.rows.size());
    }
    table.finish();
    return found;
}

}  // namespace pacelane::formats
