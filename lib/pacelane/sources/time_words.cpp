#include "detail/wordings.h"

#include <array>
#include <pacelane/sources/time_words.h>

namespace pacelane::sources {

std::string without_day(std::string_view text, language::Language) {
    static constexpr std::array<std::string_view, 10> days{
        "today",     "yesterday", "this morning", "this afternoon", "last night", "hoje", "ontem",
        "hoje cedo", "hoy",       "ayer"};
    // After these the day is a noun; before these it is the subject or owns something.
    static const language::Phrases before(
        "of|for|until|till|since|from|by|as|than|de|ate|desde|para|hasta|like|and|or|e|ou|y");
    static const language::Phrases after("is|was|are|marks|marked|at|and|or|e|foi|era|es|fue|to|before|ou|y");
    std::string out(text);
    for (const auto day : days) {
        const auto words = language::words_of(out);
        const auto first = day.substr(0, day.find(' '));
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (words[i].key != first) continue;
            const bool two = day.size() > first.size();
            if (two && (i + 1 >= words.size() || words[i + 1].key != day.substr(first.size() + 1))) continue;
            const std::size_t last = two ? i + 1 : i;
            if (i > 0 && before.at(words, i - 1)) continue;
            if (last + 1 < words.size() && after.at(words, last + 1)) continue;
            std::size_t begin = words[i].begin, end = words[last].end;
            const std::string_view rest = std::string_view(out).substr(end);
            if (rest.starts_with("'") || rest.starts_with("’") || rest.starts_with("-") ||
                rest.starts_with("]"))
                continue;
            // Within a clause only before its end or a preposition, so that what is left reads on.
            const bool opens = words[i].opens;
            if (opens && (rest.starts_with(",") || rest.starts_with(" "))) {
                end += rest.starts_with(", ") ? 2 : 1;
                out = out.substr(0, begin) + language::capitalize(std::string_view(out).substr(end));
            } else if (begin > 0 && out[begin - 1] == ' ') {
                out.erase(begin - 1, end - begin + 1);
            } else {
                continue;
            }
            break;
        }
    }
    return out;
}

}  // namespace pacelane::sources
