#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <utf8proc.h>

/// UTF-8, character by character, by utf8proc.
namespace pacelane::language {

struct Utf8Character {
    char32_t value = 0;
    std::size_t size = 0;  ///< bytes; 0 where the bytes are no UTF-8
};

/// The character that begins at byte `at`.
inline Utf8Character utf8_at(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) return {first, 1};
    utf8proc_int32_t value = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                       static_cast<utf8proc_ssize_t>(text.size() - at), &value);
    if (size <= 0) return {};
    return {static_cast<char32_t>(value), static_cast<std::size_t>(size)};
}

/// U+FFFD for what is no character.
inline void append_utf8(std::string& out, char32_t character) {
    if (character < 0x80) {
        out += static_cast<char>(character);
        return;
    }
    const auto value = static_cast<utf8proc_int32_t>(character);
    utf8proc_uint8_t bytes[4];
    const auto size = utf8proc_encode_char(
        character <= 0x10FFFF && utf8proc_codepoint_valid(value) ? value : 0xFFFD, bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

}  // namespace pacelane::language
