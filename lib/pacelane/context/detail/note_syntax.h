#pragma once

#include "reading.h"

#include <string>
#include <vector>

/// What note apps and site generators add to Markdown: read away before the Markdown parser sees the text.
namespace pacelane::context::detail {

/// Text for the Markdown parser, with the file's line of each of its lines.
struct NoteText {
    std::string text;
    std::vector<int> lines;
};

/// A line between the two steps.
struct NoteLine {
    std::string text;
    int number = 1;
    bool verbatim = false;  ///< code
};

/// A row of dashes right below a paragraph makes a heading of all of it. Below several lines, or a long one,
/// that end like a sentence, its writer meant a rule: the dashes become asterisks.
void keep_rules(std::vector<NoteLine>& lines);

/// The source as CommonMark with GFM's extensions: without comments, properties, queries, template code and
/// the like, with links between notes as their words. What is left out is told in `reading.omitted`; tags go
/// to `reading.tags`. A formula comes as a code span that begins with kFormula.
NoteText plain_markdown(const FileBody& source, Reading& reading);

/// Step one, line by line: callouts, admonitions, properties, drawers, divs, definitions, imports.
std::vector<NoteLine> note_lines(const FileBody& source, Reading& reading);
/// Makes lists of lines that were broken by hand, as in a programme of times.
void keep_own_lines(std::vector<NoteLine>& lines);
/// Step two, within the lines: comments, links between notes, shortcodes, templates, footnotes, formulas.
NoteText note_inlines(const std::vector<NoteLine>& lines, Reading& reading);

/// The blocks of the text, which is Markdown and nothing else.
void read_note_text(const NoteText& text, DocumentKind kind, std::string_view title, Reading& reading);

/// No document holds it: decoding drops control characters.
inline constexpr char kFormula = '\x01';

/// "key:: value" (Logseq, Dataview).
bool is_property_line(std::string_view content);

}  // namespace pacelane::context::detail
