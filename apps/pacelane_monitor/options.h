#pragma once

#include <memory>
#include <pacelane/base/time.h>
#include <pacelane/store/store.h>
#include <string>
#include <vector>

namespace pacelane::monitor_program {

/// What `pacelane` resolved and handed over: this program reads no settings of its own.
struct Options {
    std::string face;        ///< "serve" or "watch"
    std::string database;    ///< absolute
    std::string config;      ///< absolute; empty: there is no workspace file
    std::string now;         ///< RFC 3339; empty: the system's clock
    std::string pacelane;    ///< the program that does the work of an action
    bool read_only = false;  ///< nothing can be triggered

    // Of "serve".
    std::string listen = "127.0.0.1:8787";
    std::string token_file;  ///< empty: none
    std::string public_url;  ///< empty: none

    // Of "watch".
    std::string color = "auto";
};

/// Throws Error(usage) for what `pacelane` would not hand over.
Options parse_options(const std::vector<std::string>& words);

/// The time that the options say.
std::unique_ptr<Clock> clock_of(const Options& options);

/// A store that can only look, with the busy time-out of the environment. `clock` must outlive it.
std::unique_ptr<store::Store> open_to_look(const Options& options, const Clock& clock);

}  // namespace pacelane::monitor_program
