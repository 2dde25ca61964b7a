#pragma once

#include "flow.h"

namespace pacelane::formats::detail {

/// Takes away what readers wrote below a page, where only its heading ("3 comments") and how each begins
/// ("Ana says:", "2 hours ago") tell. How many there were.
int drop_readers_comments(Flow& flow);

}  // namespace pacelane::formats::detail
