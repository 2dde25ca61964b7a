#include "detail/court_lines.h"
#include "detail/cues.h"
#include "detail/inline_markdown.h"
#include "detail/labels.h"
#include "detail/metadata.h"
#include "detail/readers.h"
#include "detail/speaker_lines.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/context/people.h>
#include <pacelane/language/language_pack.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

class TurnReader {
public:
    TurnReader(const FileBody& source, Reading& reading) : source_(source), reading_(reading) {}
    ~TurnReader() {
        flush();
        sounds_.tell(reading_);
    }
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
            piece_.words.append(inline_words(text), line);
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
        for (const std::string_view end : {"<br>", "<br/>", "<br />"})
            if (text.ends_with(end)) text = trim(text.substr(0, text.size() - end.size()));
        piece_.words.append(sounds_.drop(inline_words(text), line), line, start_ms_);
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
    SoundsWithin sounds_;
    std::optional<std::int64_t> start_ms_;
    std::optional<std::int64_t> last_ms_;
    bool after_blank_ = false;
};

/// "Decision: …" among the turns is the note of whoever wrote the transcript down.
bool is_note(std::string_view text) {
    if (metadata_line(text)) return true;
    const std::size_t colon = text.substr(0, 60).find(':');
    if (colon == std::string_view::npos) return false;
    // "**Decision:** …"
    const std::size_t behind = text.find_first_not_of("*_", colon + 1);
    if (behind == std::string_view::npos || text[behind] != ' ') return false;
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

std::string without_bold(std::string_view text) {
    std::string words{text};
    for (std::size_t at = 0; (at = words.find("**", at)) != std::string::npos;)
        words.erase(at, 2);
    return words;
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

/// "Aplausos do PX.", "Laughter.": a line that whoever wrote the talk down set between the turns.
bool is_sound_line(std::string_view text) {
    constexpr std::ptrdiff_t most_spaces = 5;
    if (text.size() > 60 || std::count(text.begin(), text.end(), ' ') > most_spaces) return false;
    if (text.ends_with('.')) text.remove_suffix(1);
    if (text.empty() || text.find_first_of(".,:;?!\"") != std::string_view::npos) return false;
    const bool capital = language::fold(text.substr(0, 1)) != text.substr(0, 1);
    if (is_sound(text, false)) return capital;
    // A sound, and whose it is.
    const auto words = split(text, ' ');
    if (words.size() < 3 || !is_sound(words[0], false)) return false;
    return capital && language::any_language().name_particles.contains(language::fold(words[1], true));
}

/// "9 seconds", "1 minute, 5 seconds": a time again, for those who hear the page.
bool is_time_in_words(std::string_view text) {
    constexpr std::size_t longest = 40;
    if (text.size() > longest || text.empty() || !is_digit(text.front())) return false;
    bool unit = false;
    for (auto word : split(text, ' ')) {
        if (word.ends_with(',')) word.remove_suffix(1);
        const auto key = language::fold(word, true);
        const bool digits = word.find_first_not_of("0123456789") == std::string_view::npos;
        const bool known = language::any_language().age_units.contains(key);
        unit = unit || known;
        if (!digits && !known && !language::any_language().name_links.contains(key)) return false;
    }
    return unit;
}

/// A row of dashes or stars.
bool is_row(std::string_view text) {
    return text.size() >= 3 && text.find_first_not_of("-=_*~") == std::string_view::npos;
}

/// What a program writes above the first turn: the call's name, its date, who was there.
void drop_head(Reading& reading) {
    std::size_t end = 0;
    while (end < reading.pieces.size() && reading.pieces[end].passage.kind == PassageKind::paragraph)
        ++end;
    if (end == reading.pieces.size()) return;
    int first = 0;
    int last = 0;
    for (std::size_t i = 0; i < end; ++i) {
        auto& piece = reading.pieces[i];
        const std::string_view text = piece.words.text();
        const bool sentence = text.ends_with('.') || text.ends_with('!') || text.ends_with('?');
        if (sentence || is_note(text)) continue;
        const auto lines = piece.words.source_lines();
        if (first == 0) first = lines.front().line;
        last = lines.back().line;
        constexpr std::size_t longest_title = 100;
        if (i == 0 && reading.title.empty() && lines.front().text.size() <= longest_title &&
            lines.size() == 1)
            reading.title = shortened(text, 200);
        piece.words.clear();
    }
    if (first > 0) reading.omit(first, last, "what stands above the first turn");
    std::erase_if(reading.pieces, [](const Piece& piece) { return piece.words.empty(); });
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

/// Whether a program says in it that it wrote the transcript.
bool is_by_transcriber(const FileBody& source) {
    const auto lines = lines_of(source);
    return std::any_of(lines.begin(), lines.end(),
                       [](const Line& line) { return is_line_of_transcriber(line.text); });
}

}  // namespace

bool looks_like_speaker_text(const FileBody& written, bool only_timed) {
    // The start tells; a long file is not read twice for it.
    FileBody start = written;
    start.text = written.text.substr(0, 256 * 1024);
    // Below a program's notes in Markdown, its transcript is a part of them.
    const bool by_program = !only_timed && is_by_transcriber(start);
    if (by_program) start.kind = DocumentKind::transcript;
    const auto record = without_court_numbers(start.text, written.kind == DocumentKind::transcript);
    if (record) {
        start.text = *record;
        start.kind = DocumentKind::transcript;
    }
    const FileBody& source = start;
    const SpeakerLines file{start};
    const auto& lines = file.lines();
    const auto& census = file.census();
    std::size_t content = 0;
    std::size_t spoken = 0;
    std::size_t once = 0;
    std::size_t mine = 0;  // Granola: "Me: …" and "Them: …"
    std::size_t theirs = 0;
    bool in_turn = false;
    bool below_header = false;  // a name and a time stand apart from the words below them
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].text.empty()) {
            in_turn = below_header;
            continue;
        }
        const auto turn = file.turn(i, source.kind != DocumentKind::knowledge || file.is_recording());
        if (turn && turn->shape == NameShape::strong) ++once;
        if (turn && (turn->header || !turn->text.empty())) {
            mine += turn->speaker == "Me" ? 1 : 0;
            theirs += turn->speaker == "Them" ? 1 : 0;
        }
        int level = 0;
        std::string_view heading;
        if (!turn && (metadata_line(lines[i].text) || is_turn_heading(trim(lines[i].text), level, heading)))
            continue;
        in_turn = in_turn || turn;
        below_header = turn && turn->header;
        ++content;
        if (in_turn) ++spoken;
    }
    const auto covers = [&](std::size_t percent) { return spoken > 0 && spoken * 100 >= content * percent; };
    if (mine > 0 && theirs > 0 && mine + theirs >= 3 && covers(50)) return true;
    if (by_program && census.distinct() >= 2 && once >= 2) return true;
    if (source.kind == DocumentKind::transcript) {
        if (census.recurring() >= 1 && covers(20)) return true;
        if (census.repeated() >= 1 && covers(80)) return true;
        if (census.timed() >= 1 && covers(30)) return true;
        return census.distinct() >= 2 && once * 100 >= content * 60;
    }
    if (file.is_recording() && covers(60)) return true;
    // An agenda ("10:15 Roadmap: Rafael") has times, too, but no label comes back.
    if (census.timed() >= 2 && census.recurring() >= 1 && covers(50)) return true;
    if (census.timed() >= 2 && census.repeated() >= 2 && covers(90)) return true;
    if (only_timed) return false;
    if (source.kind == DocumentKind::meeting && census.recurring() >= 1 && census.distinct() >= 2 &&
        covers(80))
        return true;
    // "Me: … / Them: …": no names, but nothing else either.
    if (source.kind == DocumentKind::meeting && census.repeated() >= 2 && covers(95)) return true;
    return census.recurring() >= 2 && covers(source.kind == DocumentKind::meeting ? 40 : 60);
}

Reading read_speaker_text(const FileBody& written) {
    Reading reading;
    const auto record = without_court_numbers(written.text, written.kind == DocumentKind::transcript);
    const std::string text_of_file = record ? *record : without_escapes(written.text);
    FileBody source = written;
    source.text = text_of_file;
    if (record || is_by_transcriber(source)) source.kind = DocumentKind::transcript;
    const SpeakerLines file{source};
    const auto& lines = file.lines();
    // The file as a whole was recognised: one name need not come back.
    const bool lenient =
        source.kind != DocumentKind::knowledge || file.census().recurring() >= 2 || file.is_recording();
    std::optional<TurnReader> reader;
    auto& turns = reader.emplace(source, reading);
    std::size_t content = 0;
    std::size_t begun = 0;
    for (std::size_t i = 0; i < lines.size() && !reading.cut_short; ++i) {
        const auto& [raw, number] = lines[i];
        const std::string_view text = trim(raw);
        if (text.empty()) {
            turns.blank();
            continue;
        }
        if (i > 0 && lone_time(trim(lines[i - 1].text)) && is_time_in_words(text)) continue;
        if (is_row(text)) {
            turns.blank();
            continue;
        }
        ++content;
        if (is_sound_line(text) && begun > 0) {
            reading.omit(number, number, "a sound");
            continue;
        }
        if (is_transcript_furniture(text)) {
            reading.omit(number, number, "a line of the program that wrote the transcript");
            continue;
        }
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
        if (is_turn_heading(text, level, heading)) {
            turns.heading(level, heading);
            continue;
        }
        const bool note = is_note(text);
        if (const auto unknown = note ? std::nullopt : file.stranger(i)) {
            turns.turn(*unknown, number);
            continue;
        }
        if (note) {
            turns.text(without_bold(text), number, true);
            continue;
        }
        // A definition's mark, where names are the terms.
        turns.text(text.starts_with(": ") ? text.substr(2) : text, number, false);
    }
    reader.reset();  // with what was said last
    drop_head(reading);
    reading.kind = DocumentKind::transcript;
    reading.kind_reason = fmt::format("{} of its {} lines begin a speaker's turn", begun, content);
    return reading;
}

}  // namespace pacelane::context::detail
