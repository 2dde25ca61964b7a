#include <algorithm>
#include <pacelane/base/text.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane {

std::string_view trim(std::string_view text) {
    const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    std::size_t begin = 0, end = text.size();
    while (begin < end && is_space(text[begin]))
        ++begin;
    while (end > begin && is_space(text[end - 1]))
        --end;
    return begin == end ? std::string_view{} : text.substr(begin, end - begin);
}

std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0;;) {
        const auto end = text.find(separator, begin);
        if (end == std::string_view::npos) {
            parts.push_back(text.substr(begin));
            return parts;
        }
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
    std::string joined;
    for (const auto& part : parts) {
        if (&part != &parts.front()) joined += separator;
        joined += part;
    }
    return joined;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = a[i - 1] == b[j - 1];
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

std::string_view nearest(std::string_view text, std::span<const std::string_view> candidates) {
    const std::string lower = ascii_lower(text);
    std::string_view best;
    // One slip in a short word: two would make it any other.
    std::size_t best_distance = (text.size() <= 3 ? 1 : std::max<std::size_t>(2, text.size() / 3)) + 1;
    for (const auto candidate : candidates) {
        // Lengths alone can tell them apart, so that a very long text costs nothing.
        const auto [shorter, longer] = std::minmax({text.size(), candidate.size()});
        if (longer - shorter >= best_distance) continue;
        const auto distance = edit_distance(lower, ascii_lower(candidate));
        if (distance < best_distance) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

std::size_t utf8_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) -> unsigned {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80) return at < text.size() ? 1 : 0;
    if (first < 0xC2) return 0;
    if (first < 0xE0) return continues(1) ? 2 : 0;
    if (first < 0xF0) {
        if (!continues(1) || !continues(2)) return 0;
        if (first == 0xE0 && byte(1) < 0xA0) return 0;
        if (first == 0xED && byte(1) > 0x9F) return 0;
        return 3;
    }
    if (first > 0xF4 || !continues(1) || !continues(2) || !continues(3)) return 0;
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    if (first == 0xF4 && byte(1) > 0x8F) return 0;
    return 4;
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto length = utf8_length(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

namespace {

// The character that starts at `at`, and its bytes; 0 bytes, and the byte, when it is not valid UTF-8.
std::pair<char32_t, std::size_t> character_at(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const auto length = utf8_length(text, at);
    if (length <= 1) return {lead, length};
    char32_t character = lead & (0xffu >> (length + 1));
    for (std::size_t n = 1; n < length; ++n)
        character = character << 6 | (static_cast<unsigned char>(text[at + n]) & 0x3fu);
    return {character, length};
}

bool is_obeyed(char32_t character) {
    return character < 0x20 || (character >= 0x7f && character <= 0x9f) ||
           (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

}  // namespace

std::string printable(std::string_view text, std::string_view kept) {
    std::string safe;
    safe.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto [character, length] = character_at(text, at);
        if (length == 0)
            safe += fmt::format("\\x{:02x}", static_cast<unsigned>(character));
        else if (!is_obeyed(character) || (length == 1 && kept.find(text[at]) != std::string_view::npos))
            safe += text.substr(at, length);
        else if (character < 0x80 && character != '\n' && character != '\t')
            safe += fmt::format("\\x{:02x}", static_cast<unsigned>(character));
        else if (character == '\n')
            safe += "\\n";
        else if (character == '\t')
            safe += "\\t";
        else
            safe += fmt::format("\\u{:04x}", static_cast<unsigned>(character));
        at += std::max<std::size_t>(length, 1);
    }
    return safe;
}

}  // namespace pacelane
