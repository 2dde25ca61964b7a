#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pacelane::context::detail {

struct Decoded {
    std::string
        text;  ///< UTF-8, NFC, "\n" line ends, no BOM, no control characters but \n and \t; lines kept
    std::vector<std::string> warnings;
    bool foreign = false;  ///< in an encoding that is not read: what came out are not its characters
};

/// Whether the bytes are no text: the mark of a known binary format, NULs, or many control characters.
bool is_binary(std::string_view bytes);
/// Throws nothing; the caller has asked is_binary. A line of more bytes than `longest_line` is left out, and
/// told.
Decoded decode(std::string_view bytes, std::size_t longest_line = std::string_view::npos);
/// Characters for HTML's references (`&amp;`, `&#233;`, `&eacute;`), those unknown as they are.
std::string decode_entities(std::string_view text);

}  // namespace pacelane::context::detail
