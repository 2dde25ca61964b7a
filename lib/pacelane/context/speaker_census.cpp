#include "detail/labels.h"

#include <algorithm>
#include <numeric>
#include <pacelane/language/language.h>

namespace pacelane::context::detail {

namespace {

bool time_only(LabelForm form) {
    return form == LabelForm::time_first || form == LabelForm::time_above;
}

}  // namespace

void SpeakerCensus::add(const SpokenLine& line, bool at_place) {
    if (line.timed) ++timed_;
    if (line.speaker.empty()) {
        if (line.timed)
            ++time_only_;
        else
            ++unlabelled_;
        return;
    }
    if (at_place) ++forms_[static_cast<std::size_t>(line.form)];
    auto& count = names_[language::fold(line.speaker)];
    ++count.lines;
    if (line.shape == NameShape::strong || line.bold) count.strong = true;
}

void SpeakerCensus::expect(std::string_view name) {
    for (const auto form : {name, name.substr(0, name.find(' '))}) {
        auto& count = names_[language::fold(form)];
        count.expected = count.strong = true;
    }
}

std::size_t SpeakerCensus::coverage(LabelForm form) const {
    const auto of = [&](LabelForm one) { return forms_[static_cast<std::size_t>(one)]; };
    const std::size_t labels = of(form);
    if (labels == 0) return 0;
    const std::size_t places =
        time_only(form) ? of(LabelForm::time_first) + of(LabelForm::time_above) + time_only_
                        : std::accumulate(forms_.begin(), forms_.end(), std::size_t{0}) + unlabelled_;
    return labels * 100 / places;
}

bool SpeakerCensus::accepts(const SpokenLine& line, bool lenient, Place place) const {
    if (line.speaker.empty()) return line.timed || line.chevron;
    const auto found = names_.find(language::fold(line.speaker));
    const bool marked = line.bold || line.form == LabelForm::time_last || line.form == LabelForm::angle;
    const bool known = found != names_.end();
    if (!lenient && !marked && !line.timed && !(known && recurs(found->second))) return false;

    int points = line.shape == NameShape::strong ? 2 : 0;
    if (known) {
        const auto& count = found->second;
        points += count.expected || count.lines >= 3 ? 3 : count.lines == 2 ? 2 : 0;
    }
    if (line.form == LabelForm::time_last || line.form == LabelForm::angle) points += 3;
    if (line.bold) points += 2;
    const std::size_t covered = coverage(line.form);
    const bool starts = place == Place::start && lenient && !time_only(line.form) &&
                        line.form != LabelForm::alone && line.form != LabelForm::tab;
    points += covered >= 60 ? 3 : covered >= 30 || starts ? 2 : 0;
    points += place == Place::start ? 1 : place == Place::within ? -3 : 0;
    return points >= 3;
}

std::size_t SpeakerCensus::recurring() const {
    return static_cast<std::size_t>(std::count_if(names_.begin(), names_.end(), [](const auto& entry) {
        return entry.second.lines > 0 && recurs(entry.second);
    }));
}

std::size_t SpeakerCensus::repeated() const {
    return static_cast<std::size_t>(std::count_if(names_.begin(), names_.end(),
                                                  [](const auto& entry) { return entry.second.lines >= 2; }));
}

std::size_t SpeakerCensus::distinct() const {
    return static_cast<std::size_t>(std::count_if(names_.begin(), names_.end(), [](const auto& entry) {
        return entry.second.lines > 0 && entry.second.strong;
    }));
}

}  // namespace pacelane::context::detail
