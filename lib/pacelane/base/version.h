#pragma once

#include <pacelane/base/export.h>
#include <string_view>

namespace pacelane {

/// The library's version, e.g. "0.1.0".
PACELANE_API std::string_view version();

}  // namespace pacelane
