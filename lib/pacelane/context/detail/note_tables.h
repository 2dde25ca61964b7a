#pragma once

#include "note_syntax.h"

#include <vector>

namespace pacelane::context::detail {

/// Makes tables of GFM of those that are none to it: rows in bars without a row of dashes below the first,
/// Jira's
/// "||head||", grids ("+---+"), and rows that tabs part, as spreadsheets put them on the clipboard. Lines
/// with nothing but a bar before them are Pandoc's verse, and lose it.
void complete_tables(std::vector<NoteLine>& lines);

}  // namespace pacelane::context::detail
