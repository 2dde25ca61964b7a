#include "sheets.h"

#include "data_limits.h"
#include "data_table.h"
#include "detail/file_properties.h"

#include <pacelane/base/text.h>
#include <pacelane/context/detail/document_date.h>
#include <pacelane/context/limits.h>

#include <fmt/format.h>

namespace pacelane::formats {

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
