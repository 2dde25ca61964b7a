#pragma once

#include "reading.h"

namespace pacelane::context::detail {

/// Marks what somebody copied off a page where people write below each other: each post has its writer above
/// it, with a time ("rui commented on Nov 11, 2026", "Rui Prado" / "@rui" / "3h", "rui 3 hours ago | reply"),
/// or "You" and a model's name. From the first of them to the end of the section nothing is the author's own.
void mark_page_comments(Reading& reading);

}  // namespace pacelane::context::detail
