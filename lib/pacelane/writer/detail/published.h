#pragma once

#include <cstddef>
#include <pacelane/sources/reading.h>
#include <pacelane/writer/writer.h>
#include <string>
#include <string_view>

/// A draft of what is published already leads to it.
namespace pacelane::writer::detail {

/// The text with the address on a line of its own below it; as it is where that does not fit, or the text
/// holds the address.
std::string with_address(std::string text, std::string_view url, const ContentForm& form);
/// What the platform counts for that line, and the empty one above it; 0 for an address that would take more
/// than half of a post: the text is not cut short for it.
std::size_t address_room(std::string_view url, const LengthLimit& limit);
/// "Read it at [example.org](https://example.org/x)", as the last paragraph of a piece in Markdown; empty
/// when the document is published nowhere.
std::string read_it_at(const sources::KnownDocument& document, language::Language language);

/// What stands between a plain text and its hashtags: `joint`, but an address keeps its line.
std::string_view hashtags_joint(std::string_view text, std::string_view joint);

}  // namespace pacelane::writer::detail
