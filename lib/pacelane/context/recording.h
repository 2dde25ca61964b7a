#pragma once

#include <optional>
#include <pacelane/base/export.h>
#include <string_view>

namespace pacelane::context {

enum class Recording { audio, video };
/// "audio", "video".
PACELANE_API std::string_view name(Recording recording);
/// Whether a file is a recording, by its name.
PACELANE_API std::optional<Recording> recording(std::string_view path);
/// Whether a file of this name may be a recording's transcript.
PACELANE_API bool may_be_transcript(std::string_view path);

}  // namespace pacelane::context
