#pragma once

#include <string>
#include <string_view>

namespace pacelane::context::detail {

/// TeX's names of single characters, as the characters.
std::string plain_formula(std::string_view tex);

}  // namespace pacelane::context::detail
