// A chat that somebody pasted into a note.
#include "detail/chat_lines.h"
#include "detail/labelled_turns.h"
#include "detail/labels.h"

#include <algorithm>
#include <pacelane/base/detail/character_set.h>
#include <utility>

namespace pacelane::context::detail {

namespace {

bool is_unquoted(const Piece& piece) {
    return piece.passage.kind == PassageKind::paragraph && !piece.passage.quoted;
}

/// A paragraph that is a piece of a chat, pasted: its messages become quoted turns.
bool take_pasted_chat(const Piece& piece, std::vector<Piece>& all) {
    const auto source = piece.words.source_lines();
    if (source.size() < 2) return false;
    std::vector<Line> lines;
    lines.reserve(source.size());
    for (const auto& line : source)
        lines.push_back({line.text, line.line});
    std::vector<std::pair<std::size_t, ChatLine>> messages;
    std::size_t covered = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto line = chat_line(lines, i);
        if (!line) continue;
        covered += line->text.empty() ? line->lines + 1 : line->lines;
        const std::size_t at = i;
        i += line->lines - 1;
        messages.emplace_back(at, *line);
    }
    if (messages.size() < 2 || messages.front().first != 0 || covered * 10 < lines.size() * 4) return false;
    for (std::size_t m = 0; m < messages.size(); ++m) {
        const auto& [at, message] = messages[m];
        if (message.sender.empty()) continue;
        const std::size_t end = m + 1 < messages.size() ? messages[m + 1].first : lines.size();
        Piece turn;
        turn.passage.kind = PassageKind::turn;
        turn.passage.headings = piece.passage.headings;
        turn.passage.quoted = true;
        turn.passage.speaker = speaker_of(message.sender);
        if (!is_wordless(message.text) || message.text.empty())
            turn.words.append(without_edit_mark(message.text), lines[at].number);
        for (std::size_t i = at + message.lines; i < end; ++i) {
            if (is_chat_furniture(lines[i].text) || is_wordless(lines[i].text)) continue;
            turn.words.space();
            turn.words.append(lines[i].text, lines[i].number);
        }
        if (!turn.words.empty()) all.push_back(std::move(turn));
    }
    return true;
}

}  // namespace

void take_pasted_chats(Reading& reading) {
    static constexpr pacelane::detail::CharacterSet signs("0123456789<");
    const bool any = std::any_of(reading.pieces.begin(), reading.pieces.end(), [](const Piece& piece) {
        return is_unquoted(piece) && signs.first_in(piece.words.text()) != std::string::npos;
    });
    if (!any) return;
    std::vector<Piece> all;
    all.reserve(reading.pieces.size());
    for (auto& piece : reading.pieces)
        if (!is_unquoted(piece) || !take_pasted_chat(piece, all)) all.push_back(std::move(piece));
    reading.pieces = std::move(all);
}

}  // namespace pacelane::context::detail
