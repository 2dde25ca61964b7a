#pragma once

#include <pacelane/writer/detail/drafting.h>

/// What a post holds of its note, and where its point stands.
namespace pacelane::writer::detail {

/// Features: whether its beginning and its end tell a finding, whether the note tells more, whether it holds
/// code.
void add_held(Features& features, const Piece& piece, const Setting& setting, const ContentForm& form);
/// Whether nothing stands before the piece in its note but what was told on an earlier day.
bool begins_what_is_new(const Piece& piece, const Setting& setting);

}  // namespace pacelane::writer::detail
