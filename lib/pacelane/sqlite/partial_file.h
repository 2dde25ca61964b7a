#pragma once

#include <pacelane/base/export.h>
#include <string>

namespace pacelane::sqlite {

/// A database file on its way to its name: made as <name>.partial, for its owner alone, and given its name
/// when it is whole and on the disk. What a killed process left of one is written over, and nothing else.
class PACELANE_API PartialFile {
public:
    /// Throws Error(busy) when another process is making the same file, Error(bad_input) when something
    /// else is at <name>.partial, Error(configuration) when it cannot be made.
    explicit PartialFile(const std::string& name);
    /// Removes what did not get its name.
    ~PartialFile();
    PartialFile(const PartialFile&) = delete;
    PartialFile& operator=(const PartialFile&) = delete;

    /// Where to write. Nobody may have it open when it gets its name.
    const std::string& path() const { return path_; }
    /// Throws Error(bad_input) when there is a file of that name and it is not to be replaced. With one that
    /// is replaced go the files that SQLite keeps beside it.
    void finish(bool replace);

private:
    std::string name_;
    std::string path_;
    int file_ = -1;
    bool named_ = false;
};

}  // namespace pacelane::sqlite
