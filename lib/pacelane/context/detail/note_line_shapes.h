#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pacelane::context::detail {

/// The columns of white space at the line's start.
std::size_t indent_of(std::string_view line);
/// The line less up to `columns` of its indentation.
std::string_view less_indent(std::string_view line, std::size_t columns);
/// A line of code without what a program that shows code reads in its comments ("// [!code ++]"); nothing for
/// one that is shown as gone ("[!code --]").
std::optional<std::string> without_code_marks(std::string_view line);
/// "# Builds", without blanks before it.
bool is_atx_heading(std::string_view content);
/// The bytes of the marks of quotations and list items at the line's start.
std::size_t container_prefix(std::string_view line, bool& item);

/// "```sh", "~~~".
struct FenceMark {
    char mark = '\0';
    std::size_t length = 0;
    std::string_view info;
};
std::optional<FenceMark> fence_mark(std::string_view content);
/// A line that opens with a fence which was escaped on its way here, mended; else empty.
std::string with_fence(std::string_view line);
std::string_view first_word(std::string_view text);

/// `> [!note]- Title`: the kind and the title.
struct CalloutHead {
    std::string kind;
    std::string_view title;
};
std::optional<CalloutHead> callout_head(std::string_view content);

/// "**Update:** words", "EDIT (2026-11-02): words", "**Note**" alone in a quotation's first line: no
/// quotation.
bool is_own_remark(std::string_view content);

/// The bytes of Bear's "#long tag#" that the text opens with; 0 for other text.
std::size_t spaced_tag(std::string_view text);
/// "#tag #tag/sub #long tag#", all of the line.
bool is_tag_line(std::string_view content);
/// The tags of such a line, without their marks.
std::vector<std::string_view> tags_in(std::string_view text);
/// "Tags: #a, [[b]]".
bool is_labelled_tag_line(std::string_view content);
/// The language of fenced code that a plugin runs: a question to the notes, no part of them.
bool is_query_language(std::string_view language);
/// "[TOC]", in lower case: a line that stands for something a program fills in.
bool is_marker_line(std::string_view lower);
/// "^a1b2c3", all of the line: what other notes call the block.
/// "2026. 11. 11. …" with its first full stop escaped, which opens no list; empty for other lines.
std::string with_literal_date(std::string_view line);

/// What a program wrote, and what that is: Excalidraw's banner, iA Writer's embedded files, MyST's targets;
/// empty for other lines.
std::string_view program_line(std::string_view content);

/// MyST's directives: "```{note} Title", "```{code-block} python".
struct DirectiveFence {
    enum class Kind { none, prose, quote, code, hidden };
    Kind kind = Kind::none;
    std::string_view rest;  ///< behind the name
};
DirectiveFence directive_fence(std::string_view info);
/// Whether a note has such directives, and so MyST's comments and breaks.
bool uses_directives(std::string_view text);

/// Where the metadata begins that Joplin puts below a note it exports; npos when there is none.
std::size_t joplin_metadata(std::string_view text);

bool is_block_id(std::string_view content);
/// ES modules' lines, as MDX has them.
bool is_module_line(std::string_view line);
/// "|--|:-:|": below the header of a table.
bool is_delimiter_row(std::string_view line);
/// The same with three dashes where it has fewer: md4c wants as many.
std::string wide_delimiters(std::string_view row);
/// "<< [[2026-11-18]] | [[2026-11-20]] >>": nothing but links to neighbours and arrows.
bool is_navigation(std::string_view line);

/// How many blocks of HTML are open after a line when `depth` were before it.
int html_depth_after(std::string_view content, int depth);
/// "TODO [#A] words", "[>] words", without the list's mark: the item with a box that Markdown knows, or none.
std::optional<std::string> task_item(std::string_view content);

inline bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace pacelane::context::detail
