#pragma once

#include "note_syntax.h"

#include <vector>

namespace pacelane::context::detail {

/// Makes items of Markdown's of lines that open with the marks of other programs' lists: "•", "☐", "a)", and
/// a dash that an export escaped.
void mark_foreign_items(std::vector<NoteLine>& lines);

}  // namespace pacelane::context::detail
