#include <pacelane/writer/detail/inline_links.h>

namespace pacelane::writer::detail {

bool is_web_address(std::string_view target) {
    return target.starts_with("https://") || target.starts_with("http://") || target.starts_with("mailto:");
}

std::optional<Inline> next_inline(std::string_view markup, std::size_t from) {
    for (std::size_t at = markup.find("](", from); at != std::string_view::npos;
         at = markup.find("](", at + 1)) {
        Inline found;
        int depth = 1;
        std::size_t open = at;
        while (open > from && depth > 0) {
            --open;
            const bool escaped = open > 0 && markup[open - 1] == '\\';
            if (markup[open] == ']' && !escaped) ++depth;
            if (markup[open] == '[' && !escaped) --depth;
        }
        if (depth != 0) continue;
        int brackets = 1;
        std::size_t close = at + 2;
        while (close < markup.size() && brackets > 0) {
            if (markup[close] == '(') ++brackets;
            if (markup[close] == ')') --brackets;
            ++close;
        }
        if (brackets != 0) return std::nullopt;
        found.image = open > from && markup[open - 1] == '!';
        found.begin = found.image ? open - 1 : open;
        found.end = close;
        found.text = markup.substr(open + 1, at - open - 1);
        found.target = markup.substr(at + 2, close - at - 3);
        found.target = found.target.substr(0, found.target.find(' '));
        if (found.target.starts_with('<') && found.target.ends_with('>'))
            found.target = found.target.substr(1, found.target.size() - 2);
        return found;
    }
    return std::nullopt;
}

std::string without_local_links(std::string_view markup) {
    std::string out;
    std::size_t from = 0;
    while (const auto found = next_inline(markup, from)) {
        out += markup.substr(from, found->begin - from);
        if (is_web_address(found->target))
            out += markup.substr(found->begin, found->end - found->begin);
        else if (!found->image)
            out += found->text;
        from = found->end;
    }
    out += markup.substr(from);
    return out;
}

}  // namespace pacelane::writer::detail
