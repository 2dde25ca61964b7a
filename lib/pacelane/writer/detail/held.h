#pragma once

#include <pacelane/writer/detail/drafting.h>

/// What a post holds of its note, and where its point stands.
namespace pacelane::writer::detail {

/// Features for the model: how much of the note it is, whether it says what the note is about, what its
/// opening takes for granted, whether its beginning and its end tell a finding.
void add_held(Features& features, const Piece& piece, const Title& title, const ContentForm& form);

}  // namespace pacelane::writer::detail
