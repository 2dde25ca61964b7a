#include "detail/cues.h"
#include "detail/labels.h"
#include "detail/metadata.h"
#include "detail/readers.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <utility>

namespace pacelane::context::detail {

namespace {

bool is_heading(std::string_view line, int& level, std::string_view& heading) {
    const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
    if (marks == 0 || marks > 6 || marks >= line.size() || line[marks] != ' ') return false;
    level = static_cast<int>(marks);
    heading = trim(line.substr(marks));
    return true;
}

/// Whether the line could begin a turn at all; list items and metadata are no speech.
std::optional<SpokenLine> turn_start(const std::vector<Line>& lines, std::size_t i, DocumentKind kind) {
    const std::string_view text = trim(lines[i].text);
    if (text.empty() || text.starts_with("- ") || text.starts_with("* ")) return std::nullopt;
    if (metadata_line(text) && !text.starts_with('[')) return std::nullopt;
    auto spoken = spoken_line(text);
    // "Q:" and "A:" are an interview's voices in a transcript, but not in a list of questions.
    if (spoken && spoken->speaker.size() == 1 && kind == DocumentKind::knowledge) return std::nullopt;
    if (!spoken || !spoken->header) return spoken;
    // Name and time alone: a header when words follow, else a short reply ("00:01:23 Yeah").
    const std::string_view below = i + 1 < lines.size() ? trim(lines[i + 1].text) : std::string_view{};
    const bool words_follow = !below.empty() && !below.starts_with("- ") && !below.starts_with("* ");
    const auto next = words_follow ? spoken_line(lines[i + 1].text) : std::nullopt;
    const bool is_header = words_follow && !(next && (next->timed || next->bold));
    if (is_header) {
        spoken->text = {};
        return spoken;
    }
    if (!spoken->timed || spoken->text.empty()) return std::nullopt;
    spoken->header = false;
    spoken->speaker.clear();
    spoken->shape = NameShape::none;
    return spoken;
}

SpeakerCensus census_of(const std::vector<Line>& lines, DocumentKind kind) {
    SpeakerCensus census;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto metadata = metadata_line(lines[i].text);
        if (metadata && metadata->kind == MetadataKind::participants) {
            for (const auto& person : names_in(metadata->value))
                census.expect(person);
        } else if (const auto spoken = turn_start(lines, i, kind)) {
            census.add(*spoken);
        }
    }
    return census;
}

class TurnReader {
public:
    TurnReader(const FileBody& source, Reading& reading) : source_(source), reading_(reading) {}
    ~TurnReader() { flush(); }
    TurnReader(const TurnReader&) = delete;
    TurnReader& operator=(const TurnReader&) = delete;

    void heading(int level, std::string_view text) {
        flush();
        if (level == 1 && reading_.title.empty()) {
            reading_.title = shortened(text, 200);
            return;
        }
        headings_.enter(level, text);
    }
    void turn(const SpokenLine& spoken, int line) {
        // A time alone does not change the speaker.
        const bool same = piece_.passage.kind == PassageKind::turn &&
                          (spoken.speaker.empty() || spoken.speaker == piece_.passage.speaker);
        if (!same) {
            flush();
            piece_.passage.kind = PassageKind::turn;
            piece_.passage.speaker = spoken.speaker;
        }
        if (spoken.start_ms) {
            if (last_ms_ && *spoken.start_ms < *last_ms_) reading_.warn(line, "time goes backwards");
            last_ms_ = spoken.start_ms;
        }
        start_ms_ = spoken.start_ms;
        say(spoken.text, line);
        after_blank_ = false;
    }
    void text(std::string_view text, int line, bool apart) {
        if (piece_.passage.kind != PassageKind::turn || apart) {
            if (apart || after_blank_) flush();
            piece_.words.space();
            piece_.words.append(text, line);
        } else {
            if (after_blank_) piece_.words.paragraph_break();
            say(text, line);
        }
        after_blank_ = false;
    }
    void blank() { after_blank_ = true; }

private:
    void say(std::string_view text, int line) {
        piece_.words.space();
        piece_.words.append(without_sounds(text), line, start_ms_);
    }
    void flush() {
        Piece piece = std::exchange(piece_, {});
        if (piece.words.empty()) return;
        piece.passage.headings = headings_.path();
        if (piece.passage.kind == PassageKind::turn) {
            if (piece.passage.speaker.size() > 1) add_name(reading_.participants, piece.passage.speaker);
        } else {
            take_metadata(piece, source_.kind, reading_);
        }
        reading_.add(std::move(piece));
    }

    const FileBody& source_;
    Reading& reading_;
    HeadingPath headings_;
    Piece piece_;
    std::optional<std::int64_t> start_ms_;
    std::optional<std::int64_t> last_ms_;
    bool after_blank_ = false;
};

}  // namespace

bool looks_like_speaker_text(const FileBody& source, bool only_timed) {
    // The start tells; a long file is not read twice for it.
    FileBody start = source;
    start.text = source.text.substr(0, 256 * 1024);
    const auto lines = lines_of(start);
    const SpeakerCensus census = census_of(lines, source.kind);
    std::size_t content = 0;
    std::size_t spoken = 0;
    std::size_t once = 0;
    bool in_turn = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].text.empty()) {
            in_turn = false;
            continue;
        }
        const auto turn = turn_start(lines, i, source.kind);
        const bool accepted = turn && (!turn->speaker.empty() || turn->timed) &&
                              census.accepts(*turn, source.kind != DocumentKind::knowledge);
        if (turn && turn->shape == NameShape::strong) ++once;
        int level = 0;
        std::string_view heading;
        if (!accepted && (metadata_line(lines[i].text) || is_heading(trim(lines[i].text), level, heading)))
            continue;
        in_turn = in_turn || accepted;
        ++content;
        if (in_turn) ++spoken;
    }
    const auto covers = [&](std::size_t percent) { return spoken > 0 && spoken * 100 >= content * percent; };
    if (source.kind == DocumentKind::transcript) {
        if (census.recurring() >= 1 && covers(20)) return true;
        if (census.timed() >= 1 && covers(30)) return true;
        return census.distinct() >= 2 && once * 100 >= content * 60;
    }
    // An agenda ("10:15 Roadmap: Rafael") has times, too, but no label comes back.
    if (census.timed() >= 2 && census.recurring() >= 1 && covers(50)) return true;
    if (only_timed) return false;
    if (source.kind == DocumentKind::meeting && census.recurring() >= 1 && census.distinct() >= 2 &&
        covers(80))
        return true;
    return census.recurring() >= 2 && covers(source.kind == DocumentKind::meeting ? 40 : 60);
}

Reading read_speaker_text(const FileBody& source) {
    Reading reading;
    const auto lines = lines_of(source);
    const SpeakerCensus census = census_of(lines, source.kind);
    TurnReader turns{source, reading};
    for (std::size_t i = 0; i < lines.size() && !reading.cut_short; ++i) {
        const auto& [raw, number] = lines[i];
        const std::string_view text = trim(raw);
        if (text.empty()) {
            turns.blank();
            continue;
        }
        if (text.starts_with("Transcribed by http")) continue;  // a transcription service signs
        int level = 0;
        std::string_view heading;
        if (is_heading(text, level, heading)) {
            turns.heading(level, heading);
            continue;
        }
        const auto spoken = turn_start(lines, i, source.kind);
        if (spoken &&
            census.accepts(*spoken, source.kind != DocumentKind::knowledge || census.recurring() >= 2)) {
            turns.turn(*spoken, number);
            continue;
        }
        // "Decision: …" among the turns is the writer's note.
        const std::size_t colon = text.substr(0, 40).find(": ");
        const bool note =
            metadata_line(text) || (colon != std::string_view::npos && is_topic_label(text.substr(0, colon)));
        turns.text(text, number, note);
    }
    return reading;
}

}  // namespace pacelane::context::detail
