// A chat that somebody pasted into a note.
#include "detail/chat_lines.h"
#include "detail/label_parts.h"
#include "detail/labelled_turns.h"
#include "detail/labels.h"

#include <algorithm>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>
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
    // A log has times and events, and nobody who sends them.
    const auto sent =
        static_cast<std::size_t>(std::count_if(messages.begin(), messages.end(), [](const auto& message) {
            return !message.second.sender.empty();
        }));
    if (sent * 2 < messages.size()) return false;
    if (messages.empty()) return false;
    // "Profile photo for Rui Prado"
    const auto first = lines.begin() + static_cast<std::ptrdiff_t>(messages.front().first);
    const bool opens = std::all_of(lines.begin(), first, [](const Line& line) {
        return is_chat_furniture(line.text) && !line.text.starts_with('-');
    });
    if (messages.size() < 2 || !opens || covered * 10 < lines.size() * 4) return false;
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

/// The line above a message that has a paragraph of its own: "Maya  9:02 AM" above the words.
std::optional<ChatLine> message_head(const Piece& piece) {
    if (!is_unquoted(piece)) return std::nullopt;
    const auto source = piece.words.source_lines();
    if (source.size() < 2) return std::nullopt;
    std::vector<Line> lines;
    for (const auto& line : source)
        lines.push_back({line.text, line.line});
    auto head = chat_line(lines, 0);
    const bool above =
        head && (head->style == ChatStyle::name_above || head->style == ChatStyle::stamp_above);
    if (!above || head->sender.empty() || head->lines >= lines.size()) return std::nullopt;
    return head;
}

/// Messages that are a paragraph each, and the paragraphs between them, which go on with one.
void take_spaced_chats(std::vector<Piece>& pieces) {
    std::vector<std::size_t> heads;
    for (std::size_t i = 0; i < pieces.size(); ++i)
        if (message_head(pieces[i])) heads.push_back(i);
    for (std::size_t h = 0; h < heads.size(); ++h) {
        const std::size_t at = heads[h];
        const auto same = [&](std::size_t other) {
            return pieces[other].passage.headings == pieces[at].passage.headings;
        };
        const bool followed = h + 1 < heads.size() && same(heads[h + 1]);
        const bool follows = h > 0 && same(heads[h - 1]);
        if (!followed && !follows) continue;
        // The heads before are read already, the ones behind not yet.
        const auto head = message_head(pieces[at]);
        const std::string speaker = speaker_of(head->sender);
        const auto lines = pieces[at].words.source_lines();
        PassageText words;
        for (std::size_t i = head->lines; i < lines.size(); ++i) {
            if (is_chat_furniture(lines[i].text) || is_wordless(lines[i].text)) continue;
            words.space();
            words.append(without_edit_mark(lines[i].text), lines[i].line);
        }
        for (std::size_t i = at; i < (followed ? heads[h + 1] : at + 1); ++i) {
            auto& passage = pieces[i].passage;
            if (passage.kind == PassageKind::paragraph) passage.kind = PassageKind::turn;
            passage.quoted = true;
            passage.speaker = speaker;
            passage.markup.clear();
        }
        pieces[at].words = std::move(words);
    }
    std::erase_if(pieces, [](const Piece& piece) { return piece.words.empty(); });
}

/// The times that open the lines of pasted speech.
struct PastedTimes {
    std::size_t lines = 0;
    std::size_t times = 0;
    std::size_t words = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
    bool with_hours = true;  // each is "0:00:12"
    bool backwards = false;

    void add(std::string_view line) {
        ++lines;
        words += static_cast<std::size_t>(std::count(line.begin(), line.end(), ' ')) + 1;
        auto rest = trim(line);
        const auto clock = take_time(rest);
        if (!clock || !clock->ms) return;
        const auto head = trim(line).substr(0, trim(line).size() - rest.size());
        with_hours = with_hours && std::count(head.begin(), head.end(), ':') >= 2;
        if (times == 0) first = *clock->ms;
        backwards = backwards || (times > 0 && *clock->ms < last);
        last = *clock->ms;
        ++times;
    }
    /// As SpeakerLines::is_recording has it for a whole file: a day's entries begin later, chapters are
    /// short.
    bool is_recording() const {
        constexpr std::int64_t latest_start = 120'000;  // ms
        constexpr std::int64_t longest_gap = 60'000;
        constexpr std::size_t fewest = 3;
        constexpr std::size_t fewest_words = 5;
        return times >= fewest && !backwards && (first <= latest_start || with_hours) &&
               last - first <= static_cast<std::int64_t>(times) * longest_gap && times * 5 >= lines * 2 &&
               words >= times * fewest_words;
    }
};

bool opens_with_time(const Piece& piece) {
    if (!is_unquoted(piece)) return false;
    std::string_view text = piece.words.text();
    const auto spoken = spoken_line(text.substr(0, text.find('\n')));
    const auto clock = take_time(text);
    // Lines that name who speaks are turns, which are told apart later.
    return clock && clock->ms && !(spoken && !spoken->speaker.empty());
}

/// A transcript that somebody pasted into a note of their own: it is quoted, without its times.
void take_pasted_recordings(std::vector<Piece>& pieces) {
    for (std::size_t begin = 0; begin < pieces.size(); ++begin) {
        if (!opens_with_time(pieces[begin])) continue;
        PastedTimes times;
        std::size_t end = begin;
        for (; end < pieces.size() && opens_with_time(pieces[end]) &&
               pieces[end].passage.headings == pieces[begin].passage.headings;
             ++end)
            for (const auto& line : pieces[end].words.source_lines())
                times.add(line.text);
        for (std::size_t i = begin; times.is_recording() && i < end; ++i) {
            PassageText words;
            for (const auto& line : pieces[i].words.source_lines()) {
                auto rest = trim(line.text);
                take_time(rest);
                rest = trim(rest);
                if (rest.empty()) continue;
                words.space();
                words.append(rest, line.line);
            }
            pieces[i].passage.kind = PassageKind::turn;
            pieces[i].passage.quoted = true;
            pieces[i].passage.markup.clear();
            pieces[i].words = std::move(words);
        }
        begin = end - 1;
    }
}

}  // namespace

void take_pasted_chats(Reading& reading) {
    static constexpr pacelane::detail::CharacterSet signs("0123456789<\xD9\xDB\xE0");
    const bool any = std::any_of(reading.pieces.begin(), reading.pieces.end(), [](const Piece& piece) {
        return is_unquoted(piece) && signs.first_in(piece.words.text()) != std::string::npos;
    });
    if (!any) return;
    std::vector<Piece> all;
    all.reserve(reading.pieces.size());
    for (auto& piece : reading.pieces)
        if (!is_unquoted(piece) || !take_pasted_chat(piece, all)) all.push_back(std::move(piece));
    take_pasted_recordings(all);
    take_spaced_chats(all);
    reading.pieces = std::move(all);
}

}  // namespace pacelane::context::detail
