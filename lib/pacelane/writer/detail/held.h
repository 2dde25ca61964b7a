#pragma once

#include <pacelane/writer/detail/drafting.h>

/// What a post holds of its note, and where its point stands.
namespace pacelane::writer::detail {

/// Features: whether its beginning and its end tell a finding, whether the note tells more, whether it holds
/// code.
void add_held(Features& features, const Piece& piece, const ContentForm& form);

}  // namespace pacelane::writer::detail
