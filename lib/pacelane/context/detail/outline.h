#pragma once

#include "reading.h"

namespace pacelane::context::detail {

/// In an outliner all is a bullet: one at the top that is prose is a paragraph, not an item of a list.
void paragraphs_of_outline(Reading& reading);

}  // namespace pacelane::context::detail
