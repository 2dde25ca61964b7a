#include "detail/html_byline.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/labels.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::formats::detail {

std::string byline_name(const language::Words& words, std::string_view text) {
    constexpr std::size_t fewest = 2, most = 4, longest = 60;
    const auto& lists = language::any_language();
    const auto begin = lists.page_bylines.at(words, 0);
    std::size_t end = begin, capitals = 0;
    while (end < words.size() && end < begin + most + 2) {
        // "Ana Lima, Staff Writer", "Ana Lima · 3 May"
        if (end > begin) {
            const auto between = text.substr(words[end - 1].end, words[end].begin - words[end - 1].end);
            if (between != " " && between != ". ") break;
        }
        const bool told = lists.page_facts.at(words, end) > 0 || lists.months.at(words, end) > 0 ||
                          lists.weekdays.at(words, end) > 0;
        if (told || is_digit(words[end].key.front())) break;
        if (words[end].capital)
            ++capitals;
        else if (end == begin || !lists.stop_words.contains(words[end].key))
            break;
        ++end;
    }
    while (end > begin && !words[end - 1].capital) {
        --end;
    }
    if (capitals < fewest || capitals > most || (begin == 0 && end != words.size())) return {};
    const auto name = text.substr(words[begin].begin, words[end - 1].end - words[begin].begin);
    if (name.size() > longest || context::detail::name_shape(name) == context::detail::NameShape::none)
        return {};
    return std::string(name);
}

}  // namespace pacelane::formats::detail
