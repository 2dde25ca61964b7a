#include "detail/merge_marks.h"

#include "detail/note_syntax.h"

#include <pacelane/base/text.h>

namespace pacelane::context::detail {

void keep_rules(std::vector<NoteLine>& lines) {
    constexpr std::size_t longest_heading = 100;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const auto dashes = trim(lines[i].text);
        if (lines[i].verbatim || lines[i - 1].verbatim || dashes.size() < 3 ||
            dashes.find_first_not_of('-') != std::string_view::npos)
            continue;
        const auto above = trim(lines[i - 1].text);
        if (above.empty() || std::string_view("#|>").find(above.front()) != std::string_view::npos ||
            std::string_view(".!?").find(above.back()) == std::string_view::npos)
            continue;
        const bool several =
            i > 1 && !trim(lines[i - 2].text).empty() && !trim(lines[i - 2].text).starts_with('#');
        if (several || above.size() > longest_heading) lines[i].text.assign(dashes.size(), '*');
    }
}

bool MergeMarks::is_mark(std::string_view line) {
    const auto is = [&](std::string_view mark) {
        return line.starts_with(mark) && (line.size() == mark.size() || line[mark.size()] == ' ');
    };
    begins_ = !open_ && is("<<<<<<<");
    if (begins_) {
        open_ = true;
        return true;
    }
    if (!open_ || (!is("|||||||") && !is("=======") && !is(">>>>>>>"))) return false;
    if (is(">>>>>>>")) open_ = false;
    return true;
}

}  // namespace pacelane::context::detail
