#include "detail/cues.h"
#include "detail/labels.h"
#include "detail/metadata.h"
#include "detail/readers.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/context/people.h>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

bool is_heading(std::string_view line, int& level, std::string_view& heading) {
    const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
    if (marks == 0 || marks > 6 || marks >= line.size() || line[marks] != ' ') return false;
    level = static_cast<int>(marks);
    heading = trim(line.substr(marks));
    return true;
}

std::string_view without_bullet(std::string_view text) {
    for (const auto bullet : {"- "sv, "* "sv, "• "sv})
        if (text.starts_with(bullet)) return trim(text.substr(bullet.size()));
    return text;
}

/// The lines of a file, and which of them begin turns.
class SpeakerLines {
public:
    explicit SpeakerLines(const FileBody& source) : kind_(source.kind), lines_(lines_of(source)) {
        learn_layout();
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const auto text = trim(lines_[i].text);
            if (text.empty()) continue;
            const auto metadata = metadata_line(text);
            if (metadata && metadata->kind == MetadataKind::participants) {
                for (const auto& person : names_in(metadata->value))
                    census_.expect(person);
                continue;
            }
            int level = 0;
            std::string_view heading;
            const Place at = place(i);
            if (const auto spoken = candidate(i)) {
                census_.add(*spoken, at != Place::within);
                i += spoken->header ? header_lines(i) - 1 : 0;
            } else if (at != Place::within && !metadata && !is_heading(text, level, heading)) {
                census_.add_unlabelled();
            }
        }
    }

    const std::vector<Line>& lines() const { return lines_; }
    const SpeakerCensus& census() const { return census_; }

    /// The turn that begins on the line, if one does. A label that is none leaves the time before it.
    std::optional<SpokenLine> turn(std::size_t i, bool lenient) const {
        auto spoken = candidate(i);
        if (!spoken || census_.accepts(*spoken, lenient, place(i))) return spoken;
        if (spoken->after_time.empty()) return std::nullopt;
        SpokenLine timed;
        timed.timed = true;
        timed.start_ms = spoken->start_ms;
        timed.text = spoken->after_time;
        return timed;
    }
    /// How many lines the label takes: 2 when its time has a line of its own.
    std::size_t header_lines(std::size_t i) const { return above_time(i) ? 2 : 1; }

private:
    std::string_view text(std::size_t i) const {
        return i < lines_.size() ? trim(lines_[i].text) : std::string_view{};
    }

    Place place(std::size_t i) const {
        if (i == 0 || text(i - 1).empty()) return Place::start;
        int level = 0;
        std::string_view heading;
        if (is_heading(text(i - 1), level, heading)) return Place::start;
        if (one_line_each_) return Place::start;
        if (const auto before = spoken_line(text(i - 1)); before && before->header && before->timed)
            return Place::within;
        const bool short_line = width_ > 0 && lines_[i - 1].text.size() < width_;
        return short_line || ends_sentence(text(i - 1)) ? Place::open : Place::within;
    }

    /// Meet: a name, a time, and the words, each on a line.
    bool above_time(std::size_t i) const {
        return lone_time(text(i + 1)) && !lone_time(text(i)) && i + 2 < lines_.size() && !text(i).empty() &&
               !spoken_line(text(i)) && (i == 0 || text(i - 1).empty()) && lone_label(text(i));
    }

    /// A line that could be a label above its text.
    std::optional<SpokenLine> label_above(std::size_t i) const {
        int level = 0;
        std::string_view line = text(i);
        const bool heading = is_heading(line, level, line);
        if (text(i + 1).empty() && (!heading || text(i + 2).empty())) return std::nullopt;
        if (!heading && i > 0 && !text(i - 1).empty()) return std::nullopt;
        if (const auto spoken = spoken_line(line)) {
            if (!spoken->header || (spoken->form != LabelForm::alone && !(heading && spoken->timed)))
                return std::nullopt;
            return spoken;
        }
        return lone_label(line);
    }

    void learn_layout() {
        std::size_t content = 0;
        std::size_t labelled = 0;
        std::size_t bulleted = 0;
        std::size_t starts = 0;
        std::size_t above = 0;
        std::unordered_map<std::string, std::size_t> above_counts;
        const bool transcript = kind_ == DocumentKind::transcript;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const auto line = text(i);
            if (line.empty()) continue;
            ++content;
            const auto bare = without_bullet(line);
            const auto spoken = spoken_line(bare);
            const bool label = spoken && !spoken->speaker.empty() && spoken->shape != NameShape::none;
            if (label && bare.size() == line.size()) ++labelled;
            if (label && bare.size() != line.size()) ++bulleted;
            if (!transcript) continue;
            int level = 0;
            std::string_view heading;
            if (i == 0 || text(i - 1).empty() || is_heading(line, level, heading)) {
                ++starts;
                if (const auto lone = label_above(i)) {
                    ++above;
                    ++above_counts[language::fold(lone->speaker)];
                }
            }
        }
        learn_width();
        one_line_each_ = width_ == 0 && labelled * 100 >= content * 60;
        bullets_ = transcript && bulleted >= 3 && bulleted * 100 >= content * 60;
        const auto recurring = std::count_if(above_counts.begin(), above_counts.end(),
                                             [](const auto& entry) { return entry.second >= 2; });
        labels_above_ = recurring >= 2 && above * 2 >= starts && labelled * 10 <= content * 2 + above * 10;
    }

    /// Text that was wrapped by hand or by a program: many lines end just before the widest one does.
    void learn_width() {
        constexpr std::size_t narrowest = 40;
        constexpr std::size_t widest = 130;
        std::size_t longest = 0;
        for (const auto& line : lines_)
            longest = std::max(longest, line.text.size());
        if (longest < narrowest || longest > widest) return;
        std::size_t full = 0;
        std::size_t followed = 0;
        for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
            if (lines_[i].text.empty() || lines_[i + 1].text.empty()) continue;
            ++followed;
            if (lines_[i].text.size() * 10 >= longest * 8 && !ends_sentence(lines_[i].text)) ++full;
        }
        if (full * 10 >= followed * 3) width_ = longest * 8 / 10;
    }

    /// The label that the line opens with, if the line could begin a turn at all.
    std::optional<SpokenLine> candidate(std::size_t i) const {
        std::string_view line = text(i);
        if (line.empty()) return std::nullopt;
        int level = 0;
        std::string_view heading;
        if (is_heading(line, level, heading) || labels_above_) {
            if (auto above = label_above(i); above && (labels_above_ || above->timed)) {
                above->text = {};
                return above;
            }
            if (is_heading(line, level, heading)) return std::nullopt;
        }
        const auto bare = without_bullet(line);
        if (bare.size() != line.size() && !bullets_) return std::nullopt;
        line = bare;
        if (!line.starts_with('[') && is_field(line)) return std::nullopt;
        if (above_time(i)) {
            auto spoken = lone_label(line);
            spoken->timed = true;
            spoken->form = LabelForm::time_last;
            spoken->start_ms = lone_time(text(i + 1));
            return spoken;
        }
        auto spoken = spoken_line(line);
        if (spoken && spoken->form == LabelForm::alone) return std::nullopt;
        // "Q:" and "A:" are an interview's voices in a transcript, but not in a list of questions.
        if (spoken && spoken->speaker.size() == 1 && kind_ == DocumentKind::knowledge) return std::nullopt;
        if (!spoken || !spoken->header) return spoken;
        // Name and time alone: a header when words follow, else a short reply ("00:01:23 Yeah").
        const std::string_view below = text(i + 1).empty() ? text(i + 2) : text(i + 1);
        const bool words_follow = !below.empty() && without_bullet(below).size() == below.size();
        const auto next = words_follow ? spoken_line(below) : std::nullopt;
        const bool apart = text(i + 1).empty() && spoken->form == LabelForm::time_above;
        if (words_follow && !apart && !(next && (next->timed || next->bold))) {
            spoken->text = {};
            return spoken;
        }
        if (!spoken->timed || spoken->text.empty()) return std::nullopt;
        spoken->header = false;
        spoken->speaker.clear();
        spoken->shape = NameShape::none;
        return spoken;
    }

    DocumentKind kind_;
    std::vector<Line> lines_;
    SpeakerCensus census_;
    bool one_line_each_ = false;
    std::size_t width_ = 0;  // of wrapped text: a shorter line ends a paragraph
    bool bullets_ = false;
    bool labels_above_ = false;
};

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
        const bool same = piece_.passage.kind == PassageKind::turn && !spoken.chevron &&
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
    /// The one who speaks begins anew.
    void pause() {
        const auto kind = piece_.passage.kind;
        auto speaker = piece_.passage.speaker;
        flush();
        piece_.passage.kind = kind;
        piece_.passage.speaker = std::move(speaker);
        after_blank_ = false;
    }

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

/// "Decision: …" among the turns is the note of whoever wrote the transcript down.
bool is_note(std::string_view text) {
    if (metadata_line(text)) return true;
    const std::size_t colon = text.substr(0, 60).find(':');
    if (colon == std::string_view::npos || colon + 1 >= text.size() || text[colon + 1] != ' ') return false;
    switch (language::label_kind(text.substr(0, colon))) {
        case language::LabelKind::decision:
        case language::LabelKind::action:
        case language::LabelKind::issue:
        case language::LabelKind::record:
            return true;
        default:
            return false;
    }
}

/// "**Break:** [35:06]": a label of nobody, with nothing said.
bool is_pause(std::string_view text) {
    constexpr std::size_t longest = 60;
    const std::size_t end = text.find_first_of("0123456789[(");
    const std::string_view label = trim(text.substr(0, end));
    if (text.size() > longest || label.find(':') == std::string_view::npos || !is_nobody(label)) return false;
    if (end == std::string_view::npos) return label.starts_with("**");
    std::string_view time = text.substr(end);
    return lone_time(time).has_value();
}

/// Markdown's escapes undone, if the file has such: "\\[laughs\\]".
std::string without_escapes(std::string_view text) {
    constexpr std::string_view brackets = "[]";
    constexpr std::string_view escaped = "[]()*_#.!-~>|`";
    const bool any = [&] {
        for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at + 1))
            if (at + 1 < text.size() && brackets.find(text[at + 1]) != std::string_view::npos) return true;
        return false;
    }();
    if (!any) return std::string{text};
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\\' || i + 1 == text.size() || escaped.find(text[i + 1]) == std::string_view::npos)
            plain += text[i];
    return plain;
}

}  // namespace

bool looks_like_speaker_text(const FileBody& source, bool only_timed) {
    // The start tells; a long file is not read twice for it.
    FileBody start = source;
    start.text = source.text.substr(0, 256 * 1024);
    const SpeakerLines file{start};
    const auto& lines = file.lines();
    const auto& census = file.census();
    std::size_t content = 0;
    std::size_t spoken = 0;
    std::size_t once = 0;
    bool in_turn = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].text.empty()) {
            in_turn = false;
            continue;
        }
        const auto turn = file.turn(i, source.kind != DocumentKind::knowledge);
        if (turn && turn->shape == NameShape::strong) ++once;
        int level = 0;
        std::string_view heading;
        if (!turn && (metadata_line(lines[i].text) || is_heading(trim(lines[i].text), level, heading)))
            continue;
        in_turn = in_turn || turn;
        ++content;
        if (in_turn) ++spoken;
    }
    const auto covers = [&](std::size_t percent) { return spoken > 0 && spoken * 100 >= content * percent; };
    if (source.kind == DocumentKind::transcript) {
        if (census.recurring() >= 1 && covers(20)) return true;
        if (census.repeated() >= 1 && covers(80)) return true;
        if (census.timed() >= 1 && covers(30)) return true;
        return census.distinct() >= 2 && once * 100 >= content * 60;
    }
    // An agenda ("10:15 Roadmap: Rafael") has times, too, but no label comes back.
    if (census.timed() >= 2 && census.recurring() >= 1 && covers(50)) return true;
    if (census.timed() >= 2 && census.repeated() >= 2 && covers(90)) return true;
    if (only_timed) return false;
    if (source.kind == DocumentKind::meeting && census.recurring() >= 1 && census.distinct() >= 2 &&
        covers(80))
        return true;
    return census.recurring() >= 2 && covers(source.kind == DocumentKind::meeting ? 40 : 60);
}

Reading read_speaker_text(const FileBody& written) {
    Reading reading;
    const std::string text_of_file = without_escapes(written.text);
    FileBody source = written;
    source.text = text_of_file;
    const SpeakerLines file{source};
    const auto& lines = file.lines();
    // The file as a whole was recognised: one name need not come back.
    const bool lenient = source.kind != DocumentKind::knowledge || file.census().recurring() >= 2;
    TurnReader turns{source, reading};
    std::size_t content = 0;
    std::size_t begun = 0;
    for (std::size_t i = 0; i < lines.size() && !reading.cut_short; ++i) {
        const auto& [raw, number] = lines[i];
        const std::string_view text = trim(raw);
        if (text.empty()) {
            turns.blank();
            continue;
        }
        ++content;
        if (text.starts_with("Transcribed by http")) continue;  // a transcription service signs
        const auto spoken = file.turn(i, lenient);
        if (spoken) {
            ++begun;
            turns.turn(*spoken, number);
            if (spoken->header) i += file.header_lines(i) - 1;
            continue;
        }
        const bool last_line = i + 1 == lines.size() || trim(lines[i + 1].text).empty();
        if (last_line && is_pause(text)) {
            turns.pause();
            reading.omit(number, number, "a mark of a pause");
            continue;
        }
        int level = 0;
        std::string_view heading;
        if (is_heading(text, level, heading)) {
            turns.heading(level, heading);
            continue;
        }
        turns.text(text, number, is_note(text));
    }
    reading.kind = DocumentKind::transcript;
    reading.kind_reason = fmt::format("{} of its {} lines begin a speaker's turn", begun, content);
    return reading;
}

}  // namespace pacelane::context::detail
