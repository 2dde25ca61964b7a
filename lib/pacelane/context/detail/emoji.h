#pragma once

#include <string_view>

namespace pacelane::context::detail {

/// The emoji that a shortcode ("tada", "+1") stands for; empty when it is none of the usual ones.
std::string_view emoji_of(std::string_view shortcode);

}  // namespace pacelane::context::detail
