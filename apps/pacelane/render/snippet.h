#pragma once

#include "render/style.h"

#include <cstddef>
#include <pacelane/language/language.h>
#include <string>
#include <string_view>
#include <vector>

namespace pacelane::cli {

/// The part of a text with the most of what was found in it, of about `width` bytes, in one line; "…" where
/// something is left out. What was found is bold, or between asterisks where the output shows no bold.
std::string snippet(const std::string& text, const std::vector<language::Span>& found, std::size_t width,
                    const Painter& paint);
/// Spans of bytes as spans of characters (code points), which is what other programs count.
std::vector<language::Span> in_characters(std::string_view text, const std::vector<language::Span>& spans);

}  // namespace pacelane::cli
