#include <algorithm>
#include <cctype>
#include <pacelane/language/words.h>
#include <pacelane/sources/private_words.h>
#include <set>

namespace pacelane::sources {

namespace {

/// Words as they are compared: "Globex's" holds "globex", "salary-band" holds "salary".
std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts;
    for (const auto& word : language::words_of(text)) {
        std::string part;
        for (const char c : word.key) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte >= 0x80 || std::isalnum(byte) != 0) {
                part += c;
            } else if (!part.empty()) {
                parts.push_back(std::move(part));
                part.clear();
            }
        }
        if (!part.empty()) parts.push_back(std::move(part));
    }
    return parts;
}

}  // namespace

bool is_pattern(std::string_view entry) {
    return entry.starts_with('!') || entry.find_first_of("/*?[") != std::string_view::npos;
}

PrivateWords::PrivateWords(const std::vector<std::string>& entries) {
    for (const auto& entry : entries) {
        if (is_pattern(entry)) continue;
        auto phrase = parts_of(entry);
        if (!phrase.empty()) by_first_[phrase.front()].push_back(std::move(phrase));
    }
}

bool PrivateWords::in(std::string_view text) const {
    if (by_first_.empty() || text.empty()) return false;
    const auto parts = parts_of(text);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto found = by_first_.find(parts[i]);
        if (found == by_first_.end()) continue;
        for (const auto& phrase : found->second)
            if (phrase.size() <= parts.size() - i &&
                std::equal(phrase.begin(), phrase.end(), parts.begin() + static_cast<std::ptrdiff_t>(i)))
                return true;
    }
    return false;
}

KnownDocument without_private(KnownDocument document, const PrivateWords& words) {
    if (words.in(document.title)) {
        document.passages.clear();
        return document;
    }
    const auto holds_one = [&](const context::Passage& passage) {
        return words.in(passage.text) || words.in(passage.markup);
    };
    std::set<std::vector<std::string>> sections;
    for (const auto& known : document.passages)
        if (!known.passage.headings.empty() && holds_one(known.passage))
            sections.insert(known.passage.headings);
    std::erase_if(document.passages, [&](const KnownPassage& known) {
        const auto& headings = known.passage.headings;
        return sections.contains(headings) || holds_one(known.passage) ||
               std::any_of(headings.begin(), headings.end(),
                           [&](const std::string& heading) { return words.in(heading); });
    });
    return document;
}

}  // namespace pacelane::sources
