#pragma once

#include "reading.h"

namespace pacelane::context::detail {

/// Marks the words of songs, which have chords between their lines or "[Verse 1]" above them: they are sung,
/// and nobody's statement. The chords are left out, and told.
void mark_songs(Reading& reading);

}  // namespace pacelane::context::detail
