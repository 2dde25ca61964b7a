#pragma once

#include "watch/rows.h"

/// Where the cursor is, in a list or in what is opened.
namespace pacelane::monitor_program {

Place& place_of(Model& model);
const Place& place_of(const Model& model);

/// By lines, or pages, down when positive.
void move(Model& model, int by);
void move_page(Model& model, int by);
void move_to_end(Model& model, bool last);
void resize(Model& model, std::size_t width, std::size_t height);

/// After the rows changed: the row under the cursor keeps its line on the screen; when it is gone, the one
/// that took its place has the cursor.
void settle(Model& model);
/// When the list comes into sight, and nobody's eye is on a line of it: shows as much of it as has room.
void show_again(Model& model);
/// After what is opened changed.
void settle_sheet(Model& model);

/// From now on the cursor is on this row; before, it was on whatever is first.
void hold(Model& model);
void let_go(Model& model);

void set_filter(Model& model, std::string filter);
void mark(Model& model);
void mark_all(Model& model);

std::optional<Row> row_at_cursor(const Model& model);
/// The marked ones, or the one under the cursor.
std::vector<Row> chosen_rows(const Model& model);

}  // namespace pacelane::monitor_program
