#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Files of formats that nobody writes by hand, as small as their readers accept.
namespace pacelane::bench {

/// A ZIP archive of these files, stored.
std::string zip_of(const std::vector<std::pair<std::string, std::string>>& files);
std::string docx_of(const std::vector<std::string>& paragraphs);
std::string pptx_of(const std::vector<std::string>& slides);
std::string odt_of(const std::vector<std::string>& paragraphs);
std::string odp_of(const std::vector<std::string>& slides);
/// A sheet of one column.
std::string xlsx_of(const std::vector<std::string>& rows);
std::string ods_of(const std::vector<std::string>& rows);
/// Forty lines a page.
std::string pdf_of(const std::vector<std::string>& lines);

}  // namespace pacelane::bench
