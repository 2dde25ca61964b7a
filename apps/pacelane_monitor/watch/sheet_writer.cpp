#include "watch/sheet_writer.h"

#include "watch/text.h"

#include <algorithm>
#include <pacelane/base/text.h>

namespace pacelane::monitor_program {

namespace {

/// Line breaks of the text are kept, and the blanks that its lines begin with.
std::vector<std::string> broken(std::string_view text, std::size_t width) {
    while (text.ends_with('\n'))
        text.remove_suffix(1);
    std::vector<std::string> lines;
    for (const auto part : split(text, '\n')) {
        const auto blanks = std::min(part.find_first_not_of(' '), part.size());
        const auto kept = blanks < part.size() ? std::min(blanks, width / 2) : 0;
        for (const auto& line : wrapped(safe(part.substr(blanks)), width - kept))
            lines.push_back(std::string(kept, ' ') + line);
    }
    return lines;
}

}  // namespace

void SheetWriter::add(Line line) {
    lines_.push_back({std::move(line), item_, link_, link_id_});
}

void SheetWriter::text(std::size_t indent, std::string_view text, Look look, std::size_t hanging) {
    // A terminal too narrow for the indentation does without it.
    const bool roomy = width_ >= 24;
    const std::size_t first = roomy ? indent : 0, further = roomy ? std::max(indent, hanging) : 0;
    const auto lines = broken(text, width_ - further);
    bool begun = false;
    for (const auto& line : lines) {
        add({{std::string(begun ? further : first, ' '), {}}, {line, look}});
        begun = true;
    }
    ++item_;
}

void SheetWriter::paragraphs(std::size_t indent, std::string_view text) {
    for (const auto line : split(text, '\n'))
        this->text(indent, line);
}

void SheetWriter::heading(std::string_view text) {
    this->text(0, "");
    this->text(0, text, {.bold = true});
}

void SheetWriter::pair(std::string_view name, std::string_view value, Look look) {
    constexpr std::size_t kName = 14;
    const auto lines = broken(value, width_ > kName + 12 ? width_ - kName : width_);
    if (width_ <= kName + 12) {
        text(0, name, {.dim = true});
        text(0, value, look);
        return;
    }
    bool begun = false;
    for (const auto& line : lines) {
        add({{padded(begun ? "" : name, kName), {.dim = true}}, {line, look}});
        begun = true;
    }
    ++item_;
}

void SheetWriter::pieces(std::size_t indent, Line line) {
    auto left = width_ - std::min(indent, width_);
    for (auto& piece : line) {
        piece.text = clipped(piece.text, left);
        left -= columns(piece.text);
    }
    line.insert(line.begin(), {std::string(std::min(indent, width_), ' '), {}});
    add(std::move(line));
    ++item_;
}

void SheetWriter::link(SheetKind kind, std::string id) {
    link_ = kind;
    link_id_ = std::move(id);
}

}  // namespace pacelane::monitor_program
