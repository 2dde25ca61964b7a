#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace pacelane::store {

/// The condition that the id in `column` begins with ?1, found by its index: ids are lower-case hexadecimal,
/// so all that begin with ?1 lie below ?1 with a 'g'.
inline std::string begins_with(std::string_view column) {
    return fmt::format("{0} >= ?1 AND {0} < ?1 || 'g' AND substr({0}, 1, length(?1)) = ?1", column);
}

}  // namespace pacelane::store
