#pragma once

#include <map>
#include <string>

namespace pacelane::cli {

class Command;

/// "0 done (or nothing to do), 1 …", on two lines: for --help.
std::string exit_codes_in_short();
/// The manual pages as troff, by file name ("pacelane-queue.1"): of the program, of each command, and of the
/// workspace file. `date` is the one that their foot shows (2026-11-19).
std::map<std::string, std::string> manual_pages(const Command& app, const std::string& date);
/// pacelane.yaml(5).
std::string workspace_page(const std::string& date);

// What the pages are written with.

/// Text as troff shows it unchanged: backslashes, dots at the start of a line, characters beyond ASCII.
std::string troff(std::string_view text);
/// The same for what is typed: its hyphens are minus signs.
std::string troff_typed(std::string_view text);
/// The page's first lines; `section` is 1 or 5.
std::string page_head(std::string_view name, int section, std::string_view summary, const std::string& date);
/// Lines shown as they are.
std::string verbatim(std::string_view lines);

}  // namespace pacelane::cli
