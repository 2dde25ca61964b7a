#pragma once

#include <cstdint>
#include <pacelane/base/export.h>
#include <pacelane/store/store.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// The files that a user's context patterns name.
namespace pacelane::pipeline {

struct ContextFile {
    std::string path;  ///< relative to the folder, with '/'; bytes that are not UTF-8 are written as \xE9
    std::string absolute;
    context::DocumentKind kind = context::DocumentKind::knowledge;
    std::int64_t size_bytes = 0;
    std::int64_t modified_ns = 0;  ///< of the file, or of the one it goes with (companion.h) if that is later
    std::string private_by;        ///< the entry of the user's `private:` that it is private by; mostly empty
};

/// What a pattern means, and what cannot be had: a folder that may not be opened, a link that leads out of
/// the workspace, what is no file.
struct Unreached {
    std::string path;
    context::DocumentKind kind = context::DocumentKind::knowledge;
    std::string why;  ///< and what to do
    /// Whether files may be there that just cannot be seen now. Nothing that was read from them is given up.
    bool may_be_there = false;
};

struct ContextListing {
    std::vector<ContextFile> files;    ///< by path
    std::vector<Unreached> unreached;  ///< by path
    /// What a pattern means and `exclude` leaves out, with the pattern; of a folder only itself.
    std::vector<std::pair<std::string, std::string>> excluded;
};

/// A file's name as it is told: UTF-8 as it is, each other byte as \xE9.
PACELANE_API std::string told_name(std::string_view raw);

/// All regular files below the user's folder that match a pattern and that `exclude` does not leave out.
/// Hidden files and folders (their name begins with a dot) are left out. Links are followed inside the
/// folder; each file is named once, by its own path if a pattern names that, else by the first link's. A file
/// that several kinds name is a transcript before a meeting before knowledge. Throws Error(failed) when the
/// folder is not there.
PACELANE_API ContextListing context_files(const store::User& user);

/// Whether one of the files (paths as above) is not as it was when it was read, by its size and time, or is
/// private now. False
/// when the user's folder is not there: nothing is known of its files then.
PACELANE_API bool have_changed(store::Store& store, const store::User& user,
                               const std::set<std::string>& paths);

}  // namespace pacelane::pipeline
