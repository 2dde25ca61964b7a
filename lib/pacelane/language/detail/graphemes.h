#pragma once

#include <cstdint>
#include <pacelane/language/detail/utf8.h>
#include <string>
#include <string_view>
#include <vector>

#include <utf8proc.h>

namespace pacelane::language::detail {

/// The NFC form; invalid UTF-8 bytes become U+FFFD.
std::string composed(std::string_view text);

/// The bytes of a code point in UTF-8.
constexpr std::size_t utf8_size(utf8proc_int32_t codepoint) {
    return codepoint < 0x80 ? 1 : codepoint < 0x800 ? 2 : codepoint < 0x10000 ? 3 : 4;
}

/// Calls `visit` with the code points of each extended grapheme cluster of a valid UTF-8 text, in order.
template <class Visit>
void for_each_grapheme(std::string_view text, Visit&& visit) {
    std::vector<utf8proc_int32_t> grapheme;
    utf8proc_int32_t state = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto [value, size] = utf8_at(text, i);
        if (size == 0) break;
        const auto codepoint = static_cast<utf8proc_int32_t>(value);
        if (!grapheme.empty() && utf8proc_grapheme_break_stateful(grapheme.back(), codepoint, &state)) {
            visit(grapheme);
            grapheme.clear();
        }
        grapheme.push_back(codepoint);
        i += size;
    }
    if (!grapheme.empty()) visit(grapheme);
}

}  // namespace pacelane::language::detail
