#pragma once

#include "watch/sheet_writer.h"

namespace pacelane::monitor_program {

/// All keys, and what they do.
void write_help(SheetWriter& to, const Model& model);
/// The keys that matter where one is, for the last line: key and what it does, the most important first.
std::vector<std::pair<std::string, std::string>> keys_of(const Model& model);

}  // namespace pacelane::monitor_program
