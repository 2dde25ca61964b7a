// What stands above a comment on a page: who wrote it, and how long ago.
#include "detail/chat_lines.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <string>

namespace pacelane::context::detail {

std::string_view without_comment_verb(std::string_view sender) {
    for (const auto verb : language::any_language().comment_verbs)
        if (const auto at = sender.find(verb); at != std::string_view::npos && at > 0)
            sender = trim(sender.substr(0, at));
    if (sender.starts_with("u/")) sender.remove_prefix(2);
    return sender;
}

bool take_age(std::string_view& text) {
    const auto& lists = language::any_language();
    std::string_view rest = trim(text);
    bool ago = false;
    bool unit = false;
    bool number = false;
    for (int i = 0; i < 4 && !rest.empty(); ++i) {
        const auto space = rest.find_last_of(" \t");
        auto word = rest.substr(space == std::string_view::npos ? 0 : space + 1);
        if (word.ends_with('.')) word.remove_suffix(1);
        const std::string key = language::fold(word, true);
        const bool digits =
            !word.empty() && word.size() <= 3 && std::all_of(word.begin(), word.end(), is_digit);
        const auto figures = std::min(word.find_first_not_of("0123456789"), word.size());
        if (!ago && lists.age_words.contains(key)) {
            ago = true;
        } else if (!unit && !number && lists.age_units.contains(key)) {
            unit = true;
        } else if (unit && !number && (digits || word == "a" || word == "an")) {
            number = true;
        } else if (!unit && !number && figures > 0 && lists.age_units.contains(word.substr(figures))) {
            unit = number = true;  // "3h"
        } else {
            break;
        }
        rest = space == std::string_view::npos ? std::string_view{} : trim(rest.substr(0, space));
        if (ago && unit && number) {
            text = rest;
            return true;
        }
    }
    return false;
}

}  // namespace pacelane::context::detail
