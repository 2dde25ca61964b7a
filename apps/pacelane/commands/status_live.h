#pragma once

#include "commands/commands.h"

#include <memory>
#include <optional>
#include <string>

namespace pacelane::cli {

/// What asks for another face of the monitor than text: one that goes on, in a browser or in the terminal, or
/// a page to keep.
struct LiveMonitor {
    std::string html;  ///< the file for the page
    bool watch = false;
    std::optional<std::string> serve;  ///< ADDRESS:PORT
    std::string token_file;
    std::string public_url;
    bool read_only = false;
};

/// Adds its options to `status`.
std::shared_ptr<LiveMonitor> live_monitor_options(Command& status);
/// False when none is asked for. Writes the page; or the process becomes the live one, and only an Error
/// comes back.
bool become_live_monitor(Application& application, const LiveMonitor& live);

}  // namespace pacelane::cli
