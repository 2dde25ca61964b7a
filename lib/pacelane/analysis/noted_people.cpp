// Whom minutes give something to do in their short forms: people who are in no list, names before a bare
// verb.
#include "detail/commitments.h"

#include <algorithm>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

bool could_be_name(const std::string& key, const LanguagePack& pack) {
    return pack.participle_endings.of(key).empty() && pack.abstract_endings.of(key).empty() &&
           !pack.stop_words.contains(key);
}

People::Named unlisted_people(std::string_view text, const Words& words, std::size_t at,
                              const LanguagePack& pack, const LowerCase& note) {
    constexpr std::size_t kMost = 7;  // words
    const auto is_name = [&](std::size_t i) {
        return i < words.size() && words[i].capital && words[i].key.size() > 1 &&
               !pack.no_persons.has(words[i].key) && !pack.task_verbs.has(words[i].key) &&
               pack.talk_verbs.at(words, i) == 0 && pack.task_groups.at(words, i) == 0 &&
               could_be_name(words[i].key, pack) && !note.contains(words[i].key);
    };
    std::string names;
    auto i = at;
    while (is_name(i) && i < at + kMost) {
        auto last = i;
        if (is_name(i + 1) && gap_after(text, words, i) == " ") ++last;
        names += (names.empty() ? "" : ", ") +
                 std::string(text.substr(words[i].begin, words[last].end - words[i].begin));
        i = last + 1;
        if (i >= words.size()) return {};
        const auto gap = gap_after(text, words, last);
        if (pack.infinitive_marks.contains(words[i].key) && gap == " ") return {names, i - at};
        // "Lena Brandt will …" opens a line.
        if (at == 0 && i > 1 && pack.bare_futures.contains(words[i].key) && gap == " ")
            return {names, i - at};
        if (pack.and_words.contains(words[i].key) && gap == " ")
            ++i;
        else if (gap.find_first_not_of(" ,/&+") != std::string_view::npos || gap == " ")
            return {};
    }
    return {};
}

Commitment bare_assignment(std::string_view text, const Words& words, const People& people,
                           std::size_t document, const LanguagePack& pack) {
    if (!pack.commands_in_base_form || ends_with_question(text)) return {};
    std::string who;
    std::size_t at = 0;
    while (at < words.size()) {
        const auto named = people.named_at(words, at, document);
        if (named.words == 0) return {};
        who += (who.empty() ? "" : ", ") + named.name;
        at += named.words;
        if (at + 1 >= words.size()) return {};
        const auto gap = gap_after(text, words, at - 1);
        if (pack.and_words.contains(words[at].key) && gap == " ")
            ++at;
        else if (gap == " ")
            break;
        else if (gap.find_first_not_of(" /&+,") != std::string_view::npos ||
                 gap.find(',') != std::string_view::npos)
            return {};
    }
    if (at >= words.size() || words[at].capital || pack.same_in_past.has(words[at].key)) return {};
    const auto rest = text.substr(words[at].begin);
    const auto rest_words = words_of(rest);
    const bool order =
        is_order(rest, rest_words, pack.task_verbs, pack) ||
        (is_order(rest, rest_words, pack.noted_verbs, pack) && !pack.noun_like_verbs.has(words[at].key));
    if (!order) return {};
    return {Commitment::Kind::other, std::move(who), words[at].begin, end_of_clause(text)};
}

}  // namespace pacelane::analysis::detail
