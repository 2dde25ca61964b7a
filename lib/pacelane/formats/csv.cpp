#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/encoding.h>
#include <pacelane/formats/formats.h>

/// Comma-separated values: the first row names the columns, each other one is a row of a table.
namespace pacelane::formats {

namespace {

/// The cells of the record that begins at `text`, which it is taken off.
std::vector<std::string> take_record(std::string_view& text, int& lines) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\n') ++lines;
        if (quoted) {
            if (c != '"') {
                cells.back() += c;
            } else if (at + 1 < text.size() && text[at + 1] == '"') {
                cells.back() += text[++at];
            } else {
                quoted = false;
            }
        } else if (c == '"' && cells.back().empty()) {
            quoted = true;
        } else if (c == ',') {
            cells.emplace_back();
        } else if (c == '\n') {
            ++at;
            break;
        } else {
            cells.back() += c;
        }
    }
    text.remove_prefix(at);
    return cells;
}

}  // namespace

Found read_csv(const Source& source) {
    const auto decoded = context::detail::decode(source.bytes);
    Found found;
    found.about.warnings = decoded.warnings;
    std::string_view rest = decoded.text;
    int line = 1;
    const auto columns = take_record(rest, line);
    while (!rest.empty()) {
        context::detail::Piece row;
        const int first = line;
        row.passage.kind = context::PassageKind::table_row;
        row.passage.columns = columns;
        for (const auto& cell : take_record(rest, line)) {
            if (trim(cell).empty()) continue;
            if (!row.words.empty()) row.words.append(" | ", first);
            row.words.append(cell, first);
        }
        if (!row.words.empty()) found.reading.add(std::move(row));
    }
    return found;
}

}  // namespace pacelane::formats
