#pragma once

#include "watch/details.h"

#include <string_view>

namespace pacelane::monitor_program {

/// Writes what is opened, broken to a width. It makes the texts safe, but not the pieces.
class SheetWriter {
public:
    explicit SheetWriter(std::size_t width) : width_(width) {}
    /// One item; its further lines are indented by `hanging`, at least by `indent`.
    void text(std::size_t indent, std::string_view text, Look look = {}, std::size_t hanging = 0);
    /// Text with line breaks of its own.
    void paragraphs(std::size_t indent, std::string_view text);
    void heading(std::string_view text);
    void pair(std::string_view name, std::string_view value, Look look = {});
    /// One line, cut where the width ends.
    void pieces(std::size_t indent, Line line);
    /// What the following lines open.
    void link(SheetKind kind, std::string id);
    void no_link() { link_id_.clear(); }
    std::vector<SheetLine> take() { return std::move(lines_); }

private:
    void add(Line line);
    std::size_t width_;
    std::size_t item_ = 0;
    SheetKind link_ = SheetKind::help;
    std::string link_id_;
    std::vector<SheetLine> lines_;
};

}  // namespace pacelane::monitor_program
