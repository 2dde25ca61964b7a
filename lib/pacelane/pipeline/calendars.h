#pragma once

#include <pacelane/base/export.h>
#include <pacelane/sources/document.h>
#include <string_view>
#include <vector>

namespace pacelane::pipeline {

/// Gives notes and recordings of meetings what the user's calendars know of them and they do not say: when
/// the meeting was, and who was asked to come. `zone` is the user's, for events whose time is in UTC. Pure.
PACELANE_API void join_calendars(std::vector<sources::KnownDocument>& documents, std::string_view zone);

}  // namespace pacelane::pipeline
