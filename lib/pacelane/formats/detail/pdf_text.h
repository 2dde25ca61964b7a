#pragma once

#include "pdf_lines.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

/// What the words of a PDF's lines are: marks of items, ends of sentences, words that a line's end has
/// parted.
namespace pacelane::formats::detail {

struct PdfMark {
    std::string_view text;  ///< behind it
    int number = 0;         ///< 0 for a bullet
};
/// "• First", "3. Third"; "(b) …" is no number that is kept.
std::optional<PdfMark> list_mark(std::string_view line);

bool is_word_byte(char c);
bool ends_sentence(std::string_view text);
bool opens_lower(std::string_view text);

/// The words of a text in small letters, with their hyphens; not those that a line's end may have parted.
using Vocabulary = std::unordered_set<std::string>;
Vocabulary vocabulary_of(const std::vector<PdfPage>& pages);
/// Adds a line to a paragraph: a word that a hyphen parts at its end becomes one, unless the document has it
/// with its hyphen elsewhere.
void join_line(std::string& text, std::string_view line, const Vocabulary& words);

}  // namespace pacelane::formats::detail
