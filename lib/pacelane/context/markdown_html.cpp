#include "detail/markdown_html.h"

#include "detail/html_tags.h"

#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using Container = MarkdownBlocks::Container;
constexpr int kBelowAllLevels = 7;  // of headings

}  // namespace

void MarkdownHtml::read(std::string_view text, int line, bool in_heading) {
    constexpr std::size_t longest = 20'000;
    unread_ += text;
    std::string_view rest = unread_;
    HtmlTag tag;
    while (next_html_tag(rest, tag))
        handle(tag, line, in_heading);
    unread_ = rest.size() > longest ? std::string{} : std::string{rest};
}

void MarkdownHtml::handle(const HtmlTag& tag, int line, bool in_heading) {
    auto& words = blocks_.words();
    const bool opens = !tag.closes;
    switch (tag.role) {
        case HtmlRole::inline_text:
            return;
        case HtmlRole::unknown:
            // "<token>" is no HTML, but what somebody wrote.
            if (opens && tag.attributes.empty()) words.append(fmt::format("<{}>", tag.written), line);
            return;
        case HtmlRole::deleted:
            blocks_.strike(opens ? 1 : -1);
            return;
        case HtmlRole::strong:
            blocks_.strong(opens ? 1 : -1);
            return;
        case HtmlRole::emphasis:
        case HtmlRole::code:
            return;
        case HtmlRole::link:
            link(tag);
            return;
        case HtmlRole::image:
            blocks_.image(tag.attribute("alt"), tag.attribute("src"), line);
            return;
        case HtmlRole::line_break:
            words.space();
            return;
        default:
            break;
    }
    // In a heading, a row of Markdown, or a cell of HTML, blocks only part words.
    const bool in_markdown_row = blocks_.in_row() && !blocks_.in_html_row();
    const bool of_table = tag.role == HtmlRole::table || tag.role == HtmlRole::row ||
                          tag.role == HtmlRole::cell || tag.role == HtmlRole::header_cell;
    if (in_heading || in_markdown_row || (blocks_.in_html_row() && !of_table)) {
        words.space();
        return;
    }
    if (!blocks_.in_html_row()) end_paragraph(line);
    switch (tag.role) {
        case HtmlRole::heading:
            heading_ = opens ? tag.name[1] - '0' : 0;
            break;
        case HtmlRole::summary:
            heading_ = opens ? kBelowAllLevels : 0;
            break;
        case HtmlRole::details:
            if (tag.closes) blocks_.end_section(kBelowAllLevels);
            break;
        case HtmlRole::list:
            opens ? blocks_.open(Container::list, true) : blocks_.close(Container::list, true);
            break;
        case HtmlRole::item:
            opens ? blocks_.open(Container::item, true) : blocks_.close(Container::item, true);
            break;
        case HtmlRole::quote:
            opens ? blocks_.open(Container::quote, true) : blocks_.close(Container::quote, true);
            break;
        case HtmlRole::table:
            if (blocks_.in_row()) blocks_.end_row();
            blocks_.begin_table();
            break;
        case HtmlRole::row:
            opens ? blocks_.begin_row(true) : blocks_.end_row();
            break;
        case HtmlRole::cell:
        case HtmlRole::header_cell:
            if (!opens) break;
            if (!blocks_.in_row()) blocks_.begin_row(true);
            blocks_.begin_cell(tag.role == HtmlRole::header_cell, line);
            break;
        default:
            blocks_.rule();
            break;
    }
}

void MarkdownHtml::link(const HtmlTag& tag) {
    auto& words = blocks_.words();
    if (!tag.closes) {
        const std::string target = tag.attribute("href");
        if (target.empty() || link_depth_ > 0) return;
        link_target_ = target;
        ++link_depth_;
        words.open_mark("[");
    } else if (link_depth_ > 0) {
        --link_depth_;
        words.close_mark(fmt::format("]({})", link_target_));
    }
}

void MarkdownHtml::end_paragraph(int line) {
    link_depth_ = 0;
    if (heading_ > 0) {
        blocks_.end_heading(std::exchange(heading_, 0));
    } else {
        blocks_.end_paragraph(line);
    }
}

}  // namespace pacelane::context::detail
