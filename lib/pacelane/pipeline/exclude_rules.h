#pragma once

#include <pacelane/base/export.h>
#include <pacelane/pipeline/glob.h>
#include <string>
#include <string_view>
#include <vector>

namespace pacelane::pipeline {

/// What `exclude:` leaves out, by the rules of .gitignore: the last pattern that matches decides; `!` takes
/// back; a slash at the start or in the middle binds the pattern to the workspace's folder, else it matches
/// at any depth; a slash at the end matches folders only; what is below an excluded folder stays excluded.
class PACELANE_API ExcludeRules {
public:
    explicit ExcludeRules(const std::vector<std::string>& patterns);

    bool empty() const { return rules_.empty(); }
    /// The pattern that excludes the file or folder at a relative path in NFC, none of whose folders is
    /// excluded; nullptr when none does.
    const std::string* excluding(std::string_view path, bool is_folder) const;
    /// The same for a path of which nothing is known: also by a pattern that excludes one of its folders.
    const std::string* excluding_any(std::string_view path, bool is_folder = false) const;

private:
    struct Rule {
        std::string pattern;  // as written
        Glob glob;
        bool takes_back;
        bool folders_only;
    };
    std::vector<Rule> rules_;
};

}  // namespace pacelane::pipeline
