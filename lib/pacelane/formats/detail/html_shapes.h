#pragma once

#include "html_tree.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the elements of a page are: blocks, marks of notes, tables of data or of layout.
namespace pacelane::formats::detail {

/// Whether such an element begins and ends a block.
bool is_html_block(GumboTag tag);
/// The number of a note or the way back from it, a heading's link to itself: "1", "[2]", "iv", "↩", "¶".
bool is_note_link(const GumboNode* node);
/// Where a link leads; empty for one within the page, and for a program's.
std::string link_out(const GumboNode* node);
/// The words of a heading, without such links.
std::string heading_words(const GumboNode* heading);
int whole_number(const std::string& text, int otherwise);

using TableRows = std::vector<std::pair<const GumboNode*, bool>>;  ///< with whether each is in its head
/// The rows of a table, not of those in it.
TableRows table_rows(const GumboNode* table);
std::vector<const GumboNode*> table_cells(const GumboNode* row);
/// Whether a table is used to place blocks beside each other.
bool is_layout(const GumboNode* table, const TableRows& rows);

struct HtmlCode {
    std::string text, language;
};
/// Whether an element is a block of code: <pre>, Evernote's.
bool is_html_code(const GumboNode* node);
HtmlCode html_code(const GumboNode* node);

/// The level of a paragraph that Word or Google Docs has as a title: 1; 0 of any other.
int styled_heading(const GumboNode* node);
/// Emphasis that Google Docs and mail programs write as style.
struct StyleMarks {
    std::optional<bool> strong;
    bool struck = false;
};
StyleMarks style_marks(const GumboNode* node);
struct WordItem {
    int list = 0, depth = 0, number = 0;
};
/// Where a paragraph of Word stands in a list, which it writes as a style.
std::optional<WordItem> word_item(const GumboNode* node);
/// Whether a box of Notion's is checked.
std::optional<bool> notion_box(const GumboNode* node);
/// A remark of a reader's that Google Docs or Word writes below the text.
bool is_exported_comment(const GumboNode* node);

}  // namespace pacelane::formats::detail
