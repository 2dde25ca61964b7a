// The length of a text, as the platforms count it.
#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/graphemes.h>
#include <pacelane/language/language.h>

namespace pacelane::language {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool is_emoji(const std::vector<utf8proc_int32_t>& grapheme) {
    return std::any_of(grapheme.begin(), grapheme.end(), [](utf8proc_int32_t codepoint) {
        const auto bounds = utf8proc_get_property(codepoint)->boundclass;
        constexpr utf8proc_int32_t keycap = 0x20e3;
        return bounds == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC ||
               bounds == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR || codepoint == keycap;
    });
}

std::size_t x_weight(utf8proc_int32_t codepoint) {
    const auto within = [codepoint](int first, int last) { return codepoint >= first && codepoint <= last; };
    const bool light = within(0, 4351) || within(8192, 8205) || within(8208, 8223) || within(8242, 8247);
    return light ? 1 : 2;
}

std::size_t x_length(std::string_view text) {
    std::size_t weight = 0;
    detail::for_each_grapheme(detail::composed(text), [&](const auto& grapheme) {
        if (is_emoji(grapheme)) {
            weight += 2;  // however many code points it is made of
            return;
        }
        for (const auto codepoint : grapheme)
            weight += x_weight(codepoint);
    });
    return weight;
}

std::size_t emoji_bytes_length(std::string_view text) {
    std::size_t length = 0;
    detail::for_each_grapheme(detail::composed(text), [&](const auto& grapheme) {
        if (!is_emoji(grapheme)) {
            ++length;
            return;
        }
        for (const auto codepoint : grapheme)
            length += detail::utf8_size(codepoint);
    });
    return length;
}

std::size_t utf16_length(std::string_view text) {
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 || byte >= 0xc0) units += byte >= 0xf0 ? 2 : 1;
    }
    return units;
}

std::size_t counted(std::string_view text, Counting counting) {
    switch (counting) {
        case Counting::graphemes:
            return character_count(text);
        case Counting::utf16:
            return utf16_length(text);
        case Counting::emoji_bytes:
            return emoji_bytes_length(text);
        case Counting::x_weighted:
            return x_length(text);
    }
    return character_count(text);
}

/// Where the next URL with a scheme stands; an empty span at the end when there is none. Punctuation after
/// it is the sentence's.
Span next_url(std::string_view text, std::size_t from) {
    for (std::size_t at = from; (at = text.find("://", at)) != std::string_view::npos; at += 3) {
        std::size_t begin = at;
        while (begin > from && ((text[begin - 1] | 0x20) >= 'a' && (text[begin - 1] | 0x20) <= 'z'))
            --begin;
        const auto scheme = ascii_lower(text.substr(begin, at - begin));
        if (scheme != "http" && scheme != "https") continue;
        std::size_t end = at + 3;
        while (end < text.size() && !is_blank(text[end]))
            ++end;
        while (end > at + 3 && std::string_view(".,;:!?)]}'\"").find(text[end - 1]) != std::string_view::npos)
            --end;
        if (end > at + 3) return {begin, end};
    }
    return {text.size(), text.size()};
}

}  // namespace

std::size_t platform_length(std::string_view text, const LengthLimit& limit) {
    if (limit.url == 0) return counted(text, limit.counting);
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto url = next_url(text, at);
        length += counted(text.substr(at, url.begin - at), limit.counting);
        if (url.end > url.begin) length += limit.url;
        at = url.end;
    }
    return length;
}

std::string_view before_fold(std::string_view text, std::size_t lines, std::size_t width) {
    std::size_t line = 0, column = 0;
    const auto end = text.find_last_not_of(" \n") + 1;  // 0 when there is nothing
    for (std::size_t at = 0; at < end;) {
        const bool breaks = text[at] == '\n';
        if (!breaks && column == width) {
            column = 0;
            ++line;
        }
        if (line == lines || (breaks && line + 1 == lines)) return text.substr(0, at);
        at += std::max<std::size_t>(1, utf8_length(text, at));
        column = breaks ? 0 : column + 1;
        line += breaks ? 1 : 0;
    }
    return text;
}

Length length_in(const ContentForm& form, std::string_view text) {
    Length tightest;
    double fullest = -1;
    for (const auto& limit : form.limits) {
        const auto characters = platform_length(text, limit);
        const double share = static_cast<double>(characters) / static_cast<double>(limit.most);
        if (share <= fullest) continue;
        fullest = share;
        tightest = {characters, limit};
    }
    return tightest;
}

}  // namespace pacelane::language
