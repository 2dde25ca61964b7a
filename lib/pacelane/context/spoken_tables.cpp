#include "detail/spoken_tables.h"

#include "detail/cues.h"
#include "detail/labels.h"
#include "detail/metadata.h"

#include <algorithm>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

/// The columns of a transcript's table.
struct SpokenColumns {
    std::size_t voice = 0;
    std::size_t speech = 0;
};

std::optional<SpokenColumns> spoken_columns(const std::vector<std::string>& columns) {
    const auto& lists = language::any_language();
    std::optional<std::size_t> voice;
    std::optional<std::size_t> speech;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const std::string column = language::fold(trim(columns[c]), true);
        if (!voice && lists.voice_columns.contains(column)) voice = c;
        if (!speech && lists.speech_columns.contains(column)) speech = c;
    }
    if (!voice || !speech) return std::nullopt;
    return SpokenColumns{*voice, *speech};
}

/// The row as a turn; an empty one when it has no speaker or no words.
Piece turn_of(const Piece& row, SpokenColumns columns) {
    const auto cells = split(row.words.text(), '|');
    Piece turn;
    if (cells.size() != row.passage.columns.size()) return turn;
    const auto speaker = speaker_of(trim(cells[columns.voice]));
    if (speaker.empty()) return turn;
    turn.passage.kind = PassageKind::turn;
    turn.passage.headings = row.passage.headings;
    turn.passage.quoted = row.passage.quoted;
    turn.passage.speaker = speaker;
    std::optional<std::int64_t> start;
    for (const auto cell : cells)
        if (const auto time = lone_time(cell)) start = start.value_or(*time);
    turn.words.append(without_sounds(trim(cells[columns.speech])), row.words.marks().front().line, start);
    return turn;
}

}  // namespace

void take_spoken_tables(Reading& reading) {
    const auto is_spoken = [](const Piece& piece) {
        return piece.passage.kind == PassageKind::table_row && spoken_columns(piece.passage.columns);
    };
    if (std::none_of(reading.pieces.begin(), reading.pieces.end(), is_spoken)) return;
    std::vector<Piece> all;
    std::size_t turns = 0;
    for (auto& piece : reading.pieces) {
        const auto columns = piece.passage.kind == PassageKind::table_row
                                 ? spoken_columns(piece.passage.columns)
                                 : std::nullopt;
        Piece turn = columns ? turn_of(piece, *columns) : Piece{};
        if (turn.words.empty()) {
            all.push_back(std::move(piece));
            continue;
        }
        // The header says nothing any more.
        if (!all.empty() && all.back().passage.kind == PassageKind::table_row &&
            all.back().passage.columns.empty())
            all.pop_back();
        if (!turn.passage.quoted) add_name(reading.participants, turn.passage.speaker);
        all.push_back(std::move(turn));
        ++turns;
    }
    if (turns > 0 && turns * 2 >= all.size() && !reading.kind) {
        reading.kind = DocumentKind::transcript;
        reading.kind_reason = fmt::format("{} rows of its table say who speaks", turns);
    }
    reading.pieces = std::move(all);
}

}  // namespace pacelane::context::detail
