#include "detail/words.h"

#include <pacelane/base/text.h>

namespace pacelane::analysis::detail {

std::string_view gap_after(std::string_view text, const Words& words, std::size_t index) {
    const auto begin = words[index].end;
    const auto end = index + 1 < words.size() ? words[index + 1].begin : text.size();
    return text.substr(begin, end - begin);
}

bool ends_with_question(std::string_view text) {
    return strip(text, "\"')]*_").ends_with('?') || trim(text).ends_with("?\xE2\x80\x9D");
}

std::string_view strip(std::string_view text, std::string_view marks) {
    const auto strippable = [&](char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || marks.find(c) != std::string_view::npos;
    };
    while (!text.empty() && strippable(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && strippable(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string tidy(std::string_view text) {
    constexpr std::string_view en_dash = "\xE2\x80\x93", em_dash = "\xE2\x80\x94", arrow = "\xE2\x86\x92";
    for (bool changed = true; changed;) {
        const auto before = text.size();
        text = strip(text, ",;:-|.");
        for (const auto mark : {en_dash, em_dash, arrow}) {
            if (text.starts_with(mark)) text.remove_prefix(mark.size());
            if (text.ends_with(mark)) text.remove_suffix(mark.size());
        }
        for (const auto empty : {std::string_view("()"), std::string_view("[]")})
            if (text.ends_with(empty)) text.remove_suffix(2);
        changed = text.size() != before;
    }
    std::string out;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t';
        if (space && (out.empty() || out.back() == ' ')) continue;
        if (!out.empty() && out.back() == ' ' && (c == ',' || c == '.' || c == ';')) out.pop_back();
        out += space ? ' ' : c;
    }
    return out;
}

}  // namespace pacelane::analysis::detail
