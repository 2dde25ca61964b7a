#pragma once

#include "reading.h"

namespace pacelane::context::detail {

/// Marks lines that say who made a picture: "Photo by Ana Lima on Unsplash", "Foto: Ana Lima/The Quay". They
/// are no words of the author's.
void mark_picture_credits(Reading& reading);

}  // namespace pacelane::context::detail
