#include "detail/html_shapes.h"

#include <pacelane/base/text.h>

/// Code in a page, as browsers, highlighters and note apps have it.
namespace pacelane::formats::detail {

namespace {

/// Evernote writes code as a block of which each line is one.
std::string lines_below(const GumboNode* node) {
    std::string text;
    const auto* one = element(node);
    for (unsigned i = 0; i < one->children.length; ++i) {
        const auto* child = static_cast<const GumboNode*>(one->children.data[i]);
        if (!element(child)) continue;
        if (!text.empty()) text += '\n';
        if (tag(child) != GUMBO_TAG_BR) text += text_below(child);
    }
    return trim(text).empty() ? text_below(node) : text;
}

/// The language that a highlighter names in a class: "language-sh".
std::string language_of(const GumboNode* node) {
    auto name = attribute(node, "class");
    if (const auto inner = all(node, GUMBO_TAG_CODE); !inner.empty())
        name += ' ' + attribute(inner.front(), "class");
    for (const std::string_view mark : {"language-", "lang-", "sourceCode "}) {
        const auto at = name.find(mark);
        if (at == std::string::npos) continue;
        const auto begin = at + mark.size();
        return name.substr(begin, name.find(' ', begin) - begin);
    }
    return {};
}

}  // namespace

bool is_html_code(const GumboNode* node) {
    return tag(node) == GUMBO_TAG_PRE ||
           (tag(node) == GUMBO_TAG_DIV &&
            attribute(node, "style").find("-en-codeblock:true") != std::string::npos);
}

HtmlCode html_code(const GumboNode* node) {
    if (tag(node) != GUMBO_TAG_PRE) return {lines_below(node), {}};
    HtmlCode code{text_below(node), language_of(node)};
    while (!code.text.empty() && code.text.back() == '\n')
        code.text.pop_back();
    return code;
}

}  // namespace pacelane::formats::detail
