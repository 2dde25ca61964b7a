#include "detail/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <pacelane/language/language.h>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

enum class Unicode { utf8, utf16_le, utf16_be };

unsigned byte_at(std::string_view bytes, std::size_t i) {
    return static_cast<unsigned char>(bytes[i]);
}

/// UTF-16 by its mark, or, without one, because every other byte of its start is NUL.
Unicode unicode_form(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE"sv)) return Unicode::utf16_le;
    if (bytes.starts_with("\xFE\xFF"sv)) return Unicode::utf16_be;
    const std::size_t pairs = std::min<std::size_t>(bytes.size() / 2, 512);
    if (pairs < 4 || bytes.size() % 2 != 0) return Unicode::utf8;
    std::size_t even = 0;
    std::size_t odd = 0;
    for (std::size_t i = 0; i < pairs; ++i) {
        if (bytes[2 * i] == '\0') ++even;
        if (bytes[2 * i + 1] == '\0') ++odd;
    }
    if (even == 0 && odd * 10 >= pairs * 8) return Unicode::utf16_le;
    if (odd == 0 && even * 10 >= pairs * 8) return Unicode::utf16_be;
    return Unicode::utf8;
}

std::string from_utf16(std::string_view bytes, Unicode form) {
    std::string out;
    out.reserve(bytes.size());
    const auto unit = [&](std::size_t i) {
        const unsigned a = byte_at(bytes, i);
        const unsigned b = byte_at(bytes, i + 1);
        return static_cast<char32_t>(form == Unicode::utf16_le ? a | b << 8U : a << 8U | b);
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t character = unit(i);
        if (character >= 0xD800 && character < 0xDC00 && i + 3 < bytes.size()) {
            const char32_t low = unit(i + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                character = 0x10000 + ((character - 0xD800) << 10U) + (low - 0xDC00);
                i += 2;
            }
        }
        append_utf8(out, character);
    }
    return out;
}

/// The length of the well-formed UTF-8 sequence at `i`, with its character; 0 when there is none.
std::size_t sequence_at(std::string_view bytes, std::size_t i, char32_t& character) {
    const unsigned first = byte_at(bytes, i);
    if (first < 0x80) {
        character = first;
        return 1;
    }
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || i + length > bytes.size()) return 0;
    character = first & (0x7FU >> length);
    for (std::size_t k = 1; k < length; ++k) {
        const unsigned next = byte_at(bytes, i + k);
        if ((next & 0xC0U) != 0x80U) return 0;
        character = character << 6U | (next & 0x3FU);
    }
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    if (character < least[length] || character > 0x10FFFF || (character >= 0xD800 && character < 0xE000))
        return 0;
    return length;
}

char32_t windows_1252(unsigned byte) {
    constexpr std::array<char16_t, 32> table{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                             0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                             0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                             0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    return byte >= 0x80 && byte < 0xA0 ? table[byte - 0x80] : byte;
}

/// Whether the character may change under NFC; the common ones of Western text do not.
bool may_need_nfc(char32_t c) {
    if (c < 0x300) return false;
    return !(c >= 0x2010 && c <= 0x205E) && c != 0x20AC && c < 0x1F000;
}

bool is_dropped(char32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x200B ||
           c == 0xFEFF || c == 0x2060;
}

bool is_wide_space(char32_t c) {
    return c == '\f' || c == '\v' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x3000 || c == 0x85;
}

}  // namespace

bool is_binary(std::string_view bytes) {
    constexpr std::array magics{"%PDF-"sv,
                                "PK\x03\x04"sv,
                                "PK\x05\x06"sv,
                                "\x89PNG"sv,
                                "GIF87a"sv,
                                "GIF89a"sv,
                                "\xFF\xD8\xFF"sv,
                                "\x1F\x8B"sv,
                                "7z\xBC\xAF"sv,
                                "Rar!\x1A"sv,
                                "\x7F"
                                "ELF"sv,
                                "\xD0\xCF\x11\xE0"sv,
                                "SQLite format 3"sv,
                                "{\\rtf"sv,
                                "OggS"sv,
                                "ID3\x03"sv,
                                "ID3\x04"sv,
                                "fLaC"sv,
                                "BZh9"sv};
    for (const auto magic : magics) {
        if (bytes.starts_with(magic)) return true;
    }
    if (unicode_form(bytes) != Unicode::utf8) return false;
    if (bytes.find('\0') != std::string_view::npos) return true;
    const std::string_view start = bytes.substr(0, 64 * 1024);
    const auto controls = std::count_if(start.begin(), start.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' &&
               c != '\v' && c != '\x1B';
    });
    return static_cast<std::size_t>(controls) * 20 > start.size();
}

void append_utf8(std::string& out, char32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
    const auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | c >> 6U);
        put(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        put(0xE0U | c >> 12U);
        put(0x80U | (c >> 6U & 0x3FU));
        put(0x80U | (c & 0x3FU));
    } else {
        put(0xF0U | c >> 18U);
        put(0x80U | (c >> 12U & 0x3FU));
        put(0x80U | (c >> 6U & 0x3FU));
        put(0x80U | (c & 0x3FU));
    }
}

Decoded decode(std::string_view bytes) {
    Decoded decoded;
    std::string converted;
    if (const Unicode form = unicode_form(bytes); form != Unicode::utf8) {
        converted = from_utf16(bytes, form);
        bytes = converted;
    }
    std::string& out = decoded.text;
    out.reserve(bytes.size());
    std::size_t line_begin = 0;
    bool unstable = false;
    int line = 1;
    int foreign_line = 0;
    std::size_t foreign = 0;
    const auto end_line = [&] {
        // Line by line, since most lines need no normalization.
        if (unstable) {
            const std::string normal = language::normalize(std::string_view{out}.substr(line_begin));
            out.resize(line_begin);
            std::replace_copy(normal.begin(), normal.end(), std::back_inserter(out), '\n', ' ');
        }
        unstable = false;
    };
    for (std::size_t i = 0; i < bytes.size();) {
        char32_t character = 0;
        std::size_t length = sequence_at(bytes, i, character);
        if (length == 0) {
            character = windows_1252(byte_at(bytes, i));
            length = 1;
            if (foreign++ == 0) foreign_line = line;
        }
        i += length;
        if (character == '\r') {
            if (i < bytes.size() && bytes[i] == '\n') continue;
            character = '\n';
        }
        if (character == '\n') {
            end_line();
            out += '\n';
            line_begin = out.size();
            ++line;
        } else if (is_wide_space(character)) {
            out += ' ';
        } else if (!is_dropped(character)) {
            unstable = unstable || may_need_nfc(character);
            append_utf8(out, character);
        }
    }
    end_line();
    if (foreign != 0) {
        decoded.warnings.push_back(fmt::format("line {}: not UTF-8 ({} {}), read as Windows-1252",
                                               foreign_line, foreign, foreign == 1 ? "byte" : "bytes"));
    }
    return decoded;
}

}  // namespace pacelane::context::detail
