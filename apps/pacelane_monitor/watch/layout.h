#pragma once

#include "watch/details.h"

namespace pacelane::monitor_program {

/// Which lines of the terminal show what. A low one does without its frame.
struct Layout {
    bool summary = true;
    bool keys = true;
    std::size_t body_top = 0;     ///< the first line of rows, or of what is opened
    std::size_t body_height = 0;  ///< at least 1
};

Layout layout_of(const Model& model);
/// What the queues' list is followed by: the pipeline in a few lines.
std::vector<Line> facts_of(const Model& model);
/// How many rows of the list are shown.
std::size_t list_height(const Model& model, const Table& table);

}  // namespace pacelane::monitor_program
