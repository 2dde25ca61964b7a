#include "detail/markup_text.h"

#include "detail/note_line_shapes.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <utility>

namespace pacelane::context::detail {

RewrittenLines::RewrittenLines(const FileBody& source) : first_line_(source.first_line) {
    for (auto line : split(source.text, '\n')) {
        while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r'))
            line.remove_suffix(1);
        lines_.push_back(line);
        written_.emplace_back(line);
    }
}

bool RewrittenLines::is_blank(std::size_t i) const {
    return line(i).empty();
}

void RewrittenLines::omit(std::size_t begin, std::size_t end, std::string_view what) {
    end = std::min(end, lines_.size());
    for (std::size_t i = begin; i < end; ++i)
        written_[i].clear();
    while (end > begin + 1 && is_blank(end - 1))
        --end;
    if (!what.empty() && end > begin)
        omitted_.push_back(
            {first_line_ + static_cast<int>(begin), first_line_ + static_cast<int>(end) - 1, what});
}

std::size_t RewrittenLines::end_of_indented(std::size_t i) const {
    const std::size_t margin = indent_of(line(i));
    std::size_t end = i + 1;
    while (end < size() && (is_blank(end) || indent_of(line(end)) > margin))
        ++end;
    return end;
}

MarkdownText RewrittenLines::take() {
    MarkdownText text;
    for (const auto& line : written_) {
        text.text += line;
        text.text += '\n';
    }
    text.omitted = std::move(omitted_);
    return text;
}

}  // namespace pacelane::context::detail
