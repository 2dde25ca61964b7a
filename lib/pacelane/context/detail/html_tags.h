#pragma once

#include <string>
#include <string_view>

namespace pacelane::context::detail {

/// What an element of HTML does to the words around it.
enum class HtmlRole {
    unknown,      ///< no element of HTML
    inline_text,  ///< nothing
    block,        ///< words before, in and after it are paragraphs of their own
    line_break,
    rule,
    heading,
    summary,  ///< the heading of <details>
    details,
    list,
    item,
    quote,
    table,
    row,
    cell,
    header_cell,
    image,
    deleted,
    strong,
    emphasis,
    code,
    link,
};

struct HtmlTag {
    std::string name;          ///< lower case
    std::string_view written;  ///< the name as it stands there
    HtmlRole role = HtmlRole::inline_text;
    bool closes = false;
    std::string_view attributes;

    /// The attribute's value, references decoded; empty when it has none.
    std::string attribute(std::string_view wanted) const;
};

/// Takes the first tag off `text`, with what stands before it; false when it holds no complete one.
bool next_html_tag(std::string_view& text, HtmlTag& tag);

}  // namespace pacelane::context::detail
