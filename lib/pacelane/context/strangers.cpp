// Labels that are not understood: whose words follow is not known, but that they are somebody else's.
#include "detail/label_parts.h"
#include "detail/speaker_lines.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/people.h>
#include <pacelane/language/language.h>

namespace pacelane::context::detail {

namespace {

// Of the places where a turn could begin, in percent.
constexpr std::size_t most = 60;
constexpr std::size_t nearly_all = 80;

std::string_view without_stars(std::string_view text) {
    const std::size_t begin = text.find_first_not_of("*_ ");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of("*_ ") - begin + 1);
}

/// Few words that end no sentence.
bool may_be_label(std::string_view text) {
    constexpr std::size_t longest = 120;
    constexpr std::ptrdiff_t most_spaces = 9;
    return !text.empty() && text.size() <= longest &&
           std::count(text.begin(), text.end(), ' ') <= most_spaces && !text.ends_with('.') &&
           !text.ends_with('?') && !text.ends_with(',');
}

/// "Whoever it is  0:21", "Whoever it is (0:21): words": what stands before the time, and behind it.
struct TimedLabel {
    std::string_view label;
    std::string_view text;
    std::optional<std::int64_t> ms;
};
std::optional<TimedLabel> label_before_time(std::string_view line) {
    const auto head = line.substr(0, kLongestSpeaker);
    for (std::size_t at = head.find_first_of(" ([", 1); at != std::string_view::npos;
         at = head.find_first_of(" ([", at + 1)) {
        auto rest = skip_unseen(line.substr(at));
        const auto clock = take_time(rest);
        if (!clock) continue;
        rest = trim(rest);
        const bool colon = rest.starts_with(':');
        if (!rest.empty() && !colon) continue;
        return TimedLabel{trim(line.substr(0, at)), trim(rest.substr(colon ? 1 : 0)), clock->ms};
    }
    return std::nullopt;
}

}  // namespace

bool SpeakerLines::is_usual(std::initializer_list<LabelForm> forms, std::size_t percent) const {
    std::size_t sum = 0;
    for (const auto form : forms)
        sum += census_.coverage(form);
    return sum >= percent;
}

std::optional<SpokenLine> SpeakerLines::stranger(std::size_t i) const {
    const auto at = place(i);
    if (text(i).empty() || at == Place::within) return std::nullopt;
    SpokenLine unknown;
    unknown.chevron = true;  // somebody else than before
    std::string_view line = text(i);
    if (auto rest = line; const auto clock = take_time(rest)) {
        rest = without_leading(rest, " \t:|-");
        unknown.timed = true;
        unknown.start_ms = clock->ms;
        const auto below = spoken_line(text(i + 1));
        if (is_usual({LabelForm::time_above}, most) && at == Place::start && !text(i + 1).empty() &&
            !(below && below->timed) && may_be_label(rest)) {
            unknown.speaker = readable_name(rest);
            return unknown;
        }
        const auto cut = before_colon(without_stars(rest));
        if (!cut || (!is_nobody(cut->label) && !is_usual({LabelForm::time_first}, most))) return std::nullopt;
        unknown.text = is_nobody(cut->label) ? cut->text : rest;
        return unknown;
    }
    if (is_usual({LabelForm::time_last}, most) && at == Place::start) {
        if (const auto found = label_before_time(without_stars(line)); found && may_be_label(found->label)) {
            unknown.timed = true;
            unknown.start_ms = found->ms;
            unknown.speaker = readable_name(without_stars(found->label));
            unknown.text = found->text;
            return unknown;
        }
        if (lone_time(text(i + 1)) && may_be_label(line)) {
            unknown.speaker = readable_name(line);
            return unknown;
        }
    }
    const auto cut = before_colon(line);
    if (!cut) return std::nullopt;
    const auto label = without_stars(cut->label);
    if (is_nobody(label)) {
        unknown.text = without_leading(cut->text, "*_ ");
        return unknown;
    }
    if (language::label_kind(label) != language::LabelKind::none) return std::nullopt;
    // A sentence may open so as well; one label three times is no chance.
    const auto uses = strange_.find(language::fold(label));
    const bool again = uses != strange_.end() && uses->second >= 3;
    if (!is_usual({LabelForm::inline_, LabelForm::bold, LabelForm::tight, LabelForm::bracket},
                  again ? most : nearly_all))
        return std::nullopt;
    unknown.text = line;
    if (again) {
        unknown.speaker = readable_name(label);
        unknown.text = without_leading(cut->text, "*_ ");
    }
    return unknown;
}

}  // namespace pacelane::context::detail
