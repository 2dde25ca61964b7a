// Whose a task is, as the hasty mark it: "me: …", "J: …", "Lu -> …", "I'll …" in one's own list.
#include "detail/commitments.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

namespace {

bool is_arrow(std::string_view mark) {
    return mark.starts_with("->") || mark.starts_with("=>") || mark.starts_with("\xE2\x86\x92");
}

// "J", "Lu": written as the beginning of a name.
bool is_short_name(std::string_view text, const Word& word) {
    const auto written = text.substr(word.begin, word.end - word.begin);
    return word.capital && word.key.size() <= 4 &&
           std::none_of(written.begin() + 1, written.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

People::Named marked_owner(std::string_view text, const Words& words, const People& people,
                           std::size_t document, bool listed) {
    if (words.size() < 2 || words[0].begin > 0) return {};
    const auto mark = trim(gap_after(text, words, 0));
    const bool dash = mark == "-" || mark == "\xE2\x80\x93" || mark == "\xE2\x80\x94";
    if (!mark.starts_with(':') && !dash && !is_arrow(mark)) return {};
    if (language::any_language().own_names.contains(words[0].key)) return {people.self(), 1};
    if (!listed || dash || !is_short_name(text, words[0])) return {};
    if (people.named_at(words, 0, document).words > 0) return {};
    if (auto name = people.begun_by(words[0].key, document); !name.empty()) return {std::move(name), 1};
    return {};
}

bool is_of_a_statement(std::string_view text, const Word& word, const LanguagePack& pack) {
    const auto written = language::fold(text.substr(word.begin, word.end - word.begin));
    return pack.finite_verbs.contains(written) || pack.remark_verbs.has(word.key) ||
           pack.subject_pronouns.contains(word.key) || pack.first_persons.has(word.key) ||
           !pack.past_endings.of(word.key).empty();
}

bool is_arrow_after_name(std::string_view text, const Words& words, const People& people,
                         std::size_t document, const LanguagePack& pack) {
    constexpr std::size_t kLongest = 6;  // words behind the arrow
    // Hasty notes write "ana → prices".
    auto opening = words;
    if (!opening.empty()) opening[0].capital = true;
    const auto own = !words.empty() && language::any_language().own_names.contains(words[0].key);
    const auto named = own ? std::size_t{1} : people.named_at(opening, 0, document).words;
    if (named == 0 || named >= words.size() || words.size() > named + kLongest ||
        !is_arrow(trim(gap_after(text, words, named - 1))) || pack.exhortations.at(words, named) > 0)
        return false;
    return std::none_of(words.begin() + static_cast<std::ptrdiff_t>(named), words.end(),
                        [&](const Word& word) { return is_of_a_statement(text, word, pack); });
}

bool is_own_order(std::string_view text, const Words& words, const LanguagePack& pack) {
    if (words.size() < 3 || !pack.own_names.contains(words[0].key) || ends_with_question(text)) return false;
    return trim(gap_after(text, words, 0)).starts_with(':') && is_task_verb(words[1].key, pack);
}

std::size_t own_task(const Words& words, const LanguagePack& pack) {
    auto count = std::max(pack.promises.at(words, 0), pack.own_needs.at(words, 0));
    // "eu mando", "me to send"
    const bool subject = !words.empty() && (pack.promising_subjects.contains(words[0].key) ||
                                            pack.own_names.contains(words[0].key));
    if (count == 0 && subject && words.size() > 1) {
        if (const auto shall = pack.obligations.at(words, 1); shall > 0) count = 1 + shall;
        if (count == 0 && (pack.promising_verbs.has(words[1].key) || pack.task_verbs.has(words[1].key)))
            return 1;
    }
    count += count > 0 ? pack.promise_adverbs.at(words, count) : 0;
    return count > 0 && count < words.size() && is_noted_work(words, count, pack) ? count : 0;
}

}  // namespace pacelane::analysis::detail
