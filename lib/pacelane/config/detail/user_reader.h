#pragma once

#include <map>
#include <pacelane/config/detail/values.h>
#include <pacelane/config/workspace.h>
#include <string>

namespace pacelane::config {

/// Reads the users of one workspace file, one after the other: no two may share a handle or an id.
class UserReader {
public:
    explicit UserReader(Checker& checker) : checker_(checker), problems_(checker.problems) {}

    /// Adds a user to the workspace, whose own settings are read already. Notes mistakes in the checker; what
    /// is mistaken is left out.
    void read(const Value& value, Workspace& workspace);

private:
    struct Id {
        int line;
        bool given;  // in the file, not made from the handle
    };

    void claim(std::map<std::string, int>& used, const std::string& name, std::string_view what,
               const YAML::Mark& at);
    void read_handle(const Mapping& map, User& user);
    void read_id(const Mapping& map, User& user);
    void read_aliases(const Mapping& map, User& user);
    void read_timezone(const Mapping& map, User& user);
    void read_language(const Mapping& map, User& user);
    void read_limits(const Mapping& map, ProposalLimits& limits);
    std::optional<int> read_most(const Mapping& map, std::string_view key);
    void read_networks(const Mapping& map, User& user);
    void read_context(const Value& value, ContextFolders& folders);

    Checker& checker_;
    Problems& problems_;
    std::map<std::string, int> handles_;
    std::map<std::string, Id> ids_;
};

}  // namespace pacelane::config
