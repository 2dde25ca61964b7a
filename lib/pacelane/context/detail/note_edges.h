#pragma once

#include "reading.h"

#include <string>
#include <string_view>
#include <vector>

/// The head and the foot of a note: what stands around its text, and tells of the note.
namespace pacelane::context::detail {

/// Takes away the first and last lines that only tell of the note: fields ("Created: 2026-11-17 | Status:
/// draft"), dates, numbers, bylines, links to other notes ("← [Back](/notes)", "[[Build]] [[Cache]]"), a
/// page's buttons ("Edit this page"), and a first heading that is such a link. They are told, and their tags
/// kept. Nothing is taken where nothing would be left. `body` is the text of the file that begins on line
/// `body_line`.
std::vector<std::string> take_note_edges(Reading& reading, std::string_view body, int body_line);

}  // namespace pacelane::context::detail
