#pragma once

#include <chrono>
#include <optional>
#include <string_view>

/// Numbers and spans of time as people write them in the workspace file. nullopt: it is none.
namespace pacelane::config {

/// Decimal, of at most four digits.
std::optional<int> number_in(std::string_view text);
/// "60 days", "8 weeks", "1 week", "60d", "8w", in days.
std::optional<int> days_in(std::string_view text);
/// "90 s", "45 min", "2 h"; at least a second.
std::optional<std::chrono::seconds> time_span(std::string_view text);

}  // namespace pacelane::config
