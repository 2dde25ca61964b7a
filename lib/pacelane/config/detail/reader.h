#pragma once

#include <pacelane/config/detail/values.h>
#include <pacelane/config/workspace.h>

namespace pacelane::config {

/// Reads the document into a workspace whose path and folder are set. Notes mistakes in `checker`; what is
/// mistaken is left out.
void read_document(Checker& checker, const YAML::Node& document, Workspace& workspace);
/// The same of a document whose users were left out.
void read_settings(Checker& checker, const YAML::Node& document, Workspace& workspace);
/// The schedules of one user.
std::vector<ScheduleEntry> read_schedules(Checker& checker, const Value* schedules);

}  // namespace pacelane::config
