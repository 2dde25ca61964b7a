#include "data_limits.h"
#include "detail/flow.h"
#include "detail/package.h"
#include "sheets.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/base/time.h>
#include <unordered_map>

#include <fmt/format.h>

/// Excel's workbooks (.xlsx): what its cells show, as far as a number's format says that it is a day or a
/// share.
namespace pacelane::formats {

namespace {

using namespace detail;

enum class NumberKind { plain, date, share };

/// What a format's code makes of a number: "dd/mm/yyyy", "0.0%".
NumberKind kind_of_code(std::string_view code) {
    bool quoted = false, bracket = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '"') quoted = !quoted;
        if (c == '[') bracket = true;
        if (c == '\\') ++i;
        if (c == ';' && !quoted) break;  // what follows is for negative numbers
        if (!quoted && !bracket) {
            if (c == '%') return NumberKind::share;
            if (std::string_view("yYdDhHmMsS").find(c) != std::string_view::npos) return NumberKind::date;
        }
        if (c == ']') bracket = false;
    }
    return NumberKind::plain;
}

/// Those that every workbook has (ECMA-376, 18.8.30).
NumberKind kind_of_builtin(int id) {
    if (id == 9 || id == 10) return NumberKind::share;
    if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58))
        return NumberKind::date;
    return NumberKind::plain;
}

std::string shown_number(double value) {
    constexpr double largest = 1e15;
    if (std::abs(value) < largest && value == std::floor(value)) return fmt::format("{:.0f}", value);
    return fmt::format("{:.10g}", value);
}

/// Days since the end of 1899, or of 1903, with the time as their part.
std::string shown_date(double days, bool from_1904) {
    constexpr double last = 2'958'465;  // in the year 9999
    if (days < 0 || days > last) return shown_number(days);
    int whole = static_cast<int>(days);
    int minutes = static_cast<int>(std::lround((days - whole) * 24 * 60));
    if (minutes == 24 * 60) {
        ++whole;
        minutes = 0;
    }
    const auto time = fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
    if (whole == 0) return time;
    const auto first =
        from_1904 ? Date(std::chrono::year(1904) / 1 / 1) : Date(std::chrono::year(1899) / 12 / 30);
    const auto date = format_date(add_days(first, whole));
    return minutes == 0 ? date : date + " " + time;
}

/// 0 of "A7", 27 of "AB7".
std::size_t column_of(std::string_view reference, std::size_t otherwise) {
    std::size_t column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z') break;
        column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
        if (column > 100'000) return otherwise;
    }
    return column == 0 ? otherwise : column - 1;
}

bool is_true(std::string_view text) {
    return text == "1" || text == "true";
}

/// The text of a string, without the reading aid of its signs.
std::string string_of(const pugi::xml_node& item) {
    std::string text;
    for (const auto& node : item.children()) {
        if (is(node, "t")) text += node.child_value();
        if (is(node, "r")) text += child(node, "t").child_value();
    }
    return clean(text).substr(0, kDataLimits.cell_bytes);
}

class XlsxReader {
public:
    explicit XlsxReader(const Source& source) : source_(source), package_(source.bytes, "Excel workbook") {}

    Found read() {
        std::string main = "xl/workbook.xml";
        for (const auto& [id, relation] : package_.relations(""))
            if (relation.type == "officeDocument") main = relation.target;
        pugi::xml_document workbook;
        package_.xml(main, workbook, true);
        from_1904_ = is_true(attribute(child(workbook.document_element(), "workbookPr"), "date1904"));
        const auto parts = package_.relations(main);
        for (const auto& [id, relation] : parts) {
            if (relation.type == "sharedStrings") read_strings(relation.target);
            if (relation.type == "styles") read_styles(relation.target);
        }
        const auto list = child(workbook.document_element(), "sheets");
        if (!list) throw Error(ErrorKind::bad_input, "is no Excel workbook: it has no sheets");
        for (const auto& entry : list.children()) {
            if (attribute(entry, "state").find("idden") != std::string_view::npos) {
                ++left_out_.sheets;
                continue;
            }
            std::string id;
            for (const auto& one : entry.attributes())
                if (std::string_view(one.name()).ends_with(":id")) id = one.value();
            if (const auto part = parts.find(id); part != parts.end() && part->second.type == "worksheet")
                read_sheet(part->second.target, clean(attribute(entry, "name")));
        }
        const auto core = core_properties(package_);
        return read_sheets(source_, sheets_, left_out_, core.title, core.author,
                           core.modified.empty() ? core.created : core.modified);
    }

private:
    void read_strings(const std::string& part) {
        pugi::xml_document document;
        if (!package_.xml(part, document)) return;
        for (const auto& item : document.document_element().children())
            if (is(item, "si")) strings_.push_back(string_of(item));
    }

    void read_styles(const std::string& part) {
        pugi::xml_document document;
        if (!package_.xml(part, document)) return;
        std::unordered_map<int, NumberKind> codes;
        for (const auto& node : child(document.document_element(), "numFmts").children())
            codes[number(attribute(node, "numFmtId"), -1)] = kind_of_code(attribute(node, "formatCode"));
        for (const auto& node : child(document.document_element(), "cellXfs").children()) {
            const int id = number(attribute(node, "numFmtId"), 0);
            const auto code = codes.find(id);
            styles_.push_back(code != codes.end() ? code->second : kind_of_builtin(id));
        }
    }

    void read_sheet(const std::string& part, std::string name) {
        pugi::xml_document document;
        if (!package_.xml(part, document)) return;
        Sheet sheet;
        sheet.name = std::move(name);
        for (const auto& row : child(document.document_element(), "sheetData").children()) {
            if (!is(row, "row")) continue;
            if (is_true(attribute(row, "hidden"))) {
                ++left_out_.rows;
                continue;
            }
            SheetRow found;
            for (const auto& cell : row.children()) {
                if (!is(cell, "c")) continue;
                const auto column = column_of(attribute(cell, "r"), found.cells.size());
                if (column >= kDataLimits.table_columns) {
                    left_out_.too_wide = true;
                    break;
                }
                auto text = text_of(cell);
                if (text.empty()) continue;
                if (found.cells.size() <= column) found.cells.resize(column + 1);
                found.cells[column] = std::move(text);
            }
            if (!found.cells.empty() && !room_.add(sheet, found)) {
                left_out_.too_large = true;
                break;
            }
        }
        for (const auto& [id, relation] : package_.relations(part)) {
            pugi::xml_document comments;
            if (relation.type != "comments" || !package_.xml(relation.target, comments)) continue;
            for (const auto& comment : child(comments.document_element(), "commentList").children())
                left_out_.comments += is(comment, "comment") ? 1 : 0;
        }
        if (!sheet.rows.empty()) sheets_.push_back(std::move(sheet));
    }

    std::string text_of(const pugi::xml_node& cell) const {
        const auto type = attribute(cell, "t");
        if (type == "inlineStr") return string_of(child(cell, "is"));
        const std::string_view value = child(cell, "v").child_value();
        if (type == "s") {
            const auto index = static_cast<std::size_t>(number(value, -1));
            return index < strings_.size() ? strings_[index] : std::string();
        }
        if (type == "e") return {};  // "#REF!"
        if (type == "b") return is_true(value) ? "TRUE" : "FALSE";
        if (type == "str" || type == "d") return clean(value).substr(0, kDataLimits.cell_bytes);
        double amount = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), amount);
        if (error != std::errc{} || end == value.data() || !std::isfinite(amount)) return {};
        const auto style = static_cast<std::size_t>(number(attribute(cell, "s"), 0));
        switch (style < styles_.size() ? styles_[style] : NumberKind::plain) {
            case NumberKind::date:
                return shown_date(amount, from_1904_);
            case NumberKind::share:
                return shown_number(100 * amount) + "%";
            case NumberKind::plain:
                break;
        }
        return shown_number(amount);
    }

    const Source& source_;
    Package package_;
    std::vector<std::string> strings_;
    std::vector<NumberKind> styles_;
    std::vector<Sheet> sheets_;
    SheetsLeftOut left_out_;
    SheetRoom room_;
    bool from_1904_ = false;
};

}  // namespace

Found read_xlsx(const Source& source) {
    return XlsxReader(source).read();
}

}  // namespace pacelane::formats
