#pragma once

#include "mail_text.h"

namespace pacelane::formats {

/// The lines of an HTML message as a reader sees them: quotations by their depth, items of lists and headings
/// with their marks, and without what is hidden and what a program marked as its signature. `line` is where
/// the HTML begins in the file; `exact` says that the HTML's lines are the file's.
std::vector<MailLine> mail_html_lines(std::string_view html, int line, bool exact,
                                      context::detail::Reading& reading);

}  // namespace pacelane::formats
