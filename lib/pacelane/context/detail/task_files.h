#pragma once

#include "reading.h"

/// Files of lines that programs know by their marks.
namespace pacelane::context::detail {

/// todo.txt: "(A) 2026-11-11 Call Rui +ops @phone due:2026-11-12", "x 2026-11-11 …".
bool looks_like_todo_txt(const FileBody& source);
/// Each task an item, its projects tags; contexts and what is behind colons are left out.
Reading read_todo_txt(const FileBody& source);

/// Cards of Anki, exported as text: "#separator:tab", then front, back and tags with tabs between.
bool looks_like_cards(const FileBody& source);
/// Each card a row of a table, without the marks of HTML.
Reading read_cards(const FileBody& source);

}  // namespace pacelane::context::detail
