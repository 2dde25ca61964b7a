#pragma once

#include <pacelane/sources/reading.h>

namespace pacelane::sources::detail {

/// Who takes part in a document, and who speaks in it.
context::People people_of(const KnownDocument& document);

}  // namespace pacelane::sources::detail
