#include "detail/reading.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/label_words.h>

namespace pacelane::context::detail {

namespace {

constexpr std::size_t longest_label = 40;

/// "Decision:", "Next step:", "TODO Maya:", "Action (Maya):", "Decisão 2:".
bool opens_with_label(std::string_view line) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || colon > longest_label || colon + 1 == line.size()) return false;
    // "actions speak: …" is a sentence.
    switch (language::label_kind(line.substr(0, colon))) {
        case language::LabelKind::decision:
        case language::LabelKind::action:
        case language::LabelKind::issue:
            return true;
        default:
            return false;
    }
}

}  // namespace

std::vector<Piece> split_labelled_lines(std::vector<Piece> pieces) {
    std::vector<Piece> all;
    all.reserve(pieces.size());
    for (auto& piece : pieces) {
        const auto& text = piece.words.text();
        const bool prose =
            piece.passage.kind == PassageKind::paragraph && text.find(':') != std::string::npos;
        const auto lines = prose ? piece.words.source_lines() : std::vector<PassageText::SourceLine>();
        // The first line opens the paragraph in any case.
        if (lines.empty() || std::none_of(lines.begin() + 1, lines.end(),
                                          [](const auto& line) { return opens_with_label(line.text); })) {
            all.push_back(std::move(piece));
            continue;
        }
        Piece part{piece.passage, {}};
        part.passage.markup.clear();  // it is that of the whole
        for (const auto& line : lines) {
            if (opens_with_label(line.text) && !part.words.empty()) {
                all.push_back(part);
                part.words.clear();
            }
            part.words.space();
            part.words.append(line.text, line.line);
        }
        if (!part.words.empty()) all.push_back(std::move(part));
    }
    return all;
}

}  // namespace pacelane::context::detail
