#include "render/snippet.h"

#include <algorithm>

namespace pacelane::cli {

namespace {

bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80;
}

/// The place of the beginning of a word, or at least of a character, at or before `at` and after `first`.
std::size_t word_before(std::string_view text, std::size_t at, std::size_t first) {
    const auto blank = text.rfind(' ', at);
    if (blank != std::string_view::npos && blank >= first) return blank + 1;
    while (at > first && at < text.size() && continues(text[at]))
        --at;
    return at;
}

/// The part with the most of what was found; the first of several.
language::Span best_part(std::string_view text, const std::vector<language::Span>& found, std::size_t width) {
    if (text.size() <= width) return {0, text.size()};
    const std::size_t before = width / 6;  // what leads to the first word found
    std::size_t start = 0, most = 0;
    for (auto first = found.begin(); first != found.end(); ++first) {
        const auto count = static_cast<std::size_t>(std::count_if(
            first, found.end(), [&](const auto& one) { return one.end <= first->begin + width - before; }));
        if (count <= most) continue;
        most = count;
        start = first->begin;
    }
    language::Span part;
    if (start > before) part.begin = word_before(text, start - before, 0);
    part.end = text.size();
    if (part.begin + width < text.size()) {
        part.end = word_before(text, part.begin + width, part.begin + 1);
        while (part.end > part.begin && text[part.end - 1] == ' ')
            --part.end;
    }
    return part;
}

}  // namespace

std::string snippet(const std::string& text, const std::vector<language::Span>& found, std::size_t width,
                    const Painter& paint) {
    std::string line = text;
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    const std::string_view view = line;
    const auto part = best_part(view, found, width);
    const bool is_bold = paint(Style::bold, "x") != "x";
    std::string out = part.begin > 0 ? "… " : "";
    auto at = part.begin;
    for (const auto& one : found) {
        if (one.begin < at || one.end > part.end) continue;
        out += view.substr(at, one.begin - at);
        const auto word = view.substr(one.begin, one.end - one.begin);
        out += is_bold ? paint(Style::bold, word) : "*" + std::string(word) + "*";
        at = one.end;
    }
    out += view.substr(at, part.end - at);
    return part.end < view.size() ? out + " …" : out;
}

std::vector<language::Span> in_characters(std::string_view text, const std::vector<language::Span>& spans) {
    std::vector<language::Span> counted;
    std::size_t at = 0, characters = 0;
    const auto place = [&](std::size_t byte) {
        for (; at < byte && at < text.size(); ++at)
            characters += continues(text[at]) ? 0 : 1;
        return characters;
    };
    counted.reserve(spans.size());
    for (const auto& span : spans) {
        const auto begin = place(span.begin);
        counted.push_back({begin, place(span.end)});
    }
    return counted;
}

}  // namespace pacelane::cli
