#pragma once

#include <pacelane/sources/reading.h>

namespace pacelane::sources::detail {

/// How much of a document's prose tells of what its writer did.
OwnDoing own_doing_of(const Reading& reading);

}  // namespace pacelane::sources::detail
