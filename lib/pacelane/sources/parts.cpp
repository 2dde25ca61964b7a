// Which notes are parts of a course, by the numbers of files and folders.
#include "detail/parts.h"

#include "detail/topics.h"

#include <algorithm>
#include <map>
#include <pacelane/language/language_pack.h>

namespace pacelane::sources::detail {

namespace {

constexpr std::size_t kFewestParts = 3;

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

}  // namespace

std::set<std::string> numbered_folders(const std::vector<KnownDocument>& documents) {
    struct Numbers {
        std::set<int> parts;
        int files = 0, numbered = 0;
    };
    std::map<std::string_view, Numbers> folders;
    for (const auto& document : documents) {
        if (document.kind != context::DocumentKind::knowledge) continue;
        auto& folder = folders[folder_of(document.path)];
        ++folder.files;
        if (const auto number = part_number(document.path); number >= 0) {
            folder.parts.insert(number);
            ++folder.numbered;
        }
    }
    std::set<std::string> numbered;
    for (const auto& [folder, numbers] : folders)
        if (numbers.parts.size() >= kFewestParts && 2 * numbers.numbered > numbers.files)
            numbered.emplace(folder);
    return numbered;
}

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

bool is_part(std::string_view path, const std::set<std::string>& numbered_folders,
             const std::set<std::string>& course_folders) {
    if (part_number(path) >= 0 && numbered_folders.contains(std::string(folder_of(path)))) return true;
    for (auto end = path.find('/'); end != std::string_view::npos; end = path.find('/', end + 1))
        if (course_folders.contains(std::string(path.substr(0, end + 1)))) return true;
    return false;
}

}  // namespace pacelane::sources::detail
