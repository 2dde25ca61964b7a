#include "detail/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <pacelane/context/limits.h>
#include <pacelane/language/detail/utf8.h>
#include <pacelane/language/language.h>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

enum class Unicode { utf8, utf16_le, utf16_be };

unsigned byte_at(std::string_view bytes, std::size_t i) {
    return static_cast<unsigned char>(bytes[i]);
}

std::string_view without_padding(std::string_view bytes) {
    return bytes.substr(0, bytes.find_last_not_of('\0') + 1);
}

bool is_control(unsigned byte) {
    return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != '\v' &&
           byte != 0x1B;
}

char32_t utf16_unit(std::string_view bytes, std::size_t i, Unicode form) {
    const unsigned a = byte_at(bytes, i);
    const unsigned b = byte_at(bytes, i + 1);
    return form == Unicode::utf16_le ? a | b << 8U : a << 8U | b;
}

/// The character at byte `i` of UTF-16, and moves `i` behind it; a lone surrogate is none.
char32_t take_utf16(std::string_view bytes, std::size_t& i, Unicode form) {
    char32_t character = utf16_unit(bytes, i, form);
    i += 2;
    if (character >= 0xD800 && character < 0xDC00 && i + 1 < bytes.size()) {
        const char32_t low = utf16_unit(bytes, i, form);
        if (low >= 0xDC00 && low < 0xE000) {
            character = 0x10000 + ((character - 0xD800) << 10U) + (low - 0xDC00);
            i += 2;
        }
    }
    return character;
}

std::string from_utf16(std::string_view bytes, Unicode form) {
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t i = 0; i + 1 < bytes.size();)
        language::append_utf8(out, take_utf16(bytes, i, form));
    return out;
}

/// How many characters of a sample are what people write (and how many of them ASCII), if it is UTF-16.
struct Plausible {
    std::size_t characters = 0;
    std::size_t strange = 0;
    std::size_t ascii = 0;
};
Plausible read_as_utf16(std::string_view sample, Unicode form) {
    Plausible found;
    for (std::size_t i = 0; i + 1 < sample.size();) {
        const char32_t c = take_utf16(sample, i, form);
        ++found.characters;
        if (c < 0x80) ++found.ascii;
        const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
        const bool control = category == UTF8PROC_CATEGORY_CC && (c >= 0x20 || is_control(c));
        if (control || category == UTF8PROC_CATEGORY_CN || category == UTF8PROC_CATEGORY_CO ||
            category == UTF8PROC_CATEGORY_CS)
            ++found.strange;
    }
    return found;
}

/// Whether a sample with NULs is UTF-8 all the same: few NULs, nothing strange.
bool is_utf8_with_nuls(std::string_view sample, std::size_t nuls) {
    if (nuls * 5 > sample.size()) return false;
    std::size_t controls = 0;
    for (std::size_t i = 0; i < sample.size();) {
        const auto [value, size] = language::utf8_at(sample, i);
        if (size == 0 && i + 4 < sample.size()) return false;
        if (value != 0 && size == 1 && is_control(value)) ++controls;
        i += std::max<std::size_t>(size, 1);
    }
    return controls * 20 <= sample.size();
}

/// UTF-16 by its mark, or, without one, by what its start says when it is read so. ASCII in UTF-16 has NULs,
/// and every script has the line ends and spaces of ASCII.
Unicode unicode_form(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE"sv)) return Unicode::utf16_le;
    if (bytes.starts_with("\xFE\xFF"sv)) return Unicode::utf16_be;
    // Not without_padding: the last character may end in NUL.
    const std::string_view sample =
        bytes.substr(0, std::min<std::size_t>(bytes.size() & ~std::size_t{1}, 4096));
    const auto nuls = static_cast<std::size_t>(std::count(sample.begin(), sample.end(), '\0'));
    if (nuls == 0 || sample.size() < 8 || is_utf8_with_nuls(sample, nuls)) return Unicode::utf8;
    const auto little = read_as_utf16(sample, Unicode::utf16_le);
    const auto big = read_as_utf16(sample, Unicode::utf16_be);
    const auto fits = [](const Plausible& found) {
        return found.ascii > 0 && found.strange * 100 <= found.characters;
    };
    if (!fits(little) && !fits(big)) return Unicode::utf8;
    if (fits(little) != fits(big)) return fits(little) ? Unicode::utf16_le : Unicode::utf16_be;
    return little.ascii >= big.ascii ? Unicode::utf16_le : Unicode::utf16_be;
}

char32_t windows_1252(unsigned byte) {
    constexpr std::array<char16_t, 32> table{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                             0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                             0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                             0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    return byte >= 0x80 && byte < 0xA0 ? table[byte - 0x80] : byte;
}

constexpr std::size_t kFewForeign = 8;

/// Whether bytes that are not UTF-8 look like those of Western text: hardly any stands beside a byte that no
/// Western word has.
bool is_western(std::string_view bytes) {
    std::size_t strange = 0;
    std::size_t high = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = byte_at(bytes, i);
        if (byte < 0x80) continue;
        ++high;
        // Undefined in Windows-1252, or a mark of no text that people write.
        const bool mark = byte < 0xA0 && byte != 0x80 && byte != 0x85 && (byte < 0x8A || byte > 0x8C) &&
                          byte != 0x8E && (byte < 0x91 || byte > 0x97) && (byte < 0x99 || byte > 0x9C) &&
                          byte < 0x9E;
        if (mark) ++strange;
    }
    return strange * 8 < high;
}

/// UTF-8 whose bytes were taken for Windows-1252 and written as UTF-8 once more: "JosÃ©". None for a text
/// with anything else beyond ASCII.
std::string decoded_once_more(std::string_view bytes) {
    const auto byte_of = [](char32_t character) {
        unsigned byte = 0x80;
        while (byte < 0x100 && windows_1252(byte) != character && character != byte)
            ++byte;
        return byte;  // 0x100: none
    };
    const auto first = std::find_if(bytes.begin(), bytes.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (first == bytes.end()) return {};
    std::string once(bytes.begin(), first);
    std::size_t wide = 0;
    std::size_t more = 0;  // bytes that the character must still have
    for (auto i = once.size(); i < bytes.size();) {
        const auto [character, length] = language::utf8_at(bytes, i);
        const unsigned byte = length == 0 || character < 0x80 ? 0x100 : byte_of(character);
        if (length == 0 || (character < 0x80 ? more > 0 : byte == 0x100)) return {};
        i += length;
        if (character < 0x80) {
            once += static_cast<char>(character);
            continue;
        }
        // Most texts with accents end here, at their first one.
        if (more > 0 ? byte >= 0xC0 : byte < 0xC2 || byte >= 0xF5) return {};
        more = more > 0 ? more - 1 : byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
        once += static_cast<char>(byte);
        ++wide;
    }
    return wide >= 2 && more == 0 ? once : std::string{};
}

/// Whether the character may change under NFC; the common ones of Western text and emoji do not.
bool may_need_nfc(char32_t c) {
    if (c < 0x300) return false;
    return !(c >= 0x2010 && c <= 0x205E) && c != 0x20AC && !(c >= 0x1F000 && c < 0x1FB00);
}

bool is_dropped(char32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x200B ||
           c == 0xFEFF || c == 0x2060 || c == 0xFFFC;
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
                                "BZh9"sv,
                                "\xFF\xFE\0\0"sv,  // UTF-32
                                "\0\0\xFE\xFF"sv,
                                "\0asm"sv,
                                "\x28\xB5\x2F\xFD"sv};
    for (const auto magic : magics) {
        if (bytes.starts_with(magic)) return true;
    }
    if (unicode_form(bytes) != Unicode::utf8) return false;
    // A text may be padded with NULs after a crash, and hold a few; data holds many.
    const auto text = without_padding(bytes);
    if (text.empty()) return !bytes.empty();
    if (static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0')) * 50 > text.size()) return true;
    const std::string_view start = text.substr(0, 64 * 1024);
    const auto controls = std::count_if(start.begin(), start.end(), [](char c) {
        return c != '\0' && is_control(static_cast<unsigned char>(c));
    });
    return static_cast<std::size_t>(controls) * 20 > start.size();
}

Decoded decode(std::string_view bytes, std::size_t longest_line) {
    Decoded decoded;
    std::string converted;
    if (const Unicode form = unicode_form(bytes); form != Unicode::utf8) {
        converted = from_utf16(bytes, form);
        bytes = converted;
    }
    bytes = without_padding(bytes);
    std::string once = decoded_once_more(bytes);
    if (!once.empty()) {
        decoded.warnings.emplace_back("encoded as UTF-8 twice, and read as what it was before");
        bytes = once;
    }
    std::string& out = decoded.text;
    out.reserve(bytes.size());
    // Unicode's own line ends are line ends where there are no others; else the numbers of the lines would
    // not be those that an editor shows.
    const bool only_wide_line_ends = bytes.find_first_of("\r\n") == std::string_view::npos;
    std::size_t line_begin = 0;
    bool unstable = false;
    int line = 1;
    int foreign_line = 0;
    std::size_t foreign = 0;
    std::size_t nuls = 0;
    const auto end_line = [&] {
        if (out.size() - line_begin > longest_line) {
            if (decoded.warnings.size() < kLimits.warnings)
                decoded.warnings.push_back(
                    fmt::format("line {}: longer than {} KiB, and left out: no text, but data", line,
                                longest_line / 1024));
            out.resize(line_begin);
            unstable = false;
        }
        // Line by line, since most lines need no normalization.
        if (unstable) {
            const std::string normal = language::normalize(std::string_view{out}.substr(line_begin));
            out.resize(line_begin);
            std::replace_copy(normal.begin(), normal.end(), std::back_inserter(out), '\n', ' ');
        }
        unstable = false;
    };
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t plain = i;
        while (i < bytes.size() && bytes[i] >= 0x20 && bytes[i] < 0x7F)
            ++i;
        out += bytes.substr(plain, i - plain);
        if (i == bytes.size()) break;
        auto [character, length] = language::utf8_at(bytes, i);
        if (length == 0) {
            character = windows_1252(byte_at(bytes, i));
            length = 1;
            if (foreign++ == 0) foreign_line = line;
        }
        i += length;
        if (character == '\r') {
            // CR LF, and the CR CR LF of a file that was converted twice.
            std::size_t end = i;
            while (end < bytes.size() && bytes[end] == '\r')
                ++end;
            if (end < bytes.size() && bytes[end] == '\n') i = end + 1;
            character = '\n';
        } else if (only_wide_line_ends && length > 1 &&
                   (character == 0x85 || character == 0x2028 || character == 0x2029)) {
            character = '\n';
        }
        if (character == '\n') {
            end_line();
            out += '\n';
            line_begin = out.size();
            ++line;
        } else if (is_wide_space(character)) {
            out += ' ';
        } else if (character == 0) {
            ++nuls;
        } else if (!is_dropped(character)) {
            unstable = unstable || may_need_nfc(character);
            language::append_utf8(out, character);
        }
    }
    end_line();
    if (foreign != 0) {
        decoded.warnings.push_back(fmt::format("line {}: not UTF-8 ({} {}), read as Windows-1252",
                                               foreign_line, foreign, foreign == 1 ? "byte" : "bytes"));
    }
    if (nuls != 0)
        decoded.warnings.push_back(
            fmt::format("{} NUL {} left out", nuls, nuls == 1 ? "character is" : "characters are"));
    // No Western text has so many accents: it is in Cyrillic, Greek or Japanese bytes.
    decoded.foreign = (foreign >= 32 && foreign * 10 > bytes.size() * 3) ||
                      (foreign >= kFewForeign && foreign * 3 > bytes.size() && !is_western(bytes));
    return decoded;
}

}  // namespace pacelane::context::detail
