#pragma once

#include "reading.h"

namespace pacelane::context::detail {

/// Marks passages that are not the author's own words, with whose they are when that is said: quotations with
/// their attribution, forwarded mail, a pasted chat with a language model, user stories.
void mark_quoted_words(Reading& reading);

}  // namespace pacelane::context::detail
