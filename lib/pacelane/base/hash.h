#pragma once

#include <pacelane/base/export.h>
#include <string>
#include <string_view>

namespace pacelane {

/// SHA-256 of the bytes, as 64 lower-case hexadecimal digits.
PACELANE_API std::string sha256_hex(std::string_view bytes);

}  // namespace pacelane
