#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <utf8proc.h>

namespace pacelane::language::detail {

/// The NFC form; invalid UTF-8 bytes become U+FFFD.
std::string composed(std::string_view text);

/// Calls `visit` with the code points of each extended grapheme cluster of a valid UTF-8 text, in order.
template <class Visit>
void for_each_grapheme(std::string_view text, Visit&& visit) {
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    std::vector<utf8proc_int32_t> grapheme;
    utf8proc_int32_t state = 0;
    for (std::size_t i = 0; i < text.size();) {
        utf8proc_int32_t codepoint = 0;
        const auto length =
            utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(text.size() - i), &codepoint);
        if (length <= 0) break;
        if (!grapheme.empty() && utf8proc_grapheme_break_stateful(grapheme.back(), codepoint, &state)) {
            visit(grapheme);
            grapheme.clear();
        }
        grapheme.push_back(codepoint);
        i += static_cast<std::size_t>(length);
    }
    if (!grapheme.empty()) visit(grapheme);
}

}  // namespace pacelane::language::detail
