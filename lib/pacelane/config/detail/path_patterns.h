#pragma once

#include <pacelane/config/detail/values.h>
#include <string>
#include <vector>

namespace pacelane::config {

/// The patterns of `exclude`. What is empty or leaves the file's folder is reported and left out, here and
/// below.
std::vector<std::string> read_exclude(Checker& checker, const Value* value);
/// Patterns by the rules of `exclude`, and words.
std::vector<std::string> read_private(Checker& checker, const Value* value);
/// The patterns of a folder of the context: relative ones only.
std::vector<std::string> read_patterns(Checker& checker, const Value* value);

}  // namespace pacelane::config
