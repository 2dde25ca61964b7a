#pragma once

#include <pacelane/base/export.h>
#include <pacelane/base/time.h>
#include <string>
#include <string_view>

namespace pacelane {

/// A time-ordered UUID (RFC 9562, version 7) for `now`, in lower case with hyphens. Thread-safe.
PACELANE_API std::string uuid_v7(Instant now);
/// The same UUID for the same name, always (RFC 9562, version 5, in Pacelane's own namespace).
/// By convention the name starts with what it names: "user:maya".
PACELANE_API std::string uuid_v5(std::string_view name);
/// Whether the text is a UUID in its 36-character form, in either case.
PACELANE_API bool is_uuid(std::string_view text);

}  // namespace pacelane
