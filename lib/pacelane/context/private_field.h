#pragma once

#include <pacelane/base/export.h>
#include <string>
#include <string_view>

namespace pacelane::context {

/// How a field of front matter keeps a note private, for people ("private: true", "publish: no"); empty when
/// it does not.
PACELANE_API std::string private_field(std::string_view key, std::string_view value);

}  // namespace pacelane::context
