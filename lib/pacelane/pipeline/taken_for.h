#pragma once

#include <pacelane/base/export.h>
#include <pacelane/store/store.h>
#include <string>
#include <vector>

namespace pacelane::pipeline {

/// The names in the user's meetings and transcripts that are taken for the user, as the analysis takes them.
/// Sorted, each once.
PACELANE_API std::vector<std::string> names_taken_for(store::Store& store, const store::User& user);

}  // namespace pacelane::pipeline
