#pragma once

#include <functional>
#include <map>
#include <pacelane/base/export.h>
#include <pacelane/pipeline/context_files.h>
#include <string>
#include <string_view>
#include <vector>

/// Copies of a file that synchronization programs make when two devices changed it, and backups that editors
/// leave beside it.
namespace pacelane::pipeline {

/// Whose copy a name says the file is.
struct CopyName {
    std::string original;  ///< the path that it would have without the copy's mark
    bool certain = false;  ///< nothing but a copy is named so; else the contents have to tell
    bool backup = false;   ///< an editor's: what the file was before, for as long as the file is there
};
/// The readings of a path as that of a copy; empty when nothing in it looks so.
PACELANE_API std::vector<CopyName> copy_names(std::string_view path);

/// Whether most lines of the longer text are in the other one, too.
PACELANE_API bool are_versions(std::string_view a, std::string_view b);

/// Of each group of versions all but the newest: the older one's path and that of the newest. `are_same` says
/// of a file and its original whether they are versions of one text; it is asked only when names do not tell.
PACELANE_API std::map<std::string, std::string> older_versions(
    const std::vector<ContextFile>& files,
    const std::function<bool(const ContextFile& original, const ContextFile& copy)>& are_same);

}  // namespace pacelane::pipeline
