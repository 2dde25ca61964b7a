#pragma once

#include <md4c.h>

namespace pacelane::context::detail {

/// md4c's parser, loaded when the first Markdown is read. Throws Error when the library is missing.
decltype(&md_parse) markdown_parser();

}  // namespace pacelane::context::detail
