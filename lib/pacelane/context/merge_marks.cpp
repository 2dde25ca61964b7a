#include "detail/merge_marks.h"

namespace pacelane::context::detail {

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
