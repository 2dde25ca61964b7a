#pragma once

#include "minutes_look.h"
#include "talk_look.h"

#include <utility>

namespace pacelane::context::detail {

/// What `read` makes of a file in this folder; of one that holds minutes or talk among the notes, what it
/// makes of it among those, as their readers know more of who speaks and what is told of the meeting.
template <class Read>
Document read_by_content(DocumentKind folder, Read&& read) {
    auto document = read(folder);
    if (document.kind != DocumentKind::knowledge) return document;
    auto kind = DocumentKind::meeting;
    auto why = minutes_look(document);
    if (!why) {
        kind = DocumentKind::transcript;
        why = talk_look(document);
    }
    if (!why) return document;
    auto again = read(kind);
    if (again.kind == kind) again.kind_reason = std::move(*why);
    return again;
}

}  // namespace pacelane::context::detail
