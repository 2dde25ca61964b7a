// What captions tell besides words: "[Music]", "(applause)", "♪".
#include "detail/cues.h"
#include "detail/labels.h"

#include <algorithm>
#include <array>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

bool is_music_note(std::string_view text) {
    return text.starts_with("♪") || text.starts_with("♫") || text.starts_with("♬") || text.starts_with("♩");
}

std::size_t notes_in(std::string_view text) {
    if (text.find("♪"sv.front()) == std::string_view::npos) return 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_music_note(text.substr(i))) continue;
        if (i < 3 || !is_music_note(text.substr(i - 3))) ++count;  // "♪♪" is one
        i += 2;
    }
    return count;
}

bool holds_letter(std::string_view folded) {
    return std::any_of(folded.begin(), folded.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

/// "[DOOR SLAMS]": shouted, and no abbreviation that somebody uses.
bool is_shouted_sound(std::string_view words) {
    return words.size() >= 6 && words.size() <= 40 &&
           std::any_of(words.begin(), words.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
           std::none_of(words.begin(), words.end(),
                        [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c); });
}

/// "[ __ ]" is a word that was bleeped out, "[?]" one that was not understood.
bool is_blank(std::string_view folded, bool square) {
    return folded.find_first_not_of(square ? " _.-*?" : " _.-*") == std::string_view::npos;
}

std::vector<std::string> words_in(std::string_view folded) {
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < folded.size();) {
        const std::size_t end = std::min(folded.find_first_of(" ,./;-|@", begin), folded.size());
        if (end > begin) words.emplace_back(folded.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

/// Whether the gap stands between whole sentences, so that none of them misses words.
bool is_loose(std::string_view before, std::string_view after) {
    before = trim(before);
    after = trim(after);
    const bool begins = before.empty() || ends_sentence(before);
    if (after.empty()) return begins;
    const auto lead = static_cast<unsigned char>(after.front());
    const auto letter = after.substr(0, lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4);
    return begins && language::fold(letter, true) != letter;
}

/// Whether nothing of the text is a sound, and no space of it too much: so are most lines.
bool is_plain(std::string_view text) {
    static constexpr pacelane::detail::CharacterSet signs(" [(\xE2");
    for (std::size_t i = signs.first_in(text); i < text.size(); i = signs.first_in(text, i + 1)) {
        if (text[i] != ' ') return false;
        const char next = i + 1 < text.size() ? text[i + 1] : ' ';
        if (next == ' ' || next == '.' || next == ',') return false;
    }
    return true;
}

/// The text without sounds; `in_song` is whether a song goes on, before and after.
std::string spoken_part(std::string_view text, bool& in_song) {
    if (const auto words = trim(text); !in_song && is_plain(words)) return std::string{words};
    std::string out;
    bool after_note = false;
    for (std::size_t i = 0; i < text.size();) {
        if (is_music_note(text.substr(i))) {
            if (!after_note) in_song = !in_song;
            after_note = true;
            i += "♪"sv.size();
            continue;
        }
        const char c = text[i];
        after_note = false;
        if (c == '[' || c == '(') {
            const std::size_t close = text.substr(i, 80).find(c == '[' ? ']' : ')');
            // "[MAYA]: …" is a label.
            if (close != std::string_view::npos && is_sound(text.substr(i + 1, close - 1), c == '[') &&
                !text.substr(i + close + 1).starts_with(':')) {
                if (!in_song && is_unheard(text.substr(i + 1, close - 1))) out += language::kGap;
                i += close + 1;
                continue;
            }
        }
        if (!in_song) out += c;
        ++i;
    }
    std::string tidy;
    const std::string_view spoken = trim(out);
    for (std::size_t i = 0; i < spoken.size(); ++i) {
        const char c = spoken[i];
        if (c == ' ' && !tidy.empty() && tidy.back() == ' ') continue;
        // The stop of a sentence, not that of ".txt".
        const bool stop = (c == '.' || c == ',') && (i + 1 == spoken.size() || spoken[i + 1] == ' ');
        if (stop && !tidy.empty() && tidy.back() == ' ') tidy.pop_back();
        tidy += c;
    }
    return tidy;
}

}  // namespace

bool is_sound(std::string_view words, bool square) {
    const auto& lists = language::any_language();
    const std::string folded = language::fold(trim(words), true);
    if (folded.size() > 60) return false;
    if (!holds_letter(folded)) return is_blank(folded, square) || (square && lone_time(words));
    if (is_unheard(words) && words_in(folded).size() <= 2) return true;
    std::size_t count = 0;
    std::size_t sounding = 0;
    std::size_t perhaps = 0;
    std::size_t strange = 0;
    for (const auto& word : words_in(folded)) {
        if (!holds_letter(word)) continue;  // "inaudible 00:12:03"
        ++count;
        if (lists.sounds.contains(word) || lists.unheard_words.contains(word)) {
            ++sounding;
        } else if (square && lists.bracketed_sounds.contains(word)) {
            ++perhaps;
        } else if (!lists.beside_sounds.contains(word)) {
            ++strange;
        }
    }
    // "(Beifall bei der PX)", "(Aplausos de la bancada)": a sound, and whose it is.
    const auto all = words_in(folded);
    const bool capital = language::fold(trim(words).substr(0, 1)) != trim(words).substr(0, 1);
    const bool of_somebody = !square && capital && all.size() >= 3 && count <= 8 &&
                             lists.sounds.contains(all[0]) &&
                             (lists.beside_sounds.contains(all[1]) || lists.name_particles.contains(all[1]));
    if (sounding > 0) return strange == 0 || (square && count <= 6) || of_somebody;
    return (perhaps > 0 && strange == 0 && count <= 4) || (square && is_shouted_sound(trim(words)));
}

bool is_unheard(std::string_view words) {
    const std::string folded = language::fold(trim(words), true);
    if (!holds_letter(folded)) return is_blank(folded, true);
    const auto& unheard = language::any_language().unheard_words;
    const auto all = words_in(folded);
    return std::any_of(all.begin(), all.end(), [&](const auto& word) { return unheard.contains(word); }) ||
           (all.size() == 2 && unheard.contains(all[0] + all[1]));  // "cross talk"
}

std::string without_sounds(std::string_view text) {
    bool in_song = false;
    return spoken_part(text, in_song);
}

std::string SoundsWithin::drop(std::string_view text, int line) {
    auto spoken = without_sounds(text);
    const auto letters = [](std::string_view in) {
        return std::count_if(in.begin(), in.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
        });
    };
    // What was not understood leaves a gap, which shows.
    if (letters(spoken) < letters(text) && spoken.find(language::kGap) == std::string::npos) {
        ++lines_;
        first_ = first_ == 0 ? line : std::min(first_, line);
        last_ = std::max(last_, line);
    }
    return spoken;
}

void SoundsWithin::tell(Reading& reading) const {
    if (lines_ > 0)
        reading.omit(
            first_, last_,
            lines_ == 1 ? std::string("a sound") : fmt::format("sounds (in {} of the lines)", lines_));
}

void drop_sounds(Cue& cue) {
    bool in_song = false;
    for (std::size_t i = 0; i < cue.lines.size(); ++i) {
        auto& line = cue.lines[i];
        bool after = in_song;
        std::string kept = spoken_part(line.text, after);
        // A song goes on to the next line only if it ends there.
        const bool ends_below =
            after && std::any_of(cue.lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, cue.lines.end(),
                                 [](const CueLine& below) { return notes_in(below.text) % 2 == 1; });
        in_song = ends_below;
        line.text = std::move(kept);
    }
    std::erase_if(cue.lines, [](const CueLine& line) { return line.text.empty() && line.speaker.empty(); });
}

void drop_loose_gaps(std::vector<Piece>& pieces) {
    constexpr std::size_t size = language::kGap.size();
    for (auto& piece : pieces) {
        if (piece.passage.kind != PassageKind::turn) continue;
        for (std::size_t at = piece.words.text().rfind(language::kGap); at != std::string::npos;
             at = at == 0 ? at - 1 : piece.words.text().rfind(language::kGap, at - 1)) {
            const std::string_view text = piece.words.text();
            if (!is_loose(text.substr(0, at), text.substr(at + size))) continue;
            const bool spaced = at + size < text.size() && text[at + size] == ' ';
            piece.words.erase(at, size + (spaced ? 1 : 0));
        }
        piece.words.drop_end(" \n");
    }
    std::erase_if(pieces, [](const Piece& piece) { return piece.words.empty(); });
}

}  // namespace pacelane::context::detail
