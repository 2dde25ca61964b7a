#pragma once

#include "front_matter.h"
#include "reading.h"

#include <pacelane/context/document.h>
#include <string_view>

namespace pacelane::context::detail {

/// What the reader of a format found in a file.
struct Found {
    /// What the file says about itself: its front matter, or its properties (title, author, date, keywords,
    /// language). What it does not say stays empty; `body_begin` and `body_line` are not looked at.
    FrontMatter about;
    Reading reading;
};

/// The document of what was found: names, labels, tables of turns, language, title and date worked out, the
/// blocks cut into passages. A date is also looked for in the first lines of `opening`. Throws
/// Error(bad_input), naming the path, when nothing in it can be read.
Document assemble(std::string_view path, DocumentKind folder, Format format, Found found,
                  std::string_view opening);

}  // namespace pacelane::context::detail
