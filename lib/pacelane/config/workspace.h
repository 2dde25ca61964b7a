#pragma once

#include <functional>
#include <optional>
#include <pacelane/base/content_form.h>
#include <pacelane/base/error.h>
#include <pacelane/base/export.h>
#include <pacelane/base/proposal_limits.h>
#include <pacelane/schedule/recurrence.h>
#include <string>
#include <string_view>
#include <vector>

/// The workspace file, pacelane.yaml (DESIGN.md, section 5).
namespace pacelane::config {

struct ScheduleEntry {
    schedule::Frequency frequency = schedule::Frequency::weekly;
    schedule::Weekdays selected_days;
    std::string preferred_time;              ///< as written; known to parse
    std::vector<std::string> content_types;  ///< at least one; ids of content forms
    std::optional<Date> starts_on;           ///< bi-weekly: a date in an "on" week
    bool active = true;                      ///< `active: false` in the file
    int line = 0;                            ///< where the entry starts in the file, 1-based
};

/// Glob patterns relative to the workspace file's folder, which they cannot leave.
struct ContextFolders {
    std::vector<std::string> knowledge;
    std::vector<std::string> meetings;
    std::vector<std::string> transcripts;
    std::vector<std::string> exclude;  ///< what none of them means, by .gitignore's rules: the file's, then
                                       ///< the user's own
};

struct User {
    std::string handle;
    std::string id;    ///< as given (`id: <uuid>`), else the version-5 UUID of "user:<handle>"
    std::string name;  ///< default: the handle
    std::string headline;
    std::string timezone = "UTC";
    std::string language;  ///< "en", "pt-BR" … or empty: decided by the sources
    std::vector<std::string> pillars;
    std::string tone;
    std::vector<std::string> aliases;  ///< other names for them in documents: "ML", "maya@example.com"
    ContextFolders context;
    ProposalLimits limits;
    std::vector<std::string> private_matter;  ///< paths and words that are for nobody else: the file's, then
                                              ///< the user's own
    std::vector<std::string> networks;        ///< ids of social networks; empty: one text for all
    std::vector<ScheduleEntry> schedules;
};

/// A value and the line, from 1, on which it stands; line 0: not given.
struct Located {
    std::string text;
    int line = 0;
    bool operator==(const Located&) const = default;
};

/// The language model that the file names. Not used yet.
struct Llm {
    Located endpoint;
    Located model;
    Located api_key_env;  ///< the variable that holds the key
    bool operator==(const Llm&) const = default;
};

struct Workspace {
    std::string path;        ///< the file, absolute
    std::string folder;      ///< its folder, absolute
    std::string database;    ///< absolute path, or empty when the file names none
    int database_line = 0;   ///< from 1
    std::string durability;  ///< "full", "normal", or empty when the file does not say
    int durability_line = 0;
    std::optional<Llm> llm;
    /// The command, as a list of arguments, that is told when `status --check` turns bad or good again; a
    /// program given by a relative path is absolute here. Empty: none.
    std::vector<std::string> notify;
    int notify_line = 0;
    std::vector<std::string> exclude;         ///< for every user; part of their context's, too
    std::vector<std::string> private_matter;  ///< for every user; part of theirs, too
    std::vector<User> users;
    std::vector<std::string> warnings;  ///< "FILE:LINE:COLUMN: …" for what is accepted but has no effect
};

/// Everything that is wrong with a workspace file, one line each: "FILE:LINE:COLUMN: what, and the remedy".
class PACELANE_API WorkspaceError : public Error {
public:
    explicit WorkspaceError(std::vector<std::string> problems);
    const std::vector<std::string>& problems() const { return problems_; }

private:
    std::vector<std::string> problems_;
};

/// Reads and checks the whole file. Throws WorkspaceError (kind bad_input) with every mistake found, in the
/// order of the file; Error(configuration) when the file cannot be read.
PACELANE_API Workspace load_workspace(const std::string& path);
/// The same from text; `path` is used in messages and to resolve relative paths.
PACELANE_API Workspace parse_workspace(std::string_view yaml, const std::string& path);

/// Reads only what the file says besides its users: database, durability, exclude, private, notify and llm;
/// `users` and `warnings` stay empty. Costs the same however many users the file lists, if it is written as a
/// block mapping. Mistakes in the users are passed over; those elsewhere are thrown as by load_workspace,
/// with all of the file's. For a file that load_workspace accepts, the settings are the same.
PACELANE_API Workspace load_settings(const std::string& path);
/// The same from text.
PACELANE_API Workspace parse_settings(std::string_view yaml, const std::string& path);

/// The workspace file that applies: `given` (the --config value) if not empty, else $PACELANE_CONFIG, else
/// the nearest pacelane.yaml in `start_folder` or above it, else $XDG_CONFIG_HOME/pacelane/pacelane.yaml
/// (default ~/.config); nullopt when there is none. A `given` or $PACELANE_CONFIG file that does not exist is
/// an Error(configuration). `environment` gives a variable's value, empty when it is not set; by default that
/// of the process.
PACELANE_API std::optional<std::string> find_workspace(
    const std::string& given, const std::string& start_folder,
    const std::function<std::string(const char* variable)>& environment = {});

}  // namespace pacelane::config
