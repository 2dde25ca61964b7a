#include "detail/speaker_lines.h"

#include "detail/cues.h"
#include "detail/label_parts.h"
#include "detail/metadata.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <string>
#include <unordered_map>
#include <utility>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

// Of lines, in place of the number of a label.
constexpr std::size_t kUnknown = static_cast<std::size_t>(-1), kNoLabel = kUnknown - 1;

std::string_view without_bullet(std::string_view text) {
    for (const auto bullet : {"- "sv, "* "sv, "• "sv})
        if (text.starts_with(bullet)) return trim(text.substr(bullet.size()));
    return text;
}

}  // namespace

bool is_turn_heading(std::string_view line, int& level, std::string_view& heading) {
    const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
    if (marks == 0 || marks > 6 || marks >= line.size() || line[marks] != ' ') return false;
    level = static_cast<int>(marks);
    heading = trim(line.substr(marks));
    return true;
}

SpeakerLines::SpeakerLines(const FileBody& source)
    : kind_(source.kind), lines_(lines_of(source)), known_(lines_.size(), kUnknown) {
    learn_layout();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const auto text = trim(lines_[i].text);
        if (text.empty()) continue;
        words_ += static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
        const auto metadata = metadata_line(text);
        if (metadata && metadata->kind == MetadataKind::participants) {
            for (const auto& person : names_in(metadata->value))
                census_.expect(person);
            continue;
        }
        // "Attendees", and their names on the next line
        if (announces_participants(text) && i + 1 < lines_.size())
            for (const auto& person : names_in(trim(lines_[i + 1].text)))
                census_.expect(person);
        int level = 0;
        std::string_view heading;
        const Place at = place(i);
        if (const auto spoken = candidate(i)) {
            census_.add(*spoken, at != Place::within);
            note_time(*spoken);
            i += spoken->header ? header_lines(i) - 1 : 0;
        } else if (at != Place::within && !metadata && !is_turn_heading(text, level, heading)) {
            census_.add_unlabelled();
            if (const auto cut = before_colon(text))
                ++strange_[language::fold(without_leading(cut->label, "*_ "))];
        }
    }
}

void SpeakerLines::note_time(const SpokenLine& spoken) {
    if (!spoken.timed || !spoken.start_ms) return;
    if (times_ == 0) first_ms_ = *spoken.start_ms;
    backwards_ = backwards_ || (times_ > 0 && *spoken.start_ms < last_ms_);
    last_ms_ = *spoken.start_ms;
    ++times_;
}

bool SpeakerLines::is_recording() const {
    constexpr std::int64_t latest_start = 120'000;  // ms
    constexpr std::int64_t longest_gap = 60'000;
    constexpr std::size_t fewest = 3;
    constexpr std::size_t fewest_words = 5;  // a time, the time's included; chapters have fewer
    return times_ >= fewest && !backwards_ && first_ms_ <= latest_start &&
           last_ms_ - first_ms_ <= static_cast<std::int64_t>(times_) * longest_gap &&
           words_ >= times_ * fewest_words;
}

std::optional<SpokenLine> SpeakerLines::turn(std::size_t i, bool lenient) const {
    auto spoken = candidate(i);
    if (!spoken) return std::nullopt;
    if (census_.accepts(*spoken, lenient, place(i))) {
        if (spoken->speaker.empty() && spoken->timed && !spoken->chevron)
            if (auto unknown = stranger(i)) return unknown;
        return spoken;
    }
    if (spoken->after_time.empty()) return std::nullopt;
    if (auto unknown = stranger(i)) return unknown;
    SpokenLine timed;
    timed.timed = true;
    timed.start_ms = spoken->start_ms;
    timed.text = spoken->after_time;
    return timed;
}

Place SpeakerLines::place(std::size_t i) const {
    if (i == 0 || text(i - 1).empty()) return Place::start;
    int level = 0;
    std::string_view heading;
    if (is_turn_heading(text(i - 1), level, heading)) return Place::start;
    if (one_line_each_ || lone_time(text(i - 1))) return Place::start;
    const auto* const before = label_at(i - 1);
    if (before && before->header && before->timed) return Place::within;
    // Below a line with a label, where lines are not wrapped.
    if (width_ == 0 && before && before->shape == NameShape::strong && !before->text.empty())
        return Place::open;
    const bool short_line = width_ > 0 && lines_[i - 1].text.size() < width_;
    return short_line || ends_sentence(text(i - 1)) ? Place::open : Place::within;
}

bool SpeakerLines::above_time(std::size_t i) const {
    return lone_time(text(i + 1)) && !lone_time(text(i)) && i + 2 < lines_.size() && !text(i).empty() &&
           !label_at(i) && (i == 0 || text(i - 1).empty()) && lone_label(text(i));
}

bool SpeakerLines::below_time(std::size_t i) const {
    return i > 0 && lone_time(text(i - 1)) && (i == 1 || text(i - 2).empty()) && !text(i + 1).empty() &&
           !lone_time(text(i + 1)) && !label_at(i) && lone_label(text(i));
}

std::optional<SpokenLine> SpeakerLines::label_above(std::size_t i) const {
    int level = 0;
    std::string_view line = text(i);
    const bool heading = is_turn_heading(line, level, line);
    if (text(i + 1).empty() && (!heading || text(i + 2).empty())) return std::nullopt;
    if (!heading && i > 0 && !text(i - 1).empty()) return std::nullopt;
    if (const auto spoken = spoken_line(line)) {
        if (!spoken->header || (spoken->form != LabelForm::alone && !(heading && spoken->timed)))
            return std::nullopt;
        return spoken;
    }
    return lone_label(line);
}

void SpeakerLines::learn_layout() {
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
        const auto bulleted_line = bare.size() != line.size() ? spoken_line(bare) : std::nullopt;
        const auto* const spoken = bare.size() == line.size() ? label_at(i)
                                   : bulleted_line            ? &*bulleted_line
                                                              : nullptr;
        const bool label = spoken != nullptr && !spoken->speaker.empty() && spoken->shape != NameShape::none;
        if (label && bare.size() == line.size()) ++labelled;
        if (label && bare.size() != line.size()) ++bulleted;
        if (!transcript) continue;
        int level = 0;
        std::string_view heading;
        if (i == 0 || text(i - 1).empty() || is_turn_heading(line, level, heading)) {
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

void SpeakerLines::learn_width() {
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

std::optional<SpokenLine> SpeakerLines::candidate(std::size_t i) const {
    std::string_view line = text(i);
    if (line.empty()) return std::nullopt;
    int level = 0;
    std::string_view heading;
    if (is_turn_heading(line, level, heading) || labels_above_) {
        if (auto above = label_above(i); above && (labels_above_ || above->timed)) {
            above->text = {};
            return above;
        }
        if (is_turn_heading(line, level, heading)) return std::nullopt;
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
    if (below_time(i)) {
        auto spoken = lone_label(line);
        spoken->timed = true;
        spoken->form = LabelForm::time_above;
        spoken->start_ms = lone_time(text(i - 1));
        spoken->text = {};
        return spoken;
    }
    std::optional<SpokenLine> spoken;
    if (bare.size() != text(i).size())
        spoken = spoken_line(line);
    else if (const auto* const label = label_at(i))
        spoken = *label;
    if (spoken && spoken->form == LabelForm::alone) return std::nullopt;
    // "Q:" and "A:" are an interview's voices in a transcript, but not in a list of questions.
    if (spoken && spoken->speaker.size() == 1 && kind_ == DocumentKind::knowledge) return std::nullopt;
    // Speechmatics: "SPEAKER: S1" above the words.
    if (spoken && !spoken->header && !spoken->timed && !text(i + 1).empty() &&
        language::any_language().voice_words.contains(language::fold(spoken->speaker, true)) &&
        lone_label(spoken->text)) {
        spoken->speaker = readable_name(spoken->text);
        spoken->shape = name_shape(spoken->text);
        spoken->text = {};
        return spoken;
    }
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

const SpokenLine* SpeakerLines::label_at(std::size_t i) const {
    auto& known = known_[i];
    if (known == kUnknown) {
        auto label = spoken_line(text(i));
        known = label ? labels_.size() : kNoLabel;
        if (label) labels_.push_back(std::move(*label));
    }
    return known == kNoLabel ? nullptr : &labels_[known];
}

std::string_view SpeakerLines::text(std::size_t i) const {
    return i < lines_.size() ? trim(lines_[i].text) : std::string_view{};
}

}  // namespace pacelane::context::detail
