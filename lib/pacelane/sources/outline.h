#pragma once

#include <pacelane/base/export.h>
#include <pacelane/sources/document.h>

namespace pacelane::sources {

/// In an outliner all is a bullet: of a note that is nothing but lists, an item at the top that is prose is
/// told as a paragraph. The stored passage stays the list item that its author wrote.
PACELANE_API void paragraphs_of_outline(KnownDocument& document);

}  // namespace pacelane::sources
