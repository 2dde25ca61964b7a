#pragma once

#include "reading.h"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What only texts without markup have in their lines.
namespace pacelane::context::detail {

/// Words that the ends of lines part with a hyphen.
class PartedWords {
public:
    explicit PartedWords(const std::vector<Line>& lines);
    /// Adds a line to a paragraph. A word parted between the two becomes one again; it keeps its hyphen where
    /// the text has it with one, or parts no other words.
    void add_line(PassageText& words, const Line& line) const;

private:
    std::set<std::string, std::less<>> words_;
    std::size_t parted_ = 0;
};

/// "- 2 -", "Page 3 of 7".
bool is_page_number(std::string_view line);

/// The bytes of "a) ", "(b) ", "C. " where the lines near it have the letter before or after it; else 0.
std::size_t lettered_mark(const std::vector<Line>& lines, std::size_t at);

/// Simplenote's tags at the end, "Tags:" above an indented line of them: how many lines they take; else 0.
std::size_t tags_at_end(const std::vector<Line>& lines, Reading& reading);

}  // namespace pacelane::context::detail
