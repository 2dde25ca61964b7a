#pragma once

#include "reading.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Texts in the markup of reStructuredText and AsciiDoc, as people have them in files that are called .txt:
/// written again in Markdown, line by line, so that each line keeps its number.
namespace pacelane::context::detail {

struct MarkdownText {
    struct Omitted {
        int line = 1;
        int line_end = 1;
        std::string_view what;
    };
    std::string text;
    std::vector<Omitted> omitted;
};

/// None when the text does not look so.
std::optional<MarkdownText> restructured_as_markdown(const FileBody& source);
std::optional<MarkdownText> asciidoc_as_markdown(const FileBody& source);

/// The lines of such a text, and what is written in their place.
class RewrittenLines {
public:
    explicit RewrittenLines(const FileBody& source);

    std::size_t size() const { return lines_.size(); }
    /// Without white space at its end; empty behind the last one.
    std::string_view line(std::size_t i) const { return i < lines_.size() ? lines_[i] : std::string_view{}; }
    bool is_blank(std::size_t i) const;
    void write(std::size_t i, std::string text) { written_[i] = std::move(text); }
    /// Leaves out the lines up to `end`, and tells it.
    void omit(std::size_t begin, std::size_t end, std::string_view what);
    /// Where the lines end that are indented below line `i`, blank ones among them.
    std::size_t end_of_indented(std::size_t i) const;
    MarkdownText take();

private:
    int first_line_;
    std::vector<std::string_view> lines_;
    std::vector<std::string> written_;
    std::vector<MarkdownText::Omitted> omitted_;
};

}  // namespace pacelane::context::detail
