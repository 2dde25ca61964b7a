#pragma once

#include <string>
#include <string_view>

/// Text in the character sets that mail names.
namespace pacelane::formats {

/// Opens the converters, as none can be loaded later.
void prepare_character_sets();

/// The text as UTF-8, what cannot be read as "�"; bytes in no known set come back as they are (encoding.h
/// guesses). `known` tells whether the set is one that is read.
std::string as_utf8(std::string_view bytes, std::string_view character_set, bool& known);

}  // namespace pacelane::formats
