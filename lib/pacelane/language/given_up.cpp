// What a speaker begins and gives up, to begin anew.
#include "detail/given_up.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>

namespace pacelane::language::detail {

namespace {

constexpr std::string_view kBreak = "--";
constexpr std::size_t kMostGivenUp = 7;  // words: who says more has said something
constexpr std::size_t kLeastWhole = 4;   // words of what stands before it, and behind it
constexpr std::size_t kLeastAnew = 8;    // words behind a sentence's start that may have been over

std::string_view without_marks_behind(std::string_view text) {
    text = trim(text);
    while (!text.empty() && std::string_view(".,;:-").find(text.back()) != std::string_view::npos)
        text = trim(text.substr(0, text.size() - 1));
    return text;
}

/// Where the last clause of the text begins: behind a comma or a stop.
std::size_t last_clause(std::string_view text) {
    const auto mark = text.find_last_of(",;:.?!");
    return mark == std::string_view::npos ? 0 : mark + 1;
}

/// Whether these words are one or two that join what follows: "and", "but then", "because".
bool only_joins(const Words& words, const LanguagePack& pack) {
    if (words.empty()) return false;
    return pack.run_on_joints.at(words, 0) == words.size() ||
           (words.size() == 1 &&
            (pack.and_words.contains(words.front().key) || pack.subordinators.contains(words.front().key)));
}

/// "If you write it down": not over before its main clause, which a subject opens behind a comma.
bool waits_for_main_clause(std::string_view text, const Words& words, const LanguagePack& pack) {
    if (!pack.subordinators.contains(words.front().key)) return false;
    for (std::size_t i = 1; i < words.size(); ++i)
        if (text.substr(words[i - 1].end, 1) == "," && pack.run_on_subjects.at(words, i) > 0) return false;
    return true;
}

/// "…, and we load it": a clause that stands by itself.
std::string whole(std::string_view text, Language language) {
    const auto words = words_of(text);
    if (words.size() < kLeastWhole || waits_for_main_clause(text, words, language.pack()) ||
        !is_quoted_evenly(text))
        return {};
    std::string sentence = capitalize(text) + '.';
    return is_complete(sentence, language) ? sentence : std::string();
}

/// A sentence that breaks off at `dash`: what was whole before it, and what begins anew behind it.
std::pair<std::string, std::string> begun_anew(std::string_view text, std::size_t dash, Language language) {
    const auto& pack = language.pack();
    const auto before = trim(text.substr(0, dash));
    const auto rest = trim(text.substr(dash + kBreak.size()));
    const auto anew = words_of(rest);
    const auto clause = last_clause(before);
    const auto given_up = words_of(before.substr(clause));
    const bool subject = pack.run_on_subjects.starts(anew);
    if (given_up.empty() || !is_quoted_evenly(rest) || !is_quoted_evenly(before.substr(clause))) return {};
    // "…, but -- the name was gone": a pause for thought.
    if (only_joins(given_up, pack) && subject) return {{}, std::string(before) + ' ' + std::string(rest)};
    if (given_up.size() > kMostGivenUp || anew.size() < kLeastWhole ||
        !(subject ||
          (pack.subordinators.contains(anew.front().key) && !pack.open_clauses.contains(anew.front().key))))
        return {};
    const bool open = pack.open_ends.contains(given_up.back().key);
    if (clause == 0)
        return (open || anew.size() >= kLeastAnew) && subject ? std::pair{std::string(), capitalize(rest)}
                                                              : std::pair<std::string, std::string>{};
    // Further on only what surely was not over: "…, which gives you the --".
    if (!open) return {};
    auto first = whole(without_marks_behind(before.substr(0, clause)), language);
    if (first.empty()) return {};
    return {std::move(first), capitalize(rest)};
}

}  // namespace

bool is_quoted_evenly(std::string_view text) {
    return std::count(text.begin(), text.end(), '"') % 2 == 0 &&
           std::count(text.begin(), text.end(), '(') == std::count(text.begin(), text.end(), ')');
}

std::string without_trailing_off(std::string text, Language language) {
    const std::string_view marks = text.ends_with("…")      ? "…"
                                   : text.ends_with("...")  ? "..."
                                   : text.ends_with(kBreak) ? kBreak
                                                            : "";
    if (marks.empty()) return text;
    const auto& pack = language.pack();
    const auto kept = without_marks_behind(std::string_view(text).substr(0, text.size() - marks.size()));
    const auto words = words_of(kept);
    if (words.empty() || words.back().end != kept.size() || kept.find(kBreak) != std::string_view::npos)
        return text;
    const auto& last = words.back().key;
    // "It can be worth it if you…"
    constexpr std::size_t kMostOpen = 3;  // words
    auto cut = last_clause(kept);
    bool waits = false;
    for (std::size_t i = words.size(); i > 0 && words.size() - i < kMostOpen && !waits; --i) {
        const auto& word = words[i - 1];
        waits = word.begin > cut && pack.subordinators.contains(word.key) &&
                !pack.open_clauses.contains(word.key);
        if (waits) cut = word.begin;
    }
    const auto tokens = tokenize(kept, language);
    const bool over = !waits && marks != kBreak && !tokens.empty() &&
                      (!tokens.back().stopword || pack.object_words.contains(tokens.back().folded));
    if (std::string sentence = std::string(kept) + '.'; over && is_complete(sentence, language))
        return sentence;
    // The clause that is not over goes.
    if (words_of(kept.substr(cut)).size() > kMostGivenUp || !(waits || pack.open_ends.contains(last)))
        return text;
    // "I'm not sure what the --": nothing was said.
    if (cut == 0) return {};
    auto first = whole(without_marks_behind(kept.substr(0, cut)), language);
    if (!first.empty()) return first;
    return text;
}

std::vector<std::string> without_given_up(std::string text, Language language) {
    std::vector<std::string> parts;
    const std::string said = text;
    // Each break makes two of one at most; nobody breaks off more often in a sentence that is worth telling.
    constexpr std::size_t kBreaks = 3;
    for (std::size_t i = 0; i < kBreaks; ++i) {
        const auto dash = text.find(kBreak);
        if (dash == std::string::npos || dash + kBreak.size() == text.size()) break;
        auto [first, rest] = begun_anew(text, dash, language);
        if (rest.empty()) return {said};
        if (!first.empty()) parts.push_back(std::move(first));
        text = std::move(rest);
    }
    const bool mended = text != said;
    text = without_trailing_off(std::move(text), language);
    if (mended && (text.find(kBreak) != std::string::npos ||
                   (!text.empty() && !is_complete(text, language) && !text.ends_with('?'))))
        return {said};
    if (!text.empty()) parts.push_back(std::move(text));
    return parts;
}

}  // namespace pacelane::language::detail
