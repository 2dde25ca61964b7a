#pragma once

#include "flow.h"
#include "odf_styles.h"

#include <vector>

/// The words of an OpenDocument file's paragraphs and cells, as they look; which notes and text boxes stand
/// beside them.
namespace pacelane::formats::detail {

/// What the words of a paragraph or cell are collected into.
struct OdfWords {
    Spans spans;
    std::vector<pugi::xml_node> asides;  // notes and text boxes
};

class OdfInlines {
public:
    explicit OdfInlines(const OdfStyles& styles) : styles_(styles) {}

    /// Adds the words below a node, which look like `like` where nothing else is said.
    void read(const pugi::xml_node& parent, const Span& like, OdfWords& words, int depth);
    /// Adds the words of a cell, or of a frame, with a space between its paragraphs.
    void read_cell(const pugi::xml_node& parent, OdfWords& words, int depth);
    /// Whether this is deeper than is read; it is remembered.
    bool deeper(int depth);
    /// Whether a page ended since the last call.
    bool take_page_end() { return std::exchange(page_ended_, false); }
    void count_comment() { ++comments_; }
    void count_hidden() { ++hidden_; }

    int comments() const { return comments_; }
    int hidden() const { return hidden_; }
    /// Prompts of a form, "<Click here>".
    int to_fill_in() const { return to_fill_in_; }
    bool too_deep() const { return too_deep_; }

private:
    const OdfStyles& styles_;
    int comments_ = 0;
    int hidden_ = 0;
    int to_fill_in_ = 0;
    bool page_ended_ = false;
    bool too_deep_ = false;
};

}  // namespace pacelane::formats::detail
