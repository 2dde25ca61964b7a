// Who and what is known from all documents of a person.
#include "detail/cast.h"

#include "detail/topics.h"

#include <algorithm>
#include <array>
#include <map>
#include <pacelane/language/language_pack.h>

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

std::string folder_of(std::string_view path) {
    return std::string(path.substr(0, path.rfind('/') + 1));
}

/// The number of a part that a file's name begins with: "4. Sharing", "04-sharing", "07 Lists", "2a
/// Reducers", "Lesson 07 Lists"; -1: none. "2026-11-02" is a day, and "3 ways to mend it" and "7zip" are no
/// parts.
int part_number(std::string_view path) {
    auto name = path.substr(path.rfind('/') + 1);
    name = name.substr(0, name.rfind('.'));
    const auto at = std::min(name.find_first_of("0123456789"), name.size());
    const auto end = std::min(name.find_first_not_of("0123456789", at), name.size());
    if (end == at || end > at + 2) return -1;
    const auto before = language::words_of(name.substr(0, at));
    if (!before.empty() && language::any_language().chapter_words.at(before, 0) != before.size()) return -1;
    auto rest = name.substr(end);
    const bool letter = !rest.empty() && rest.front() >= 'a' && rest.front() <= 'z';
    if (letter) rest.remove_prefix(1);
    if (!rest.empty() && std::string_view(" ._-:)").find(rest.front()) == std::string_view::npos) return -1;
    const bool counts = before.empty() && !letter && name[at] != '0' && rest.size() > 1 && rest[0] == ' ' &&
                        rest[1] >= 'a' && rest[1] <= 'z';
    if (counts) return -1;
    return (name[at] - '0') * (end - at == 2 ? 10 : 1) + (end - at == 2 ? name[at + 1] - '0' : 0);
}

/// "1 Introduction/", "2 Networks/", "3 Volumes/" beside each other, as a course is filed: each of them.
/// Folders that people number to keep them in order ("1 Projects/", "2 Areas/") say nothing of a subject.
std::set<std::string> course_folders(const std::vector<KnownDocument>& documents) {
    std::map<std::string, std::map<int, std::set<std::string>>> parts;  // by the folder that they lie in
    for (const auto& document : documents) {
        if (document.kind != context::DocumentKind::knowledge) continue;
        const std::string_view path = document.path;
        std::size_t begin = 0;
        for (auto end = path.find('/'); end != std::string_view::npos; end = path.find('/', begin)) {
            const auto name = path.substr(begin, end - begin);
            const auto number = part_number(name);
            if (number > 0 && !language::any_language().plain_folders.in(language::words_of(name)))
                parts[std::string(path.substr(0, begin))][number].insert(
                    std::string(path.substr(0, end + 1)));
            begin = end + 1;
        }
    }
    std::set<std::string> folders;
    // Of a course whose notes are not all kept some numbers are missing.
    constexpr std::size_t kManyParts = 4;
    for (const auto& [parent, numbered] : parts)
        if (numbered.contains(1) &&
            (numbered.size() >= kManyParts || (numbered.contains(2) && numbered.contains(3))))
            for (const auto& [number, names] : numbered)
                folders.insert(names.begin(), names.end());
    return folders;
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
      courses(course_folders(documents)) {
    for (const auto& document : documents)
        for (const auto& name : people_of(document).names())
            everybody.add(name);
    for (const auto& document : documents) {
        const auto people = people_of(document);
        for (const auto& name : people.names())
            if (!self.is(name, people, everybody)) add_name(others, name);
    }
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
    struct Numbers {
        std::set<int> parts;
        int files = 0, numbered = 0;
    };
    std::map<std::string, Numbers> folders;
    for (const auto& document : documents) {
        if (document.kind != context::DocumentKind::knowledge) continue;
        auto& folder = folders[folder_of(document.path)];
        ++folder.files;
        if (const auto number = part_number(document.path); number >= 0) {
            folder.parts.insert(number);
            ++folder.numbered;
        }
    }
    for (const auto& [folder, numbers] : folders)
        if (numbers.parts.size() >= kRepeated && 2 * numbers.numbered > numbers.files)
            numbered_folders.insert(folder);
    for (const auto& [text, count] : texts)
        if (count >= kRepeated) repeated_texts.insert(text);
    for (const auto& [heading, count] : headings)
        if (count >= kRepeated) repeated_headings.insert(heading);
}

bool Cast::is_numbered(std::string_view path) const {
    if (part_number(path) >= 0 && numbered_folders.contains(folder_of(path))) return true;
    for (auto end = path.find('/'); end != std::string_view::npos; end = path.find('/', end + 1))
        if (courses.contains(std::string(path.substr(0, end + 1)))) return true;
    return false;
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
