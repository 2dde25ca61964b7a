// What folders say their notes are about.
#include "detail/topics.h"

#include <algorithm>
#include <map>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <set>

namespace pacelane::sources::detail {

namespace {

constexpr std::size_t kFewestTopics = 4;
constexpr double kLargestShare = 0.5;  // of the notes, in one folder
constexpr double kFiled = 0.5;         // of the notes, in all of them

/// "knowledge/sql_server/": "sql server"; empty when it says nothing of a subject.
std::string topic_in(std::string_view folder) {
    constexpr std::size_t kLongest = 3;  // words
    folder.remove_suffix(1);
    folder.remove_prefix(folder.rfind('/') + 1);
    // What has spaces is a title for people to read ("Core Notes"); a topic is one name.
    if (folder.find(' ') != std::string_view::npos || folder.starts_with('.')) return {};
    std::string name(folder);
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
    const auto words = language::words_of(name);
    if (words.empty() || words.size() > kLongest ||
        (words.front().key[0] >= '0' && words.front().key[0] <= '9'))
        return {};
    const auto& lists = language::any_language();
    if (lists.plain_folders.in(words) || lists.study_folders.in(words)) return {};
    return std::string(trim(name));
}

/// How titles and headings write a topic, and how often.
using Spellings = std::map<std::string, int>;

/// The most frequent spelling; with a capital where none of them holds one.
std::string spelled(const std::string& topic, const Spellings& spellings) {
    const auto best = std::max_element(spellings.begin(), spellings.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    const auto name = best == spellings.end() ? topic : best->first;
    const bool small = std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return small ? language::capitalize(name) : name;
}

/// Counts how a text writes the topics, each found by its first word.
class Counter {
public:
    void add(std::string_view folder, std::string_view topic) {
        Topic one{folder, language::words_of(topic),
                  std::string(topic.substr(topic.find_last_not_of("+#") + 1))};
        const auto first = one.words.front().key;
        topics_[first].push_back(std::move(one));
    }
    void count(std::string_view text) {
        const auto words = language::words_of(text);
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto found = topics_.find(words[i].key);
            if (found == topics_.end()) continue;
            for (const auto& topic : found->second) {
                const auto& all = topic.words;
                if (i + all.size() > words.size()) continue;
                bool same = true;
                for (std::size_t k = 1; k < all.size() && same; ++k)
                    same = words[i + k].key == all[k].key;
                const auto end = words[i + all.size() - 1].end;
                // "C++" is not "C".
                if (same && text.substr(end).starts_with(topic.marks))
                    ++spellings[topic.folder][std::string(
                        text.substr(words[i].begin, end + topic.marks.size() - words[i].begin))];
            }
        }
    }
    std::map<std::string_view, Spellings> spellings;  ///< by folder

private:
    struct Topic {
        std::string_view folder;
        language::Words words;
        std::string marks;  ///< "++" of "notepad++"
    };
    std::map<std::string, std::vector<Topic>> topics_;  // by first word
};

}  // namespace

std::string_view folder_of(std::string_view path) {
    return path.substr(0, path.rfind('/') + 1);
}

std::map<std::string, std::string, std::less<>> topics_of(const std::vector<KnownDocument>& documents) {
    std::map<std::string, std::size_t, std::less<>> notes;  // by folder
    std::size_t all = 0;
    for (const auto& document : documents) {
        if (document.kind != context::DocumentKind::knowledge) continue;
        ++all;
        ++notes[std::string(folder_of(document.path))];
    }
    std::map<std::string, std::string, std::less<>> topics;
    std::size_t filed = 0;
    for (const auto& [folder, count] : notes) {
        if (folder.empty()) continue;
        auto topic = topic_in(folder);
        if (topic.empty() || static_cast<double>(count) > kLargestShare * static_cast<double>(all)) continue;
        filed += count;
        topics.emplace(folder, std::move(topic));
    }
    // Where few notes are filed by topic, folders mean something else.
    if (topics.size() < kFewestTopics || static_cast<double>(filed) < kFiled * static_cast<double>(all))
        return {};
    Counter counter;
    for (const auto& [folder, topic] : topics)
        counter.add(folder, topic);
    for (const auto& document : documents) {
        if (document.kind != context::DocumentKind::knowledge) continue;
        if (!document.title_from_name) counter.count(document.title);
        const std::vector<std::string>* last = nullptr;
        for (const auto& known : document.passages) {
            const auto& headings = known.passage.headings;
            if (headings.empty() || (last && *last == headings)) continue;
            last = &headings;
            counter.count(headings.back());
        }
    }
    for (auto& [folder, topic] : topics)
        topic = spelled(topic, counter.spellings[folder]);
    return topics;
}

}  // namespace pacelane::sources::detail
