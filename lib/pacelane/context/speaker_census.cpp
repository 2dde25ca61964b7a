#include "detail/labels.h"

#include <algorithm>
#include <pacelane/language/language.h>

namespace pacelane::context::detail {

void SpeakerCensus::add(const SpokenLine& line) {
    if (line.timed) ++timed_;
    if (line.speaker.empty()) return;
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

bool SpeakerCensus::accepts(const SpokenLine& line, bool lenient) const {
    if (line.timed || line.bold) return true;
    if (line.speaker.empty()) return false;
    const auto found = names_.find(language::fold(line.speaker));
    if (found == names_.end()) return false;
    return recurs(found->second) || (lenient && (found->second.strong || found->second.lines >= 2));
}

std::size_t SpeakerCensus::recurring() const {
    return static_cast<std::size_t>(std::count_if(names_.begin(), names_.end(), [](const auto& entry) {
        return entry.second.lines > 0 && recurs(entry.second);
    }));
}

std::size_t SpeakerCensus::distinct() const {
    return static_cast<std::size_t>(std::count_if(names_.begin(), names_.end(), [](const auto& entry) {
        return entry.second.lines > 0 && entry.second.strong;
    }));
}

}  // namespace pacelane::context::detail
