#include "detail/html_shapes.h"

#include <algorithm>
#include <pacelane/base/text.h>

/// What office programs and note apps write into HTML for want of an element: titles, items, boxes, comments.
namespace pacelane::formats::detail {

namespace {

bool has_class(const GumboNode* node, std::string_view wanted) {
    const auto names = attribute(node, "class");
    const auto all = split(names, ' ');
    return std::find(all.begin(), all.end(), wanted) != all.end();
}

/// The style without blanks, in small letters.
std::string style_of(const GumboNode* node) {
    auto style = ascii_lower(attribute(node, "style"));
    style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
    return style;
}

/// The number behind `mark`; -1 when there is none.
int number_behind(std::string_view text, std::string_view mark) {
    const auto at = text.find(mark);
    if (at == std::string_view::npos) return -1;
    auto digits = text.substr(at + mark.size());
    digits = digits.substr(0, std::min(digits.find_first_not_of("0123456789"), digits.size()));
    return whole_number(std::string(digits), -1);
}

/// The mark of an item, "1." or a bullet, which is there to be seen by who knows no lists.
const GumboNode* ignored_mark(const GumboNode* node) {
    for (const auto* span : all(node, GUMBO_TAG_SPAN))
        if (style_of(span).find("mso-list:ignore") != std::string::npos) return span;
    return nullptr;
}

}  // namespace

int styled_heading(const GumboNode* node) {
    if (tag(node) != GUMBO_TAG_P) return 0;
    return has_class(node, "title") || has_class(node, "MsoTitle") ? 1 : 0;
}

StyleMarks style_marks(const GumboNode* node) {
    StyleMarks marks;
    const auto style = style_of(node);
    const auto has = [&](std::string_view part) { return style.find(part) != std::string::npos; };
    if (has("font-weight:bold") || has("font-weight:700")) marks.strong = true;
    if (has("font-weight:normal") || has("font-weight:400")) marks.strong = false;
    marks.struck = has("text-decoration:line-through");
    return marks;
}

std::optional<WordItem> word_item(const GumboNode* node) {
    if (tag(node) != GUMBO_TAG_P) return std::nullopt;
    // "mso-list:l0 level1 lfo1"
    const auto style = style_of(node);
    const auto at = style.find("mso-list:l");
    if (at == std::string::npos) return std::nullopt;
    constexpr int deepest = 15;
    WordItem item;
    item.list = std::clamp(number_behind(style, "mso-list:l"), 0, 10'000);
    item.depth = std::clamp(number_behind(style.substr(at), "level") - 1, 0, deepest);
    if (const auto* mark = ignored_mark(node)) {
        const auto text = text_below(mark);
        const auto shown = trim(text);
        const auto digits = shown.substr(0, std::min(shown.find_first_not_of("0123456789"), shown.size()));
        item.number = whole_number(std::string(digits), 0);
    }
    return item;
}

std::optional<bool> notion_box(const GumboNode* node) {
    if (tag(node) != GUMBO_TAG_DIV || !has_class(node, "checkbox")) return std::nullopt;
    return has_class(node, "checkbox-on");
}

bool is_exported_comment(const GumboNode* node) {
    if (tag(node) != GUMBO_TAG_DIV) return false;
    if (style_of(node).find("mso-element:comment;") != std::string::npos ||
        style_of(node).ends_with("mso-element:comment"))
        return true;
    // Google Docs: <div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a>…
    const auto links = all(node, GUMBO_TAG_A);
    constexpr std::size_t longest = 4000;  // one that nothing closes holds the page
    return !links.empty() && text_below(node).size() <= longest &&
           attribute(links.front(), "href").starts_with("#cmnt_ref") &&
           attribute(links.front(), "id").starts_with("cmnt");
}

}  // namespace pacelane::formats::detail
