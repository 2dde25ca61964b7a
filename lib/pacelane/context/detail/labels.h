#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

/// Who speaks, and when: "[00:01:23] Maya: …", "Maya (00:01:23): …", "**Maya:** …", "Maya Lindqvist
/// 00:01:23".
namespace pacelane::context::detail {

/// Takes a time ("00:01:23.456", "1:23", "00:01:23,456") off the front of the text.
std::optional<std::int64_t> take_clock(std::string_view& text);

enum class NameShape {
    none,    ///< no name
    weak,    ///< one lower-case word: a handle, or any word
    strong,  ///< every word is capitalised
};
NameShape name_shape(std::string_view text);
/// "Note", "Decision", "TODO", "Monday", … : such a label tells the topic, not the speaker.
bool is_topic_label(std::string_view label);

/// A line that may begin a turn.
struct SpokenLine {
    std::string speaker;  ///< without role, markup and time; empty when the line has only a time
    std::optional<std::int64_t> start_ms;
    std::string_view text;  ///< what was said on this line; empty when it follows on the next
    NameShape shape = NameShape::none;
    bool timed = false;
    bool bold = false;
    bool header = false;  ///< the whole line is name and time: only a header if text follows it
};
std::optional<SpokenLine> spoken_line(std::string_view line);

/// "MAYA LINDQVIST" → "Maya Lindqvist"; other names as they are.
std::string readable_name(std::string_view name);

/// Learns from all lines of a file which labels are speakers.
class SpeakerCensus {
public:
    void add(const SpokenLine& line);
    /// A name known from elsewhere (the list of attendees).
    void expect(std::string_view name);
    /// Whether a line with this label is a turn. `lenient` accepts a name that occurs once.
    bool accepts(const SpokenLine& line, bool lenient) const;
    std::size_t recurring() const;
    std::size_t distinct() const;  ///< labels that are well-shaped names
    std::size_t timed() const { return timed_; }

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
    std::size_t timed_ = 0;
};

}  // namespace pacelane::context::detail
