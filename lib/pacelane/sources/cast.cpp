// Who and what is known from all documents of a person.
#include "detail/cast.h"

#include "detail/other_sites.h"
#include "detail/parts.h"
#include "detail/topics.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <unordered_map>
#include <unordered_set>
#include <utility>

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

/// Of hashes that are written in digits: their first ones tell as much.
struct FirstDigits {
    std::size_t operator()(std::string_view digits) const {
        constexpr std::size_t kDigits = 16;
        return std::hash<std::string_view>{}(digits.substr(0, kDigits));
    }
};

/// In how many documents a text stands.
template <typename Hash>
class Documents {
public:
    /// Documents come one after the other.
    void count(std::string_view text, std::size_t document) {
        auto& [count, last] = seen_.try_emplace(text, 0, document + 1).first->second;
        if (last == document) return;
        last = document;
        ++count;
    }
    std::set<std::string> repeated() const {
        std::set<std::string> repeated;
        for (const auto& [text, counted] : seen_)
            if (counted.first >= kRepeated) repeated.emplace(text);
        return repeated;
    }

private:
    std::unordered_map<std::string_view, std::pair<int, std::size_t>, Hash> seen_;  // how often; last in
};

}  // namespace

namespace detail {

context::People people_of(const KnownDocument& document) {
    context::People people;
    for (const auto& name : document.participants)
        people.add(name);
    std::unordered_set<std::string_view> speakers;
    for (const auto& known : document.passages)
        if (speakers.insert(known.passage.speaker).second) people.add(known.passage.speaker);
    return people;
}

bool is_person(std::string_view name, const KnownDocument& document, const context::People& people,
               const Cast& cast) {
    if (cast.self.is(name, people, cast.everybody)) return true;
    return document.kind == context::DocumentKind::transcript &&
           language::any_language().owner_names.contains(language::fold(trim(name))) &&
           std::none_of(document.passages.begin(), document.passages.end(), [&](const KnownPassage& known) {
               const auto& passage = known.passage;
               return passage.kind == context::PassageKind::turn && !passage.quoted &&
                      cast.self.is(passage.speaker, people, cast.everybody);
           });
}

}  // namespace detail

using detail::people_of;

Cast::Cast(const Person& person, const std::vector<KnownDocument>& documents)
    : self{person.name, person.handle, person.aliases},
      private_words(person.private_matter),
      topics(detail::topics_of(documents)),
      numbered_folders(detail::numbered_folders(documents)),
      courses(detail::course_folders(documents)),
      sites(detail::sites_of(documents)) {
    for (const auto& [site, count] : sites)
        addresses += count;
    std::vector<context::People> people;
    people.reserve(documents.size());
    for (const auto& document : documents) {
        people.push_back(people_of(document));
        for (const auto& name : people.back().names())
            everybody.add(name);
    }
    for (const auto& there : people)
        for (const auto& name : there.names())
            if (!self.is(name, there, everybody)) add_name(others, name);
    other_names = language::Names(others);
    Documents<FirstDigits> texts;
    Documents<std::hash<std::string_view>> headings;
    std::unordered_map<std::string_view, std::string> folded;  // by the heading
    for (std::size_t d = 0; d < documents.size(); ++d) {
        const std::vector<std::string>* last = nullptr;
        for (const auto& known : documents[d].passages) {
            if (!known.hash.empty()) texts.count(known.hash, d);
            if (last && *last == known.passage.headings) continue;
            last = &known.passage.headings;
            for (const auto& heading : *last) {
                const auto [found, is_new] = folded.try_emplace(heading);
                if (is_new) found->second = language::fold(heading);
                headings.count(found->second, d);
            }
        }
    }
    for (const auto& document : documents)
        if (is_paper_of_code(document.path)) {
            const auto folder = document.path.substr(0, document.path.rfind('/') + 1);
            for (const char* manual : {"docs/", "doc/", "documentation/", "manual/"})
                manuals.insert(folder + manual);
        }
    repeated_texts = texts.repeated();
    repeated_headings = headings.repeated();
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
    std::erase_if(speakers,
                  [&](const std::string& name) { return !detail::is_person(name, document, people, *this); });
    return speakers;
}

}  // namespace pacelane::sources
