#include "watch/text.h"

#include <algorithm>
#include <clocale>
#include <cwchar>
#include <pacelane/base/text.h>

namespace pacelane::monitor_program {

namespace {

struct Character {
    std::size_t bytes = 1;
    char32_t code = 0;
    std::size_t width = 1;
};

// Of well-formed text; a stray byte is a character of its own.
Character character_at(std::string_view text, std::size_t at) {
    Character found;
    const auto length = utf8_length(text, at);
    const auto first = static_cast<unsigned char>(text[at]);
    if (length == 0) return found;
    found.bytes = length;
    found.code = length == 1 ? first : first & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i)
        found.code = (found.code << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3fU);
    const int width = ::wcwidth(static_cast<wchar_t>(found.code));
    // What the C library does not know yet is most often an emoji of a newer Unicode.
    found.width = width >= 0 ? static_cast<std::size_t>(width) : found.code >= 0x1f000 ? 2 : 1;
    return found;
}

// Terminals do not agree on what is joined, so nothing is: each then takes the columns that are expected.
bool joins(char32_t code) {
    return (code >= 0x200b && code <= 0x200d) || code == 0x2060 || code == 0xfeff ||
           (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0000 && code <= 0xe01ef) || code == 0xad;
}

}  // namespace

void use_utf8() {
    // Whatever the language of the user is: the drafts are UTF-8, and so are the terminals of today.
    if (!std::setlocale(LC_CTYPE, "C.UTF-8")) std::setlocale(LC_CTYPE, "");
}

std::string safe(std::string_view text) {
    const auto shown = printable(text);
    std::string kept;
    kept.reserve(shown.size());
    std::size_t marks = 0;
    for (std::size_t at = 0; at < shown.size();) {
        const auto one = character_at(shown, at);
        marks = one.width > 0 ? 0 : marks + 1;
        if (!joins(one.code) && marks <= 2 && !(one.width == 0 && kept.empty()))
            kept.append(shown, at, one.bytes);
        at += one.bytes;
    }
    return kept;
}

std::size_t columns(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto one = character_at(text, at);
        width += one.width;
        at += one.bytes;
    }
    return width;
}

std::string clipped(std::string_view text, std::size_t width) {
    if (columns(text) <= width) return std::string(text);
    if (width == 0) return "";
    std::size_t used = 0, at = 0;
    while (at < text.size()) {
        const auto one = character_at(text, at);
        if (used + one.width > width - 1) break;
        used += one.width;
        at += one.bytes;
    }
    return std::string(text.substr(0, at)) + "…";
}

std::string padded(std::string_view text, std::size_t width, bool to_the_right) {
    auto line = clipped(text, width);
    const auto blanks = std::string(width - std::min(width, columns(line)), ' ');
    return to_the_right ? blanks + line : line + blanks;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    width = std::max<std::size_t>(width, 2);
    std::vector<std::string> lines(1);
    std::size_t used = 0;
    for (const auto word : split(text, ' ')) {
        const auto length = columns(word);
        if (used > 0 && used + 1 + length > width) {
            lines.emplace_back();
            used = 0;
        } else if (used > 0) {
            lines.back() += ' ';
            ++used;
        }
        for (std::size_t at = 0; at < word.size();) {
            const auto one = character_at(word, at);
            if (used + one.width > width) {
                lines.emplace_back();
                used = 0;
            }
            lines.back().append(word, at, one.bytes);
            used += one.width;
            at += one.bytes;
        }
    }
    return lines;
}

}  // namespace pacelane::monitor_program
