// Words that only lead back to another place of the note.
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>
#include <pacelane/sources/way_back.h>

namespace pacelane::sources {

std::string without_way_back(std::string text, language::Language language) {
    auto words = language::words_of(text);
    return without_way_back(std::move(text), language, words);
}

std::string without_way_back(std::string text, language::Language language, language::Words& words) {
    const auto& pack = language.pack();
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto opening = words[i].opens ? pack.as_said_above.at(words, i) : 0;
        if (opening > 0) {
            const auto end = words[i + opening - 1].end;
            if (text.compare(end, 2, ", ") != 0) continue;
            text =
                text.substr(0, words[i].begin) + language::capitalize(std::string_view(text).substr(end + 2));
        } else {
            const auto count = i > 0 ? pack.said_above.at(words, i) : 0;
            // "what was mentioned above", "Commands mentioned above": nobody knows which, without it.
            if (count == 0 || !words[i - 1].capital || words[i - 1].opens ||
                words[i].begin != words[i - 1].end + 1)
                continue;
            text.erase(words[i - 1].end, words[i + count - 1].end - words[i - 1].end);
        }
        words = language::words_of(text);
        --i;
    }
    return text;
}

}  // namespace pacelane::sources
