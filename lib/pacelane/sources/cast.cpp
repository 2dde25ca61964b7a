// Who and what is known from all documents of a person.
#include "detail/cast.h"

#include "detail/parts.h"
#include "detail/topics.h"

#include <algorithm>
#include <array>
#include <map>

namespace pacelane::sources {

namespace {

/// What stands in so many documents was not written for any of them.
constexpr int kRepeated = 3;

void add_name(std::vector<std::string>& names, std::string_view full) {
    if (context::is_nobody(full)) return;
    const std::string name = context::plain_name(full);
    for (const auto& part : {name, name.substr(0, name.find(' '))})
        if (part.size() > 1 && std::find(names.begin(), names.end(), part) == names.end())
            names.push_back(part);
}

/// The name of a file without its endings, folded, where it is in capitals as programmers write such names;
/// "security.md" is a note.
std::string capital_name(std::string_view path) {
    auto name = path.substr(path.rfind('/') + 1);
    name = name.substr(0, name.find('.'));
    if (std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return {};
    return language::fold(name);
}

/// What repositories of code hold for those who work on it; by names that are the same in all languages.
bool is_paper_of_code(std::string_view path) {
    static constexpr std::array<std::string_view, 6> names{
        "code_of_conduct", "code-of-conduct", "contributing", "license", "changelog", "security"};
    return std::find(names.begin(), names.end(), capital_name(path)) != names.end();
}

}  // namespace

namespace detail {

context::People people_of(const KnownDocument& document) {
    context::People people;
    for (const auto& name : document.participants)
        people.add(name);
    for (const auto& known : document.passages)
        people.add(known.passage.speaker);
    return people;
}

}  // namespace detail

using detail::people_of;

Cast::Cast(const Person& person, const std::vector<KnownDocument>& documents)
    : self{person.name, person.handle, person.aliases},
      private_words(person.private_matter),
      topics(detail::topics_of(documents)),
      numbered_folders(detail::numbered_folders(documents)),
      courses(detail::course_folders(documents)) {
    for (const auto& document : documents)
        for (const auto& name : people_of(document).names())
            everybody.add(name);
    for (const auto& document : documents) {
        const auto people = people_of(document);
        for (const auto& name : people.names())
            if (!self.is(name, people, everybody)) add_name(others, name);
    }
    other_names = language::Names(others);
    std::map<std::string, int> texts, headings;
    for (const auto& document : documents) {
        std::set<std::string> own_texts, own_headings;
        for (const auto& known : document.passages) {
            if (!known.hash.empty()) own_texts.insert(known.hash);
            for (const auto& heading : known.passage.headings)
                own_headings.insert(language::fold(heading));
        }
        for (const auto& text : own_texts)
            ++texts[text];
        for (const auto& heading : own_headings)
            ++headings[heading];
    }
    for (const auto& document : documents)
        if (is_paper_of_code(document.path)) {
            const auto folder = document.path.substr(0, document.path.rfind('/') + 1);
            for (const char* manual : {"docs/", "doc/", "documentation/", "manual/"})
                manuals.insert(folder + manual);
        }
    for (const auto& [text, count] : texts)
        if (count >= kRepeated) repeated_texts.insert(text);
    for (const auto& [heading, count] : headings)
        if (count >= kRepeated) repeated_headings.insert(heading);
}

bool Cast::is_numbered(std::string_view path) const {
    return detail::is_part(path, numbered_folders, courses);
}

bool Cast::is_manual(std::string_view path) const {
    if (is_paper_of_code(path) || capital_name(path) == "readme") return true;
    return std::any_of(manuals.begin(), manuals.end(),
                       [&](const std::string& folder) { return path.starts_with(folder); });
}

std::string Cast::topic_of(std::string_view path) const {
    const auto found = topics.find(detail::folder_of(path));
    return found == topics.end() ? std::string() : found->second;
}

std::set<std::string> Cast::own_speakers(const KnownDocument& document) const {
    std::set<std::string> speakers;
    for (const auto& known : document.passages)
        if (!known.passage.speaker.empty()) speakers.insert(known.passage.speaker);
    if (speakers.empty()) return speakers;
    const auto people = people_of(document);
    std::erase_if(speakers, [&](const std::string& name) { return !self.is(name, people, everybody); });
    return speakers;
}

}  // namespace pacelane::sources
