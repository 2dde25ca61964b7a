#include "detail/note_output.h"

#include <fmt/format.h>

namespace pacelane::context::detail {

void NoteOutput::put(std::string_view text, bool verbatim) {
    out_.push_back({std::string{text}, number_, verbatim});
}

void NoteOutput::put_all(const OrgBlocks::Lines& lines) {
    for (const auto& line : lines.text)
        put(line, lines.verbatim);
}

void NoteOutput::put_title(std::string_view title) {
    while (title.size() >= 2 && title.front() == '"' && title.back() == '"')
        title = title.substr(1, title.size() - 2);
    if (title.empty()) return;
    put({});
    // Whole sentences stand there too, with what they have in bold.
    put(title.find("**") == std::string_view::npos ? fmt::format("**{}**", title) : std::string(title));
    put({});
}

void NoteOutput::skip_from_here(std::string_view what) {
    tell_skipped();
    skipped_ = what;
    skipped_from_ = skipped_to_ = number_;
}

void NoteOutput::tell_skipped() {
    if (!skipped_.empty()) reading_.omit(skipped_from_, skipped_to_, skipped_);
    skipped_.clear();
}

void NoteOutput::skip_line(std::string_view what) {
    if (skipped_ != what || skipped_to_ != number_ - 1) skip_from_here(what);
    skipped_to_ = number_;
}

}  // namespace pacelane::context::detail
