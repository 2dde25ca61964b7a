#include <pacelane/language/language_pack.h>
#include <pacelane/sources/time_words.h>

namespace pacelane::sources {

std::string without_day(std::string_view text, language::Language language) {
    language::Words words;
    return without_day(text, language, words);
}

std::string without_day(std::string_view text, language::Language language, language::Words& words) {
    const auto& pack = language.pack();
    std::string out(text);
    words = language::words_of(out);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto count = pack.said_days.at(words, i);
        if (count == 0) continue;
        const std::size_t last = i + count - 1;
        // After these the day is a noun; before these it is the subject or owns something.
        if (i > 0 && pack.before_day_nouns.at(words, i - 1) > 0) continue;
        if (pack.after_day_nouns.at(words, last + 1) > 0) continue;
        const std::size_t begin = words[i].begin;
        std::size_t end = words[last].end;
        const std::string_view rest = std::string_view(out).substr(end);
        if (rest.starts_with("'") || rest.starts_with("’") || rest.starts_with("-") || rest.starts_with("]"))
            continue;
        // Within a clause only before its end or a preposition, so that what is left reads on.
        if (words[i].opens && (rest.starts_with(",") || rest.starts_with(" "))) {
            end += rest.starts_with(", ") ? 2 : 1;
            out = out.substr(0, begin) + language::capitalize(std::string_view(out).substr(end));
        } else if (begin > 0 && out[begin - 1] == ' ') {
            out.erase(begin - 1, end - begin + 1);
        } else {
            continue;
        }
        words = language::words_of(out);
        --i;
    }
    return out;
}

}  // namespace pacelane::sources
