#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <pacelane/language/label_words.h>
#include <string>
#include <string_view>
#include <unordered_map>

/// Who speaks, and when: "[00:01:23] Maya: …", "Maya (00:01:23): …", "**Maya:** …", "Maya Lindqvist
/// 00:01:23", "<maya> …". A line is read without judging; the file's own evidence (SpeakerCensus) decides
/// which labels are speakers.
namespace pacelane::context::detail {

/// Without the characters at the front that are not seen: spaces of any width, direction marks.
std::string_view skip_unseen(std::string_view text);
/// Whether the line ends where a sentence may end.
bool ends_sentence(std::string_view line);
/// The speaker that a label names, as shown: "~ Nev" → "Nev", "Rui Prado | Example Ltd" → "Rui Prado".
std::string speaker_of(std::string_view label);

/// Takes a time ("00:01:23.456", "1:23", "00:01:23,456") off the front of the text.
std::optional<std::int64_t> take_clock(std::string_view& text);

/// Takes "-->" and what is written for it ("->", "→") from the front of the text.
bool take_arrow(std::string_view& text);

enum class NameShape {
    none,    ///< no name: prose, or empty
    odd,     ///< written as names seldom are: a device, a phone number, several lower-case words, emoji
    weak,    ///< one lower-case word: a handle, or any word
    strong,  ///< every word is capitalised, or of a script without capitals
};
NameShape name_shape(std::string_view text);
/// "Note", "Decision", "TODO", "Monday", … : such a label tells the topic, not the speaker.
bool is_topic_label(std::string_view label);

/// How a label stands on its line. Labels of one form are counted together: a file has one or two forms.
enum class LabelForm {
    inline_,     ///< "Maya: text"
    time_first,  ///< "[00:01] Maya: text"
    time_above,  ///< "[00:01] Maya" above the text
    time_last,   ///< "Maya (00:01): text", "Maya 00:01"
    bold,        ///< "**Maya:** text"
    angle,       ///< "<maya> text"
    bracket,     ///< "[SPEAKER_00] text"
    tight,       ///< "Maya:text"
    tab,         ///< "Maya<TAB>text"
    alone,       ///< "MAYA" above the text
};
inline constexpr std::size_t kLabelForms = 10;

/// A line that may begin a turn.
struct SpokenLine {
    std::string speaker;  ///< without role, company, markup and time; empty when the line has only a time
    std::optional<std::int64_t> start_ms;
    std::string_view text;  ///< what was said on this line; empty when it follows on the next
    NameShape shape = NameShape::none;
    LabelForm form = LabelForm::inline_;
    bool timed = false;
    bool bold = false;
    bool header = false;          ///< the whole line is name and time: only a header if text follows it
    bool chevron = false;         ///< ">>": someone else than before
    std::string_view after_time;  ///< of a line that opens with a time: all that follows it
};
std::optional<SpokenLine> spoken_line(std::string_view line);
/// A line that is nothing but a label ("MAYA", "Petra's iPhone"), for layouts that put it above the text.
std::optional<SpokenLine> lone_label(std::string_view line);
/// A line that is nothing but a time.
std::optional<std::int64_t> lone_time(std::string_view line);

/// "Meeting ended after 00:32:10", "Transcribed by https://…": what a program adds to a transcript.
bool is_transcript_furniture(std::string_view line);
/// Of them those with which a program tells that it wrote down what was said, or took notes of it.
bool is_line_of_transcriber(std::string_view line);
bool is_line_of_note_taker(std::string_view line);

/// "MAYA LINDQVIST" → "Maya Lindqvist"; other names as they are.
std::string readable_name(std::string_view name);

/// Where a line stands, which says whether a turn could begin there.
enum class Place {
    start,   ///< where this file begins turns: after a blank line, or anywhere if each turn has one line
    open,    ///< after a line that ends a sentence
    within,  ///< in the middle of a sentence
};

/// Learns from all lines of a file which labels are speakers.
///
/// A label is accepted when its points reach 3:
///   shape     strong 2, else 0
///   it recurs twice 2, three times 3; 3 as well for one of the attendees
///   its form  of the places where a turn could begin, 60 % have a label of this form: 3; 30 %: 2. Where
///   turns
///             begin, 2 in any case, unless the line's mark is only a time: those stand before any line.
///   markup    a time behind the name 3, bold 2, "<name>" 3
///   place     start 1, open 0, within -3
/// Prose before a colon ("The question is: …") has no shape, and is no label at all.
class SpeakerCensus {
public:
    void add(const SpokenLine& line, bool at_place = true);
    /// A place where a turn could begin, but no label does.
    void add_unlabelled() { ++unlabelled_; }
    /// A name known from elsewhere (the list of attendees).
    void expect(std::string_view name);
    /// Whether a line with this label is a turn. `lenient` accepts a name that occurs once.
    bool accepts(const SpokenLine& line, bool lenient, Place place = Place::start) const;
    std::size_t recurring() const;
    /// Labels that come back, whatever their shape.
    std::size_t repeated() const;
    std::size_t distinct() const;  ///< labels that are well-shaped names
    std::size_t timed() const { return timed_; }
    /// Labels of this form, in percent of the places where a turn could begin.
    std::size_t coverage(LabelForm form) const;

private:
    struct Count {
        std::size_t lines = 0;
        bool strong = false;
        bool expected = false;
    };
    static bool recurs(const Count& count) {
        return count.expected || count.lines >= (count.strong ? 2U : 3U);
    }
    std::unordered_map<std::string, Count> names_;
    std::array<std::size_t, kLabelForms> forms_{};
    std::size_t timed_ = 0;
    std::size_t time_only_ = 0;
    std::size_t unlabelled_ = 0;
};

}  // namespace pacelane::context::detail
