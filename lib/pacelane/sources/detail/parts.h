#pragma once

#include <pacelane/sources/document.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Which notes are parts of a course, by the numbers of files and folders. Folders have a slash at the end.
namespace pacelane::sources::detail {

/// Folders most files of which are numbered: "01 Volumes.md", "02 Networks.md".
std::set<std::string> numbered_folders(const std::vector<KnownDocument>& documents);
/// "1 Introduction/", "2 Networks/", "3 Volumes/" beside each other, as a course is filed: each of them.
/// Folders that people number to keep them in order ("1 Projects/", "2 Areas/") say nothing of a subject.
std::set<std::string> course_folders(const std::vector<KnownDocument>& documents);
/// Whether the document is one of the numbered files of such a folder, or lies in a folder of a course.
bool is_part(std::string_view path, const std::set<std::string>& numbered_folders,
             const std::set<std::string>& course_folders);

}  // namespace pacelane::sources::detail
