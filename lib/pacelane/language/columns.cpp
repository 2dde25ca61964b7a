// Text in the columns of a terminal, by utf8proc.
#include <algorithm>
#include <pacelane/language/detail/graphemes.h>
#include <pacelane/language/language.h>

namespace pacelane::language {

namespace {

bool is_plain_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7f; });
}

// As wide as the widest of what it is made of. Flags are two narrow letters, and the selector of pictures
// makes a narrow character wide.
std::size_t columns_of(const std::vector<utf8proc_int32_t>& grapheme) {
    constexpr utf8proc_int32_t kAsPicture = 0xfe0f;
    int width = 0;
    for (const auto codepoint : grapheme) {
        const bool wide =
            utf8proc_get_property(codepoint)->boundclass == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR ||
            (codepoint == kAsPicture && width > 0);
        width = std::max(width, wide ? 2 : utf8proc_charwidth(codepoint));
    }
    return static_cast<std::size_t>(width);
}

}  // namespace

std::size_t column_count(std::string_view text) {
    if (is_plain_ascii(text)) return text.size();
    std::size_t columns = 0;
    detail::for_each_grapheme(detail::composed(text),
                              [&](const auto& grapheme) { columns += columns_of(grapheme); });
    return columns;
}

std::size_t bytes_in_columns(std::string_view text, std::size_t columns) {
    std::size_t kept = 0, read = 0, used = 0;
    bool full = false;
    detail::for_each_grapheme(text, [&](const auto& grapheme) {
        for (const auto codepoint : grapheme)
            read += detail::utf8_size(codepoint);
        used += columns_of(grapheme);
        full = full || used > columns;
        if (!full || kept == 0) kept = read;
    });
    return kept;
}

std::string cut_to_columns(std::string_view text, std::size_t columns) {
    if (column_count(text) <= columns) return std::string(text);
    if (columns == 0) return {};
    auto cut = detail::composed(text);
    const auto kept = bytes_in_columns(cut, columns - 1);
    // Not even one character and the ellipsis have room.
    cut.resize(column_count(std::string_view(cut).substr(0, kept)) < columns ? kept : 0);
    cut.erase(cut.find_last_not_of(' ') + 1);
    return cut + "…";
}

}  // namespace pacelane::language
