#pragma once

#include "words.h"

#include <string_view>

/// What marks a line of minutes as a task, as done, or as a remark among tasks.
namespace pacelane::analysis::detail {

/// Whether the item is done by its words ("… (done)", "… Status: done") or a tick, which it loses.
bool take_done_mark(std::string_view& text, const LanguagePack& pack);
/// Whether the cell of a column of states says that it is done.
bool is_ticked(const Words& status);
/// "Another meeting is not likely to help": a remark among tasks.
bool states_something(std::string_view text, const LanguagePack& pack);

}  // namespace pacelane::analysis::detail
