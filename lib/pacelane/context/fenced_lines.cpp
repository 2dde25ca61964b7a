#include "detail/fenced_lines.h"

#include "detail/note_line_shapes.h"

#include <pacelane/base/text.h>

namespace pacelane::context::detail {

std::string without_fenced_code(std::string_view text) {
    constexpr int kNote = 3;  // lines besides headings and code
    if (text.find("```") == std::string_view::npos && text.find("~~~") == std::string_view::npos)
        return std::string(text);
    std::string out;
    out.reserve(text.size());
    std::optional<FenceMark> open;
    int other = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto line = rest.substr(0, end);
        const bool ended = end < rest.size();
        rest.remove_prefix(end + (ended ? 1 : 0));
        const auto content = trim(line);
        const auto mark = fence_mark(content);
        const bool closes = open && mark && mark->mark == open->mark && mark->length >= open->length;
        const bool opens = !open && mark;
        if (!open && !mark) {
            out += line;
            if (!content.empty() && !content.starts_with('#')) ++other;
        }
        if (opens) open = mark;
        if (closes) open.reset();
        if (ended) out += '\n';
    }
    return other >= kNote ? out : std::string(text);
}

}  // namespace pacelane::context::detail
