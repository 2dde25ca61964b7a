#pragma once

#include "reading.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Lines that say something about a document instead of being its content.
namespace pacelane::context::detail {

enum class MetadataKind { participants, date, other };
struct MetadataLine {
    MetadataKind kind = MetadataKind::other;
    std::string_view value;
};
/// "Attendees: …", "Data: …", "Location: …", without markup; nullopt for content.
std::optional<MetadataLine> metadata_line(std::string_view line);
/// Whether the line is such a one, and no turn: "Moderator: Welcome to the panel." is spoken, "Moderator:
/// Maya Lindqvist" is not.
bool is_field(std::string_view line);
/// Whether a heading or a lead-in ("Participants", "Presentes:") announces a list of people.
bool announces_participants(std::string_view heading);

/// The parts of a list of names, each with what stands in brackets behind it.
std::vector<std::string_view> name_parts(std::string_view list);
/// The people in "Maya Lindqvist (host), Rafael and Bia": empty when the text is no list of names.
std::vector<std::string> names_in(std::string_view list);
/// Adds a name unless it, or a fuller form of it, is there; a fuller form replaces the first name alone.
void add_name(std::vector<std::string>& names, std::string_view name);

/// Takes what a passage says about the document into `reading`: participants and date from its lines or from
/// what stands above it. In a meeting or a transcript such lines are then no content any more, and leave the
/// passage.
void take_metadata(Piece& piece, DocumentKind kind, Reading& reading);

}  // namespace pacelane::context::detail
