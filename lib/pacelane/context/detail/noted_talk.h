#pragma once

#include "reading.h"

#include <vector>

namespace pacelane::context::detail {

/// Marks talk that stands in a note as paragraphs behind dashes ("— How did you begin?").
void mark_noted_talk(std::vector<Piece>& pieces);
/// Marks items by initials or given names that come back ("R: I want …", "M: I can …"). `only_names`: no
/// other label is among them, as minutes have "Budget: …" beside those who spoke.
void mark_labelled_items(std::vector<Piece>& pieces, bool only_names);

}  // namespace pacelane::context::detail
