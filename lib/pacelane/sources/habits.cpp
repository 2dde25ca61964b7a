#include "detail/habits.h"

#include <pacelane/language/given_names.h>
#include <pacelane/language/language.h>

namespace pacelane::sources::detail {

std::set<std::string> names_for_all(const KnownDocument& document, const std::vector<language::Words>& words,
                                    const context::Self& self) {
    std::set<std::string> names = language::fully_named(document.title, language::words_of(document.title));
    for (std::size_t i = 0; i < document.passages.size(); ++i)
        names.merge(language::fully_named(document.passages[i].passage.text, words[i]));
    const auto add = [&](std::string_view name) {
        for (const auto& word : language::words_of(name))
            names.insert(word.key);
    };
    add(self.name);
    add(self.handle);
    for (const auto& alias : self.aliases)
        add(alias);
    return names;
}

bool is_written_small(const KnownDocument& document, const std::vector<language::Words>& words) {
    constexpr std::size_t kWords = 8, kParagraphs = 2;
    std::size_t small = 0, all = 0;
    for (std::size_t i = 0; i < document.passages.size(); ++i) {
        const auto& passage = document.passages[i].passage;
        if (passage.kind != context::PassageKind::paragraph || passage.quoted || words[i].size() < kWords)
            continue;
        ++all;
        small += language::capitalize(passage.text) != passage.text ? 1 : 0;
    }
    return all >= kParagraphs && 5 * small >= 4 * all;
}

}  // namespace pacelane::sources::detail
