#pragma once

#include "reading.h"

namespace pacelane::context::detail {

/// Marks answers that somebody pasted into a note: those of a site of questions, by the lines that it writes
/// around them ("answered Nov 11, 2026 at 9:02"), and a model's, by how it opens and closes ("Sure! Here's a
/// plan: …", "Let me know if …").
void mark_pasted_answers(Reading& reading);

}  // namespace pacelane::context::detail
