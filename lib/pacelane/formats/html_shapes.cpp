#include "detail/html_shapes.h"

#include <algorithm>
#include <pacelane/base/text.h>

namespace pacelane::formats::detail {

namespace {

/// The rows of a table, not of those in it.
void add_rows(const GumboNode* node, bool head, TableRows& found) {
    const auto* one = element(node);
    for (unsigned i = 0; one && i < one->children.length; ++i) {
        const auto* below = static_cast<const GumboNode*>(one->children.data[i]);
        if (tag(below) == GUMBO_TAG_TR)
            found.emplace_back(below, head);
        else if (tag(below) == GUMBO_TAG_THEAD || tag(below) == GUMBO_TAG_TBODY ||
                 tag(below) == GUMBO_TAG_TFOOT)
            add_rows(below, tag(below) == GUMBO_TAG_THEAD, found);
    }
}

bool is_note_mark(std::string_view text) {
    if (text.size() > 6 || text.empty()) return false;
    if (text.starts_with("↩") || text == "¶" || text == "#" || text == "↑" || text == "^") return true;
    return text.find_first_not_of("0123456789[]*†") == std::string_view::npos;
}

void add_words(const GumboNode* node, std::string& words) {
    if (is_note_link(node)) return;
    const auto* one = element(node);
    if (!one) words += text_below(node);
    for (unsigned i = 0; one && i < one->children.length; ++i)
        add_words(static_cast<const GumboNode*>(one->children.data[i]), words);
}

}  // namespace

TableRows table_rows(const GumboNode* table) {
    TableRows rows;
    add_rows(table, false, rows);
    return rows;
}

bool is_note_link(const GumboNode* node) {
    if (tag(node) != GUMBO_TAG_A) return false;
    const auto target = attribute(node, "href");
    if (target.find('#') == std::string::npos) return false;
    const auto words = text_below(node);
    const auto text = trim(words);
    if (is_note_mark(text)) return true;
    // What is both a place and a link within the page, and short, is a note's number however it is written:
    // "iv".
    constexpr std::size_t longest = 6;
    return target.front() == '#' && text.size() <= longest && text.find(' ') == std::string_view::npos &&
           (has_attribute(node, "name") || has_attribute(node, "id"));
}

std::string link_out(const GumboNode* node) {
    constexpr std::size_t longest = 2000;
    auto target = attribute(node, "href");
    const bool leads_out = !target.empty() && target.front() != '#' && target.size() < longest &&
                           !ascii_lower(target.substr(0, 11)).starts_with("javascript:");
    return leads_out ? target : std::string();
}

std::string heading_words(const GumboNode* heading) {
    std::string words;
    add_words(heading, words);
    return words;
}

bool is_html_block(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_P:
        case GUMBO_TAG_DIV:
        case GUMBO_TAG_SECTION:
        case GUMBO_TAG_ARTICLE:
        case GUMBO_TAG_MAIN:
        case GUMBO_TAG_HEADER:
        case GUMBO_TAG_FOOTER:
        case GUMBO_TAG_ASIDE:
        case GUMBO_TAG_ADDRESS:
        case GUMBO_TAG_CENTER:
        case GUMBO_TAG_DETAILS:
        case GUMBO_TAG_SUMMARY:
        case GUMBO_TAG_FIGURE:
        case GUMBO_TAG_FIGCAPTION:
        case GUMBO_TAG_FIELDSET:
        case GUMBO_TAG_LEGEND:
        case GUMBO_TAG_DL:
        case GUMBO_TAG_DT:
        case GUMBO_TAG_DD:
        case GUMBO_TAG_HGROUP:
        case GUMBO_TAG_BODY:
        case GUMBO_TAG_FORM:
        case GUMBO_TAG_TBODY:
        case GUMBO_TAG_TR:
        case GUMBO_TAG_TD:
        case GUMBO_TAG_TH:
        case GUMBO_TAG_CAPTION:
        case GUMBO_TAG_DIR:
            return true;
        default:
            return false;
    }
}

int whole_number(const std::string& text, int otherwise) {
    if (text.empty() || text.size() > 6 || !std::all_of(text.begin(), text.end(), is_digit)) return otherwise;
    return std::stoi(text);
}

std::vector<const GumboNode*> table_cells(const GumboNode* row) {
    std::vector<const GumboNode*> cells;
    const auto* one = element(row);
    for (unsigned i = 0; one && i < one->children.length; ++i) {
        const auto* below = static_cast<const GumboNode*>(one->children.data[i]);
        if (tag(below) == GUMBO_TAG_TD || tag(below) == GUMBO_TAG_TH) cells.push_back(below);
    }
    return cells;
}

bool is_layout(const GumboNode* node, const TableRows& all_rows) {
    if (attribute(node, "role") == "presentation") return true;
    std::size_t columns = 0;
    for (const auto& [row, head] : all_rows)
        columns = std::max(columns, table_cells(row).size());
    if (columns <= 1) return true;
    for (const auto one : {GUMBO_TAG_TABLE, GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3})
        if (all(node, one).size() > (one == GUMBO_TAG_TABLE ? 1U : 0U)) return true;
    return false;
}

}  // namespace pacelane::formats::detail
