#pragma once

#include "labels.h"
#include "reading.h"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pacelane::context::detail {

/// "## Heading" in a transcript: its level and its words.
bool is_turn_heading(std::string_view line, int& level, std::string_view& heading);

/// The lines of a file, and which of them begin turns.
class SpeakerLines {
public:
    explicit SpeakerLines(const FileBody& source);

    const std::vector<Line>& lines() const { return lines_; }
    const SpeakerCensus& census() const { return census_; }

    /// The turn that begins on the line, if one does. A label that is none leaves the time before it.
    std::optional<SpokenLine> turn(std::size_t i, bool lenient) const;
    /// Of a line that is no turn: whether it begins one of somebody unknown all the same, since it opens with
    /// "All:", or with a label that is not understood where nearly every turn opens with one.
    std::optional<SpokenLine> stranger(std::size_t i) const;
    /// Whether times of a recording stand before most of what is said: from its start on, one soon after the
    /// other. An agenda's and a diary's do not.
    bool is_recording() const;
    /// How many lines the label takes: 2 when its time has a line of its own.
    std::size_t header_lines(std::size_t i) const { return above_time(i) ? 2 : 1; }

private:
    std::string_view text(std::size_t i) const;
    /// As spoken_line() reads the line; nullptr for a line that opens with no label. Looked at once, as
    /// several rules ask for a line and its neighbours. Valid until the next call.
    const SpokenLine* label_at(std::size_t i) const;
    /// Whether labels of these forms stand where a turn could begin, in so many of a hundred places.
    bool is_usual(std::initializer_list<LabelForm> forms, std::size_t percent) const;
    Place place(std::size_t i) const;
    /// Meet: a name, a time, and the words, each on a line.
    bool above_time(std::size_t i) const;
    /// A time, a name, and the words, each on a line.
    bool below_time(std::size_t i) const;
    /// A line that could be a label above its text.
    std::optional<SpokenLine> label_above(std::size_t i) const;
    void learn_layout();
    /// Text that was wrapped by hand or by a program: many lines end just before the widest one does.
    void learn_width();
    /// The label that the line opens with, if the line could begin a turn at all.
    std::optional<SpokenLine> candidate(std::size_t i) const;

    DocumentKind kind_;
    std::vector<Line> lines_;
    mutable std::vector<std::size_t> known_;  // by line: which of the labels, kNoLabel or kUnknown
    mutable std::vector<SpokenLine> labels_;  // those that were found
    SpeakerCensus census_;
    std::unordered_map<std::string, std::size_t> strange_;  // labels that are not understood
    void note_time(const SpokenLine& spoken);

    std::size_t times_ = 0;
    std::int64_t first_ms_ = 0;
    std::int64_t last_ms_ = 0;
    bool backwards_ = false;
    std::size_t words_ = 0;
    bool one_line_each_ = false;
    std::size_t width_ = 0;  // of wrapped text: a shorter line ends a paragraph
    bool bullets_ = false;
    bool labels_above_ = false;
};

}  // namespace pacelane::context::detail
