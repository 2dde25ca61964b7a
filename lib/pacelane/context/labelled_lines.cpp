#include "detail/reading.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t longest_label = 40;

/// "Decision:", "Next step:", "TODO Maya:", "Action (Maya):", "Decisão 2:".
bool opens_with_label(std::string_view line) {
    static constexpr std::array labels{"decision"sv,  "decisions"sv, "decided"sv,       "agreed"sv,
                                       "action"sv,    "actions"sv,   "action item"sv,   "ai"sv,
                                       "todo"sv,      "to do"sv,     "to-do"sv,         "task"sv,
                                       "next step"sv, "question"sv,  "open question"sv, "follow-up"sv,
                                       "follow up"sv, "risk"sv,      "decisao"sv,       "decisoes"sv,
                                       "decidido"sv,  "combinado"sv, "acao"sv,          "acoes"sv,
                                       "tarefa"sv,    "pendencia"sv, "a fazer"sv,       "pergunta"sv,
                                       "duvida"sv,    "risco"sv,     "proximo passo"sv, "encaminhamento"sv};
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || colon > longest_label || colon + 1 == line.size()) return false;
    // After the label's own words may stand a number, or whose it is; "actions speak: …" is a sentence.
    const auto label = line.substr(0, colon);
    for (std::size_t end = label.size(); end != std::string_view::npos && end > 0;
         end = label.rfind(' ', end - 1)) {
        const auto rest = trim(label.substr(end));
        const auto first = rest.empty() ? '\0' : rest.front();
        const bool allowed = rest.empty() || first == '(' || first == '@' || (first >= '0' && first <= '9') ||
                             (first >= 'A' && first <= 'Z');
        if (!allowed) continue;
        const auto words = language::fold(trim(label.substr(0, end)), true);
        if (std::find(labels.begin(), labels.end(), words) != labels.end()) return true;
    }
    return false;
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
