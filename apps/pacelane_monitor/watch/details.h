#pragma once

#include "watch/rows.h"

namespace pacelane::monitor_program {

/// A line of what is opened.
struct SheetLine {
    Line line;
    std::size_t item = 0;               ///< lines of one item were one before they were broken to the width
    SheetKind opens = SheetKind::help;  ///< with opens_id: what Enter opens from here
    std::string opens_id;
};

std::string title_of(const Model& model, const Sheet& sheet);
std::vector<SheetLine> lines_of(const Model& model, const Sheet& sheet, std::size_t width);

}  // namespace pacelane::monitor_program
