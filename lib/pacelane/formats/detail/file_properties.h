#pragma once

#include <optional>
#include <pacelane/base/time.h>
#include <string>
#include <string_view>
#include <vector>

/// What stands in a file's properties: the writer's words, or those of the program that made it.
namespace pacelane::formats::detail {

/// Whether a title is what a program puts there ("Untitled", "Microsoft Word - a.docx"), not the writer.
bool is_generic_title(std::string_view title);
/// The date of "2026-11-17T09:00:00Z", "2026-11-17" and the like.
std::optional<Date> date_of(std::string_view text);
/// People in "Maya Lindqvist; Rafael Souza", without the names that programs put there.
std::vector<std::string> authors_of(std::string_view text);

}  // namespace pacelane::formats::detail
