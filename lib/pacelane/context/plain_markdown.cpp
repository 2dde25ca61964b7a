// From the lines of a note to Markdown that its parser reads as note apps do.
#include "detail/note_line_shapes.h"
#include "detail/note_syntax.h"

#include <pacelane/base/text.h>
#include <utility>

namespace pacelane::context::detail {

NoteText plain_markdown(const FileBody& source, Reading& reading) {
    std::vector<NoteLine> lines;
    bool in_table = false;
    for (auto& line : note_lines(source, reading)) {
        if (!line.verbatim && is_navigation(line.text)) {
            reading.omit(line.number, line.number, "links to neighbouring notes");
            line.text.clear();
        }
        const bool delimiters = !line.verbatim && is_delimiter_row(line.text);
        if (delimiters) line.text = wide_delimiters(line.text);
        // What has no bar right below a table ends it, be it a fence, a heading or a line of text; the parser
        // would take it for a row.
        const bool row = !line.verbatim && line.text.find('|') != std::string::npos;
        if (in_table && !row && !trim(line.text).empty()) lines.push_back({"", line.number, false});
        in_table =
            row &&
            (in_table || (delimiters && !lines.empty() && lines.back().text.find('|') != std::string::npos));
        lines.push_back(std::move(line));
    }
    if (source.kind == DocumentKind::knowledge) keep_own_lines(lines);
    return note_inlines(lines, reading);
}

}  // namespace pacelane::context::detail
