#pragma once

#include <cstdint>
#include <pacelane/base/export.h>
#include <pacelane/context/document.h>
#include <string>
#include <string_view>

namespace pacelane::pipeline {

/// The bytes of a file that goes with another one and tells what that does not: of a day of a channel in an
/// export of Slack (general/2026-11-03.json) the users.json of the folder above, which has the names of those
/// who write. Mostly nothing. `path` is relative; nothing above the workspace is looked at.
PACELANE_API std::string companion_of(std::string_view path, const std::string& absolute,
                                      context::Format format);

/// When the companion was last changed, in nanoseconds since 1970; 0 where there is none. A file is as it was
/// only while its companion is.
PACELANE_API std::int64_t companion_modified_ns(std::string_view path, const std::string& absolute);

}  // namespace pacelane::pipeline
