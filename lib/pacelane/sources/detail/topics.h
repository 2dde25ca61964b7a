#pragma once

#include <functional>
#include <map>
#include <pacelane/sources/document.h>
#include <string>
#include <string_view>
#include <vector>

/// What folders say their notes are about.
namespace pacelane::sources::detail {

/// "knowledge/git/undo.md": "knowledge/git/"
std::string_view folder_of(std::string_view path);
/// By folder, as titles and headings write it: "knowledge/sql_server/" is "SQL Server". Empty where people do
/// not file their notes by topic.
std::map<std::string, std::string, std::less<>> topics_of(const std::vector<KnownDocument>& documents);

}  // namespace pacelane::sources::detail
