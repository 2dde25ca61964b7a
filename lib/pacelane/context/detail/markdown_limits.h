#pragma once

#include "reading.h"

#include <optional>

namespace pacelane::context::detail {

/// The line at which a text asks more of a Markdown parser than any person's text does (and more than it does
/// in linear time): thousands of nested quotes or lists, a paragraph of megabytes, a table of thousands of
/// columns.
std::optional<int> beyond_markdown(const FileBody& source);

}  // namespace pacelane::context::detail
