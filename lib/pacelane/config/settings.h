#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <pacelane/base/error.h>
#include <pacelane/base/export.h>
#include <pacelane/base/log.h>
#include <pacelane/base/time.h>
#include <pacelane/config/workspace.h>
#include <string>
#include <string_view>

/// The settings in effect, from flags, environment and workspace file, with the origin of each.
namespace pacelane::config {

/// What was given on the command line; empty: not given.
struct Flags {
    std::string database;
    std::string config;
    std::string now;
    std::string color;
    std::string durability;
    std::string log_format;
};

struct Origin {
    enum class Kind {
        standard,     ///< nobody said anything
        found,        ///< a file at a place where such files are looked for
        file,         ///< the workspace file
        environment,  ///< a variable
        flag,         ///< the command line
    };
    Kind kind = Kind::standard;
    std::string name;  ///< "--db"; "PACELANE_DB"; "/home/maya/pacelane.yaml:3"; else empty
};
/// "default", "found", "file", "environment", "flag".
PACELANE_API std::string_view name(Origin::Kind kind);
/// "default", "found there", or the name, a variable's with its '$'.
PACELANE_API std::string describe(const Origin& origin);

template <class T>
struct Setting {
    T value{};
    Origin origin;
};

struct LlmSettings {
    Setting<std::string> endpoint;     ///< may hold a password or a key: see without_credentials
    Setting<std::string> model;        ///< empty: not given, like what follows
    Setting<std::string> api_key_env;  ///< the variable's name; nobody here asks for its value
    bool api_key_set = false;          ///< whether that variable is there and not empty
};

struct PACELANE_API Settings {
    Setting<std::string> config;      ///< absolute; empty: there is no workspace file
    Setting<std::string> database;    ///< absolute; empty: none, see require_database
    Setting<std::string> durability;  ///< "full" or "normal"
    Setting<std::chrono::milliseconds> busy_timeout;
    Setting<std::optional<Instant>> now;  ///< absent: the system's clock
    Setting<std::string> color;           ///< "auto", "always" or "never"
    Setting<LogFormat> log_format;
    std::optional<LlmSettings> llm;
    Setting<std::vector<std::string>> notify;  ///< Workspace::notify
    /// Why the workspace file's settings could not be read; callers that need them must report it.
    std::optional<Error> problem;

    /// The database's path. Throws `problem`, or Error(configuration) when there is no place for one.
    const std::string& require_database() const;
};

/// The value of a variable; empty when it is not set.
using Environment = std::function<std::string(const char* variable)>;
/// That of this process.
PACELANE_API std::string process_environment(const char* variable);

/// Reads the workspace file, too, but not its users: see load_settings. Relative paths are relative to
/// `folder`. Throws Error(usage) that names the flag or variable with a wrong value; Error(configuration)
/// when the workspace file that was named is not there.
PACELANE_API Settings resolve_settings(const Flags& flags, const std::string& folder,
                                       const Environment& environment = process_environment);

// Those that need no file, for who needs them at once.
PACELANE_API Setting<std::optional<Instant>> resolve_now(
    const Flags& flags, const Environment& environment = process_environment);
PACELANE_API Setting<LogFormat> resolve_log_format(const Flags& flags,
                                                   const Environment& environment = process_environment);
PACELANE_API Setting<std::string> resolve_color(const Flags& flags,
                                                const Environment& environment = process_environment);
PACELANE_API Setting<std::chrono::milliseconds> resolve_busy_timeout(
    const Environment& environment = process_environment);

/// The address with "***" for a user's name and password, and its query: "https://***@example.org/v1?***".
PACELANE_API std::string without_credentials(std::string_view url);

}  // namespace pacelane::config
