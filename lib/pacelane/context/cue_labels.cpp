// Whose words a cue holds when only a label in its text says so: "Maya: …", "[SPEAKER_00] …".
#include "detail/cues.h"
#include "detail/label_parts.h"
#include "detail/labels.h"

#include <algorithm>
#include <array>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

struct CueLabel {
    std::string_view name;
    std::string_view text;  // what is said after it
    bool bracketed = false;
    bool round = false;  // "(Maya Lindqvist) …": so may stand what somebody does as well
};

std::size_t label_words(std::string_view text) {
    std::size_t count = 0;
    for (const auto word : split(text, ' '))
        if (!word.empty()) ++count;
    return count;
}

bool ends_a_sentence(std::string_view text) {
    for (const auto mark :
         {"."sv, "?"sv, "!"sv, "…"sv, "。"sv, "？"sv, "！"sv, "\""sv, "”"sv, "»"sv, "]"sv, ")"sv}) {
        if (text.ends_with(mark)) return true;
    }
    return text.empty();
}

/// "SPEAKER_00", "speaker 1", "spk_0", "Speaker ?", "S1": what machines call the voices that they tell apart.
bool is_numbered_speaker(std::string_view name) {
    const std::string lower = ascii_lower(name);
    std::string_view rest = lower;
    bool known = false;
    for (const auto word : language::any_language().voice_words) {
        if (!rest.starts_with(word)) continue;
        rest.remove_prefix(word.size());
        known = true;
        break;
    }
    return known && !rest.empty() && rest.find_first_not_of(" _-#?0123456789") == std::string_view::npos;
}

std::optional<CueLabel> label_before_colon(std::string_view line) {
    const auto cut = before_colon(line);
    if (!cut) return std::nullopt;
    return CueLabel{cut->label, cut->text, false, false};
}

/// "[SPEAKER_00] …", "(speaker 0): …", "[Maya Lindqvist] …".
std::optional<CueLabel> label_in_brackets(std::string_view line) {
    if (line.empty() || (line.front() != '[' && line.front() != '(')) return std::nullopt;
    const bool square = line.front() == '[';
    const std::size_t close = line.substr(0, 80).find(square ? ']' : ')');
    if (close == std::string_view::npos) return std::nullopt;
    CueLabel label{trim(line.substr(1, close - 1)), trim(line.substr(close + 1)), true, false};
    const bool colon = label.text.starts_with(':');
    if (colon) label.text = trim(label.text.substr(1));
    const bool shaped = name_shape(label.name) == NameShape::strong &&
                        label.name.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos;
    label.round = !square && shaped && !is_numbered_speaker(label.name);
    const bool name = is_numbered_speaker(label.name) || (square && colon) || shaped;
    if (!name || is_sound(label.name, square)) return std::nullopt;
    return label;
}

/// "[music] Maya: …" is Maya's line.
std::string_view after_sounds(std::string_view line) {
    while (!line.empty() && (line.front() == '[' || line.front() == '(')) {
        const std::size_t close = line.substr(0, 80).find(line.front() == '[' ? ']' : ')');
        if (close == std::string_view::npos || !is_sound(line.substr(1, close - 1), line.front() == '['))
            return line;
        const auto rest = trim(line.substr(close + 1));
        if (rest.starts_with(':')) return line;
        line = rest;
    }
    return line;
}

bool is_shouted_label(std::string_view label) {
    return label.size() > 2 && language::capitalize(label) == label &&
           std::none_of(label.begin(), label.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// A line that opens with a label of some kind.
struct LabelledLine {
    std::size_t cue = 0;
    std::size_t line = 0;
    CueLabel label;
    std::optional<SpokenLine> spoken;  // as far as it is understood
    bool first = false;                // on the cue's first line
};

class CueLabelReader {
public:
    explicit CueLabelReader(std::vector<Cue>& cues) : cues_(cues) {}

    void read() {
        std::size_t with_words = 0;
        std::size_t voiced = 0;
        for (const auto& cue : cues_) {
            if (cue.lines.empty()) continue;
            ++with_words;
            if (std::any_of(cue.lines.begin(), cue.lines.end(),
                            [](const CueLine& line) { return !line.speaker.empty(); }))
                ++voiced;
        }
        if (voiced > 0) {
            // Where nearly every cue names its voice, one that names none is of somebody else.
            if (voiced * 2 > with_words) forget_unlabelled();
            return;
        }
        collect();
        // Most cues open with a label: then all that looks like one is one, as Zoom writes them.
        const bool by_cue = first_ >= 2 && first_ * 100 >= (with_words - topics_) * 75;
        const bool lenient = census_.recurring() > 0;
        for (auto& found : found_)
            if (is_speaker(found, by_cue, lenient)) speakers_.insert(key(found.label.name));
        for (auto& found : found_)
            apply(found, by_cue, lenient);
        if (first_ >= 10 && first_ * 100 >= with_words * 90) forget_unlabelled();
    }

private:
    static std::string key(std::string_view name) { return language::fold(name); }

    void collect() {
        for (std::size_t c = 0; c < cues_.size(); ++c) {
            for (std::size_t i = 0; i < cues_[c].lines.size(); ++i) {
                auto& line = cues_[c].lines[i];
                const auto text = after_sounds(line.text);
                auto label = label_in_brackets(text);
                if (!label) label = label_before_colon(text);
                if (!label) continue;
                LabelledLine found{c, i, *label, std::nullopt, i == 0};
                if (!label->bracketed) {
                    found.spoken = spoken_line(text);
                    if (found.spoken && (found.spoken->speaker.empty() || found.spoken->timed))
                        found.spoken.reset();
                }
                if (is_topic_label(label->name)) {
                    if (found.first) ++topics_;
                    continue;
                }
                if (found.spoken) census_.add(*found.spoken);
                ++uses_[key(label->name)];
                if (found.first) ++first_;
                found_.push_back(std::move(found));
            }
        }
        drop_asides();
    }

    /// What stands in round brackets names who speaks where two names or more come back, and nothing else
    /// stands so.
    void drop_asides() {
        std::size_t names = 0;
        std::size_t others = 0;
        std::unordered_map<std::string, std::size_t> round;
        for (const auto& found : found_)
            if (found.label.round) ++round[key(found.label.name)];
        for (const auto& [name, count] : round)
            ++(count >= 2 ? names : others);
        if (names >= 2 && others <= names) return;
        std::erase_if(found_, [&](const LabelledLine& found) {
            if (!found.label.round) return false;
            uses_.erase(key(found.label.name));
            if (found.first) --first_;
            return true;
        });
    }

    /// Whether the label is understood to name who speaks.
    bool is_speaker(const LabelledLine& found, bool by_cue, bool lenient) const {
        if (found.label.bracketed || (by_cue && found.first)) return true;
        if (!found.spoken) return is_numbered_speaker(found.label.name);
        const bool two_words =
            found.spoken->shape == NameShape::strong && found.spoken->speaker.find(' ') != std::string::npos;
        return census_.accepts(*found.spoken, lenient) || is_shouted_label(found.label.name) || two_words;
    }

    /// Whether the words before the colon may be anything but a name.
    bool may_be_speech(const LabelledLine& found) const {
        const auto& line = cues_[found.cue].lines[found.line];
        if (line.new_speaker) return false;
        const auto count = uses_.find(key(found.label.name));
        if (count != uses_.end() && count->second >= 2 && label_words(found.label.name) <= 4) return false;
        // In the middle of a sentence nobody begins to speak.
        const auto before = text_before(found);
        if (!ends_a_sentence(before)) return true;
        return label_words(found.label.name) > 3;
    }

    std::string_view text_before(const LabelledLine& found) const {
        if (found.line > 0) return cues_[found.cue].lines[found.line - 1].text;
        for (std::size_t c = found.cue; c-- > 0;)
            if (!cues_[c].lines.empty()) return cues_[c].lines.back().text;
        return {};
    }

    void apply(LabelledLine& found, bool by_cue, bool lenient) {
        auto& line = cues_[found.cue].lines[found.line];
        const bool known = speakers_.contains(key(found.label.name));
        // With no label understood, nobody's turn ends: all of it is of nobody known.
        if (known || is_speaker(found, by_cue, lenient) || (!speakers_.empty() && !may_be_speech(found))) {
            line.speaker = found.spoken ? std::move(found.spoken->speaker) : readable_name(found.label.name);
            line.text = std::string{found.spoken ? found.spoken->text : found.label.text};
            line.new_speaker = true;
        }
    }

    void forget_unlabelled() {
        for (auto& cue : cues_) {
            for (auto& line : cue.lines) {
                if (!line.speaker.empty()) break;
                line.unknown = true;
            }
        }
    }

    std::vector<Cue>& cues_;
    SpeakerCensus census_;
    std::vector<LabelledLine> found_;
    std::unordered_map<std::string, std::size_t> uses_;
    std::unordered_set<std::string> speakers_;
    std::size_t first_ = 0;   // cues that open with a label
    std::size_t topics_ = 0;  // cues that open with "Decision: …"
};

}  // namespace

void read_cue_labels(std::vector<Cue>& cues) {
    CueLabelReader{cues}.read();
}

}  // namespace pacelane::context::detail
