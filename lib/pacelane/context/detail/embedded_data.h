#pragma once

#include <string>

namespace pacelane::context::detail {

/// Takes the bytes of embedded files ("data:image/png;base64,…") out of a text; the address stays up to its
/// comma, and lines stay those of the file. Word processors that export Markdown put each picture into one
/// line, which no limit on text is made for.
void drop_embedded_data(std::string& text);

}  // namespace pacelane::context::detail
