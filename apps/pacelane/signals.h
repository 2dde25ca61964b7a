#pragma once

#include <atomic>

namespace pacelane::cli {

/// Set by SIGTERM and SIGINT, which are handled from this call on: workers finish what is at hand and return.
/// A second signal ends the program at once.
const std::atomic<bool>& stop_on_signals();

}  // namespace pacelane::cli
