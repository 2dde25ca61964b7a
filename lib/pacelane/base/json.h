#pragma once

#include <pacelane/base/export.h>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace pacelane {

/// JSON with keys in the order they were written.
using Json = nlohmann::ordered_json;

/// Reads one JSON document. Throws Error(bad_input): "<what>: not valid JSON at byte 12: …".
PACELANE_API Json parse_json(std::string_view text, std::string_view what);
/// Compact text; invalid UTF-8 is replaced, never thrown at.
PACELANE_API std::string to_text(const Json& json);

}  // namespace pacelane
