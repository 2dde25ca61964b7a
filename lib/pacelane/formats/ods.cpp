#include "data_limits.h"
#include "detail/flow.h"
#include "detail/limits.h"
#include "detail/package.h"
#include "sheets.h"

#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <unordered_set>

/// OpenDocument's spreadsheets (.ods): what their cells show.
namespace pacelane::formats {

namespace {

using namespace detail;

class OdsReader {
public:
    explicit OdsReader(const Source& source)
        : source_(source), package_(source.bytes, "OpenDocument spreadsheet") {}

    Found read() {
        pugi::xml_document content, meta;
        if (const auto manifest = package_.read("META-INF/manifest.xml");
            manifest && manifest->find("encryption-data") != std::string::npos)
            throw Error(ErrorKind::bad_input, "is encrypted; save it without a password");
        package_.xml("content.xml", content, true);
        const auto root = content.document_element();
        for (const auto& style : child(root, "automatic-styles").children())
            if (attribute(child(style, "table-properties"), "display") == "false")
                hidden_styles_.emplace(attribute(style, "name"));
        const auto list = child(root, "body", "spreadsheet");
        if (!list) throw Error(ErrorKind::bad_input, "is no OpenDocument spreadsheet: it has no sheets");
        for (const auto& table : list.children()) {
            if (!is(table, "table")) continue;
            if (hidden_styles_.contains(std::string(attribute(table, "style-name")))) {
                ++left_out_.sheets;
                continue;
            }
            Sheet sheet;
            sheet.name = clean(attribute(table, "name"));
            add_rows(table, sheet, 0);
            if (!sheet.rows.empty()) sheets_.push_back(std::move(sheet));
        }
        std::string title, author, date;
        if (package_.xml("meta.xml", meta)) {
            const auto about = child(meta.document_element(), "meta");
            title = text_in(child(about, "title"));
            author = text_in(child(about, "initial-creator"));
            if (author.empty()) author = text_in(child(about, "creator"));
            date = text_in(child(about, "date"));
            if (date.empty()) date = text_in(child(about, "creation-date"));
        }
        return read_sheets(source_, sheets_, left_out_, title, author, date);
    }

private:
    /// Also those in groups and heads.
    void add_rows(const pugi::xml_node& parent, Sheet& sheet, int depth) {
        if (depth > kFormatLimits.xml_depth) return;
        for (const auto& node : parent.children()) {
            if (is(node, "table-row-group") || is(node, "table-header-rows") || is(node, "table-rows"))
                add_rows(node, sheet, depth + 1);
            if (is(node, "table-row") && !left_out_.too_large) add_row(node, sheet);
        }
    }

    void add_row(const pugi::xml_node& node, Sheet& sheet) {
        SheetRow row;
        std::size_t column = 0;
        for (const auto& cell : node.children()) {
            if (!is(cell, "table-cell") && !is(cell, "covered-table-cell")) continue;
            auto text = text_of(cell);
            if (column >= kDataLimits.table_columns) {
                left_out_.too_wide = left_out_.too_wide || !text.empty();
                break;
            }
            const auto times =
                static_cast<std::size_t>(std::max(1, number(attribute(cell, "number-columns-repeated"), 1)));
            const auto next = std::min(column + times, kDataLimits.table_columns);
            if (!text.empty()) {
                row.cells.resize(column);
                row.cells.resize(next, text);
            }
            column = next;
        }
        if (row.cells.empty()) return;
        const auto seen = attribute(node, "visibility");
        if (seen == "collapse" || seen == "filter") {
            ++left_out_.rows;
            return;
        }
        // The same row many times over is not what somebody wrote.
        constexpr int most_alike = 100;
        const int times = std::clamp(number(attribute(node, "number-rows-repeated"), 1), 1, most_alike);
        for (int i = 0; i < times && !left_out_.too_large; ++i)
            left_out_.too_large = !room_.add(sheet, row);
    }

    std::string text_of(const pugi::xml_node& cell) {
        std::string text;
        for (const auto& node : cell.children()) {
            if (is(node, "annotation")) ++left_out_.comments;
            if (!is(node, "p")) continue;
            if (!text.empty()) text += ' ';
            text += text_in(node);
        }
        return text.substr(0, kDataLimits.cell_bytes);
    }

    const Source& source_;
    Package package_;
    std::unordered_set<std::string> hidden_styles_;
    std::vector<Sheet> sheets_;
    SheetsLeftOut left_out_;
    SheetRoom room_;
};

}  // namespace

Found read_ods(const Source& source) {
    return OdsReader(source).read();
}

}  // namespace pacelane::formats
