#pragma once

#include <optional>
#include <pacelane/context/document.h>
#include <string>
#include <string_view>

/// Minutes that lie among the notes.
namespace pacelane::context::detail {

/// Why a document that was read as a note holds minutes of a meeting: who attended stands above, and its
/// title, its headings or its labels are of minutes. nullopt for all else. One meeting within the notes of a
/// day makes no minutes of them.
std::optional<std::string> minutes_look(const Document& note);

/// Whether a heading is one of minutes ("Agenda", "Decisions", "Apologies").
bool is_heading_of_minutes(std::string_view heading);

}  // namespace pacelane::context::detail
