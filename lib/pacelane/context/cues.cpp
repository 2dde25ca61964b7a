#include "detail/cues.h"

#include "detail/labels.h"
#include "detail/metadata.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::int64_t longest_silence_ms = 30'000;  // after it a new turn begins
constexpr std::int64_t touching_ms = 100;            // roll-up captions follow each other without a gap

/// Whether the bracketed words tell a sound. Round brackets may hold speech, square ones seldom do.
bool is_sound(std::string_view words, bool square) {
    static constexpr std::array sounds{
        "laugh"sv,   "applau"sv,   "music"sv,      "crosstalk"sv,     "inaudible"sv,   "unintelligible"sv,
        "pause"sv,   "sigh"sv,     "cough"sv,      "cheer"sv,         "silence"sv,     "noise"sv,
        "clap"sv,    "chuckl"sv,   "background"sv, "indistinct"sv,    "overlapping"sv, "blank_audio"sv,
        "foreign"sv, "typing"sv,   "gasp"sv,       "beep"sv,          "risos"sv,       "risada"sv,
        "aplauso"sv, "musica"sv,   "inaudivel"sv,  "ininteligivel"sv, "silencio"sv,    "pausa"sv,
        "ruido"sv,   "barulho"sv,  "suspir"sv,     "toss"sv,          "rindo"sv,       "ri"sv,
        "vozes"sv,   "conversas"sv};
    const std::string folded = language::fold(trim(words), true);
    if (folded.empty()) return true;
    for (const auto sound : sounds) {
        if (sound == "ri"sv ? folded == sound
                            : folded.find(sound) != std::string::npos && folded.size() <= 40)
            return true;
    }
    const bool shouted =
        folded.size() > 1 && folded.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos &&
        std::none_of(words.begin(), words.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return square && shouted && folded.size() <= 40;
}

std::size_t word_count(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

/// The cue's lines with the labels in their text read; no label is taken for a speaker without evidence.
void read_labels(std::vector<Cue>& cues) {
    SpeakerCensus census;
    bool voices = false;
    std::vector<std::pair<CueLine*, SpokenLine>> labelled;
    for (auto& cue : cues) {
        for (auto& line : cue.lines) {
            if (!line.speaker.empty()) {
                voices = true;
                continue;
            }
            auto spoken = spoken_line(line.text);
            if (!spoken || spoken->speaker.empty() || spoken->timed ||
                (spoken->header && !spoken->bold && spoken->speaker.empty()))
                continue;
            // A label alone on its line still counts: its words are on the next one.
            census.add(*spoken);
            labelled.emplace_back(&line, std::move(*spoken));
        }
    }
    if (voices) return;
    const bool lenient = census.recurring() > 0;
    for (auto& [line, spoken] : labelled) {
        const std::string_view label = std::string_view{line->text}.substr(0, line->text.find(':'));
        const bool shouted =
            label.size() > 2 && language::capitalize(label) == label &&
            std::none_of(label.begin(), label.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        const bool two_words =
            spoken.shape == NameShape::strong && spoken.speaker.find(' ') != std::string::npos;
        if (!census.accepts(spoken, lenient) && !shouted && !two_words) continue;
        line->speaker = std::move(spoken.speaker);
        line->new_speaker = true;
        line->text = std::string{spoken.text};
    }
}

class TurnBuilder {
public:
    explicit TurnBuilder(Reading& reading) : reading_(reading) {}
    ~TurnBuilder() { flush(); }
    TurnBuilder(const TurnBuilder&) = delete;
    TurnBuilder& operator=(const TurnBuilder&) = delete;

    void say(const std::string& speaker, bool new_turn, std::string_view text, int line, const Cue& cue) {
        const bool silence = cue.start_ms - end_ms_ > longest_silence_ms;
        if (new_turn || silence || speaker != piece_.passage.speaker) flush();
        piece_.passage.kind = PassageKind::turn;
        piece_.passage.speaker = speaker;
        piece_.words.space();
        piece_.words.append(text, line, cue.start_ms, cue.end_ms);
        end_ms_ = std::max(end_ms_, cue.end_ms);
    }
    /// The words were said before, but stay on the screen until then.
    void extend(std::int64_t end_ms) {
        if (piece_.words.empty()) return;
        auto& last = piece_.words.marks().back().end_ms;
        last = std::max(last.value_or(end_ms), end_ms);
        end_ms_ = std::max(end_ms_, end_ms);
    }
    const std::string& speaker() const { return speaker_; }
    void set_speaker(std::string speaker) { speaker_ = std::move(speaker); }

private:
    void flush() {
        if (!piece_.passage.speaker.empty() && !piece_.words.empty())
            add_name(reading_.participants, piece_.passage.speaker);
        reading_.add(std::exchange(piece_, {}));
    }
    Reading& reading_;
    Piece piece_;
    std::string speaker_;  // who speaks if the next line does not say
    std::int64_t end_ms_ = 0;
};

/// How many of the cue's first lines repeat the last ones of the cue before.
std::size_t repeated_lines(const Cue& before, const Cue& cue) {
    const std::size_t most = std::min(before.lines.size(), cue.lines.size());
    for (std::size_t count = most; count > 0; --count) {
        bool same = true;
        for (std::size_t i = 0; same && i < count; ++i) {
            const auto& old_line = before.lines[before.lines.size() - count + i];
            same = old_line.text == cue.lines[i].text &&
                   (old_line.speaker == cue.lines[i].speaker || cue.lines[i].speaker.empty());
        }
        if (same) return count;
    }
    return 0;
}

/// Whether `line` says what `before` said and then goes on.
bool goes_on(const CueLine& before, const CueLine& line) {
    return before.speaker == line.speaker && word_count(before.text) >= 2 &&
           line.text.size() > before.text.size() && line.text.starts_with(before.text) &&
           line.text[before.text.size()] == ' ';
}

}  // namespace

bool read_cue_time(std::string_view line, Cue& cue) {
    line = trim(line);
    const auto start = take_clock(line);
    if (!start) return false;
    line = trim(line);
    if (!line.starts_with("-->")) return false;
    line = trim(line.substr(3));
    const auto end = take_clock(line);
    if (!end) return false;
    cue.start_ms = *start;
    cue.end_ms = *end;
    return true;
}

std::string without_sounds(std::string_view text) {
    std::string out;
    bool in_music = false;
    for (std::size_t i = 0; i < text.size();) {
        const bool note = text.substr(i).starts_with("♪") || text.substr(i).starts_with("♫");
        if (note) {
            in_music = !in_music;
            i += "♪"sv.size();
            continue;
        }
        const char c = text[i];
        if (c == '[' || c == '(') {
            const std::size_t close = text.substr(i, 80).find(c == '[' ? ']' : ')');
            if (close != std::string_view::npos && is_sound(text.substr(i + 1, close - 1), c == '[')) {
                i += close + 1;
                continue;
            }
        }
        if (!in_music) out += c;
        ++i;
    }
    std::string_view kept = trim(out);
    if (kept.starts_with(": ")) kept.remove_prefix(2);
    std::string tidy;
    for (const char c : kept) {
        if (c == ' ' && !tidy.empty() && tidy.back() == ' ') continue;
        if ((c == '.' || c == ',') && !tidy.empty() && tidy.back() == ' ') tidy.pop_back();
        tidy += c;
    }
    return tidy;
}

void add_turns(std::vector<Cue> cues, Reading& reading) {
    read_labels(cues);
    for (auto& cue : cues) {
        for (auto& line : cue.lines)
            line.text = without_sounds(line.text);
        std::erase_if(cue.lines,
                      [](const CueLine& line) { return line.text.empty() && line.speaker.empty(); });
    }
    TurnBuilder turns{reading};
    const Cue* before = nullptr;
    for (auto& cue : cues) {
        if (cue.lines.empty()) continue;
        const int line = cue.lines.front().line;
        if (cue.end_ms < cue.start_ms) {
            reading.warn(line, "the cue ends before it starts");
            cue.end_ms = cue.start_ms;
        }
        std::size_t skip = 0;
        std::size_t said_before = 0;  // bytes of the first line
        if (before != nullptr) {
            if (cue.start_ms < before->start_ms) reading.warn(line, "time goes backwards");
            const bool overlapping = cue.start_ms < before->end_ms;
            const bool touching = cue.start_ms <= before->end_ms + touching_ms;
            skip = touching ? repeated_lines(*before, cue) : 0;
            // "No." "No." may be said twice; whole sentences are not, within a tenth of a second.
            if (skip == 1 && !overlapping && word_count(cue.lines.front().text) < 3) skip = 0;
            if (skip == 0 && touching && goes_on(before->lines.back(), cue.lines.front()))
                said_before = before->lines.back().text.size();
        }
        if (skip > 0) turns.extend(cue.end_ms);
        for (std::size_t i = skip; i < cue.lines.size(); ++i) {
            auto& said = cue.lines[i];
            const bool goes_on_here = i == 0 && said_before > 0;
            if (!said.speaker.empty()) {
                turns.set_speaker(said.speaker);
            } else if (said.new_speaker && !goes_on_here) {
                turns.set_speaker({});
            }
            const bool new_turn = said.new_speaker && said.speaker.empty() && !goes_on_here;
            if (!said.text.empty())
                turns.say(turns.speaker(), new_turn,
                          std::string_view{said.text}.substr(goes_on_here ? said_before : 0), said.line, cue);
        }
        before = &cue;
    }
}

}  // namespace pacelane::context::detail
