/// Tables as text: values separated by commas, semicolons, tabs or bars. Each record is a row of a table that
/// the first one heads.
#include "csv_chats.h"
#include "data_limits.h"
#include "data_table.h"

#include <algorithm>
#include <array>
#include <map>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/encoding.h>
#include <pacelane/formats/formats.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::formats {

namespace {

struct CsvRecord {
    std::vector<std::string> cells;
    int line = 1;
    bool cut = false;  ///< it has more cells than are read
};

/// Takes records off a text (RFC 4180, and what programs make of it).
class CsvRecords {
public:
    CsvRecords(std::string_view text, char separator) : rest_(text), separator_(separator) {}

    bool done() const { return rest_.empty(); }
    int line() const { return line_; }

    CsvRecord take() {
        const auto before = rest_;
        const int line = line_;
        CsvRecord record;
        record.line = line;
        if (quotes_ && !read(record, true)) {
            // A quotation mark that nothing closes: it is a character as others are.
            // To look for the end again and again must not cost more than the file.
            constexpr std::size_t most = 8UL * 1024 * 1024;
            looked_at_ += before.size() - rest_.size();
            if (looked_at_ > most) quotes_ = false;
            rest_ = before;
            line_ = line;
            record = {};
            record.line = line;
            read(record, false);
        } else if (!quotes_) {
            read(record, false);
        }
        return record;
    }

private:
    bool read(CsvRecord& record, bool quotes) {
        record.cells.emplace_back();
        bool quoted = false;
        std::size_t at = 0;
        for (; at < rest_.size(); ++at) {
            const char c = rest_[at];
            auto& cell = record.cells.back();
            if (c == '\n') ++line_;
            if (quoted) {
                if (c == '"') {
                    if (at + 1 < rest_.size() && rest_[at + 1] == '"') {
                        cell += rest_[++at];
                    } else if (ends_cell(at + 1)) {
                        quoted = false;
                    } else {
                        rest_.remove_prefix(at);
                        return false;
                    }
                } else if (cell.size() < kDataLimits.cell_bytes) {
                    cell += c;
                } else {
                    rest_.remove_prefix(at);
                    return false;
                }
            } else if (quotes && c == '"' && trim(cell).empty()) {
                cell.clear();
                quoted = true;
            } else if (c == separator_) {
                if (record.cells.size() < kDataLimits.table_columns)
                    record.cells.emplace_back();
                else
                    record.cut = true;
            } else if (c == '\n') {
                ++at;
                break;
            } else if (cell.size() < kDataLimits.cell_bytes) {
                cell += c;
            }
        }
        rest_.remove_prefix(at);
        return !quoted;
    }

    bool ends_cell(std::size_t at) const {
        while (at < rest_.size() && rest_[at] == ' ')
            ++at;
        return at >= rest_.size() || rest_[at] == separator_ || rest_[at] == '\n';
    }

    std::string_view rest_;
    char separator_;
    int line_ = 1;
    std::size_t looked_at_ = 0;  // bytes, in vain
    bool quotes_ = true;
};

struct Layout {
    char separator = ',';
    std::size_t columns = 1;
};

/// The separator by which the first records have the most cells, and as many each. Lines above the table have
/// none.
Layout layout_of(std::string_view text, std::string_view separators) {
    constexpr std::size_t enough = 30;
    Layout best{separators.front(), 1};
    double best_score = 0;
    for (const char separator : separators) {
        CsvRecords records(text.substr(0, 256UL * 1024), separator);
        std::size_t all = 0;
        std::map<std::size_t, std::size_t> by_cells;
        while (!records.done() && all < enough) {
            const auto record = records.take();
            if (record.cells.size() == 1 && trim(record.cells.front()).empty()) continue;
            ++all;
            ++by_cells[record.cells.size()];
        }
        for (const auto& [cells, alike] : by_cells) {
            if (cells < 2) continue;
            const double score = static_cast<double>(alike) / static_cast<double>(all) +
                                 0.01 * static_cast<double>(std::min<std::size_t>(cells, 50));
            if (score > best_score) {
                best_score = score;
                best = {separator, cells};
            }
        }
    }
    return best;
}

}  // namespace

Found read_csv(const Source& source) {
    auto decoded = context::detail::decode(source.bytes, source.limits.line_bytes);
    if (decoded.foreign)
        throw Error(
            ErrorKind::bad_input,
            "is in an encoding that is not read (UTF-8, UTF-16 and Windows-1252 are); convert it to UTF-8");
    Found found;
    found.about.warnings = std::move(decoded.warnings);
    std::string_view text = decoded.text;
    std::string_view separators = ",;\t|";
    // Excel's own: the first line says what separates.
    if (text.starts_with("sep=") && text.size() > 4 &&
        std::string_view(",;\t|:^~#").find(text[4]) != std::string_view::npos)
        separators = text.substr(4, 1);
    const auto layout = layout_of(text, separators);
    CsvRecords records(text, layout.separator);
    if (separators.size() == 1) records.take();
    {
        auto ahead = records;
        const auto columns = ahead.take();
        if (is_csv_chat(columns.cells)) {
            std::vector<CsvRow> rows{{columns.cells, columns.line}};
            while (!ahead.done()) {
                auto record = ahead.take();
                rows.push_back({std::move(record.cells), record.line});
            }
            read_csv_chat(rows, found);
            return found;
        }
    }
    DataTable table(found);
    bool begun = false;
    bool cut = false;
    while (!records.done() && !table.full()) {
        auto record = records.take();
        begun = begun || record.cells.size() > 1;
        if (record.cut && !std::exchange(cut, true))
            found.reading.warn(record.line, fmt::format("more than {} columns, the rest is left out",
                                                        kDataLimits.table_columns));
        // "Survey of the guild" above the names of the columns, with none of the table's separators.
        if (!begun && layout.columns > 1) record.cells.resize(layout.columns);
        table.add(std::move(record.cells), record.line, !records.done());
    }
    table.finish();
    return found;
}

}  // namespace pacelane::formats
