#pragma once

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

}  // namespace pacelane::pipeline
