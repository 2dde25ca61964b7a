#pragma once

#include <map>
#include <pacelane/pipeline/context_files.h>
#include <pacelane/store/store.h>
#include <string>
#include <string_view>
#include <unordered_map>

/// Documents whose file is no longer where it was.
namespace pacelane::pipeline {

/// Whether a file may still be there, below a folder that cannot be looked into.
bool is_out_of_sight(const ContextListing& listing, std::string_view path);
/// The pattern that leaves the file out; nullptr when none does.
const std::string* excluding(const ContextListing& listing, std::string_view path);

/// Those that may have moved.
class GoneFiles {
public:
    GoneFiles() = default;
    GoneFiles(const ContextListing& listing, const std::map<std::string, store::StoredFile>& stored);

    bool empty() const { return paths_.empty(); }
    /// Where the document of this content was that is at `to` now, and is no longer gone: one of the same
    /// name before others. Empty when there is none.
    std::string take(const std::string& hash, std::string_view to);

private:
    std::unordered_multimap<std::string, std::string> paths_;  // by content
};

}  // namespace pacelane::pipeline
