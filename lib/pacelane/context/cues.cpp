#include "detail/cues.h"

#include "detail/labels.h"
#include "detail/metadata.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::int64_t longest_silence_ms = 30'000;  // after it a new turn begins
constexpr std::int64_t touching_ms = 100;            // roll-up captions follow each other without a gap
constexpr std::int64_t longest_hold_ms = 50;         // a cue that only holds the line before
constexpr std::int64_t longest_scroll_ms = 3'000;    // a line may have left the screen by then

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
    /// What follows is of another file, whose words nobody of this one goes on with.
    void begin_file() {
        flush();
        speaker_.clear();
        end_ms_ = 0;
    }
    const std::string& speaker() const { return speaker_; }
    void set_speaker(std::string speaker) { speaker_ = std::move(speaker); }

private:
    void flush() {
        if (name_shape(piece_.passage.speaker) != NameShape::none && !piece_.words.empty())
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
    return before.speaker == line.speaker && !before.text.empty() && line.text.size() > before.text.size() &&
           line.text.starts_with(before.text) && line.text[before.text.size()] == ' ';
}

bool is_touching(const Cue& before, const Cue& cue) {
    return !cue.restart && cue.start_ms <= before.end_ms + touching_ms;
}

/// Whether the captions roll: what was said stays on the screen, and is repeated, while the next words come.
/// Two voices may say the same words, so it takes what only rolling shows: cues that hold a line for an
/// instant, or that repeat the last line above a new one, and not once but all over the file.
bool rolls(const std::vector<Cue>& cues) {
    std::size_t pairs = 0;
    std::size_t rolling = 0;
    for (std::size_t i = 1; i < cues.size(); ++i) {
        const auto& before = cues[i - 1];
        const auto& cue = cues[i];
        if (cue.lines.empty() || before.lines.empty() || cue.restart) continue;
        ++pairs;
        const std::size_t repeated = repeated_lines(before, cue);
        const bool held = repeated == cue.lines.size() && is_touching(before, cue) &&
                          cue.end_ms - cue.start_ms <= longest_hold_ms;
        const bool scrolled =
            repeated > 0 && repeated < cue.lines.size() && cue.start_ms <= before.end_ms + longest_scroll_ms;
        const bool grown = is_touching(before, cue) && goes_on(before.lines.back(), cue.lines.front());
        if (held || scrolled || grown) ++rolling;
    }
    return rolling > 0 && rolling * 4 >= pairs;
}

/// The cue again that the file before this one ended in: segments of a stream share the cue at their border.
bool is_shared(const std::vector<Cue>& cues, std::size_t i) {
    const auto& cue = cues[i];
    for (std::size_t back = 1; back <= 3 && back <= i; ++back) {
        const auto& before = cues[i - back];
        if (before.start_ms == cue.start_ms && before.end_ms == cue.end_ms &&
            before.lines.size() == cue.lines.size() && repeated_lines(before, cue) == cue.lines.size())
            return true;
    }
    return false;
}

}  // namespace

bool read_cue_time(std::string_view line, Cue& cue) {
    line = trim(line);
    const auto start = take_clock(line);
    if (!start) return false;
    line = trim(line);
    bool arrow = take_arrow(line);
    line = trim(line);
    // YouTube's SBV: "0:00:01.000,0:00:04.000"
    if (!arrow && line.size() > 1 && line.front() == ',' && is_digit(line[1])) {
        line.remove_prefix(1);
        arrow = true;
    }
    if (!arrow) return false;
    const auto end = take_clock(line);
    if (!end || (!line.empty() && line.front() != ' ' && line.front() != '\t')) return false;
    cue.start_ms = *start;
    cue.end_ms = *end;
    return true;
}

bool is_broken_cue_time(std::string_view line) {
    const std::size_t arrow = line.find("-->");
    if (arrow == std::string_view::npos) return false;
    const auto left = trim(line.substr(0, arrow));
    const auto right = trim(line.substr(arrow + 3));
    // "from 3 --> 5 workers" is speech.
    return !left.empty() && left.size() <= 20 && is_digit(left.front()) && left.find(':') != left.npos &&
           (right.empty() || is_digit(right.front()));
}

void tell_recording(const FileBody& source, std::string_view what, Reading& reading) {
    if (source.kind != DocumentKind::knowledge) return;
    reading.kind = DocumentKind::transcript;
    reading.kind_reason = what;
}

namespace {

/// "Subtitles by …", before or after all that is said.
bool is_credit(const Cue& cue) {
    constexpr std::size_t longest = 160;
    std::string text;
    for (const auto& line : cue.lines)
        text += line.text + ' ';
    if (text.size() > longest) return false;
    const std::string folded = language::fold(trim(text), true);
    const auto& openings = language::any_language().caption_credits;
    return std::any_of(openings.begin(), openings.end(),
                       [&](std::string_view opening) { return folded.starts_with(opening); });
}

void drop_credits(std::vector<Cue>& cues, Reading& reading) {
    constexpr std::size_t most = 3;  // at either end
    for (std::size_t n = 0; n < cues.size(); ++n) {
        if (n == most && cues.size() > 2 * most) n = cues.size() - most;
        if (cues[n].lines.empty() || !is_credit(cues[n])) continue;
        reading.omit(cues[n].lines.front().line, cues[n].lines.back().line, "who made the captions");
        cues[n].lines.clear();
    }
}

/// The person whom a program's label names: "Maya Lindqvist (she/her)", "Maya Lindqvist | Example Ltd".
std::string named_speaker(const std::string& label) {
    auto name = speaker_of(label);
    return name.empty() ? label : name;
}

}  // namespace

void add_turns(std::vector<Cue> cues, Reading& reading) {
    if (cues.size() > kLimits.cues) {
        reading.warn(1, "more cues than are read; the rest is left out");
        cues.resize(kLimits.cues);
    }
    drop_credits(cues, reading);
    read_cue_labels(cues);
    for (auto& cue : cues)
        drop_sounds(cue);
    const bool rolling = rolls(cues);
    TurnBuilder turns{reading};
    const Cue* before = nullptr;
    for (std::size_t n = 0; n < cues.size(); ++n) {
        auto& cue = cues[n];
        if (cue.restart) {
            turns.begin_file();
            before = nullptr;
        }
        if (cue.lines.empty()) continue;
        const int line = cue.lines.front().line;
        if (cue.end_ms < cue.start_ms) {
            reading.warn(line, "the cue ends before it starts");
            cue.end_ms = cue.start_ms;
        }
        if (before == nullptr && n > 0 && is_shared(cues, n)) continue;
        std::size_t skip = 0;
        std::size_t said_before = 0;  // bytes of the first line
        if (before != nullptr) {
            if (cue.start_ms < before->start_ms) reading.warn(line, "time goes backwards");
            const bool touching = is_touching(*before, cue);
            if (rolling) skip = repeated_lines(*before, cue);
            // After a gap, a line that stands alone was said again.
            if (!touching && skip == cue.lines.size()) skip = 0;
            if (rolling && touching && skip == 0 && goes_on(before->lines.back(), cue.lines.front()))
                said_before = before->lines.back().text.size();
        }
        if (skip > 0) turns.extend(cue.end_ms);
        for (std::size_t i = skip; i < cue.lines.size(); ++i) {
            auto& said = cue.lines[i];
            const bool goes_on_here = i == 0 && said_before > 0;
            if (!said.speaker.empty()) {
                turns.set_speaker(named_speaker(said.speaker));
            } else if ((said.new_speaker || said.unknown) && !goes_on_here) {
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
