#pragma once

#include <optional>
#include <pacelane/context/document.h>
#include <string>

/// Minutes that lie among the notes.
namespace pacelane::context::detail {

/// Why a document that was read as a note holds minutes of a meeting: who attended stands above, and its
/// title, its headings or its labels are of minutes. nullopt for all else. One meeting within the notes of a
/// day makes no minutes of them.
std::optional<std::string> minutes_look(const Document& note);

/// What `read` makes of a file in this folder; of one that holds minutes among the notes, what it makes of it
/// among the meetings, as their readers know more of who speaks and what is told of the meeting.
template <class Read>
Document read_by_content(DocumentKind folder, Read&& read) {
    auto document = read(folder);
    if (document.kind != DocumentKind::knowledge) return document;
    auto why = minutes_look(document);
    if (!why) return document;
    auto minutes = read(DocumentKind::meeting);
    if (minutes.kind == DocumentKind::meeting) minutes.kind_reason = std::move(*why);
    return minutes;
}

}  // namespace pacelane::context::detail
