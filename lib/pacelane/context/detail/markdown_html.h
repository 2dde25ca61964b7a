#pragma once

#include "html_tags.h"
#include "markdown_blocks.h"

#include <string>
#include <string_view>

namespace pacelane::context::detail {

/// Builds blocks from the HTML in a Markdown file.
class MarkdownHtml {
public:
    explicit MarkdownHtml(MarkdownBlocks& blocks) : blocks_(blocks) {}

    /// A tag comes whole, or line by line. `in_heading`: within one of Markdown's.
    void read(std::string_view text, int line, bool in_heading);
    /// The paragraph ends, which may be a heading of HTML.
    void end_paragraph(int line);
    /// A tag that has no end by now is none.
    void end_block() { unread_.clear(); }

private:
    void handle(const HtmlTag& tag, int line, bool in_heading);
    void link(const HtmlTag& tag);

    MarkdownBlocks& blocks_;
    std::string unread_;
    std::string link_target_;
    int link_depth_ = 0;
    int heading_ = 0;
};

}  // namespace pacelane::context::detail
