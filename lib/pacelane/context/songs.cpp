// Songs with their chords, as players keep them.
#include "detail/songs.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// "Am", "F#m7", "C/G", "Dsus4".
bool is_chord(std::string_view word) {
    if (word.empty() || word.front() < 'A' || word.front() > 'G') return false;
    word.remove_prefix(1);
    while (!word.empty()) {
        constexpr std::array parts{"maj"sv, "min"sv, "sus"sv, "dim"sv, "aug"sv, "add"sv, "m"sv,
                                   "M"sv,   "#"sv,   "b"sv,   "+"sv,   "°"sv,   "("sv,   ")"sv};
        if (is_digit(word.front())) {
            word.remove_prefix(1);
            continue;
        }
        if (word.front() == '/') {
            const auto bass = word.substr(1);
            return !bass.empty() && bass.front() >= 'A' && bass.front() <= 'G' &&
                   bass.find_first_not_of("#b", 1) == std::string_view::npos;
        }
        const auto part = std::find_if(parts.begin(), parts.end(),
                                       [&](std::string_view one) { return word.starts_with(one); });
        if (part == parts.end()) return false;
        word.remove_prefix(part->size());
    }
    return true;
}

bool is_chord_line(std::string_view line) {
    std::size_t chords = 0;
    for (auto rest = trim(line); !rest.empty();) {
        const auto word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(word.size() + 1, rest.size()));
        if (word.empty() || word == "|" || word == "-") continue;
        if (!is_chord(word)) return false;
        ++chords;
    }
    return chords >= 1;
}

/// "[Verse 1]", "[Refrão]".
bool is_song_part(std::string_view line) {
    line = trim(line);
    if (line.size() < 4 || !line.starts_with('[') || !line.ends_with(']')) return false;
    line = line.substr(1, line.size() - 2);
    const auto word = line.substr(0, line.find_first_of(" :"));
    return language::any_language().song_parts.contains(language::fold(word, true));
}

bool may_be_sung(const Piece& piece) {
    return piece.passage.kind == PassageKind::paragraph && !piece.passage.quoted;
}

}  // namespace

void mark_songs(Reading& reading) {
    constexpr std::size_t fewest = 2;
    std::size_t chords = 0;
    std::size_t parts = 0;
    for (const auto& piece : reading.pieces) {
        if (!may_be_sung(piece)) continue;
        for (const auto& line : piece.words.source_lines()) {
            chords += is_chord_line(line.text) ? 1 : 0;
            parts += is_song_part(line.text) ? 1 : 0;
        }
    }
    if (chords < fewest && parts < fewest) return;
    int first = 0;
    int last = 0;
    bool in_song = false;
    for (auto& piece : reading.pieces) {
        if (!may_be_sung(piece)) continue;
        const auto lines = piece.words.source_lines();
        const auto sung = [](const PassageText::SourceLine& line) {
            return is_chord_line(line.text) || is_song_part(line.text);
        };
        // Prose between two songs is the player's own.
        in_song = std::any_of(lines.begin(), lines.end(), sung) || (in_song && lines.size() > 1);
        if (!in_song) continue;
        PassageText words;
        for (const auto& line : lines) {
            if (sung(line)) {
                if (first == 0) first = line.line;
                last = line.line;
                continue;
            }
            words.space();
            words.append(line.text, line.line);
        }
        piece.words = std::move(words);
        piece.passage.markup.clear();
        piece.passage.quoted = true;
    }
    if (first > 0) reading.omit(first, last, "chords and parts of a song");
    std::erase_if(reading.pieces, [](const Piece& piece) { return piece.words.empty(); });
}

}  // namespace pacelane::context::detail
