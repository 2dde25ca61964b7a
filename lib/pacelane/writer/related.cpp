#include <algorithm>
#include <cctype>
#include <cmath>
#include <pacelane/language/language.h>
#include <pacelane/writer/detail/related.h>
#include <pacelane/writer/detail/title.h>
#include <set>

namespace pacelane::writer::detail {

namespace {

constexpr double kTitle = 3;  // a word of the title counts as so many of the text
/// Alike by their words alone, where their titles share one, and where a folder or a pillar says so too.
constexpr double kAlike = 0.16;
constexpr double kAlikeTitled = 0.12;
constexpr double kAlikeTogether = 0.1;
/// A folder that holds more of what is compared is where everything goes.
constexpr double kSubjectFolder = 0.5;

std::string_view folder_of(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

}  // namespace

Subject subject_of(const Piece& piece, const std::vector<std::string>& pillars) {
    Subject subject;
    const auto& document = *piece.reading->document;
    const auto language = piece.reading->language;
    const auto add = [&](std::string_view text, double weight) {
        for (const auto& token : language::tokenize(text, language)) {
            if (token.stopword || token.number || token.stem.size() <= 1) continue;
            subject.words[token.stem] += weight;
            if (weight == kTitle) subject.title.insert(token.stem);
        }
    };
    add(document.title, kTitle);
    if (!piece.headings.empty()) add(piece.headings.back(), kTitle);
    for (std::size_t i = 0; i < piece.blocks.size(); ++i)
        for (const auto& sentence : piece.sentences(i))
            add(sentence.text, 1);
    for (auto& [word, count] : subject.words)
        count = 1 + std::log(count);
    subject.folder = folder_of(document.path);
    for (const auto& pillar : pillars)
        subject.pillars.push_back(touched(piece, {pillar}) > 0);
    return subject;
}

Subjects::Subjects(std::vector<Subject> all) : all_(std::move(all)) {
    const auto number = static_cast<double>(all_.size());
    std::map<std::string, double> holders;
    std::map<std::string_view, double> folders;
    for (const auto& subject : all_) {
        for (const auto& entry : subject.words)
            ++holders[entry.first];
        ++folders[subject.folder];
    }
    for (auto& subject : all_) {
        double length = 0;
        for (auto& [word, weight] : subject.words) {
            weight *= std::log((1 + number) / holders[word]);
            length += weight * weight;
        }
        if (length > 0)
            for (auto& [word, weight] : subject.words)
                weight /= std::sqrt(length);
        if (folders[subject.folder] > kSubjectFolder * number) subject.folder = {};
    }
}

double Subjects::likeness(std::size_t a, std::size_t b) const {
    double sum = 0;
    for (const auto& [word, weight] : all_[a].words)
        if (const auto same = all_[b].words.find(word); same != all_[b].words.end())
            sum += weight * same->second;
    return sum;
}

bool Subjects::related(std::size_t a, std::size_t b) const {
    const auto& one = all_[a];
    const auto& other = all_[b];
    bool together = !one.folder.empty() && one.folder == other.folder;
    for (std::size_t p = 0; p < one.pillars.size(); ++p)
        together = together || (one.pillars[p] && other.pillars[p]);
    const bool titled = std::any_of(one.title.begin(), one.title.end(),
                                    [&](const std::string& word) { return other.title.contains(word); });
    return likeness(a, b) >= (together ? kAlikeTogether : titled ? kAlikeTitled : kAlike);
}

bool is_diary(const sources::Reading& reading) {
    for (const auto& [name, value] : reading.features)
        if ((name == "dated_title" || name == "dated" || name == "timed") && value >= 0.5) return true;
    // "2026-11-17.md", whatever title it has.
    std::string_view name = reading.document->path;
    name.remove_prefix(name.rfind('/') + 1);
    name = name.substr(0, name.find('.'));
    const auto is = [&](int (*kind)(int)) {
        return std::count_if(name.begin(), name.end(),
                             [&](char c) { return kind(static_cast<unsigned char>(c)) != 0; });
    };
    return is(std::isdigit) >= 6 && is(std::isalpha) == 0;
}

}  // namespace pacelane::writer::detail
