#pragma once

#include <cstdint>
#include <pacelane/base/export.h>
#include <pacelane/store/store.h>
#include <string>
#include <string_view>
#include <vector>

/// The files that a user's context patterns name.
namespace pacelane::pipeline {

struct ContextFile {
    std::string path;  ///< relative to the folder, with '/'
    std::string absolute;
    context::DocumentKind kind = context::DocumentKind::knowledge;
    std::int64_t size_bytes = 0;
    std::int64_t modified_ns = 0;
};

/// Whether a relative path matches a glob pattern: `*` and `?` within one segment, `[a-z]` sets, `**` any
/// number of segments.
PACELANE_API bool matches_glob(std::string_view path, std::string_view pattern);

/// All regular files below the user's folder that match, by path. Hidden files and folders are left out, and
/// so is what a symbolic link brings in from outside the folder. A file that several kinds name is a
/// transcript before a meeting before knowledge. Throws Error(failed) when the folder is not there.
PACELANE_API std::vector<ContextFile> context_files(const store::User& user);

}  // namespace pacelane::pipeline
