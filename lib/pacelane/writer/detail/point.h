#pragma once

#include <pacelane/writer/detail/piece.h>

/// Whether a piece comes to its point, or is a part that says little without the rest.
namespace pacelane::writer::detail {

/// The share of the words that was left out between and after what is told; 1: the end, or steps of a how-to.
double gap_of(const Piece& piece);
/// Stands below "Chapter 3", "Aula 5", "The title by Ana Castro", or in a folder for such notes: it goes
/// through a book or a course of somebody else.
bool retells(const Piece& piece);
/// Names a book or a course in its title, or in a line that only refers to it: "Source: [[Book – …]]".
bool cites_study(const Piece& piece);
/// Ends with what announces the rest of the note: "Here is what I did."
bool announces(const Piece& piece);

}  // namespace pacelane::writer::detail
