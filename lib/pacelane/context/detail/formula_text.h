#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pacelane::context::detail {

/// A formula of TeX as one writes it in a line of text: "\frac{a}{b} \leq x^2" → "a/b ≤ x²". Nothing when it
/// is too long for that, or has what text cannot show (matrices, lines of an alignment, unknown commands).
std::optional<std::string> formula_as_text(std::string_view tex);

}  // namespace pacelane::context::detail
